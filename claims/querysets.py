"""The questions that pages, the desk and the tracker ask of the record. Reads only.

What the public may see is asked here and nowhere else: `public()` of each model, `readable()` of claims, and
`Claim.objects.for_page()` for all that stands on a claim's page. Whatever the newsroom holds back is in none of them.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.db.models.lookups import GreaterThan

from claims.addresses import digest_of

if TYPE_CHECKING:
    from claims.models import (  # noqa: F401  named in quotes below: models import this
        Appearance,
        Claim,
        Claimant,
        ClaimantImage,
        Coding,
        Copy,
        Correction,
        Evidence,
        Forgetting,
        Hold,
        Reply,
        Topic,
        Verdict,
    )


def held(kind: str) -> "models.QuerySet[Hold, dict[str, int]]":
    """The numbers of the claims, claimants, evidence, appearances or replies that are held back now."""
    return _question_of_held(kind).all()


@lru_cache
def _question_of_held(kind: str) -> "models.QuerySet[Hold, dict[str, int]]":
    """The question, which is part of nearly every other: put together once, and never asked itself."""
    holds: HoldQuerySet = apps.get_model("claims", "Hold")._default_manager.all()  # noqa: SLF001  documented
    found: models.QuerySet[Hold, dict[str, int]] = (
        holds.in_force().filter(kind=kind).order_by().values(f"{kind}_id")
    )
    return found


def came_true_on() -> Subquery:
    """The day on which a claim came true by the latest verdict in effect; NULL where it gives none."""
    verdicts: VerdictQuerySet = apps.get_model("claims", "Verdict")._default_manager.all()  # noqa: SLF001  documented
    latest = verdicts.in_effect().filter(claim=OuterRef("pk")).order_by("-at", "-pk")
    # An old row may give a day with what can no longer happen: that day is when this became known.
    day = Case(When(can_no_longer_happen=False, then=F("happened_on")))
    return Subquery(latest.annotate(came=day).values("came")[:1])


def came_true_late() -> GreaterThan:
    """Of a missed claim: whether it came true after its window closed, by the latest verdict in effect."""
    return GreaterThan(Coalesce(came_true_on(), F("opens_on")), F("closes_on"))


def group_on(today: date) -> Case:
    """Of a public claim: overdue, upcoming or open while it is pending, then late or its outcome."""
    pending = Q(outcome="pending")
    return Case(
        When(pending & Q(closes_on__lt=today), then=Value("overdue")),
        When(pending & Q(opens_on__gt=today), then=Value("upcoming")),
        When(pending, then=Value("open")),
        When(Q(outcome="missed") & Q(came_true_late()), then=Value("late")),
        default=F("outcome"),
        output_field=models.CharField(),
    )


def counting_on(today: date) -> dict[str, Q]:
    """What a public claim counts as on that day: each counter with the claims that are in it. Every claim is in one."""
    closed, still_open = Q(closes_on__lt=today), Q(closes_on__gte=today)
    missed = closed & Q(outcome="missed")
    late = Q(came_true_late())
    return {
        "confirmed": closed & Q(outcome="confirmed"),
        "partly": closed & Q(outcome="partly"),
        "late": missed & late,
        "missed": missed & ~late,
        "void": Q(outcome="void"),
        "early": still_open & Q(outcome__in=("confirmed", "partly", "missed")),
        "awaiting": closed & Q(outcome="pending"),
        "running": still_open & Q(outcome="pending"),
    }


def counts_as_on(today: date) -> Case:
    """The counter that a public claim is in."""
    whens = [When(condition, then=Value(name)) for name, condition in counting_on(today).items()]
    return Case(*whens, output_field=models.CharField())


def give_rows(thing: models.Model, name: str, rows: "list[Any]") -> None:
    """Have these be the rows of the thing's relation, as if they had been prefetched: narrowed down they are asked
    for anew.
    """
    kept: dict[str, models.QuerySet[models.Model]] = thing.__dict__.setdefault(
        "_prefetched_objects_cache", {}
    )
    related: models.QuerySet[models.Model] = getattr(thing, name).all()
    related._result_cache = rows  # noqa: SLF001  as Django's own prefetching does
    related._prefetch_done = True  # type: ignore[attr-defined]  # noqa: SLF001
    kept[name] = related


class Joined(models.Aggregate):
    """The values of a column as text, with commas between."""

    function = "GROUP_CONCAT"
    output_field = models.TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="STRING_AGG(%(expressions)s::text, ',')", **context)


def _on_a_page() -> dict[str, Exists]:
    """Whether there is anything of a kind to be fetched for the page of this claim, whatever of it readers may see."""
    model = apps.get_model
    claims = model("claims", "Claim").objects.order_by()
    of_claim = {"claim": OuterRef("pk")}
    forgotten = model("claims", "Forgetting").objects.order_by()
    return {
        "has_topics": Exists(model("claims", "Claim").topics.through.objects.filter(**of_claim)),
        "has_tenures": Exists(model("claims", "Tenure").objects.filter(claimant=OuterRef("claimant"))),
        "has_replies": Exists(model("claims", "Reply").objects.filter(**of_claim)),
        "has_restated_by": Exists(claims.filter(restates=OuterRef("pk"))),
        "has_absorbed": Exists(claims.filter(merged_into=OuterRef("pk"))),
        "has_evidence": Exists(model("claims", "Evidence").objects.accepted().filter(**of_claim)),
        "has_copies": Exists(model("claims", "Copy").objects.public().filter(**of_claim)),
        "has_verdicts": Exists(model("claims", "Verdict").objects.filter(**of_claim)),
        "has_corrections": Exists(model("claims", "Correction").objects.filter(**of_claim)),
        "has_holds": Exists(model("claims", "Hold").objects.filter(**of_claim)),
        "has_forgettings": Exists(
            forgotten.filter(Q(claims=OuterRef("pk")) | Q(claimants=OuterRef("claimant")))
        ),
    }


def _give_rest(claim: "Claim") -> None:
    """What hangs on what was fetched: the verdicts' share of the evidence; copies and offices where there are none."""
    known = {item.pk: item for item in claim.evidence.all()}
    if not claim.may_have("has_copies"):
        for item in known.values():
            give_rows(item, "copies", [])
    if not claim.may_have("has_tenures"):
        give_rows(claim.claimant, "tenures", [])
    for verdict in claim.verdicts.all():
        numbers = {int(number) for number in (getattr(verdict, "rests_on", None) or "").split(",") if number}
        give_rows(verdict, "evidence", [item for pk, item in known.items() if pk in numbers])


