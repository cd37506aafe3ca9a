import hashlib

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.models import Claim, SourceText, User, sha256_of
from tests.refusals import refused_by


def kept(by: User, text: str = "The bridge will open in 2027.") -> SourceText:
    return SourceText.objects.create(sha256=sha256_of(text), text=text, kept_by=by, kept_at=timezone.now())


def test_the_fingerprint_is_the_sha256_of_the_texts_bytes() -> None:
    text = "Die Brücke öffnet 2027."

    assert sha256_of(text) == hashlib.sha256(text.encode()).hexdigest()


def test_one_text_is_kept_once(ada: User) -> None:
    kept(ada)

    with refused_by("sha256"):
        kept(ada)


def test_nothing_is_no_text(ada: User) -> None:
    with refused_by("sourcetext_is_not_empty"):
        kept(ada, text="")


@pytest.mark.parametrize("field", ["text", "sha256", "kept_at", "kept_by"])
def test_the_database_refuses_to_change_what_was_kept(ada: User, dora: User, field: str) -> None:
    changed = {"text": "Other.", "sha256": "0" * 64, "kept_at": timezone.now(), "kept_by": dora}
    kept(ada)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        SourceText.objects.update(**{field: changed[field]})


def test_an_appearances_window_comes_from_words(claim: Claim) -> None:
    with refused_by("appearance_window_comes_from_its_words"):
        claim.appearances.update(opens_on=claim.opens_on, closes_on=claim.closes_on)
