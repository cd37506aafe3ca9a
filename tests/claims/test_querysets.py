"""Each question that pages, the desk and the tracker ask, on the days where its answer turns."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries, Settings

from claims import editorial, rulings, stories
from claims.models import Claim, Claimant, Evidence, Outcome, Topic, User, Verdict
from claims.querysets import give_rows
from tests.makers import Maker

DAY = timedelta(days=1)
OPENS, CLOSES = date(2026, 7, 1), date(2026, 9, 30)
CANCELLED = rulings.Ruling(outcome=Outcome.MISSED, reasoning="It was cancelled.", can_no_longer_happen=True)


@pytest.fixture
def summer(make: Maker) -> Claim:
    """Published and pending, its window from OPENS to CLOSES."""
    return make.published(by_hand=(OPENS, CLOSES))


def closing(make: Maker, day: date) -> Claim:
    return make.published(by_hand=(OPENS, day))


# --- Editorial state ---


@pytest.fixture
def one_of_each(make: Maker, dora: User) -> dict[str, Claim]:
    withdrawn = editorial.withdraw_claim(claim=make.published(), reason="Logged twice.", by=dora)
    return {"draft": make.draft(), "published": make.published(), "withdrawn": withdrawn}


def test_public_are_the_published_without_the_withdrawn(one_of_each: dict[str, Claim]) -> None:
    assert list(Claim.objects.public()) == [one_of_each["published"]]


def test_a_withdrawn_claim_stays_readable_and_a_draft_never_is(one_of_each: dict[str, Claim]) -> None:
    assert set(Claim.objects.readable()) == {one_of_each["published"], one_of_each["withdrawn"]}


def test_pending_are_the_published_without_a_ruling(one_of_each: dict[str, Claim], make: Maker) -> None:
    make.ruled(make.published(), "missed", can_no_longer_happen=True)

    assert list(Claim.objects.pending()) == [one_of_each["published"]]


def test_a_reopened_claim_is_pending_again(claim: Claim, make: Maker) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    assert not Claim.objects.pending().exists()

    make.ruled(claim, "pending")

    assert list(Claim.objects.pending()) == [claim]


# --- Schedule ---


@pytest.mark.parametrize(
    ("today", "answer"),
    [
        (OPENS - DAY, "upcoming"),
        (OPENS, "window_open"),
        (CLOSES, "window_open"),
        (CLOSES + DAY, "closed"),
    ],
)
def test_a_window_is_in_one_place_each_day(summer: Claim, today: date, answer: str) -> None:
    places = {
        "upcoming": Claim.objects.upcoming(today),
        "window_open": Claim.objects.window_open(today),
        "closed": Claim.objects.closed(today),
    }

    assert [name for name, claims in places.items() if summer in claims] == [answer]
    assert answer.removeprefix("window_") == summer.schedule(today).value


def test_a_draft_without_a_window_is_in_no_place(make: Maker, today: date) -> None:
    make.draft(horizon="bald")

    for claims in (
        Claim.objects.upcoming(today),
        Claim.objects.window_open(today),
        Claim.objects.closed(today),
    ):
        assert not claims.exists()


@pytest.mark.parametrize(("today", "waits"), [(CLOSES, False), (CLOSES + DAY, True)])
def test_a_verdict_is_awaited_from_the_day_after_the_window(summer: Claim, today: date, waits: bool) -> None:
    assert Claim.objects.awaiting_verdict(today).exists() is waits
    assert Claim.objects.running(today).exists() is not waits


def test_the_longest_overdue_is_decided_first(make: Maker) -> None:
    later, sooner = closing(make, CLOSES), closing(make, CLOSES - DAY)
    same_day = closing(make, CLOSES)

    assert list(Claim.objects.awaiting_verdict(CLOSES + DAY)) == [sooner, later, same_day]


def test_what_is_decided_or_withdrawn_awaits_no_verdict(make: Maker, summer: Claim, dora: User) -> None:
    editorial.rule(claim=closing(make, CLOSES), ruling=CANCELLED, by=make.editor)
    editorial.withdraw_claim(claim=closing(make, CLOSES), reason="Logged twice.", by=dora)

    assert list(Claim.objects.awaiting_verdict(CLOSES + DAY)) == [summer]


def test_running_claims_close_today_or_later_soonest_first(make: Maker) -> None:
    later, today_, _over = (closing(make, CLOSES + days * DAY) for days in (1, 0, -1))

    assert list(Claim.objects.running(CLOSES)) == [today_, later]


def test_due_within_a_week_are_today_and_the_seventh_day(make: Maker) -> None:
    _yesterday, today_, seventh, _eighth = (closing(make, CLOSES + days * DAY) for days in (-1, 0, 7, 8))

    assert list(Claim.objects.due_within(7, today=CLOSES)) == [today_, seventh]


def test_due_within_no_days_is_what_closes_today(make: Maker) -> None:
    closing(make, CLOSES + DAY)
    today_ = closing(make, CLOSES)

    assert list(Claim.objects.due_within(0, today=CLOSES)) == [today_]


# --- What the tracker watches ---


@pytest.mark.parametrize(("since", "watched"), [(CLOSES, True), (CLOSES + DAY, False)])
def test_a_decided_claim_is_watched_while_it_can_be_corrected(
    summer: Claim, ada: User, since: date, watched: bool
) -> None:
    editorial.rule(claim=summer, ruling=CANCELLED, by=ada)

    assert Claim.objects.watched(correctable_since=since).exists() is watched


def test_a_pending_claim_is_watched_however_long_it_is_closed(summer: Claim) -> None:
    assert list(Claim.objects.watched(correctable_since=date(2099, 1, 1))) == [summer]


def test_drafts_and_withdrawn_claims_are_not_watched(one_of_each: dict[str, Claim], today: date) -> None:
    assert list(Claim.objects.watched(correctable_since=today)) == [one_of_each["published"]]


# --- Lists ---


def decided(claim: Claim, by: User, day: int) -> Claim:
    with time_machine.travel(datetime(2026, 6, day, tzinfo=UTC), tick=False):
        editorial.rule(claim=claim, ruling=CANCELLED, by=by)
    return claim


def test_the_latest_decided_stands_first_by_the_day_of_its_verdict(make: Maker, ada: User) -> None:
    claims = [make.published() for _ in range(3)]
    for claim, day in zip(claims, (2, 16, 9), strict=True):
        decided(claim, ada, day)
    make.published()

    assert list(Claim.objects.latest_decided()) == [claims[1], claims[2], claims[0]]


def test_a_verdict_that_waits_moves_no_claim_up(make: Maker, ada: User, settings: Settings) -> None:
    older, newer = decided(make.published(), ada, 2), decided(make.published(), ada, 9)
    settings.FOUR_EYES = True
    make.ruled(older, "missed", can_no_longer_happen=True)

    assert list(Claim.objects.latest_decided()) == [newer, older]


def test_a_claim_with_two_verdicts_is_listed_once(claim: Claim, make: Maker) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    make.ruled(claim, "confirmed", happened_on=claim.said_on)

    assert [listed.pk for listed in Claim.objects.latest_decided()] == [claim.pk]


def test_a_list_costs_three_queries_however_long_it_is(
    make: Maker, ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    topic = editorial.save_topic(topic=Topic(name="Roads"), by=ada)
    for _ in range(4):
        make.ruled(make.published(topics=(topic,)), "missed", can_no_longer_happen=True)

    with django_assert_num_queries(3):
        rows = [
            (claim.claimant.name, list(claim.topics.all()), claim.public_verdicts)
            for claim in Claim.objects.for_lists()
        ]
    assert len(rows) == 4


# --- Search ---


@pytest.mark.parametrize(
    "words",
    [
        "elbe",
        "ELBE traffic",
        "traffic ELBE",
        "brücke",
        "BRÜCKE",
        "Brücke Lindt",
        "lindt bridge",
        "raffi",
        "  bridge  ",
    ],
)
def test_a_search_finds_words_of_statement_quote_and_claimant_in_any_order(claim: Claim, words: str) -> None:
    assert list(Claim.objects.search(words)) == [claim]


@pytest.mark.parametrize("words", ["elbe tunnel", "%", "zeppelin", "bridge zeppelin"])
def test_a_search_wants_every_word_as_it_is(claim: Claim, words: str) -> None:
    assert not Claim.objects.search(words).exists()


def test_an_empty_search_leaves_nothing_out(claim: Claim) -> None:
    assert list(Claim.objects.search("   ")) == [claim]


def test_a_search_reads_eight_words_and_no_more(claim: Claim) -> None:
    assert list(Claim.objects.search("bridge " * 8 + "zeppelin")) == [claim]
    assert not Claim.objects.search("bridge " * 7 + "zeppelin").exists()


def test_the_claimants_name_is_found_in_another_spelling_of_its_umlaut(make: Maker, ada: User) -> None:
    oezguer = editorial.save_claimant(claimant=Claimant(name="Özgür Öz"), by=ada)
    claim = make.published(claimant=oezguer)

    for words in ("özgür", "ÖZGÜR", "Özgür öz"):
        assert list(Claim.objects.search(words)) == [claim]


# --- Evidence and verdicts ---


def test_the_review_queue_holds_what_waits_the_most_urgent_claim_first(make: Maker) -> None:
    later, sooner = closing(make, CLOSES), closing(make, CLOSES - DAY)
    for_later = make.suggested(later, score=9.0)
    weaker, stronger = make.suggested(sooner, score=1.0), make.suggested(sooner, score=2.0)
    make.accepted(sooner)

    assert list(Evidence.objects.awaiting_review()) == [stronger, weaker, for_later]


def test_evidence_for_drafts_and_withdrawn_claims_is_not_in_the_queue(
    one_of_each: dict[str, Claim], make: Maker
) -> None:
    for name in ("draft", "published"):
        make.suggested(one_of_each[name])

    assert [each.claim for each in Evidence.objects.awaiting_review()] == [one_of_each["published"]]


def test_readers_see_accepted_evidence_only(claim: Claim, make: Maker) -> None:
    make.suggested(claim)
    editorial.reject_evidence(evidence=make.suggested(claim), by=make.editor)
    accepted = make.accepted(claim, "contradicts")

    assert list(Evidence.objects.accepted()) == [accepted]


def test_a_verdict_waits_or_is_in_effect_and_never_both(
    claim: Claim, make: Maker, dora: User, settings: Settings
) -> None:
    plain = make.ruled(claim, "missed", can_no_longer_happen=True)
    settings.FOUR_EYES = True
    signed, waiting = (
        make.ruled(claim, "missed", can_no_longer_happen=True, reasoning=why) for why in ("Dug up.", "Sold.")
    )
    editorial.countersign(verdict=signed, by=dora)

    assert set(Verdict.objects.in_effect()) == {plain, signed}
    assert list(Verdict.objects.awaiting_countersignature()) == [waiting]


def test_evidence_is_found_by_its_address_or_that_of_a_copy(claim: Claim, make: Maker) -> None:
    story = str(stories.fingerprint("The Elbe bridge is open to traffic, the ministry said on Tuesday. " * 3))
    evidence = make.suggested(claim, fingerprint=story, address="https://a.example/1")
    copy = make.article(fingerprint=story, address="https://b.example/2")
    editorial.suggest_evidence(claim=claim, article=copy)

    for address in ("https://a.example/1?utm_source=x", "https://b.example/2"):
        assert Evidence.objects.at_address(address).get() == evidence
    assert not Evidence.objects.at_address("https://c.example/3").exists()


def test_rows_that_were_given_are_not_asked_for_and_narrowed_down_they_are(
    claim: Claim, make: Maker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    evidence = make.accepted(claim)
    give_rows(claim, "evidence", [])

    with django_assert_num_queries(0):
        assert list(claim.evidence.all()) == []
    assert claim.evidence.filter(status="accepted").get() == evidence