class HoldQuerySet(models.QuerySet["Hold"]):
    def in_force(self) -> Self:
        """Those that were not lifted."""
        return self.filter(lifted_at__isnull=True)

    def public(self) -> Self:
        """What readers are told of: that something was held back, when, by which office; newest first. Of drafts, and
        of evidence that nobody accepted, there is nothing to tell.
        """
        claims = apps.get_model("claims", "Claim").objects.readable_if_not_held().order_by()
        of_claimant = Exists(claims.filter(claimant=OuterRef("claimant")))
        told = Q(claim__isnull=False) & ~Q(claim__state="draft") | Q(of_claimant)
        unaccepted = Q(kind="evidence") & ~Q(evidence__status="accepted")
        return self.filter(told).exclude(unaccepted).order_by("-at", "-pk")


class ForgettingQuerySet(models.QuerySet["Forgetting"]):
    def public(self) -> Self:
        """What readers are told of: that something was withheld by law, when, by which office; newest first."""
        return self.filter(done_at__isnull=False).order_by("-done_at", "-pk")

    def of(self, *, claimant: "Claimant", claim: "Claim | None" = None) -> Self:
        """What was withheld of the claimant, and of the claim."""
        ours = Q(claimants=claimant) | Q(claims=claim) if claim else Q(claimants=claimant)
        return self.filter(ours).distinct()


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Days are days in the newsroom's time zone; callers pass `today`."""

    def public(self) -> Self:
        """Published, not withdrawn or held back: what lists, counts, rates, alerts and calendars are made of."""
        return self.not_held().filter(state="published")

    def for_search_engines(self) -> Self:
        """Public, and not of a claimant who is kept from search engines."""
        return self.public().filter(claimant__is_kept_from_search=False)

    def readable(self) -> Self:
        """What has a public page: also withdrawn claims, which show the reason."""
        return self.not_held().readable_if_not_held()

    def readable_if_not_held(self) -> Self:
        """The same with what is held back: its address answers, and says no more than that."""
        return self.exclude(state="draft")

    def not_held(self) -> Self:
        """Without what is held back, itself or with its claimant. The holds are few, and looked up once."""
        return self.exclude(pk__in=held("claim")).exclude(claimant__in=held("claimant"))

    def that_went_into(self, numbers: Iterable[int]) -> Self:
        """What was merged into these, public or not: to follow mergers of mergers, never to show it."""
        return self.filter(merged_into__in=numbers)

    def for_page(self, now: datetime) -> Self:
        """Readable claims with all that their page shows, and nothing that readers may not see."""
        return self.readable().with_page(now)

    def with_page(self, now: datetime) -> Self:
        """With all that a claim's page would show of it, also of drafts: for the desk's preview."""
        model = apps.get_model
        evidence = model("claims", "Evidence").objects.public().order_by("-published_at", "pk")
        copies = model("claims", "Copy").objects.public()
        evidence = evidence.prefetch_related(Prefetch("copies", copies))
        verdicts = model("claims", "Verdict").objects.public(now).select_related("by", "countersigned_by")
        readable = model("claims", "Claim").objects.readable()
        return self.select_related("claimant", "merged_into").prefetch_related(
            "topics",
            Prefetch("appearances", model("claims", "Appearance").objects.public()),
            Prefetch("replies", model("claims", "Reply").objects.public().select_related("asked_by")),
            Prefetch("restated_by", readable.order_by("said_on", "pk")),
            "claimant__tenures",
            Prefetch("evidence", evidence),
            Prefetch("verdicts", verdicts.prefetch_related(Prefetch("evidence", evidence))),
        )

    def one_for_page(self, pk: int, now: datetime) -> "Claim | None":
        """The same of one claim, with no query for what it has none of; `page_has` names what it has."""
        has = _on_a_page()
        marked = self.readable().select_related("claimant", "merged_into").annotate(**has)
        claim = marked.filter(pk=pk).first()
        if claim is None:
            return None
        there_is = frozenset(name for name in has if getattr(claim, name))
        claim.page_has = there_is
        model = apps.get_model
        evidence = model("claims", "Evidence").objects.public().order_by("-published_at", "pk")
        verdicts = model("claims", "Verdict").objects.public(now).select_related("by", "countersigned_by")
        rests_on = model("claims", "Verdict").evidence.through.objects.filter(verdict=OuterRef("pk"))
        rests_on = rests_on.order_by().values("verdict").annotate(each=Joined("evidence_id")).values("each")
        lookups: dict[str, Prefetch[str]] = {
            "has_topics": Prefetch("topics"),
            "has_tenures": Prefetch("claimant__tenures"),
            "has_replies": Prefetch(
                "replies", model("claims", "Reply").objects.public().select_related("asked_by")
            ),
            "has_restated_by": Prefetch(
                "restated_by", model("claims", "Claim").objects.readable().order_by("said_on", "pk")
            ),
            "has_evidence": Prefetch("evidence", evidence),
            "has_copies": Prefetch("evidence__copies", model("claims", "Copy").objects.public()),
            "has_verdicts": Prefetch("verdicts", verdicts.annotate(rests_on=Subquery(rests_on))),
        }
        appearances = Prefetch("appearances", model("claims", "Appearance").objects.public())
        there = [lookup for name, lookup in lookups.items() if name in there_is]
        prefetch_related_objects([claim], appearances, *there)
        for name in lookups.keys() - there_is - {"has_tenures", "has_copies"}:
            give_rows(claim, name.removeprefix("has_"), [])
        _give_rest(claim)
        return claim

    def several_for_page(self, numbers: Collection[int], now: datetime) -> "list[Claim]":
        """These claims as `one_for_page` has each, in a dozen queries for all of them; those that readers may see."""
        has = _on_a_page()
        claims = list(self.for_page(now).annotate(**has).filter(pk__in=numbers).order_by("pk"))
        for claim in claims:
            claim.page_has = frozenset(name for name in has if getattr(claim, name))
        return claims

    def pending(self) -> Self:
        """Published and without a ruling."""
        return self.public().filter(outcome="pending")

    def publication_lapsed(self) -> Self:
        """Drafts that were to be published by somebody who by then might no more, and that nobody has touched since."""
        entries: models.QuerySet[models.Model] = apps.get_model("claims", "RecordEntry").objects.all()
        chain = Concat(Value("claim:"), Cast(OuterRef("pk"), models.CharField()))
        last = entries.filter(chain=chain).order_by("-sequence").values("action")[:1]
        drafts = self.filter(state="draft", publish_at__isnull=True).alias(last_action=Subquery(last))
        return drafts.filter(last_action="publication_lapsed").order_by("pk")

    def upcoming(self, today: date) -> Self:
        """Whose window has yet to open."""
        return self.filter(opens_on__gt=today)

    def window_open(self, today: date) -> Self:
        """Whose window is open today."""
        return self.filter(opens_on__lte=today, closes_on__gte=today)

    def closed(self, today: date) -> Self:
        """Whose window has closed."""
        return self.filter(closes_on__lt=today)

    def awaiting_verdict(self, today: date) -> Self:
        """Pending though the window has closed: the desk must decide. Longest overdue first."""
        return self.pending().closed(today).order_by("closes_on", "pk")

    def running(self, today: date) -> Self:
        """Pending, and the window closes today or later. Soonest first."""
        return self.pending().filter(closes_on__gte=today).order_by("closes_on", "pk")

    def latest_decided(self) -> Self:
        """Published and ruled on, by when the last verdict took effect: newest first, by an index of verdicts."""
        verdicts: VerdictQuerySet = apps.get_model("claims", "Verdict")._default_manager.all()  # noqa: SLF001  documented
        later = Q(effective_at__gt=OuterRef("decided_at")) | Q(
            effective_at=OuterRef("decided_at"), pk__gt=OuterRef("decided_by")
        )
        return (
            self.public()
            .exclude(outcome="pending")
            .annotate(decided_at=F("verdicts__effective_at"), decided_by=F("verdicts__pk"))
            .filter(decided_at__isnull=False)
            .exclude(Exists(verdicts.in_effect().filter(later, claim=OuterRef("pk"))))
            .order_by("-decided_at", "-decided_by")
        )

    def deciding_verdicts(self, number: int) -> "VerdictQuerySet":
        """The verdicts by which the latest so many of these were decided, newest first."""
        verdicts: VerdictQuerySet = apps.get_model("claims", "Verdict")._default_manager.all()  # noqa: SLF001  documented
        latest = self.latest_decided().values_list(F("decided_by"))[:number]
        return verdicts.filter(pk__in=latest).order_by("-effective_at", "-pk")

    def came_true_late(self) -> Self:
        """Missed, and came true after the window closed."""
        return self.filter(Q(outcome="missed") & Q(came_true_late()))

    def never_came_true(self) -> Self:
        """Missed, and did not come true later either, as far as is known."""
        return self.filter(Q(outcome="missed") & ~Q(came_true_late()))

    def due_within(self, days: int, *, today: date) -> Self:
        """Pending, and closing between today and `days` from now. Soonest first."""
        return (
            self.pending()
            .filter(closes_on__gte=today, closes_on__lte=today + timedelta(days=days))
            .order_by("closes_on", "pk")
        )

    def watched(self, *, correctable_since: date) -> Self:
        """What new articles are matched against: pending, or decided but closed only since that day. Also what is held
        back: a hold may be lifted, and what was written meanwhile would be missed.
        """
        return self.filter(state="published").filter(
            Q(outcome="pending") | Q(closes_on__gte=correctable_since)
        )

    def of_party(self, party: str = "") -> Self:
        """Whose claimant was of this party on the day on which it was said; without one, of any, a row for each."""
        since, until = "claimant__tenures__since", "claimant__tenures__until"
        held_then = Q(**{f"{since}__isnull": True}) | Q(**{f"{since}__lte": F("said_on")})
        still_then = Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gte": F("said_on")})
        named = {"claimant__tenures__party": party} if party else {"claimant__tenures__party__gt": ""}
        # One filter: what it asks is asked of the same tenure.
        found = self.filter(held_then, still_then, **named)
        return self.filter(pk__in=found.order_by().values("pk")) if party else found

    def search(self, words: str) -> Self:
        """Claims whose statement, quote or claimant has every one of the words, in any form, or with a typing error."""
        from claims import word_index  # noqa: PLC0415  it asks the models, which import this

        if not words.strip():
            return self
        found = word_index.claims_with(words)
        return self.none() if found is None else self.filter(pk__in=found)

    def for_lists(self) -> Self:
        """With what a row of a list shows, in three queries however many rows."""
        return self.select_related("claimant").prefetch_related("topics", "verdicts")


