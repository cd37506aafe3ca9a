"""The process in which one PDF is read. Started by `guard` alone."""

from tracker import confined
from tracker.confined import Order
from tracker.intake.extract.article import dump
from tracker.intake.extract.pdf import extract_pdf


def work(body: bytes, order: Order) -> dict[str, object]:
    """What `extract_pdf` makes of the file, as values for `load`; the order has its `url` and `zone`."""
    return dump(extract_pdf(body, url=order["url"], zone=order["zone"]))


if __name__ == "__main__":
    confined.serve(work)
