"""The claims of feeds' articles: proposed once each, grouped, dismissed; one that breaks holds nobody up."""

from datetime import timedelta

import pytest

from claims.models import SelectionTally, User
from tests.conftest import NOW
from tracker.demo.content import FEEDS, read_feed
from tracker.intake import articles, proposals
from tracker.models import Article, Feed, ProposedClaim
from tracker.spot import SpottedClaim

DATED = (
    "The harbour bridge will open to traffic by the end of 2027, transport secretary Orla Pemberwick said."
)
UNDATED = "She hopes that the tunnel will follow soon."
PAST = "The work began eight years ago."


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(url="https://ledger.example/rss", title="The Ansel Ledger")


def article(feed: Feed, *paragraphs: str, number: int = 1, **changes: object) -> Article:
    values: dict[str, object] = {
        "key": str(number),
        "url": f"https://ledger.example/{number}",
        "title": "Bridge",
        "content": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or (DATED, UNDATED, PAST)),
        "language": "en",
        "published_at": NOW,
        "stored_at": NOW,
    }
    return Article.objects.create(feed=feed, **(values | changes))


def test_an_articles_dated_claims_are_proposed(feed: Feed) -> None:
    article(feed)

    assert proposals.spot_waiting(now=NOW) == 1

    proposal = ProposedClaim.objects.get()
    assert (proposal.quote, proposal.claimant) == (DATED, "Orla Pemberwick")
    assert (proposal.closes_on.year, proposal.state) == (2027, "waiting")


def test_an_article_is_searched_once(feed: Feed) -> None:
    article(feed)
    proposals.spot_waiting(now=NOW)
    ProposedClaim.objects.all().delete()

    assert proposals.spot_waiting(now=NOW) == 0


def test_two_workers_propose_once(feed: Feed) -> None:
    waiting = article(feed)

    assert proposals._spot_one(waiting, NOW) == 1
    assert proposals._spot_one(waiting, NOW) == 0


def test_a_batch_is_bounded_and_the_oldest_come_first(feed: Feed) -> None:
    article(feed, number=1)
    older = article(feed, number=2, stored_at=NOW - timedelta(hours=1))

    proposals.spot_waiting(now=NOW, limit=1)

    assert list(Article.objects.filter(spotted_at__isnull=False)) == [older]