def any_case(place: str, word: str) -> Q:
    """Where a field has the word, in upper or lower case. SQLite folds the case of ASCII letters only: Ö is not ö."""
    spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
    return reduce(or_, (Q(**{f"{place}__icontains": text}) for text in sorted(spellings)))


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def awaiting_review(self) -> Self:
        """Offered for published claims, and neither accepted nor rejected: the most urgent claim first."""
        return self.unread("offered")

    def unread(self, level: str) -> Self:
        """The same of any level: what perhaps is evidence, or says a claim again."""
        return self.unread_on_all_levels().filter(level=level)

    def unread_on_all_levels(self) -> Self:
        """The same of all levels together."""
        return (
            self.filter(status="suggested", claim__state="published")
            .exclude(claim__in=held("claim"))
            .exclude(claim__claimant__in=held("claimant"))
            .order_by("claim__closes_on", "claim_id", "-score", "pk")
        )

    def at_address(self, address: str) -> Self:
        """From this page, or of a story of which a copy stands there."""
        digest = digest_of(address)
        return self.filter(Q(address_digest=digest) | Q(copies__address_digest=digest)).distinct()

    def accepted(self) -> Self:
        """What an editor accepted."""
        return self.filter(status="accepted")

    def public(self) -> Self:
        """What readers of its claim may see: accepted, and not held back."""
        return self.accepted().exclude(pk__in=held("evidence"))

    def rejected(self) -> Self:
        """What an editor turned down; it stays, so that the same story is not offered twice."""
        return self.filter(status="rejected")


