""" "Why not?" at the desk: for any claim, and any article that was read."""

import pytest
from django.test import Client

from claims import editorial
from claims.models import Claim, User
from tests.conftest import NOW
from tests.makers import Maker
from tracker import evidence
from tracker.models import Article

WHY = "/admin/tracker/article/why/"


@pytest.fixture
def page(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def shown(page: Client, **asked: str | int) -> str:
    return " ".join(page.get(WHY, asked).content.decode().split())


def test_the_answer_has_the_score_the_floor_and_what_was_missing(
    page: Client, claim: Claim, article: Article
) -> None:
    html = shown(page, claim=claim.pk, article=article.pk)

    explanation = evidence.explain(claim=claim, article=article)
    assert f"Score {explanation.score:.2f}, floor {explanation.floor:.2f}." in html
    assert all(word.word in html for word in (*explanation.words, *explanation.missing))
    assert '<mark class="is-strong">Elbe</mark>' in html


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"must_terms": "ferry"}, "Terms it lacks:</strong> ferry"),
        ({"any_terms": "ferry\ntunnel"}, "It has none of the terms of which the desk asks for one."),
        ({"never_terms": "Elbe bridge"}, "Terms that rule it out:</strong> Elbe bridge"),
    ],
)
def test_an_editors_terms_are_named_as_the_reason(
    terms: dict[str, str], said: str, page: Client, make: Maker, article: Article
) -> None:
    html = shown(page, claim=make.published(**terms).pk, article=article.pk)

    assert "It is not suggested" in html
    assert said in html


def test_a_claim_that_is_not_watched_says_so(page: Client, make: Maker, article: Article) -> None:
    assert "The claim is not watched" in shown(page, claim=make.draft().pk, article=article.pk)


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("bridge elbe", True),
        ("https://kurier.example/one?utm_source=x", True),
        ("http://www.kurier.example/one", True),
        ("kurier.example/one?utm_source=x", True),
        ("tunnel", False),
        ("https://kurier.example/two", False),
        ("kurier.example/two", False),
    ],
)
def test_an_article_is_found_by_its_title_or_address(
    words: str, is_found: bool, page: Client, claim: Claim, article: Article
) -> None:
    html = shown(page, claim=claim.pk, words=words)

    assert (f"article={article.pk}" in html) is is_found
    assert ("The tracker has read no such article" in html) is not is_found


def test_an_article_is_found_by_a_title_with_an_umlaut_in_any_case(
    page: Client, claim: Claim, article: Article
) -> None:
    Article.objects.update(title="Ölhafen: ÄRGER um die Brücke")

    for words in ("ölhafen", "Ärger BRÜCKE"):
        assert f"article={article.pk}" in shown(page, claim=claim.pk, words=words)


def test_a_claim_is_found_by_its_words(page: Client, claim: Claim) -> None:
    assert f"?claim={claim.pk}" in shown(page, claim_words="bridge lindt")
    assert "No claim has all of these words." in shown(page, claim_words="tunnel")


def test_what_became_of_the_story_is_told(page: Client, claim: Claim, article: Article, ada: User) -> None:
    found = editorial.FoundArticle(address=article.url, title=article.title, publisher="Kurier")
    asked = {"claim": claim.pk, "article": article.pk}
    assert "The claim was not offered it so far" in shown(page, **asked)
    suggested = editorial.suggest_evidence(claim=claim, article=found)
    assert suggested
    assert "3. It is suggested<" in shown(page, **asked)
    editorial.reject_evidence(evidence=suggested, by=ada)

    html = shown(page, **asked)
    assert "3. It was suggested<" in html
    assert "This claim was offered the article or its story on 17 June 2026: Rejected." in html
    Claim.objects.update(never_terms="bridge", search_version=2)
    assert "3. It was suggested, and would not be today<" in shown(page, **asked)


def test_an_article_from_before_the_claim_says_so(page: Client, claim: Claim, article: Article) -> None:
    Article.objects.update(published_at=NOW.replace(month=1))

    assert "It was published before the claim was said." in shown(page, claim=claim.pk, article=article.pk)


@pytest.mark.parametrize("typed", ["x", "-1", "9" * 40, ""])
def test_a_number_that_is_none_asks_for_the_claim(typed: str, page: Client) -> None:
    assert "Words of the claim or its claimant" in shown(page, claim=typed, article=typed)


def test_an_outsider_is_told_nothing(client: Client, cleo: User, claim: Claim, article: Article) -> None:
    cleo.is_staff = True
    cleo.save()
    client.force_login(cleo)

    assert client.get(WHY, {"claim": claim.pk, "article": article.pk}).status_code == 403
