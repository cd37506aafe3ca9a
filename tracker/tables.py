"""Long tables of claims: whether one waits, and a worker's turn at it."""

from claims.models import TableImport
from tracker.jobs import Held


def work(turn: Held) -> bool:
    """Go on with the tables that wait until the turn is over; True where more is left. One query where none waits."""
    if not TableImport.objects.filter(state__in=TableImport.AT_WORK).exists():
        return False
    # Here, as it loads the desk's forms, which few workers ever need.
    from claims.tables import importing  # noqa: PLC0415

    return importing.go_on(is_over=lambda: turn.is_over)