class CopyQuerySet(models.QuerySet["Copy"]):
    def public(self) -> Self:
        """What readers of its evidence may see: a person accepted it with this copy in sight."""
        return self.filter(is_listed=True)


class AppearanceQuerySet(models.QuerySet["Appearance"]):
    def public(self) -> Self:
        """What readers of its claim may see."""
        return self.exclude(pk__in=held("appearance"))


class ReplyQuerySet(models.QuerySet["Reply"]):
    def public(self) -> Self:
        """What readers of its claim may see."""
        return self.exclude(pk__in=held("reply"))


class ClaimantQuerySet(models.QuerySet["Claimant"]):
    def public(self) -> Self:
        """Who has a public page: of whom there are public claims."""
        claims = apps.get_model("claims", "Claim").objects.public()
        return self.filter(Exists(claims.order_by().filter(claimant=OuterRef("pk"))))

    def for_page(self) -> Self:
        """Public, with what their page shows: offices, and the image without its bytes. Two queries."""
        found = self.public().select_related("image").defer("image__large", "image__small")
        return found.prefetch_related("tenures")

    def for_search_engines(self) -> Self:
        """Public, and not kept from search engines."""
        return self.public().filter(is_kept_from_search=False)

    def at_address(self, slug: str) -> Self:
        """Whoever has this address, public or not: to say where it leads, never to show them."""
        return self.filter(slug=slug).select_related("merged_into")

    def named(self) -> Self:
        """Whose name readers may read, where a public claim was once another's."""
        return self.exclude(pk__in=held("claimant"))


