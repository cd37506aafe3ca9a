"""The public site's doors: load, call, answer. What they may show they ask of `claims.querysets`, and nowhere else."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import partial

from django.conf import settings
from django.db.models import Count, QuerySet, Window, prefetch_related_objects
from django.db.models.functions import RowNumber
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from claims import (
    carried,
    chronicle,
    corrections,
    coverage,
    earlier,
    firmness,
    kept_board,
    paging,
    principles,
    record,
    rule_choice,
    slipping,
    timeline,
    tombstones,
    window_bars,
)
from claims import scoreboard as board
from claims.beside_board import beside_the_board
from claims.comparing import FALSE_DISCOVERIES, INTERVAL, Group
from claims.corrections import CorrectionFilter
from claims.models import (
    Checkpoint,
    Claim,
    Claimant,
    Correction,
    Evidence,
    Forgetting,
    Outcome,
    RecordEntry,
    Reply,
    TreeHead,
    User,
    Verdict,
)
from claims.querysets import ClaimQuerySet, group_on
from claims.search import OUTCOMES, ClaimFilter
from claims.topic_choice import topic_asked_for

CLAIMS_PER_PAGE = 20
CLAIMANTS_PER_PAGE = 60
CHECKPOINTS_PER_PAGE = 60
CORRECTIONS_PER_PAGE = 40
CLAIMS_PER_GROUP = 10
# Of a claim's log; some 300 bytes each.
ENTRIES_PER_PAGE = 100
# Number, group, place in it, how many it has, and the window's two days.
GroupedRow = tuple[int, str, int, int, date | None, date | None]
# The groups of a claimant's page in their order, each with the query that finds it in the list.
GROUPS = (
    ("overdue", gettext_lazy("Awaiting a verdict"), "schedule=overdue"),
    ("open", gettext_lazy("Window open"), "outcome=pending&schedule=open"),
    ("upcoming", gettext_lazy("Upcoming"), "outcome=pending&schedule=upcoming"),
    *((name, label, f"outcome={name}") for name, label in OUTCOMES if name != Outcome.PENDING),
)


@require_safe
def scoreboard(request: HttpRequest) -> HttpResponse:
    """The first page: who was right, what is due, what was decided."""
    today = timezone.localdate()
    topics = kept_board.topics_on_record()
    topic, faults = topic_asked_for(request, topics)
    rule, rule_faults = rule_choice.rule_asked_for(request)
    group, group_faults = _group_asked_for(request)
    slug, minimum = topic.slug if topic else "", settings.RANKING_MINIMUM
    said = firmness.by_firmness(kept_board.of_board(topic, rule), rule=rule, topic=slug)
    track = firmness.together(said, rule)
    kept = kept_board.board_of_topic(topic, rule=rule, minimum=minimum)
    sections, few = _sections(kept, group, request)
    kept_board.give_offices([*sections, few])
    own = rule_choice.own_rule()
    moved, number_moved = ([], 0) if rule == own or group else kept_board.moves(topic, own=own, shown=kept)
    due_next, just_decided = beside_the_board(topic, today)
    context = {
        "today": today,
        "topics": topics,
        "topic": topic,
        "group": group,
        "faults": [
            *faults,
            *rule_faults,
            *group_faults,
            *(fault for each in sections for fault in each.faults),
        ],
        "track": track,
        "prior": kept.prior,
        "sections": sections,
        "few": few,
        "page": sections[0] if len(sections) == 1 and group else few,
        "minimum": minimum,
        "interval_level": INTERVAL,
        "false_discoveries": FALSE_DISCOVERIES,
        "rule": rule,
        "rules": rule_choice.for_board(kept.by_rule, rule, topic_slug=slug),
        "rule_query": rule_choice.query_of(rule),
        "is_board": True,
        "moved": moved,
        "number_moved": number_moved,
        "firmness": said,
        "due_next": due_next,
        "just_decided": just_decided,
        "needs_an_operator": not track.total and not User.objects.exists(),
    }
    return render(request, "claims/scoreboard.html", context)


def _sections(
    kept: kept_board.KeptBoard, group: str, request: HttpRequest
) -> tuple[list[kept_board.Section], kept_board.Section]:
    """The first of each group and of those with too few claims; or a page of one of these. Two queries."""
    nobody = kept_board.Section(name=kept_board.FEW, number=0, standings=())
    if group == kept_board.FEW:
        return [], kept.of_few(request.GET)
    if group:
        page = kept.of_group(Group(group), request.GET)
        return [page] if page.number else [], nobody
    return kept.first(), kept.of_few({}, size=kept_board.FIRST)


def _group_asked_for(request: HttpRequest) -> tuple[str, list[tuple[str, str]]]:
    """The group of the query, if only one is asked for, and what was wrong with the query."""
    asked = request.GET.get("group", "")
    if not asked or asked in {*Group, kept_board.FEW}:
        return asked, []
    return "", [(_("Group"), _("“%(name)s” is no group of the board.") % {"name": asked[:80]})]


@require_safe
def claim_list(request: HttpRequest) -> HttpResponse:
    """Every published claim, filtered and sorted as the query asks."""
    today = timezone.localdate()
    form = ClaimFilter(request.GET)
    form.is_valid()
    claims = form.chosen(Claim.objects.public(), today=today)
    page = paging.page_of(claims.for_lists(), form.order, request.GET, size=CLAIMS_PER_PAGE)
    number, is_more = paging.count_of(claims)
    context = {
        "today": today,
        "form": form,
        "page": page,
        "number": number,
        "is_more": is_more,
        "faults": [*form.faults, *page.faults],
    }
    return render(request, "claims/list.html", context)


@require_safe
def claim_page(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """One claim with all that is public about it. Drafts are not found; another slug leads to the right one; what is
    held back is gone for now.
    """
    claim = carried.claim_of(request, pk)
    if claim is None:
        return tombstones.of_claim(request, pk)
    address = claim.get_absolute_url()
    if claim.merged_into is not None:
        return _to_where_it_went(request, claim, claim.that_stays())
    if address != request.path:
        # For now: an editor can change the statement back, and a browser would never ask again.
        return redirect(address)
    context = page_of(claim, today=timezone.localdate())
    return _listed_or_not(render(request, "claims/claim.html", context), claim.claimant)


def page_of(claim: Claim, *, today: date) -> dict[str, object]:
    """What a claim's page shows. The claim comes `with_page()`, and is published or was."""
    verdicts = claim.public_verdicts
    changes = claim.corrections.public().select_related("claim", "by", "countersigned_by", "verdict")
    shown = carried.once(claim, "changes", lambda: list(changes)) if claim.may_have("has_corrections") else []
    forgettings = Forgetting.objects.public().of(claim=claim, claimant=claim.claimant)
    entries, own = carried.once(claim, "newest entries", lambda: _newest_entries(claim))
    return {
        "claim": claim,
        "today": today,
        "schedule": claim.schedule(today),
        "verdicts": verdicts,
        "announced": [
            verdict
            for verdict in claim.verdicts.all()
            if verdict.waits and claim.state == Claim.State.PUBLISHED
        ],
        "taken_back": [verdict for verdict in claim.verdicts.all() if verdict.taken_back_at],
        "verdict": verdicts[0] if verdicts else None,
        "is_overdue": claim.is_overdue(today),
        "timeline": _timeline(claim, verdicts, today),
        "evidence": _by_stance(claim),
        "coverage": carried.once(claim, "coverage", lambda: _coverage(claim, verdicts, today)),
        # Where nothing that bears it out was found, how much that says is said too.
        "is_absence": claim.outcome == Outcome.MISSED or not claim.evidence.all(),
        "restates": (restates := carried.once(claim, "restates", lambda: _restated(claim))),
        "slipped": slipping.days_slipped(restates.closes_on, claim.closes_on) if restates else 0,
        "restated_by": [later for later in claim.restated_by.all() if later.merged_into_id != claim.pk],
        "log": _log(claim, entries, own, shown),
        "number_of_entries": entries[-1].sequence if entries else 0,
        "notices": corrections.notices(shown),
        "holds": claim.holds.public() if claim.may_have("has_holds") else (),
        "forgettings": forgettings if claim.may_have("has_forgettings") else (),
        "principles": principles,
        "replies": _replies(claim.replies.all(), today),
        "absorbed": [_kept_of(gone, today) for gone in _absorbed(claim)]
        if claim.may_have("has_absorbed")
        else [],
        "offices_then": claim.claimant.offices_on(claim.said_on),
        "offices_now": claim.claimant.offices_on(today),
        "checkpoint": record.checkpoint_of(entries),
        "criteria_changed_at": chronicle.last_changed("criteria", own),
        "is_kept_from_search": claim.claimant.is_kept_from_search,
    }


