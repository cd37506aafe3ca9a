"""Whoever changes the record behind the log's back is found out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError

from claims import editorial, record, rulings, stories
from claims.editorial import people
from claims.models import Claim, Claimant, Evidence, Outcome, RecordEntry, User, Verdict
from claims.record import keys
from tests.makers import Maker
from tests.tampering import guards_off, reseal, rewrite, tamper

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
CONFIRMED = rulings.Ruling(
    outcome=Outcome.CONFIRMED, reasoning="Cars cross it.", happened_on=date(2026, 6, 1)
)


def faults() -> list[tuple[str, str]]:
    return [(fault.place, fault.explanation) for fault in record.verify()]


def test_a_desks_usual_work_holds_together(claim: Claim, make: Maker) -> None:
    make.draft()
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    assert faults() == []


def test_entries_of_a_claim_follow_each_other(claim: Claim, make: Maker) -> None:
    make.suggested(claim)

    entries = list(RecordEntry.objects.filter(chain=f"claim:{claim.pk}"))

    assert [entry.sequence for entry in entries] == [1, 2, 3, 4]
    assert [entry.previous_hash for entry in entries] == ["", *(entry.hash for entry in entries[:-1])]


def test_evidence_and_verdicts_join_their_claims_chain(claim: Claim, make: Maker) -> None:
    verdict = make.ruled(claim, "missed", can_no_longer_happen=True)

    assert record.chain_of(verdict) == f"claim:{claim.pk}"
    assert record.subject_of(verdict) == f"verdict:{verdict.pk}"


def test_an_entry_keeps_the_name_that_the_person_had(claim: Claim, ada: User) -> None:
    ada.username = "ada-lovelace"
    ada.save(update_fields=["username"])
    people.log_rename(person=ada, before="ada", by=ada)

    assert set(RecordEntry.objects.exclude(action="renamed").values_list("content__by_name", flat=True)) == {
        "ada"
    }
    assert faults() == []


def test_a_person_renamed_without_an_entry_is_found(claim: Claim, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(first_name="Someone", last_name="Else")

    assert faults() == [(f"user:{ada.pk}", "was renamed without an entry in the log")]


def test_whoever_gives_themself_a_new_name_raises_no_alarm(claim: Claim, ada: User) -> None:
    before, ada.last_name = ada.signed_name, "Lovelace-King"
    ada.save()
    people.log_rename(person=ada, before=before, by=User(pk=ada.pk, username="ada", first_name=before))

    assert faults() == []


def test_a_write_that_began_before_its_author_was_renamed_raises_no_alarm(
    make: Maker, claim: Claim, ada: User, dora: User
) -> None:
    loaded_before = User.objects.get(pk=ada.pk)
    before, ada.last_name = ada.signed_name, "Lovelace-King"
    ada.save()
    people.log_rename(person=ada, before=before, by=dora)
    editorial.hand_on_claim(claim=claim, to=None, by=loaded_before)

    assert faults() == []


def test_a_person_renamed_quietly_after_a_logged_name_is_found(claim: Claim, ada: User, dora: User) -> None:
    before, ada.last_name = ada.signed_name, "Lovelace-King"
    ada.save()
    people.log_rename(person=ada, before=before, by=dora)
    User.objects.filter(pk=ada.pk).update(first_name="Someone", last_name="Else")

    assert faults() == [(f"user:{ada.pk}", "was renamed without an entry in the log")]


def test_a_quietly_changed_entry_is_found(claim: Claim) -> None:
    entry = RecordEntry.objects.get(chain=f"claim:{claim.pk}", action="published")
    tamper("UPDATE claims_recordcontent SET by_name = %s WHERE entry_id = %s", "ben", entry.pk)

    assert faults()[0] == (f"claim:{claim.pk}/{entry.sequence}", "was changed after it was written")


def test_an_entry_rewritten_with_a_fitting_hash_breaks_the_next_one(claim: Claim) -> None:
    entry = RecordEntry.objects.get(chain=f"claim:{claim.pk}", sequence=2)
    rewrite(entry, by_name="ben")

    assert faults()[0] == (f"claim:{claim.pk}/3", "does not follow from the entry before it")


def test_a_removed_entry_is_missed(claim: Claim) -> None:
    guards_off()
    RecordEntry.objects.filter(chain=f"claim:{claim.pk}", sequence=2).delete()

    assert (f"claim:{claim.pk}/3", "entry 2 is missing") in faults()


def test_a_quietly_moved_deadline_is_found(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(closes_on=date(2027, 12, 31))

    assert faults() == [(f"claim:{claim.pk}", "closes_on was changed without an entry in the log")]


def test_a_quietly_changed_outcome_is_found(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(outcome="confirmed")

    assert faults() == [
        (f"claim:{claim.pk}", "outcome was changed without an entry in the log"),
        (f"claim:{claim.pk}", "has an outcome that no verdict in effect gave"),
    ]


def test_an_outcome_that_no_verdict_gave_is_found_though_the_log_has_it(claim: Claim, ada: User) -> None:
    before = record.snapshot(claim)
    claim.outcome = "confirmed"
    claim.save(update_fields=["outcome"])
    changes = record.difference(before, record.snapshot(claim))
    record.append(claim, action="decided", by=ada, at=NOW, changes=changes)

    assert faults() == [(f"claim:{claim.pk}", "has an outcome that no verdict in effect gave")]


def test_a_quietly_changed_ruling_is_found(claim: Claim, make: Maker) -> None:
    verdict = make.ruled(claim, "missed", can_no_longer_happen=True)
    tamper("UPDATE claims_verdict SET reasoning = %s WHERE id = %s", "Another.", verdict.pk)

    assert faults() == [(f"verdict:{verdict.pk}", "reasoning was changed without an entry in the log")]


def test_a_quietly_exchanged_foundation_is_found(claim: Claim, make: Maker) -> None:
    verdict = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    guards_off()
    verdict.evidence.set([make.accepted(claim)])

    assert faults() == [(f"verdict:{verdict.pk}", "evidence was changed without an entry in the log")]


def test_a_quietly_deleted_row_is_found(claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)
    subject = record.subject_of(evidence)
    Evidence.objects.filter(pk=evidence.pk).delete()

    assert faults() == [(subject, "is in the log but was deleted")]


def test_a_row_smuggled_in_is_found(db: None) -> None:
    claimant = Claimant.objects.create(name="Nobody", slug="nobody")

    assert faults() == [(f"claimant:{claimant.pk}", "is in no entry of the log")]


# --- The newest entries, which no other follows ---


def test_a_removed_newest_entry_is_missed_though_its_row_was_put_back(claim: Claim, ada: User) -> None:
    before = claim.closes_on
    editorial.hand_on_claim(claim=claim, to=ada, by=ada)
    record.number_entries(now=LATER)
    guards_off()
    entry = RecordEntry.objects.filter(chain=f"claim:{claim.pk}").latest("sequence")
    RecordEntry.objects.filter(pk=entry.pk).delete()
    Claim.objects.filter(pk=claim.pk).update(assigned_to=None, closes_on=before)

    assert [place for place, _fault in faults()] == ["tile 0/0", "checkpoint 1"]


def test_a_young_claim_removed_whole_is_missed(claim: Claim, make: Maker) -> None:
    draft = make.draft()
    record.number_entries(now=LATER)
    guards_off()
    RecordEntry.objects.filter(chain=f"claim:{draft.pk}").delete()
    draft.appearances.all().delete()
    draft.delete()

    assert ("checkpoint 1", "is of a larger tree than the log has") in faults()


def test_a_forged_entry_that_fits_in_all_but_its_mark_is_found(claim: Claim) -> None:
    entry = RecordEntry.objects.filter(chain=f"claim:{claim.pk}").latest("sequence")
    content, number = entry.content, entry.sequence + 1
    entry.pk, entry.sequence, entry.previous_hash = None, number, entry.hash
    content.changes = {}
    reseal(entry)
    entry.mac = "0" * 72
    entry.save(force_insert=True)
    content.pk = content.entry_id = entry.pk
    content.save(force_insert=True)

    assert faults() == [(f"claim:{claim.pk}/{number}", "was not written by this program")]
    entry.mac = keys.mark_of("claim:0", number, entry.hash)
    rewrite_mark(entry)
    assert faults() == [(f"claim:{claim.pk}/{number}", "bears a mark that was not made here")]


def rewrite_mark(entry: RecordEntry) -> None:
    tamper("UPDATE claims_recordentry SET mac = %s WHERE id = %s", entry.mac, entry.pk)


def test_a_whole_chain_written_anew_with_the_key_contradicts_the_checkpoint(claim: Claim) -> None:
    record.number_entries(now=LATER)
    entry = RecordEntry.objects.filter(chain=f"claim:{claim.pk}").latest("sequence")
    rewrite(entry, by_name="ben")

    assert ("checkpoint 1", "does not match the log") in faults()


def test_a_chain_never_forks(claim: Claim, ada: User) -> None:
    entry = RecordEntry.objects.filter(chain=f"claim:{claim.pk}").last()
    assert entry is not None
    entry.pk, entry.hash = None, "another"

    with pytest.raises(IntegrityError, match=r"(?i)unique|append-only"):
        entry.save(force_insert=True)


def test_a_snapshot_speaks_in_json_values(claim: Claim, make: Maker, ada: User) -> None:
    verdict = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    said = record.snapshot(Verdict.objects.get(pk=verdict.pk))

    assert said["happened_on"] == "2026-06-01"
    assert said["at"] == "2026-06-17T08:00:00+00:00"
    assert said["evidence"] == [verdict.evidence.get().pk]
    assert said["by_id"] == ada.pk


@pytest.mark.parametrize("number", [1e20, 1e-7, 3.0, 0.1, 5, -2.50])
def test_numbers_in_hashed_content_are_text_that_no_database_writes_anew(
    claim: Claim, make: Maker, number: float
) -> None:
    evidence = make.suggested(claim)
    words = [{"word": "Elbe", "weight": number, "whole": True}]
    before = record.snapshot(evidence)
    evidence.matched_words = words
    evidence.save(update_fields=["matched_words"])
    changes = record.difference(before, record.snapshot(evidence))
    entry = record.append(evidence, action="suggested", by=None, at=NOW, changes=changes)

    assert isinstance(changes["matched_words"][1][0]["weight"], str)  # type: ignore[index]
    assert RecordEntry.objects.get(pk=entry.pk).changes == changes
    assert faults() == []


def test_only_what_changed_is_a_difference() -> None:
    assert record.difference({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": None}) == {"b": [2, 3]}


def test_a_refused_write_leaves_no_entry(claim: Claim, ada: User) -> None:
    before = RecordEntry.objects.count()

    with pytest.raises(Exception, match="Choose the accepted"):
        editorial.rule(claim=claim, ruling=CONFIRMED, by=ada)

    assert RecordEntry.objects.count() == before


def test_a_field_younger_than_a_row_may_be_empty_in_it_but_no_more(
    make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as past:
        past.setattr(
            Claim, "record_fields", tuple(n for n in Claim.record_fields if not n.startswith("snooze"))
        )
        claim = make.draft()
    assert faults() == []

    tamper(
        "UPDATE claims_claim SET snoozed_until = '2026-10-01', snooze_reason = 'x' WHERE id = %s", claim.pk
    )
    assert {fault for _place, fault in faults()} == {
        "snoozed_until was changed without an entry in the log",
        "snooze_reason was changed without an entry in the log",
    }


def test_a_quietly_listed_source_is_found(claim: Claim, make: Maker) -> None:
    story = str(stories.fingerprint("The Elbe bridge is open to traffic, the ministry said on Tuesday. " * 3))
    evidence = make.suggested(claim, fingerprint=story)
    editorial.suggest_evidence(claim=claim, article=make.article(fingerprint=story))
    assert faults() == []

    evidence.copies.update(is_listed=True)

    assert [explanation for _place, explanation in faults()] == [
        "is_listed was changed without an entry in the log"
    ]
