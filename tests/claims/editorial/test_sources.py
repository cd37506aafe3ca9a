"""The text that a claim was taken from is kept once, in the log, and found changed."""

from dataclasses import replace

from django.db import connection

from claims import editorial, record
from claims.models import Claim, RecordEntry, SourceText, User, sha256_of
from tests.makers import SOURCE, Maker
from tests.tampering import guards_off

TEXT = "Die Brücke wird bis Ende 2026 frei sein, sagt die Ministerin."


def logged(make: Maker, text: str = TEXT) -> Claim:
    return editorial.log_claim(facts=make.facts, source=replace(SOURCE, text=text), by=make.editor)


def test_a_draft_keeps_the_text_it_was_taken_from(make: Maker) -> None:
    kept = logged(make).appearances.get().source_text

    assert kept is not None
    assert (kept.text, kept.sha256, kept.kept_by) == (TEXT, sha256_of(TEXT), make.editor)


def test_two_claims_from_one_text_share_it_and_it_is_logged_once(make: Maker) -> None:
    logged(make)
    make.facts = replace(make.facts, statement="The bridge will be closed again by the end of 2026.")
    logged(make)

    kept = SourceText.objects.get()
    assert kept.appearances.count() == 2
    assert RecordEntry.objects.filter(subject=f"sourcetext:{kept.pk}").count() == 1


def test_without_a_text_nothing_is_kept(make: Maker) -> None:
    appearance = logged(make, text="  \n").appearances.get()

    assert appearance.source_text is None
    assert not SourceText.objects.exists()


def test_a_text_changed_behind_the_programs_back_is_found(make: Maker) -> None:
    logged(make)
    assert list(record.verify()) == []

    guards_off()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_sourcetext SET text = 'Other.'")

    assert "sha256_as_it_stands" in next(iter(record.verify())).explanation


def test_an_outlets_own_words_on_time_give_its_own_window(claim: Claim, ada: User) -> None:
    source = replace(SOURCE, address="https://other.example/a", language="en", horizon="before mid-2027")

    appearance = editorial.add_appearance(claim=claim, source=source, by=ada)

    assert appearance.horizon == "before mid-2027"
    assert appearance.closes_on is not None
    assert appearance.closes_on != claim.closes_on
