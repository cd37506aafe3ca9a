"""The stretch of an article that an editor is shown."""

from tracker.evidence.excerpts import LONGEST, excerpt
from tracker.match import ArticleText, Field, MatchedWord, WordSpan

FILLER = "The council met on Monday and spoke of schools. " * 20
HIT = "The bridges over the Elbe will open in May. "


def document(title: str = "", summary: str = "", text: str = "") -> ArticleText:
    return ArticleText(title=title, summary=summary, text=text, language="en", published_on=None)


def matched(word: str, weight: float, field: Field, text: str, form: str = "") -> MatchedWord:
    start = text.index(form or word)
    return MatchedWord(word, weight, (WordSpan(field.value, start, start + len(form or word)),))


def test_the_stretch_that_matched_is_shown_wherever_it_stands() -> None:
    text = FILLER + HIT + FILLER
    shown = excerpt(document(summary=FILLER, text=text), [matched("Elbe", 1.0, Field.TEXT, text)])
    assert "over the Elbe" in shown.text
    assert len(shown.text) <= LONGEST + 2


def test_of_two_stretches_the_one_that_gave_more_is_shown() -> None:
    text = HIT + FILLER + "The ministry of transport agreed. "
    words = [matched("Elbe", 0.4, Field.TEXT, text), matched("ministry", 0.9, Field.TEXT, text)]
    assert "ministry" in excerpt(document(text=text), words).text


def test_it_begins_with_a_sentence_and_ends_with_a_whole_word() -> None:
    text = FILLER + HIT + "word " * 200
    shown = excerpt(document(text=text), [matched("Elbe", 1.0, Field.TEXT, text)]).text
    assert shown.startswith("The bridges")
    assert shown.endswith("word …")


def test_without_a_match_it_begins_where_the_article_does() -> None:
    assert excerpt(document(title="Elbe", summary=HIT, text=FILLER), []).text == HIT.strip()
    assert excerpt(document(title="Elbe"), []).text == ""


def test_other_spellings_of_a_word_are_kept_so_that_they_are_marked_too() -> None:
    words = [matched("bridge", 1.0, Field.SUMMARY, HIT, form="bridges")]
    assert excerpt(document(summary=HIT), words).forms == {"bridge": ("bridges",)}


def test_a_word_on_every_line_of_a_long_text_is_no_trouble() -> None:
    text = "The bridge. " * 15_000
    spans = tuple(WordSpan("text", 4 + 12 * number, 10 + 12 * number) for number in range(15_000))
    words = [MatchedWord(f"bridge{number}", 1.0, spans) for number in range(20)]
    assert excerpt(document(text=text), words).text.startswith("The bridge.")