@require_safe
def claim_record(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """What a reader needs to check the claim alone, as JSON: its leaves, what is public of them, proofs, checkpoint.

    Not found before the first checkpoint that covers it, a minute or so after its publication.
    """
    found_first = carried.with_checkpoint(request, pk)
    claim = found_first.claim
    if claim is None:
        return tombstones.of_claim(request, pk)
    found = carried.file_of(found_first)
    if found is None:
        raise Http404
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False})
    return _listed_or_not(answer, claim.claimant)


def _to_where_it_went(request: HttpRequest, claim: Claim, kept: Claim) -> HttpResponseBase:
    """From a merged claim's address to that of the other, whose address may not be told where it is held back."""
    if not Claim.objects.readable().filter(pk=kept.pk).exists():
        return tombstones.of_claim(request, kept.pk)
    return redirect(f"{kept.get_absolute_url()}#merged-{claim.pk}")


def _restated(claim: Claim) -> Claim | None:
    """The earlier claim that it restates, where readers may know of it, and it was not merged into this one."""
    number = claim.restates_id
    if number is None:
        return None
    return Claim.objects.readable().exclude(merged_into=claim).filter(pk=number).first()


def _absorbed(claim: Claim) -> list[Claim]:
    """The claims that were merged into this one, and those merged into them before: a query for each step."""
    found, into = [claim.pk], [claim.pk]
    while into:
        gone = Claim.objects.that_went_into(into).exclude(pk__in=found)
        into = list(gone.order_by("pk").values_list("pk", flat=True))
        found += into
    readable = Claim.objects.readable().in_bulk(found[1:])
    return [readable[number] for number in found[1:] if number in readable]


