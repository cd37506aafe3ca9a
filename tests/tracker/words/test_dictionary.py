"""The index of the installed dictionary."""

from pathlib import Path

import pytest

from tracker.words.dictionary import KEPT, Dictionary, build, index_of, votes_of

LINES = """# Version :: of the test
Wasserstoff {m} [chem.] :: hydrogen
Fähre {f}; Fährboot {n} | Fähren {pl} :: ferry; ferryboat | ferries
Fähre {f} :: ferry
abschalten {vt} | abgeschaltet :: to switch off; to deactivate [comp.] | switched off
Bank {f} (zum Sitzen) :: bench
Bank {f} [fin.] | Banken {pl} :: bank | banks
no translation here
Bank {f} [fin.] :: bank (of a country)
"""


@pytest.fixture
def dictionary(tmp_path: Path) -> Dictionary:
    source = tmp_path / "de-en"
    source.write_text(LINES, encoding="utf-8")
    path = index_of(source, tmp_path)
    build(source, path)
    return Dictionary(path)


@pytest.mark.parametrize(
    ("word", "language", "best"),
    [
        ("Wasserstoff", "de", "hydrogen"),
        ("wasserstoff", "de", "hydrogen"),
        ("Fähre", "de", "ferry"),
        ("abschalten", "de", "switch off"),
        ("Bank", "de", "bank"),
        ("hydrogen", "en", "Wasserstoff"),
        ("ferryboat", "en", "Fähre"),
    ],
)
def test_the_best_attested_translation_comes_first(
    dictionary: Dictionary, word: str, language: str, best: str
) -> None:
    found = dictionary.translations(word, language)

    assert found[0] == best
    assert len(found) <= KEPT


def test_a_word_that_is_not_listed_has_none(dictionary: Dictionary) -> None:
    assert dictionary.translations("Quandolt", "de") == ()


def test_grammar_and_remarks_are_no_words() -> None:
    votes, _uses = votes_of(LINES.splitlines())

    assert set(votes["de"]["bank"]) == {"bench", "bank"}
    assert "m" not in votes["de"]


def test_another_dictionary_has_another_index(tmp_path: Path) -> None:
    source = tmp_path / "de-en"
    source.write_text("a :: b")
    before = index_of(source, tmp_path)
    source.write_text("a :: b; c")

    assert index_of(source, tmp_path) != before


def test_without_a_dictionary_there_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        index_of(tmp_path / "none", tmp_path)
