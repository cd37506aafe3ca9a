"""What is compared as an ASCII letter and is none is known as odd, so that no database has to know it."""

import json
import re

from claims.editorial.odd_letters import ODD, has_odd_letters
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
