"""What an editor took from an article is saved whole or not at all."""

from dataclasses import replace
from datetime import date

import pytest

from claims import record, rules
from claims.models import Appearance, Claim, Claimant, SourceText, User
from tests.conftest import NOW
from tracker.intake import drafting
from tracker.intake.articles import SourceArticle
from tracker.intake.drafting import Decision, Refused, WantedClaim
from tracker.models import Article, Attachment, Feed

ARTICLE = SourceArticle(
    text="The bridge opens by the end of 2027. The toll starts in 2028.",
    address="https://ledger.example/bridge",
    title="Bridge",
    publisher="The Ansel Ledger",
    published_on=date(2026, 6, 1),
    language="en",
)


def wanted(row: int, quote: str, **changes: object) -> WantedClaim:
    values: dict[str, object] = {
        "claimant": Claimant(name="Orla Pemberwick"),
        "statement": quote,
        "statement_language": "en",
        "said_on": date(2026, 6, 1),
        "horizon": "by the end of 2027",
        "firmness": "will",
    }
    return WantedClaim(row=row, quote=quote, **(values | changes))  # type: ignore[arg-type]


def test_a_refusal_names_its_row_and_leaves_nothing_of_the_others(ada: User) -> None:
    good, bad = wanted(0, "The bridge opens."), wanted(4, "The toll starts.", said_on=date(2031, 1, 1))

    with pytest.raises(Refused) as refused:
        drafting.save(ARTICLE, [good, bad], by=ada, now=NOW)

    assert (refused.value.row, type(refused.value.refusal)) == (4, rules.SaidInTheFuture)
    for model in (Claim, Claimant, Appearance, SourceText):
        assert not model.objects.exists()


def test_the_same_claim_is_not_taken_twice_and_another_of_the_same_sentence_is(ada: User) -> None:
    drafting.save(ARTICLE, [wanted(0, "The bridge opens.")], by=ada, now=NOW)

    with pytest.raises(Refused, match="already"):
        drafting.save(ARTICLE, [wanted(0, "The bridge opens.")], by=ada, now=NOW)
    known = Claimant.objects.get()
    other = wanted(0, "The bridge opens.", statement="Lorries cross it.", claimant=known)
    assert len(drafting.save(ARTICLE, [other], by=ada, now=NOW)) == 1


def test_one_sentence_with_two_deadlines_is_taken_as_two_claims(ada: User) -> None:
    quote = "Sales will double by the end of 2027 and again by the end of 2028."

    drafting.save(
        ARTICLE, [wanted(0, quote), wanted(1, quote, horizon="by the end of 2028")], by=ada, now=NOW
    )

    assert set(Claim.objects.values_list("horizon", flat=True)) == {
        "by the end of 2027",
        "by the end of 2028",
    }
    with pytest.raises(Refused, match="already"):
        drafting.save(ARTICLE, [wanted(0, quote, horizon="by the end of 2028")], by=ada, now=NOW)


def test_an_appearance_returns_the_claim_that_it_joins(claim: Claim, ada: User) -> None:
    again = wanted(
        0, "Cars cross it in 2027.", decision=Decision.APPEARANCE, relative=claim, horizon="in 2027"
    )

    assert drafting.save(ARTICLE, [again], by=ada, now=NOW) == [claim]

    appearance = claim.appearances.get(address=ARTICLE.address)
    assert (appearance.quote, appearance.horizon, appearance.language) == (again.quote, "in 2027", "en")
    assert list(record.verify()) == []


def test_what_was_said_in_a_recording_keeps_its_second_with_the_source(ada: User) -> None:
    feed = Feed.objects.create(url="https://ton.example/rss")
    episode = Article.objects.create(
        feed=feed, key="a", url="https://ton.example/12", title="12", language="en", published_at=NOW, stored_at=NOW
    )  # fmt: skip
    Attachment.objects.create(
        article=episode, kind="vtt", url="https://ton.example/12.vtt", recording="https://ton.example/12.mp3",
        text="Good evening.\nThe bridge opens.", marks=[[0, 1, "Ann"], [14, 754, "Orla"]], read_at=NOW,
    )  # fmt: skip
    heard = replace(ARTICLE, transcript=episode.pk)

    drafting.save(heard, [wanted(0, "The bridge opens."), wanted(1, "It was typed in.")], by=ada, now=NOW)

    kept = dict(Appearance.objects.values_list("quote", "second"))
    assert kept == {"The bridge opens.": 754, "It was typed in.": None}
    said = Appearance.objects.get(second=754)
    assert said.recording == "https://ton.example/12.mp3"
    assert list(record.verify()) == []
