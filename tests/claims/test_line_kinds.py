"""What a line of an export has."""

from claims.line_kinds import KINDS, dictionary
from claims.models import Claim, Claimant, Topic
from claims.record.openings import SHOWN_FIELDS


def test_the_dictionary_explains_each_kind_and_names_its_file() -> None:
    told = dictionary(blocks=3)

    assert told["blocks"] == 3
    kinds = told["kinds"]
    assert isinstance(kinds, dict)
    assert kinds["claims"]["file"] == "data/lines/claims-BLOCK.jsonl"
    assert kinds["offices"]["fields"]["since"] == "day?"
    assert all(kind["says"] for kind in kinds.values())


def test_whatever_a_page_shows_of_a_row_has_a_field() -> None:
    """A new field of the record is either taken over, or stands here."""
    follows = {"evidence": {"status"}, "copy": {"is_listed"}}  # what is not so has no line
    for kind in KINDS:
        model = str(kind.model._meta.model_name) if kind.model else ""
        shown = set(SHOWN_FIELDS.get(model, ())) - follows.get(model, set())
        assert shown - {each.source for each in kind.fields} == set(), kind.name
    translated = {each.source for kind in KINDS for each in kind.fields if "translat" in each.name}
    named = [model._meta.get_fields() for model in (Claim, Claimant, Topic)]
    assert {each.name for fields in named for each in fields if "translat" in each.name} == translated
