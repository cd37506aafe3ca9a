from hypothesis import given
from hypothesis import strategies as st

from claims.admin.marking import mark


def test_whole_words_are_marked_whatever_their_case() -> None:
    assert mark("Elbe, the elbe and Elbebrücke", ["Elbe"]) == (
        "<mark>Elbe</mark>, the <mark>elbe</mark> and Elbebrücke"
    )


def test_the_longer_of_two_words_wins() -> None:
    assert mark("Elbe bridge", ["Elbe", "Elbe bridge"]) == "<mark>Elbe bridge</mark>"


def test_without_words_the_text_is_only_escaped() -> None:
    assert mark("a < b", []) == "a &lt; b"
    assert mark("a < b", [" "]) == "a &lt; b"


@given(text=st.text(alphabet="ab<>&\"' ", max_size=30), words=st.lists(st.text(alphabet="ab<>&", max_size=4)))
def test_no_text_or_word_brings_markup_of_its_own(text: str, words: list[str]) -> None:
    bare = mark(text, words).replace("<mark>", "").replace("</mark>", "")

    assert "<" not in bare
    assert ">" not in bare
