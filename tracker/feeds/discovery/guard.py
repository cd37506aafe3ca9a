"""Looks a page through where it can be killed."""

from tracker import confined
from tracker.feeds.discovery.page import READ, Announced


def announced_guarded(
    page: bytes, *, url: str, cpu_seconds: int = 3, memory_mib: int = 768
) -> list[Announced]:
    """Do as `announced`, in a process that is killed at the limits; a page that takes more names no feeds.

    A page of one megabyte can keep libxml2 busy for minutes: the attributes of a tag cost their number squared.
    """
    order = {"url": url}
    try:
        found = confined.run(
            "tracker.feeds.discovery.page_process",
            order,
            page[:READ],
            cpu_seconds=cpu_seconds,
            memory_mib=memory_mib,
        )
    except confined.EndedEarly:
        return []
    return [Announced(address, label) for address, label in found]