def _kept_of(gone: Claim, today: date) -> dict[str, object]:
    """What readers go on to see of a merged claim. Seven queries."""
    verdicts = list(
        Verdict.objects.public(timezone.now()).filter(claim=gone).select_related("by", "taken_back_by")
    )
    shown = list(gone.corrections.public().select_related("claim", "by", "countersigned_by", "verdict"))
    public = [*verdicts, *shown, *gone.appearances.public(), *gone.evidence.public()]
    return {
        "claim": gone,
        "verdicts": verdicts,
        "notices": corrections.notices(shown),
        "replies": _replies(gone.replies.public().select_related("asked_by"), today),
        "log": chronicle.lines(gone, _entries(gone), public),
    }


def _entries(claim: Claim) -> list[RecordEntry]:
    return list(_all_entries(claim).order_by("sequence"))


def _all_entries(claim: Claim) -> QuerySet[RecordEntry]:
    entries = RecordEntry.objects.filter(chain=record.chain_of(claim))
    return entries.select_related("by", "content")


def _newest_entries(claim: Claim) -> tuple[list[RecordEntry], list[RecordEntry]]:
    """The newest entries of the log, and all that are about the claim itself; oldest first. The second are few,
    however much evidence was suggested. One query for a log of one page, else two.
    """
    newest = list(_all_entries(claim).order_by("-sequence")[:ENTRIES_PER_PAGE])[::-1]
    return newest, newest if len(newest) < ENTRIES_PER_PAGE else _own_entries(claim)


def _own_entries(claim: Claim) -> list[RecordEntry]:
    return list(_all_entries(claim).filter(subject=record.subject_of(claim)).order_by("sequence"))


def _replies(replies: Iterable[Reply], today: date) -> list[tuple[Reply, bool, bool]]:
    """Each reply with whether its text is shown, and whether it did not come."""
    return [(reply, reply.is_shown(today), reply.is_missing(today)) for reply in replies]


def _timeline(claim: Claim, verdicts: list[Verdict], today: date) -> timeline.Timeline:
    assert claim.opens_on  # the database: whatever was published has a window
    assert claim.closes_on
    is_running = claim.outcome == Outcome.PENDING or today <= claim.closes_on
    return timeline.draw(
        said_on=claim.said_on,
        opens_on=claim.opens_on,
        closes_on=claim.closes_on,
        today=today if is_running else None,
        happened_on=verdicts[0].came_true_on if verdicts else None,
    )


