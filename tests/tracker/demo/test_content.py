"""The demo's content holds on whatever day it is loaded."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest

from claims import editorial, rulings, stories
from claims.models import Claim, Outcome
from tracker.demo.content import FEEDS, LANGUAGES, ClaimContent, read_desk, read_feed, read_record
from tracker.evidence.stance import hint
from tracker.match import ArticleText, ClaimQuery, explain
from tracker.words import words_of

# The ends of months and years are where counted months go wrong; 2028 has a 29 February.
LOADING_DAYS = [
    date(2026, 6, 17),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 3, 31),
    date(2027, 10, 1),
    date(2028, 2, 29),
    date(2028, 5, 30),
]
on_any_day = pytest.mark.parametrize("today", LOADING_DAYS, ids=str)


def every_claim(today: date) -> Iterator[ClaimContent]:
    for language in LANGUAGES:
        yield from read_record(language, today=today).claims


def window_of(claim: ClaimContent, today: date) -> editorial.ChosenWindow:
    by_hand = claim.by_hand and (
        today + timedelta(days=claim.by_hand[0]),
        today + timedelta(days=claim.by_hand[1]),
    )
    said_on = today - timedelta(days=claim.said)
    return editorial.window_of(claim.horizon, said_on=said_on, language=claim.language, by_hand=by_hand)


@on_any_day
def test_every_horizon_stands_in_its_quote_and_gives_a_window(today: date) -> None:
    for claim in every_claim(today):
        assert claim.horizon.casefold() in claim.quote.casefold(), claim.key
        assert claim.is_draft or window_of(claim, today).closes_on, claim.key


@on_any_day
def test_no_verdict_breaks_a_rule(today: date) -> None:
    for claim in every_claim(today):
        window, current = window_of(claim, today), Outcome.PENDING
        for verdict in claim.verdicts:
            opens_on, closes_on = window.opens_on, window.closes_on
            assert opens_on is not None
            assert closes_on is not None
            rulings.check_ruling(
                rulings.Ruling(
                    outcome=Outcome(verdict.outcome),
                    reasoning=verdict.reasoning,
                    happened_on=None if verdict.ago is None else today - timedelta(days=verdict.ago),
                    stances=tuple(item.stance for item in claim.evidence),
                ),
                claim=rulings.RuledOn(
                    said_on=today - timedelta(days=claim.said),
                    opens_on=opens_on,
                    closes_on=closes_on,
                    outcome=current,
                    has_verdict=current != Outcome.PENDING,
                ),
                today=today,
            )
            current = Outcome(verdict.outcome)


@on_any_day
def test_some_are_overdue_some_due_within_days_and_some_yet_to_open(today: date) -> None:
    stands = Counter[str]()
    for claim in every_claim(today):
        window = window_of(claim, today)
        if claim.is_draft or claim.verdicts or window.opens_on is None or window.closes_on is None:
            continue
        stands["overdue"] += window.closes_on < today
        stands["due"] += today <= window.closes_on <= today + timedelta(days=8)
        stands["upcoming"] += window.opens_on > today
    assert min(stands["overdue"], stands["due"], stands["upcoming"]) >= 3


def test_half_of_the_claims_are_german_and_half_english() -> None:
    languages = Counter(claim.language for claim in every_claim(LOADING_DAYS[0]))

    assert languages.total() >= 30
    assert abs(languages["de"] - languages["en"]) <= 5


def test_every_outcome_occurs_and_one_came_true_23_days_late() -> None:
    today = LOADING_DAYS[0]
    claims = list(every_claim(today))
    late = next(claim for claim in claims if claim.key == "helmsandbahn")

    assert {verdict.outcome for claim in claims for verdict in claim.verdicts} == {
        "confirmed",
        "missed",
        "partly",
        "void",
    }
    closes_on = window_of(late, today).closes_on
    assert late.verdicts[0].ago is not None
    assert today - timedelta(days=late.verdicts[0].ago) - timedelta(days=23) == closes_on


def test_what_a_text_says_of_topics_people_and_firmness_exists() -> None:
    desk = read_desk()
    people = {person.username for person in desk.people}

    for claim in every_claim(LOADING_DAYS[0]):
        assert set(claim.topics) <= desk.topics.keys(), claim.key
        assert {claim.assigned or "ada", claim.logged_by} <= people, claim.key
        assert claim.firmness in Claim.Firmness.values, claim.key


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_has_a_dozen_articles_at_once_and_more_within_minutes(name: str) -> None:
    times = [article.after for article in read_feed(name).articles]

    assert sum(after <= timedelta() for after in times) >= 11
    assert sum(timedelta() < after < timedelta(minutes=10) for after in times) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", ["euro", "dollar", "percent", "tonne"])
def test_claims_and_articles_have_amounts_of_every_kind_in_both_languages(language: str, unit: str) -> None:
    claims = " ".join(claim.quote for claim in every_claim(LOADING_DAYS[0]) if claim.language == language)
    feeds = (feed for feed in map(read_feed, FEEDS) if feed.language == language)
    articles = " ".join(" ".join(article.paragraphs) for feed in feeds for article in feed.articles)

    for text in (claims, articles):
        amounts = [word.amount for word in words_of(text, language) if word.amount]
        assert any(amount.unit == unit for amount in amounts)


@pytest.mark.parametrize(
    ("key", "slug", "stance"),
    [
        ("mindestlohn", "mindestlohn-kommission", "unclear"),  # it is a plan
        ("stadion-rechnung", "stadion-kosten", "contradicts"),
        ("kraftwerke-ausstoss", "kraftwerke-tonnen", "contradicts"),
        ("lumenrad-umsatz", "lumenrad-zahlen", "contradicts"),
        ("bridge-bill", "bridge-overruns", "contradicts"),
        ("tessaly-round", "tessaly-investors", "contradicts"),
        ("saved-carbon", "greywater-tonnes", "contradicts"),
    ],
)
def test_an_article_with_an_amount_is_found_for_its_claim_with_a_hint(
    key: str, slug: str, stance: str
) -> None:
    claim = next(claim for claim in every_claim(LOADING_DAYS[0]) if claim.key == key)
    feed, article = next(
        (feed, article) for feed in map(read_feed, FEEDS) for article in feed.articles if article.slug == slug
    )
    text = "\n".join(article.paragraphs)
    query = ClaimQuery(
        claim_id=1,
        statement=claim.statement,
        quote=claim.quote,
        claimant="",
        aliases=(),
        language=claim.language,
        said_on=LOADING_DAYS[0] - timedelta(days=claim.said),
        opens_on=None,
        closes_on=None,
    )
    found = explain(
        query,
        ArticleText(title=article.title, summary="", text=text, language=feed.language, published_on=None),
    )
    assert found.matches
    hinted = hint(
        claim=claim.statement,
        claim_language=claim.language,
        title=article.title,
        text=text,
        language=feed.language,
    )
    assert hinted.stance == stance


def test_no_two_articles_share_an_address() -> None:
    slugs = sorted(article.slug for name in FEEDS for article in read_feed(name).articles)

    assert all(one != other for one, other in pairwise(slugs))


def test_two_papers_carry_one_story_so_that_a_visitor_sees_a_copy() -> None:
    bodies = ["\n".join(article.paragraphs) for name in FEEDS for article in read_feed(name).articles]
    prints = [stories.fingerprint(body) for body in bodies]
    pairs = [pair for pair in combinations(prints, 2) if stories.is_one_story(*pair)]

    assert len(pairs) == 1
