"""What an editor took from an article is saved whole or not at all."""

from datetime import date

import pytest

from claims import record, rules
from claims.models import Appearance, Claim, Claimant, SourceText, User
from tests.conftest import NOW
from tracker.intake import drafting
from tracker.intake.articles import SourceArticle
from tracker.intake.drafting import Decision, Refused, WantedClaim

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
