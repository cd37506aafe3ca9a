"""Many articles at once become what they become one by one, in few statements."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import editorial, record, stories
from claims.editorial.facts import FoundArticle
from claims.models import Claim, Copy, Evidence, RecordEntry, User
from tests.makers import Maker, actions

STORY, OTHER = (
    str(stories.fingerprint(text * 3))
    for text in (
        "The Elbe bridge is open to traffic, the ministry said on Tuesday morning. ",
        "Nobody knows when the ferry to the other bank of the river will sail again. ",
    )
)


def suggest_all(claim: Claim, articles: list[FoundArticle]) -> list[Evidence]:
    suggestions = [editorial.prepared(claim=claim, article=article) for article in articles]
    return editorial.suggest_prepared(claim=claim, suggestions=suggestions)


def what_there_is(claim: Claim) -> Iterator[tuple[object, ...]]:
    """All that was written of evidence and its copies, but for numbers, moments and the order in the log."""
    for evidence in claim.evidence.order_by("pk"):
        values = {name: value for name, value in record.snapshot(evidence).items() if name != "claim_id"}
        copies = tuple(evidence.copies.order_by("pk").values_list("address", "title", "publisher"))
        yield (*values.items(), evidence.score, evidence.level, evidence.fingerprint, copies)
    yield tuple(sorted(actions(f"claim:{claim.pk}")))


def test_many_at_once_become_what_they_become_one_by_one(make: Maker, ada: User) -> None:
    told = make.article(fingerprint=STORY, level="perhaps")
    rejected = make.article()
    articles = [
        make.article(),
        told,
        rejected,
        replace(make.article(fingerprint=STORY, publisher="Post"), level="offered"),
        make.article(fingerprint=OTHER),
        make.article(fingerprint=OTHER, publisher="Post"),
        make.article(address=told.address),
    ]
    claims = [make.published() for _ in range(2)]
    for claim in claims:
        make_known = [editorial.suggest_evidence(claim=claim, article=each) for each in (told, rejected)]
        editorial.reject_evidence(evidence=next(each for each in make_known[1:] if each), by=ada)

    one_by_one = [editorial.suggest_evidence(claim=claims[0], article=each) for each in articles]
    at_once = suggest_all(claims[1], articles)

    assert [each.address for each in at_once] == [each.address for each in one_by_one if each]
    assert [*what_there_is(claims[1])] == [*what_there_is(claims[0])]
    assert Copy.objects.filter(claim=claims[1]).count() == 2
    assert not list(record.verify())


def test_a_claim_of_its_own_has_what_another_has(make: Maker) -> None:
    article = make.article()
    claims = [make.published() for _ in range(2)]

    assert [len(suggest_all(claim, [article])) for claim in (*claims, *claims)] == [1, 1, 0, 0]


def test_forty_cost_no_more_statements_than_two(claim: Claim, make: Maker) -> None:
    def statements(articles: int) -> int:
        some = [make.article() for _ in range(articles)]
        with CaptureQueriesContext(connection) as asked:
            suggest_all(claim, some)
        # What entries say is written row by row, by one statement that is prepared once.
        return sum("claims_recordcontent" not in query["sql"] for query in asked)

    assert statements(40) == statements(2) <= 10


def test_a_refused_write_leaves_nothing(claim: Claim, make: Maker) -> None:
    article = make.article()
    suggestions = [editorial.prepared(claim=claim, article=article) for _ in range(2)]
    suggestions[1].score = None  # type: ignore[assignment]
    suggestions[1].address_digest = "another"
    entries = RecordEntry.objects.count()

    with pytest.raises(Exception, match=r"(?i)null"):
        editorial.suggest_prepared(claim=claim, suggestions=suggestions)

    assert (claim.evidence.count(), RecordEntry.objects.count()) == (0, entries)


def test_what_cannot_be_evidence_is_refused_before_anything_is_written(claim: Claim, make: Maker) -> None:
    with pytest.raises(ValidationError):
        editorial.prepared(claim=claim, article=make.article(address="javascript:alert(1)"))


def test_a_withdrawn_claim_gets_none(claim: Claim, make: Maker, dora: User) -> None:
    editorial.withdraw_claim(claim=claim, reason="Twice.", by=dora)

    assert suggest_all(claim, [make.article()]) == []