class ClaimantImageQuerySet(models.QuerySet["ClaimantImage"]):
    def public(self) -> Self:
        """Those of claimants who have a public page."""
        claimants = apps.get_model("claims", "Claimant").objects.public().order_by()
        return self.filter(Exists(claimants.filter(image=OuterRef("pk"))))


class TopicQuerySet(models.QuerySet["Topic"]):
    def public(self) -> Self:
        """Topics of public claims."""
        return self._of(apps.get_model("claims", "Claim").objects.public())

    def readable(self) -> Self:
        """Topics that a page names: also those of withdrawn claims alone."""
        return self._of(apps.get_model("claims", "Claim").objects.readable())

    def _of(self, claims: ClaimQuerySet) -> Self:
        return self.filter(Exists(claims.order_by().filter(topics=OuterRef("pk"))))


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def public(self) -> Self:
        """What readers may see: in effect, newest first."""
        return (
            self.filter(effective_at__isnull=False)
            .exclude(claim__state="draft")
            .exclude(claim__in=held("claim"))
            .exclude(claim__claimant__in=held("claimant"))
            .order_by("-effective_at", "-pk")
        )

    def waiting(self) -> Self:
        """Changes of public claims that wait for a second person."""
        return self.filter(effective_at__isnull=True, dropped_at__isnull=True, claim__state="published")


