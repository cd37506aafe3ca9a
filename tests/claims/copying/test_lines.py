"""The rows of an export: what is public, each field of it explained, and nothing of what was before."""

import json
from dataclasses import replace

from claims import editorial
from claims.copying import lines
from claims.models import Claim, Claimant, Topic, User
from claims.record.openings import SHOWN_FIELDS
from tests.makers import Maker

Found = dict[str, list[dict[str, object]]]


def written() -> Found:
    claimants = lines.claimants_told()
    told = [*lines.of_all(claimants)]
    for block in range(lines.blocks()):
        told += lines.of_block(block, claimants)
    return {
        place.rpartition("/")[2].partition(".")[0].partition("-")[0]: [
            json.loads(line) for line in content.decode().splitlines()
        ]
        for place, content in told
        if content
    }


def test_a_claims_rows_are_told_with_the_names_that_readers_see(claim: Claim, make: Maker) -> None:
    verdict = make.ruled(claim, "confirmed", happened_on=claim.said_on)
    make.suggested(claim, title="Nobody looked at this.")

    found = written()

    (told,) = found["claims"]
    assert (told["number"], told["statement"], told["outcome"]) == (claim.pk, claim.statement, "confirmed")
    assert found["verdicts"][0]["by"] == verdict.by.get_full_name()
    assert found["verdicts"][0]["evidence"] == [found["evidence"][0]["number"]]
    assert len(found["evidence"]) == 1
    assert "Nobody looked" not in json.dumps(found)


def test_a_draft_has_no_line_and_what_a_draft_said_neither(make: Maker, ada: User) -> None:
    draft = make.draft(statement="The dam holds.")
    claim = make.draft()
    facts = replace(make.facts, statement="Another bridge opens.")
    editorial.revise_claim(claim=claim, facts=facts, by=ada)
    editorial.publish_claim(claim=claim, by=ada)

    found = written()

    assert [each["number"] for each in found["claims"]] == [claim.pk]
    assert [each["changes"] for each in found["log"] if each["action"] == "revised"] == [{}]
    assert make.facts.statement not in json.dumps(found)
    assert draft.pk not in {each["claim"] for each in found["log"]}


def test_a_change_of_what_was_public_is_told_from_what_to_what(claim: Claim, make: Maker, ada: User) -> None:
    facts = replace(make.facts, statement="The bridge opens.")
    editorial.revise_claim(claim=claim, facts=facts, reason="Misheard.", by=ada)

    found = written()

    (changes,) = [each["changes"] for each in found["log"] if each["action"] == "revised"]
    assert changes == {"statement": [claim.statement, "The bridge opens."]}
    assert found["corrections"][0]["reason"] == "Misheard."


def test_of_what_is_held_back_the_number_alone_is_told(claim: Claim, make: Maker, dora: User) -> None:
    make.published(statement="The dam holds.")
    editorial.hold(thing=claim, office="A court", reason="It asks.", by=dora)

    found = written()

    assert found["held_claims"] == [{"number": claim.pk, "claimant": None}]
    assert found["holds"][0]["claim"] == claim.pk
    assert claim.statement not in json.dumps(found)
    assert "It asks." not in json.dumps(found)


def test_the_dictionary_explains_each_kind_and_names_its_file() -> None:
    told = lines.dictionary(blocks=3)

    assert told["blocks"] == 3
    kinds = told["kinds"]
    assert isinstance(kinds, dict)
    assert kinds["claims"]["file"] == "data/lines/claims-BLOCK.jsonl"
    assert kinds["offices"]["fields"]["since"] == "day?"
    assert all(kind["says"] for kind in kinds.values())


def test_whatever_a_page_shows_of_a_row_has_a_field() -> None:
    """A new field of the record is either taken over, or stands here."""
    follows = {"evidence": {"status"}, "copy": {"is_listed"}}  # what is not so has no line
    for kind in lines.KINDS:
        model = str(kind.model._meta.model_name) if kind.model else ""
        shown = set(SHOWN_FIELDS.get(model, ())) - follows.get(model, set())
        assert shown - {each.source for each in kind.fields} == set(), kind.name
    translated = {each.source for kind in lines.KINDS for each in kind.fields if "translat" in each.name}
    named = [model._meta.get_fields() for model in (Claim, Claimant, Topic)]
    assert {each.name for fields in named for each in fields if "translat" in each.name} == translated
