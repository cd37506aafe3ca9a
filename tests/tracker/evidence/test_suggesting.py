from datetime import UTC, datetime

import pytest

from claims import editorial
from claims.models import Claim, Evidence, Topic
from tests.makers import Maker
from tracker import evidence
from tracker.evidence import kept, suggesting, watched_claims
from tracker.match import ArticleText, CutArticle
from tracker.models import Article, Feed, SetAside

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
RELEVANT = "Elbe bridge will be open to traffic by the end of 2026, minister Mara Lindt repeats"


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(url="https://news.example/rss", title="News Example")


def article(feed: Feed, title: str, *, number: int = 1, **values: object) -> Article:
    defaults: dict[str, object] = {
        "key": str(number),
        "url": f"https://news.example/{number}",
        "language": "en",
        "published_at": NOW,
        "stored_at": NOW,
    }
    return Article.objects.create(feed=feed, title=title, **(defaults | values))


def test_an_article_about_a_claim_is_suggested_with_the_words_that_matched(claim: Claim, feed: Feed) -> None:
    article(feed, RELEVANT)
    assert evidence.match_waiting(now=NOW) == 1
    suggested = Evidence.objects.get()
    assert (suggested.claim, suggested.status, suggested.publisher) == (claim, "suggested", "News Example")
    assert {"Elbe", "bridge"} <= {word["word"] for word in suggested.matched_words}


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Elbe bridge opens to traffic before the end of the year", "en"),
        ("Brücke über die Elbe ist für den Verkehr frei", "de"),
    ],
)
def test_a_claim_is_found_in_the_statements_language_and_in_the_quotes(
    title: str, language: str, claim: Claim, feed: Feed
) -> None:
    article(feed, title, language=language)
    assert evidence.match_waiting(now=NOW) == 1


def test_an_article_about_something_else_is_not(claim: Claim, feed: Feed) -> None:
    article(feed, "Cup final moved to Sunday after storm")
    assert evidence.match_waiting(now=NOW) == 0


def test_what_was_matched_is_not_matched_again(claim: Claim, feed: Feed) -> None:
    article(feed, RELEVANT)
    assert [evidence.match_waiting(now=NOW) for _ in range(2)] == [1, 0]


def test_a_rejected_story_is_not_offered_twice(claim: Claim, feed: Feed, make: Maker) -> None:
    article(feed, RELEVANT)
    evidence.match_waiting(now=NOW)
    editorial.reject_evidence(evidence=Evidence.objects.get(), by=make.editor)
    article(feed, RELEVANT, number=2, url="https://news.example/1?utm_source=feed")
    assert evidence.match_waiting(now=NOW) == 0
    assert Evidence.objects.get().status == "rejected"


@pytest.mark.parametrize("state", ["draft", "decided long ago"])
def test_only_published_and_still_correctable_claims_are_watched(state: str, make: Maker, feed: Feed) -> None:
    if state == "draft":
        make.draft()
    else:
        decided = make.published(horizon="2026-03-05", by_hand=(make.facts.said_on, make.facts.said_on))
        make.ruled(decided, "missed")
    article(feed, RELEVANT)
    assert evidence.match_waiting(now=NOW) == 0


def test_an_article_from_before_the_claim_is_no_evidence(claim: Claim, feed: Feed) -> None:
    article(feed, RELEVANT, published_at=datetime(2026, 2, 1, tzinfo=UTC))
    assert evidence.match_waiting(now=NOW) == 0


def test_an_article_that_cannot_be_evidence_never_holds_up_those_behind_it(claim: Claim, feed: Feed) -> None:
    article(feed, RELEVANT, number=1, url="javascript:alert(1)")
    article(feed, RELEVANT, number=2)
    assert evidence.match_waiting(now=NOW) == 1
    assert not Article.objects.filter(matched_at=None).exists()


def test_a_feed_without_a_title_is_named_by_its_host_alone(claim: Claim, feed: Feed) -> None:
    Feed.objects.update(title="", url="https://reader:secret@news.example/rss?key=secret")
    article(feed, RELEVANT)
    evidence.match_waiting(now=NOW)
    assert Evidence.objects.get().publisher == "news.example"