def _by_stance(claim: Claim) -> list[tuple[str, list[Evidence]]]:
    """The accepted evidence under the label of its stance; stances without any are left out."""
    groups = [
        (str(stance.label), [item for item in claim.evidence.all() if item.stance == stance])
        for stance in Evidence.Stance
    ]
    return [(label, items) for label, items in groups if items]


def _coverage(claim: Claim, verdicts: list[Verdict], today: date) -> coverage.Coverage:
    assert claim.published_at  # the database: only drafts have none
    return coverage.of_claim(
        claim,
        first_day=timezone.localdate(claim.published_at),
        last_verdict_on=timezone.localdate(verdicts[0].at) if verdicts else None,
        today=today,
    )


def _log(
    claim: Claim, entries: list[RecordEntry], own: list[RecordEntry], shown: list[Correction]
) -> list[chronicle.Line]:
    """These entries in words. `own` are all that are about the claim itself."""
    accepted = claim.evidence.all()
    copies = [copy for item in accepted for copy in item.copies.all()]
    public = [*accepted, *copies, *claim.appearances.all(), *claim.verdicts.all(), *shown]
    published = next((entry.sequence for entry in own if entry.action == "published"), None)
    was_published = bool(published and entries and published < entries[0].sequence)
    return chronicle.lines(claim, entries, public, was_published=was_published)


