"""Strings that break programs which read text, mixed with real sentences: for the tests of all that reads text."""

from itertools import chain
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

DATA: Final = Path(__file__).resolve().parent / "data"

HOSTILE: Final = (
    "\ud800",  # half of a character, as a broken JSON feed has it
    "\udfff\ud83d",
    "\u202eEuro 51\u202c",  # written from right to left
    "\u200f15\u200e",
    "9" * 10_000,
    "1e309",
    "15e Euro",
    "#15euro",
    "-inf",
    "NaN",
    "Infinity",
    "0x1F",
    "1_000",
    "½",
    "2½ Milliarden",
    "⅔",
    "10⁻³",
    "²",
    "x²³",
    "①",
    "Ⅻ",
    "٢٠٢٧",
    "१२ Prozent",
    "12٫5",
    "bis\u00adher 20\u00ad27",
    "\u00ad",
    "\ufeff",
    "\x00",
    "\x1b[31m",
    "e\u0301" * 40,
    "\u0301",
    "İstanbul ıI ß ẞ ﬁ ŉ",
    "Z̸̢̛͓a̷l̵g̶o̴",
    "👩‍👩‍👧‍👦 🏳️‍🌈",
    "\u2028\u2029\x85\r",
    "\u3000\u00a0\u200b",
    "a" * 5_000,
    "A-" * 500,
    "(" * 500,
    "„" * 200,
    "1." * 500,
    "1,000" * 200,
    "%s %(x)s {0} \\1",
    "<script>&amp;&#x110000;</script>",
    "31.2.2027",
    "99.99.9999",
    "0000-00-00",
    "9999-12-31",
    "Q9 2027",
    "in 999999999999999999999 years",
    "vor 10000 Jahren",
)


def sentences(language: str) -> list[str]:
    """Real sentences of the tests' own articles."""
    texts = (
        path.read_text(encoding="utf-8") for path in sorted((DATA / "articles").glob(f"*.{language}.txt"))
    )
    return list(chain.from_iterable(text.splitlines() for text in texts))


def texts(language: str) -> st.SearchStrategy[str]:
    """Real sentences, hostile strings and any characters, in any order, joined by what joins words and sentences."""
    piece = (
        st.sampled_from(sentences(language))
        | st.sampled_from(HOSTILE)
        | st.text(st.characters(codec=None), max_size=9)
    )
    joined = st.sampled_from(["", " ", ". ", "\n", ", ", "-"])
    return st.lists(st.tuples(piece, joined), max_size=6).map(
        lambda pairs: "".join(chain.from_iterable(pairs))
    )
