"""The process in which one page is read. Started by `guard` alone."""

from tracker import confined
from tracker.confined import Order
from tracker.intake.extract.article import dump
from tracker.intake.extract.page import extract


def work(page: bytes, order: Order) -> dict[str, object]:
    """What `extract` makes of the page, as values for `load`; the order has its `url`, `content_type` and `zone`."""
    return dump(extract(page, url=order["url"], content_type=order["content_type"], zone=order["zone"]))


if __name__ == "__main__":
    confined.serve(work)