@require_safe
def claim_log(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """A claim's whole log, page by page, the newest entries first."""
    claim = carried.claim_of(request, pk)
    if claim is None or claim.merged_into is not None:
        return tombstones.of_claim(request, pk)
    page = paging.page_of(_all_entries(claim), ("-sequence",), request.GET, size=ENTRIES_PER_PAGE)
    changes = claim.corrections.public().select_related("claim", "by", "countersigned_by", "verdict")
    log = _log(claim, [*page.rows][::-1], _own_entries(claim), list(changes))
    context = {"claim": claim, "log": log[::-1], "page": page, "faults": page.faults}
    return _listed_or_not(render(request, "claims/log.html", context), claim.claimant)


@require_safe
def claimants(request: HttpRequest) -> HttpResponse:
    """Every claimant with published claims, by name."""
    today = timezone.localdate()
    page = paging.page_of(Claimant.objects.public(), ("sort_key", "pk"), request.GET, size=CLAIMANTS_PER_PAGE)
    tracks = kept_board.of_claimants(page.rows, rule_choice.own_rule())
    prefetch_related_objects(page.rows, "tenures")
    records = [(each, tracks[each.pk]) for each in page.rows if each.pk in tracks]
    context = {"records": records, "page": page, "today": today, "faults": page.faults}
    return render(request, "claims/claimants.html", context)


@require_safe
def claimant_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A claimant's track record and claims. Someone of whom only drafts exist is not found."""
    claimant = (
        carried.carried_claimant(request, slug) or Claimant.objects.for_page().filter(slug=slug).first()
    )
    if claimant is None:
        return _instead_of(request, get_object_or_404(Claimant.objects.at_address(slug)))
    once = partial(carried.once, claimant)
    today = timezone.localdate()
    of_claimant = Claim.objects.public().filter(claimant=claimant)
    rule, faults = rule_choice.rule_asked_for(request)
    counts = once(f"counts by {rule}", lambda: kept_board.of_claimant(claimant, rule))
    said = firmness.by_firmness(counts, rule=rule, claimant=slug)
    track = firmness.together(said, rule)
    rows = once("rows", lambda: _rows_of_groups(of_claimant, today))
    context = {
        "claimant": claimant,
        "today": today,
        "is_kept_from_search": claimant.is_kept_from_search,
        "offices": claimant.offices_on(today),
        "tenures": claimant.tenures.all(),
        "forgettings": once("forgettings", lambda: list(Forgetting.objects.public().of(claimant=claimant))),
        "principles": principles,
        "faults": faults,
        "track": track,
        "rule": rule,
        "rules": rule_choice.for_claimant(track),
        "firmness": said,
        "minimum": settings.RANKING_MINIMUM,
        "groups": once("groups", lambda: _grouped(rows)),
        "windows": _windows(rows, track, today),
        "days_late": once("days late", lambda: slipping.days_late(of_claimant)) if track.late else None,
        "restatements": once("restatements", lambda: slipping.restatements(of_claimant)),
    }
    return _listed_or_not(render(request, "claims/claimant.html", context), claimant)


def _listed_or_not(response: HttpResponse, claimant: Claimant) -> HttpResponse:
    """The answer, asking search engines to leave it out where the claimant is no public figure."""
    if claimant.is_kept_from_search:
        response["X-Robots-Tag"] = "noindex"
    return response


def _instead_of(request: HttpRequest, claimant: Claimant) -> HttpResponse:
    """Where a claimant without public claims leads: to the other that they are, to a tombstone, or nowhere."""
    kept = None if claimant.merged_into is None else claimant.that_stays()
    if kept is not None and Claimant.objects.public().filter(pk=kept.pk).exists():
        return redirect(kept)
    return tombstones.of_claimant(request, kept or claimant)


def _rows_of_groups(claims: ClaimQuerySet, today: date) -> list[GroupedRow]:
    """The claims with the latest deadlines of each group, and how many it has. One query."""
    every = claims.order_by().annotate(group=group_on(today))
    place = Window(RowNumber(), partition_by="group", order_by=("closes_on", "pk"))
    number = Window(Count("pk"), partition_by="group")
    first = every.annotate(place=place, number=number).filter(place__lte=window_bars.MOST)
    columns = ("pk", "group", "place", "number", "opens_on", "closes_on")
    return list(first.order_by("group", "place").values_list(*columns))


def _windows(rows: list[GroupedRow], track: board.TrackRecord, today: date) -> window_bars.WindowBars | None:
    drawn = [
        window_bars.DatedWindow(opens_on, closes_on, group)
        for _pk, group, _place, _number, opens_on, closes_on in rows
        if opens_on and closes_on
    ]
    return window_bars.draw_windows(drawn, today=today, number=track.total)


def _grouped(rows: list[GroupedRow]) -> list[dict[str, object]]:
    """The first claims under each heading, what waits first; `query` finds the rest in the list. Three queries."""
    first = [(pk, group) for pk, group, place, *_others in rows if place <= CLAIMS_PER_GROUP]
    shown = Claim.objects.readable().for_lists().in_bulk([pk for pk, _group in first])
    found: dict[str, list[Claim]] = defaultdict(list)
    for pk, group in first:
        if pk in shown:  # not held back since
            found[group].append(shown[pk])
    numbers = {group: number for _pk, group, _place, number, *_days in rows}
    return [
        {"heading": heading, "query": query, "claims": found[group], "number": numbers[group]}
        for group, heading, query in GROUPS
        if found[group]
    ]


@require_safe
def corrections_page(request: HttpRequest) -> HttpResponse:
    """Everything that was changed after publication, newest first; by claim and by kind."""
    form = CorrectionFilter(request.GET)
    form.is_valid()
    page = form.page(request.GET, size=CORRECTIONS_PER_PAGE)
    faults = [
        *page.faults,
        *(
            (str(form.fields[name].label or name), " ".join(map(str, texts)))
            for name, texts in form.errors.items()
        ),
    ]
    context = {
        "form": form,
        "page": page,
        "claim": form.cleaned_data.get("claim"),
        "told": corrections.told(page.rows),
        "faults": faults,
        "four_eyes": settings.FOUR_EYES,
        "principles": principles,
    }
    return render(request, "claims/corrections.html", context)


@require_safe
def record_page(request: HttpRequest) -> HttpResponse:
    """The checkpoint of each day, newest first, on the last page the earlier ones, the logs that the record was
    taken over with, and how to hold us to them.
    """
    listed = TreeHead.objects.filter(day__isnull=False).prefetch_related("cosignatures", "time_stamps")
    page = paging.page_of(listed, ("-number",), request.GET, size=CHECKPOINTS_PER_PAGE)
    before_the_tree = Checkpoint.objects.all() if not page.next else ()
    context = {
        "page": page,
        "faults": page.faults,
        "earlier": before_the_tree,
        "earlier_logs": earlier.logs(),
    }
    return render(request, "claims/record.html", context)


@require_safe
def checkpoint_text(request: HttpRequest, day: str) -> HttpResponse:
    """The very bytes that an earlier checkpoint's hash is the SHA-256 of, while nothing in them is forgotten."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    text = record.checkpoint_text(get_object_or_404(Checkpoint, day=wanted))
    if text is None:
        raise Http404
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