class CodingQuerySet(models.QuerySet["Coding"]):
    def of_public_claims(self) -> Self:
        """Of claims that readers can look up: what the newsroom's agreement is counted from."""
        public = apps.get_model("claims", "Claim").objects.public().order_by()
        return self.filter(claim__in=public.values("pk")).order_by("claim_id", "pk")


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def in_effect(self) -> Self:
        """What counts: signed where the newsroom asks for it, its announcement over, and not taken back."""
        return self.filter(effective_at__isnull=False)

    def public(self, now: datetime) -> Self:
        """What readers may see: in effect, announced, or taken back after it was announced."""
        return self.filter(
            Q(effective_at__isnull=False)
            | Q(public_at__lte=now, taken_back_at__isnull=True)
            | Q(public_at__lte=F("taken_back_at"))
        )

    def of_public_claims(self) -> Self:
        """In effect, of claims that are public: what feeds tell. Newest first, and without a join that would have the
        database begin with the claims.
        """
        claims: ClaimQuerySet = apps.get_model("claims", "Claim")._default_manager.all()  # noqa: SLF001  documented
        claims = claims.order_by()
        return (
            self.in_effect()
            .exclude(claim__in=claims.filter(state__in=("draft", "withdrawn")).values("pk"))
            .exclude(claim__in=held("claim"))
            .exclude(claim__in=claims.filter(claimant__in=held("claimant")).values("pk"))
            .order_by("-effective_at", "-pk")
        )

    def waiting(self) -> Self:
        """Of public claims, and not in effect yet, whatever they wait for: a second person, or their time."""
        return self.filter(effective_at__isnull=True, taken_back_at__isnull=True, claim__state="published")

    def due(self, now: datetime) -> Self:
        """Whose time has come. Read by the index of those that wait."""
        return self.waiting().filter(due_at__lte=now).order_by("due_at", "pk")

    def awaiting_countersignature(self) -> Self:
        """Rulings that wait for a second person."""
        return self.waiting().filter(needs_countersignature=True, countersigned_at__isnull=True)
