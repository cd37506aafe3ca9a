"""What is compared as an ASCII letter and is none is known as odd, so that no database has to know it."""

import json
import re

import pytest

from claims.editorial.odd_letters import ODD, has_odd_letters, with_odd_letters
from claims.models import Topic
from claims.withheld import UNSEEN, key_of


def test_every_letter_that_is_compared_as_an_ascii_one_is_odd_or_german() -> None:
    on_postgresql = re.compile(f"[{ODD}]")
    letters = [chr(number) for number in range(0x80, 0x20000) if not 0xD800 <= number < 0xE000]
    compared = [each for each in letters if re.search("[a-z0-9]", key_of(each)) and each not in "äöüßÄÖÜ"]
    compared += [*UNSEEN, *map(chr, range(0x300, 0x370))]

    assert len(compared) > 1500
    assert [each for each in compared if not on_postgresql.match(each)] == []
    assert [each for each in compared if not has_odd_letters(each)] == []
    assert [each for each in compared if not has_odd_letters(json.dumps(each))] == []


def test_german_and_english_texts_have_none() -> None:
    texts = ["„Die Brücke – größte in Öst'reich“ … §\u00a05, 10\u202f€", 'The "bridge" isn’t open.', ""]

    assert not any(map(has_odd_letters, [*texts, json.dumps(texts), None]))


@pytest.mark.django_db
def test_rows_with_odd_letters_are_asked_for_while_others_are_still_read() -> None:
    Topic.objects.bulk_create(
        Topic(name=name, slug=slug, name_key=slug)
        for name, slug in (("Vučić", "a"), ("Müller", "b"), ("Či", "c"))
    )
    first = Topic.objects.filter(with_odd_letters("name")).order_by("pk").iterator(chunk_size=1)

    assert next(first).name == "Vučić"
    assert Topic.objects.filter(with_odd_letters("name")).count() == 2
    assert [each.name for each in first] == ["Či"]
