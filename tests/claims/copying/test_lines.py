"""The rows of an export: what is public, each field of it explained, and nothing of what was before."""

import json
from dataclasses import replace

from claims import editorial
from claims.copying import lines
from claims.models import Claim, User
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
