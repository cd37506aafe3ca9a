"""Clears away what nobody needs any longer, a little at a time. Never evidence, nor anything of the record."""

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, F, Model, OuterRef, QuerySet
from django.db.models.functions import TruncDate

from claims.models import Claim, SentForm, TableImport
from claims.readers import tips, wishes
from tracker import setaside
from tracker.jobs import Held
from tracker.models import Alert, Article, Delivery, Poll, ProposalCount, ProposedClaim, Redelivery, SetAside

# So many rows are one transaction: others wait for no more.
ROWS_AT_ONCE: Final = 500
# A page may stay open in a browser over a week's leave.
FORMS_KEPT: Final = timedelta(days=14)

TABLES_KEPT: Final = timedelta(days=30)

ClearingStep = Callable[[datetime], int]


def work(turn: Held, *, now: datetime) -> int:
    """Clear away what is too old, until the turn is over or nothing is left; returns how many rows.

    A kind of rows that raises anything does not keep the others.
    """
    number = 0
    for kind, step in KINDS.items():
        with setaside.going_on_after(f"clearing away {kind}", now=now):
            while not turn.is_over and (cleared := step(now)):
                number += cleared
    return number


def old_polls(now: datetime) -> int:
    """Visits to feeds. Their numbers rise with their moments: the first ones are the oldest."""
    before = now - timedelta(days=settings.KEEP_POLLS_DAYS)
    first = Poll.objects.order_by("pk").values_list("pk", "at")[:ROWS_AT_ONCE]
    return _delete(Poll.objects.filter(pk__in=[pk for pk, at in first if at < before]))


def old_articles(now: datetime) -> int:
    """Articles on which nothing rests: evidence is a snapshot, and proposals went before, or keep their article."""
    before = now - timedelta(days=settings.KEEP_ARTICLES_DAYS)
    proposals = ProposedClaim.objects.filter(article=OuterRef("pk"))
    old = Article.objects.filter(~Exists(proposals), stored_at__lt=before).order_by("stored_at")
    return _delete(Article.objects.filter(pk__in=_first(old)))


@transaction.atomic
def old_proposals(now: datetime) -> int:
    """Claims to consider that nobody took; how many there were of each day and reason is kept."""
    before = now - timedelta(days=settings.KEEP_PROPOSALS_DAYS)
    old = ProposedClaim.objects.filter(found_at__lt=before).exclude(state=ProposedClaim.State.DRAFTED)
    # Originals after their copies: a copy is never left without what it is a copy of.
    ids = _first(old.order_by(F("copy_of").desc(nulls_last=True), "found_at"))
    cleared = ProposedClaim.objects.filter(pk__in=ids).order_by()
    days = cleared.values(day=TruncDate("found_at"), why=F("reason"), what=F("state")).annotate(
        number=Count("pk")
    )
    for row in days:
        kept, _made = ProposalCount.objects.get_or_create(
            day=row["day"], reason=row["why"], state=row["what"]
        )
        ProposalCount.objects.filter(pk=kept.pk).update(number=F("number") + row["number"])
    return _delete(cleared)


def old_tries(now: datetime) -> int:
    """What the other side answered to each try, of alerts that are settled."""
    before = now - timedelta(days=settings.KEEP_ALERTS_DAYS)
    old = Delivery.objects.filter(at__lt=before).exclude(alert__state=Alert.State.OWED).order_by("pk")
    return _delete(Delivery.objects.filter(pk__in=_first(old)))


def old_alerts(now: datetime) -> int:
    """What was sent or silenced long ago, but for what keeps it from being sent again.

    A feed's trouble is told once for as long as it lasts, a step once for as long as the claim is pending.
    """
    before = now - timedelta(days=settings.KEEP_ALERTS_DAYS)
    old = (
        Alert.objects.filter(noticed_at__lt=before)
        .exclude(state=Alert.State.OWED)
        .exclude(kind=Alert.Kind.FEED)
        .exclude(kind=Alert.Kind.DEADLINE, claim__in=Claim.objects.pending().order_by().values("pk"))
    )
    return _delete(Alert.objects.filter(pk__in=_first(old.order_by("pk"))))


def old_faults(now: datetime) -> int:
    """Jobs and items that were set aside so long ago that nobody will look at them."""
    before = now - timedelta(days=settings.KEEP_ALERTS_DAYS)
    left = SetAside.objects.filter(last_at__lt=before, due_at=None)
    jobs = Redelivery.objects.filter(last_at__lt=before)
    return _delete(SetAside.objects.filter(pk__in=_first(left.order_by("pk")))) + _delete(
        Redelivery.objects.filter(pk__in=_first(jobs.order_by("pk")))
    )


def old_forms(now: datetime) -> int:
    """What forms saved so long ago that nobody sends one of them a second time."""
    old = SentForm.objects.filter(at__lt=now - FORMS_KEPT).order_by("at")
    return _delete(SentForm.objects.filter(pk__in=_first(old)))


def old_wishes(now: datetime) -> int:
    """Readers' wishes that nobody confirmed, with the address in them."""
    return wishes.clear_away(now=now, most=ROWS_AT_ONCE)


def old_tables(now: datetime) -> int:
    """Long tables that were sent so long ago that nobody goes on with them; what was logged of them stays."""
    old = TableImport.objects.filter(at__lt=now - TABLES_KEPT).order_by("at")
    return _delete(TableImport.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:1])))


def old_hints(now: datetime) -> int:
    """Readers' hints of which nobody asks any more what became of them."""
    return tips.clear_away(now=now, most=ROWS_AT_ONCE)


def old_sessions(now: datetime) -> int:
    """Sessions that have run out, all at once."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return 0


def _first(rows: QuerySet[Model]) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:ROWS_AT_ONCE])


def _delete(rows: QuerySet[Model]) -> int:
    return rows.delete()[0]


KINDS: Final[dict[str, ClearingStep]] = {
    "polls": old_polls,
    "proposals": old_proposals,
    "articles": old_articles,
    "tries": old_tries,
    "alerts": old_alerts,
    "faults": old_faults,
    "forms": old_forms,
    "wishes": old_wishes,
    "tables": old_tables,
    "hints": old_hints,
    "sessions": old_sessions,
}
