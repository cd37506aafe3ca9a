"""Words are found as a person would find them, and nothing beside them is taken out."""

import pytest

from claims.withheld import MARK, Phrases, digest_under, keys_of, phrase_of

NAMES = ["Mara Lindt", "Jörg Müller"]
TEXTS = [
    ("Mara Lindt spoke.", f"{MARK} spoke."),
    ("MARA  LINDT, minister", f"{MARK}, minister"),
    ("Mara Lindts Brücke", f"{MARK} Brücke"),
    ("Mara Lindt’s bridge", f"{MARK}’s bridge"),
    ("https://x.example/mara-lindt-1.html", f"https://x.example/{MARK}-1.html"),
    ("joerg_mueller", MARK),
    ("Jo\u0308rg Mu\u0308ller", MARK),
    ("Ma\u00adra Lin\u00addt", MARK),
    ("GET /?q=J%C3%B6rg+M%C3%BCller&x=%C3%BC", f"GET /?q={MARK}&x=%C3%BC"),
    ("see J%c3%b6rg%20M%c3%bcller%20and%20Mara%20Lindt.", f"see {MARK}%20and%20{MARK}."),
    ("100%20 Mara Lindt %C3", f"100%20 {MARK} %C3"),
    ("Mara Linden and Jörg Muller", "Mara Linden and Jörg Muller"),
    ("Lindt, Mara", "Lindt, Mara"),
    ("Mara", "Mara"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "without"), TEXTS)
def test_a_name_is_blacked_out_in_every_spelling(text: str, without: str) -> None:
    assert Phrases.of(NAMES).black_out(text) == without


@pytest.mark.parametrize(("text", "without"), TEXTS)
def test_digests_find_what_the_names_find(text: str, without: str) -> None:
    digest = digest_under(b"key")
    phrases = Phrases([phrase_of(keys_of(name), digest) for name in NAMES], digest)

    assert phrases.black_out(text) == without


def test_a_long_text_is_known_by_its_beginning_as_messages_cut_it() -> None:
    said = "The bridge over the Elbe will be open to traffic by the end of 2026"
    phrases = Phrases.of([said])

    assert phrases.black_out(f"{said}, she said.") == f"{MARK}, she said."
    assert phrases.black_out("Closes: The bridge over the Elbe will be open to…") == f"Closes: {MARK}…"
    assert phrases.black_out("The bridge over the Elbe is closed") == "The bridge over the Elbe is closed"


def test_the_longest_of_two_phrases_counts() -> None:
    assert Phrases.of(["Lindt", "Lindt Berg"]).black_out("Lindt Berg") == MARK


def test_an_address_is_found_behind_its_escapes() -> None:
    assert Phrases.of(["Jörg Müller"]).are_in_address("https://x.example/J%C3%B6rg%20M%C3%BCller")


def test_no_words_are_no_phrase() -> None:
    assert not Phrases.of(["", " – "])
