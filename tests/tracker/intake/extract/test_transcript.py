"""Transcripts of every kind give the words, the second and the speaker."""

import json

import pytest

from tracker.intake.extract import NotAnArticle, NotAnArticleKind
from tracker.intake.extract.article import TEXT_LENGTH
from tracker.intake.extract.transcript import Transcript, dump, load, read_transcript

VTT = """\ufeffWEBVTT - Folge 12

NOTE Von Hand
geprüft

STYLE
::cue { color: red }

einleitung
00:01.500 --> 00:04.000 align:start position:0%
<v.laut Anna Groß>Guten Tag &amp; <i>willkommen</i>.

12:34.000 --> 12:38.250
<v Orla Pemberwick>Die Brücke wird bis Ende 2027

12:38.250 --> 12:41.000
<v Orla Pemberwick>für <00:12:39.000>alle offen sein.</v> <v Anna Groß>Wirklich?</v>
"""
SRT = """1\r
00:00:01,500 --> 00:00:04,000\r
Anna Groß: Guten Tag.\r
Wichtig: gleich mehr.\r
\r
2\r
01:02:03,000 --> 01:02:05,000\r
Wichtig: die Brücke öffnet\r
bis Ende 2027.\r
"""
LINES = [
    {"speaker": "Anna", "startTime": 0.5, "endTime": 0.75, "body": "Guten"},
    {"speaker": "Anna", "startTime": 0.75, "endTime": 1.2, "body": "Tag."},
    {"speaker": "Orla", "startTime": 754.9, "endTime": 756, "body": "Bis 2027."},
    {"startTime": "soon", "body": "Not this."},
    7,
]


def read(text: str, kind: str) -> Transcript:
    found = read_transcript(text.encode(), kind)
    assert isinstance(found, Transcript)
    return found


def test_webvtt_gives_each_voice_its_paragraph_and_its_second() -> None:
    found = read(VTT, "vtt")

    assert found.text.split("\n") == [
        "Guten Tag & willkommen.",
        "Die Brücke wird bis Ende 2027 für alle offen sein.",
        "Wirklich?",
    ]
    assert [(second, who) for _at, second, who in found.marks] == [
        (1, "Anna Groß"),
        (754, "Orla Pemberwick"),
        (758, "Orla Pemberwick"),
        (758, "Anna Groß"),
    ]
    assert [found.text[at:][:4] for at, _second, _who in found.marks] == ["Gute", "Die ", "für ", "Wirk"]


def test_subrip_names_who_speaks_before_a_colon_and_a_word_that_stands_there_once_is_no_name() -> None:
    found = read(SRT, "srt")

    assert found.text == "Guten Tag. Wichtig: gleich mehr.\nWichtig: die Brücke öffnet bis Ende 2027."
    assert found.marks[0][1:] == (1, "Anna Groß")
    assert found.marks[1][1:] == (3723, "Anna Groß")


def test_json_is_joined_from_single_words() -> None:
    found = read(json.dumps({"version": "1.0.0", "segments": LINES}), "json")

    assert found == Transcript("Guten Tag.\nBis 2027.", ((0, 0, "Anna"), (6, 0, "Anna"), (11, 754, "Orla")))


def test_plain_text_has_no_seconds() -> None:
    assert read("Guten Tag.\n\n  Bis 2027.\n", "text") == Transcript("Guten Tag.\nBis 2027.")


def test_a_line_that_is_shown_twice_is_said_once_and_a_silence_ends_a_paragraph() -> None:
    cues = ("1.000 --> 00:02.000\nGut.", "2.000 --> 00:03.000\nGut.", "9.000 --> 00:10.000\nWeiter.")

    assert read("WEBVTT\n\n" + "\n\n".join(f"00:0{cue}" for cue in cues), "vtt").text == "Gut.\nWeiter."


def test_only_so_many_letters_are_kept() -> None:
    cues = "\n\n".join(f"00:00.000 --> 00:01.000\n{number} {'a' * 200}" for number in range(2_000))

    assert TEXT_LENGTH - 300 < len(read(cues, "srt").text) <= TEXT_LENGTH


@pytest.mark.parametrize("kind", ["vtt", "srt", "json", "text"])
@pytest.mark.parametrize("body", [b"", b" \n", b"\xff\xfe\x00"[:0], b"\0"])
def test_a_file_without_words_says_so(body: bytes, kind: str) -> None:
    assert read_transcript(body, kind) == NotAnArticle(NotAnArticleKind.NO_TEXT)


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"segments": 1}', b"[1]", b'{"segments": [{"body": 1}]}', b"x"]
)
def test_json_that_is_none_says_so(body: bytes) -> None:
    assert read_transcript(body, "json") == NotAnArticle(NotAnArticleKind.NO_TEXT)


@pytest.mark.parametrize("result", [read(VTT, "vtt"), NotAnArticle(NotAnArticleKind.NO_TEXT)])
def test_a_result_crosses_between_processes_unchanged(result: Transcript | NotAnArticle) -> None:
    assert load(json.loads(json.dumps(dump(result)))) == result