def test_what_only_the_articles_text_says_is_found_too(claim: Claim, feed: Feed) -> None:
    article(feed, "Report from the river", content=f"<p>{RELEVANT}</p>")
    assert evidence.match_waiting(now=NOW) == 1


@pytest.mark.parametrize(
    "amount", ["400 Euro", "84 euros", "€ 400", "3 Mio. €", "2 Milliarden Euro", "$1.5bn"]
)
def test_an_article_with_an_amount_of_money_is_matched(amount: str, feed: Feed, make: Maker) -> None:
    flats = "Bis Ende 2026 entstehen in Hamburg mindestens 6.000 Wohnungen."
    make.published(statement=flats, statement_language="de", quote=flats)
    article(
        feed, "In Hamburg entstehen 6.000 Wohnungen", summary=f"Die Miete steigt um {amount}.", language="de"
    )
    assert evidence.match_waiting(now=NOW) == 1


def test_an_article_without_a_title_is_offered_under_its_first_words(claim: Claim, feed: Feed) -> None:
    article(feed, "", summary=RELEVANT)
    evidence.match_waiting(now=NOW)
    assert Evidence.objects.get().title == RELEVANT[:100]


def test_an_article_that_nobody_can_open_is_not_offered(claim: Claim, feed: Feed) -> None:
    article(feed, RELEVANT, url="")
    assert evidence.match_waiting(now=NOW) == 0


def test_a_crash_in_mid_batch_leaves_the_rest_to_be_found_again(
    claim: Claim, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        article(feed, RELEVANT, number=number)
    suggest = editorial.suggest_prepared
    monkeypatch.setattr(editorial, "suggest_prepared", _fail_on("https://news.example/2", suggest))
    with pytest.raises(SystemExit):
        evidence.match_waiting(now=NOW)
    monkeypatch.setattr(editorial, "suggest_prepared", suggest)
    assert evidence.match_waiting(now=NOW) == 1
    assert Evidence.objects.count() == 2


def _fail_on(address: str, suggest):  # type: ignore[no-untyped-def]
    def fail(*, claim: Claim, suggestions: list[Evidence]) -> list[Evidence]:
        if any(each.address == address for each in suggestions):
            raise SystemExit
        return suggest(claim=claim, suggestions=suggestions)  # type: ignore[no-any-return]

    return fail


WIRE = (
    "The Elbe bridge opened to traffic on Tuesday morning, the ministry of transport said. Minister Mara Lindt was the "
    "first to cross it. She called it a good day for the region, which had waited nine years for the end of the work."
)


def test_ten_outlets_with_one_story_are_one_suggestion_with_ten_sources(claim: Claim, feed: Feed) -> None:
    for number in range(10):
        article(feed, f"Elbe bridge open, report {number}", number=number, summary=WIRE, url=outlet(number))
        evidence.match_waiting(now=NOW)  # in batches of their own, as with several workers
    assert Evidence.objects.get().copies.count() == 9


def outlet(number: int) -> str:
    return f"https://outlet-{number}.example/story"


def test_one_headline_over_two_stories_is_two_suggestions(claim: Claim, feed: Feed) -> None:
    other = "Minister Mara Lindt defended the Elbe bridge that is to open to traffic by the end of 2026. " * 2
    for number, summary in enumerate(
        (WIRE, other + "Its cost has doubled since, and the opposition wants a report.")
    ):
        article(feed, "Elbe bridge: what happens now", number=number, summary=summary, url=outlet(number))
    assert evidence.match_waiting(now=NOW) == 2


def test_a_rejected_story_stays_rejected_under_another_headline_and_address(
    claim: Claim, feed: Feed, make: Maker
) -> None:
    article(feed, "Elbe bridge opens to traffic", summary=WIRE)
    evidence.match_waiting(now=NOW)
    editorial.reject_evidence(evidence=Evidence.objects.get(), by=make.editor)
    article(feed, "Minister crosses Elbe bridge first", number=2, summary=f"{WIRE} Updated.")
    assert evidence.match_waiting(now=NOW) == 0
    assert Evidence.objects.get().status == "rejected"


def test_the_excerpt_is_the_passage_that_matched(claim: Claim, feed: Feed) -> None:
    article(feed, "Report", content=f"<p>{'The council spoke of schools. ' * 40}</p><p>{WIRE}</p>")
    evidence.match_waiting(now=NOW)
    assert Evidence.objects.get().excerpt.startswith("The Elbe bridge opened")


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ({"must_terms": "ferry"}, 0),
        ({"must_terms": "Mara Lindt"}, 1),
        ({"any_terms": "ferry\nbridges"}, 1),
        ({"any_terms": "ferry\ntunnel"}, 0),
        ({"never_terms": "open to traffic"}, 0),
        ({"must_terms": "de: Fähre\nen: bridge"}, 1),
        ({"must_terms": "en: Fähre\nde: bridge"}, 0),
    ],
)
def test_an_editors_terms_narrow_the_search(
    terms: dict[str, str], found: int, make: Maker, feed: Feed
) -> None:
    make.published(**terms)
    article(feed, RELEVANT)
    assert evidence.match_waiting(now=NOW) == found