def test_an_article_that_breaks_the_spotter_holds_nobody_up(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    article(feed, number=1, url="https://ledger.example/broken")
    article(feed, number=2)
    spot = articles.spot

    def break_on_one(source: articles.SourceArticle) -> list[SpottedClaim]:
        if source.address.endswith("broken"):
            raise RuntimeError("a sentence too odd")
        return spot(source)

    monkeypatch.setattr(articles, "spot", break_on_one)

    assert proposals.spot_waiting(now=NOW) == 1
    assert not Article.objects.filter(spotted_at__isnull=True).exists()


def test_what_no_reader_can_open_is_not_proposed(feed: Feed) -> None:
    article(feed, url="")

    assert proposals.spot_waiting(now=NOW) == 0


def test_an_article_full_of_announcements_does_not_fill_the_queue(feed: Feed) -> None:
    article(feed, *(f"The bridge number {number} will open by the end of 2027." for number in range(40)))

    assert proposals.spot_waiting(now=NOW) == proposals.PER_ARTICLE


def test_the_same_from_two_outlets_is_one_with_a_copy(feed: Feed) -> None:
    other = Feed.objects.create(url="https://radio.example/rss", title="Radio")
    article(feed, stored_at=NOW - timedelta(minutes=5))
    article(other, "The harbour bridge will be open to traffic before 2028, Orla Pemberwick said.")
    article(other, "The lorry toll will start by the end of 2027, Orla Pemberwick said.", number=2)

    proposals.spot_waiting(now=NOW)

    first = ProposedClaim.objects.get(quote=DATED)
    assert [copy.article.feed for copy in first.copies.all()] == [other]
    assert ProposedClaim.objects.filter(copy_of__isnull=True).count() == 2


TWO_DEADLINES = [
    ("de", "Bis Ende 2026 sollen 100, bis 2030 500 Ladesäulen stehen, sagte Ministerin Mara Lindt."),
    ("en", "There will be 100 charging points by the end of 2026 and 500 by 2030, Mara Lindt said."),
]


@pytest.mark.parametrize(("language", "sentence"), TWO_DEADLINES)
def test_a_sentence_with_two_deadlines_is_two_claims_to_consider(
    feed: Feed, language: str, sentence: str
) -> None:
    article(feed, sentence, language=language)

    assert proposals.spot_waiting(now=NOW) == 2

    found = ProposedClaim.objects.to_consider().order_by("closes_on")
    assert [(each.quote, each.closes_on.year) for each in found] == [(sentence, 2026), (sentence, 2030)]


@pytest.mark.parametrize(("language", "sentence"), TWO_DEADLINES)
def test_in_another_outlet_each_deadline_is_a_copy_of_its_own(
    feed: Feed, language: str, sentence: str
) -> None:
    other = Feed.objects.create(url="https://radio.example/rss", title="Radio")
    article(feed, sentence, language=language, stored_at=NOW - timedelta(minutes=5))
    article(other, sentence, language=language)

    proposals.spot_waiting(now=NOW)

    copies = ProposedClaim.objects.exclude(copy_of=None)
    assert len(copies) == 2
    assert all(copy.copy_of is not None and copy.closes_on == copy.copy_of.closes_on for copy in copies)


def test_what_is_dismissed_takes_its_copies_along_and_stays_out(feed: Feed, ada: User) -> None:
    article(feed)
    article(feed, number=2, title="Bridge again")
    proposals.spot_waiting(now=NOW)
    original = ProposedClaim.objects.get(copy_of__isnull=True)

    assert proposals.dismiss([original.pk], why=SelectionTally.Disposition.MINOR, by=ada, now=NOW) == 2
    assert proposals.dismiss([original.pk], why=SelectionTally.Disposition.MINOR, by=ada, now=NOW) == 0
    assert set(ProposedClaim.objects.values_list("state", "considered_by")) == {("dismissed", ada.pk)}
    # A sentence with its copies is one that was considered.
    assert list(SelectionTally.objects.values_list("reason", "number")) == [("minor", 1)]


def test_a_copy_of_what_was_dismissed_is_shown_and_says_so(feed: Feed, ada: User) -> None:
    article(feed)
    proposals.spot_waiting(now=NOW)
    original = ProposedClaim.objects.get()
    proposals.dismiss([original.pk], why=SelectionTally.Disposition.MINOR, by=ada, now=NOW)

    article(feed, number=2, title="Bridge again")
    proposals.spot_waiting(now=NOW + timedelta(hours=1))

    assert ProposedClaim.objects.to_consider().get().copy_of == original


def test_paragraphs_of_markup_become_lines(feed: Feed) -> None:
    source = proposals.source_of(article(feed, "One &amp; two.", "Three.<br>Four."))

    assert source.text == "One & two.\nThree.\nFour."
    assert source.publisher == "The Ansel Ledger"


def test_the_demo_fills_the_queue_and_two_of_its_papers_tell_one_claim(db: None) -> None:
    for name in FEEDS:
        content = read_feed(name)
        paper = Feed.objects.create(url=f"https://{name}.example/", title=content.title)
        for each in content.articles:
            article(
                paper, *each.paragraphs, language=content.language, key=each.slug, stored_at=NOW + each.after
            )

    assert proposals.spot_waiting(now=NOW) >= 5

    copy = ProposedClaim.objects.get(copy_of__isnull=False)
    assert {copy.article.key, copy.copy_of and copy.copy_of.article.key} == {
        "harbour-shore-power",
        "radio-shore-power",
    }
