"""The process in which one page is looked through. Started by `guard` alone."""

from typing import Any

from tracker import confined
from tracker.feeds.discovery.page import announced


def work(page: bytes, order: dict[str, Any]) -> list[tuple[str, str]]:
    """Pairs of address and label, for the order's `url`."""
    return [(each.url, each.label) for each in announced(page, url=order["url"])]


if __name__ == "__main__":
    confined.serve(work)