def test_a_topics_other_names_go_into_the_search(make: Maker) -> None:
    river = editorial.save_topic(topic=Topic(name="Elbe", aliases="River Elbe\nLabe"), by=make.editor)
    plain = editorial.save_topic(topic=Topic(name="Traffic"), by=make.editor)
    claim = make.published(topics=(river, plain))
    (query, *_) = watched_claims.queries_of(claim)
    assert query.synonyms == (("Elbe", "River Elbe", "Labe"),)


def test_an_article_that_says_the_claim_again_is_kept_apart(claim: Claim, feed: Feed) -> None:
    article(feed, RELEVANT)

    evidence.match_waiting(now=NOW)

    assert Evidence.objects.get().level == Evidence.Level.SAID_AGAIN
    assert not Evidence.objects.awaiting_review().exists()


def test_words_that_were_kept_give_what_the_articles_give(make: Maker, feed: Feed) -> None:
    claims = [make.published() for _ in range(3)]
    matched, other, waiting, unknown = (
        article(feed, title, number=number)
        for number, title in enumerate(
            [RELEVANT, "Cup final moved to Sunday", f"{RELEVANT}.", f"{RELEVANT}!"]
        )
    )
    Article.objects.exclude(pk=waiting.pk).update(matched_at=NOW)
    articles = list(Article.objects.order_by("pk"))
    kept.keep((each, CutArticle(evidence.document_of(each))) for each in articles[:3])
    among = {claim.pk for claim in claims[:2]}

    found = evidence.matches_by_words(articles, now=NOW, among=among)

    assert found == evidence.matches_of(articles, now=NOW, among=among)
    assert [len(matches or ()) for matches in found] == [2, 0, 2, 2]
    assert kept.words_of_matched(articles).keys() == {matched.pk, other.pk}
    assert unknown.pk == articles[3].pk


def test_an_article_edited_since_its_words_were_kept_is_read_anew(claim: Claim, feed: Feed) -> None:
    edited = article(feed, "Cup final moved to Sunday")
    kept.keep([(edited, CutArticle(evidence.document_of(edited)))])
    edited.title = RELEVANT

    assert evidence.matches_by_words([edited], now=NOW, among={claim.pk}) == evidence.matches_of(
        [edited], now=NOW
    )


def test_one_article_that_cannot_be_cut_keeps_no_other(
    claim: Claim, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [article(feed, RELEVANT, number=number) for number in range(2)]
    Article.objects.update(matched_at=NOW)
    articles = list(Article.objects.order_by("pk"))
    kept.keep((each, CutArticle(evidence.document_of(each))) for each in articles)
    document_of = evidence.document_of

    def broken(of_article: Article) -> ArticleText:
        if of_article.pk == articles[0].pk:
            raise ValueError
        return document_of(of_article)

    monkeypatch.setattr(suggesting, "document_of", broken)

    found = evidence.matches_by_words(articles, now=NOW, among={claim.pk})

    assert [matches if matches is None else len(matches) for matches in found] == [None, 1]
    assert SetAside.objects.get().item == str(articles[0].pk)
