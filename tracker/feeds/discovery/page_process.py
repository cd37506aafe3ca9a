"""The process in which one page is looked through. Started by `guard` alone."""

from tracker import confined
from tracker.confined import Order
from tracker.feeds.discovery.page import announced


def work(page: bytes, order: Order) -> list[tuple[str, str]]:
    """Pairs of address and label, for the order's `url`."""
    return [(each.url, each.label) for each in announced(page, url=order["url"])]


if __name__ == "__main__":
    confined.serve(work)
