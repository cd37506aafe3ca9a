"""Reads transcripts as podcasts name them: WebVTT, SubRip, Podcasting 2.0's JSON, and plain text. Pure.

https://www.w3.org/TR/webvtt1/, https://podcasting2.org/docs/podcast-namespace/tags/transcript
"""

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tracker.intake.extract.article import TEXT_LENGTH, NotAnArticle, NotAnArticleKind
from tracker.intake.extract.cleaning import cleaned

SPEAKER_LENGTH: Final = 100
# Three hours of quick talk; a file with more is none of an episode.
CUES: Final = 50_000
# So long a paragraph ends with its sentence, and so long a silence, in seconds, ends one, too.
PARAGRAPH: Final = 600
SILENCE: Final = 3.0

_TIME: Final = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES: Final = re.compile(rf"^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}")
_VOICE: Final = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,200})>")
_TAG: Final = re.compile(r"<[^<>]{0,200}>")
# "Orla Pemberwick: " at the beginning of a cue.
_LABEL: Final = re.compile(r"^(?:>>\s*|-\s*)?([A-ZÄÖÜ][\w.'’-]*(?: [\w.'’-]+){0,4}):\s+(?=\S)")
_ENDED: Final = re.compile(r"[.!?…][\"'“”«»)\]]*$")
TimeMark = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class SpokenPiece:
    """Words said from one second to another; `speaker` is "" where nobody is named."""

    start: float
    end: float
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """The words in paragraphs, a line each; a mark has a place in them, the second and who speaks from there on."""

    text: str
    marks: tuple[TimeMark, ...] = ()


def read_transcript(body: bytes, kind: str) -> Transcript | NotAnArticle:
    """A transcript of a kind of `tracker.parse.DocumentKind`, of whatever bytes."""
    text = body.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if kind == "text":
        plain = cleaned(text)[:TEXT_LENGTH].rstrip()
        return Transcript(plain) if plain else NotAnArticle(NotAnArticleKind.NO_TEXT)
    cues = list(_named_by_label(_READERS[kind](text)))
    return _written(cues) if cues else NotAnArticle(NotAnArticleKind.NO_TEXT)


def dump(result: Transcript | NotAnArticle) -> dict[str, object]:
    """The result as values that JSON can hold."""
    if isinstance(result, NotAnArticle):
        return {"kind": str(result.kind)}
    return {"text": result.text, "marks": [list(mark) for mark in result.marks]}


def load(values: dict[str, object]) -> Transcript | NotAnArticle:
    """The result that `dump` took apart."""
    if "kind" in values:
        return NotAnArticle(NotAnArticleKind(str(values["kind"])))
    marks = values["marks"]
    assert isinstance(marks, list)
    return Transcript(
        str(values["text"]), tuple((int(at), int(second), str(who)) for at, second, who in marks)
    )


# --- Each kind of file ---


def _timed(text: str) -> list[SpokenPiece]:
    """Of WebVTT or SubRip: blocks with a line of two times, and the words below it."""
    cues: list[SpokenPiece] = []
    for block in re.split(r"\n{2,}", text):
        lines = block.split("\n")
        place = next((at for at, line in enumerate(lines[:3]) if _TIMES.match(line)), None)
        if place is None or len(cues) >= CUES:
            continue  # the head, a note, a style
        times = _TIMES.match(lines[place])
        assert times is not None
        start, end = _seconds(*times.groups()[:4]), _seconds(*times.groups()[4:])
        cues += [SpokenPiece(start, end, who, said) for who, said in _voices(" ".join(lines[place + 1 :]))]
    return cues


def _seconds(hours: str | None, minutes: str, seconds: str, parts: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(parts.ljust(3, "0")) / 1000


def _voices(payload: str) -> Iterator[tuple[str, str]]:
    """The words of each voice of a cue, without marks."""
    pieces = _VOICE.split(payload)
    for who, words in (("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)):
        if said := _plain(_TAG.sub("", words)):
            yield _plain(who)[:SPEAKER_LENGTH], said


def _segments(text: str) -> list[SpokenPiece]:
    """Of JSON: a list of segments, which may be words."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return []
    listed = told.get("segments") if isinstance(told, dict) else None
    segments = [
        each for each in (listed if isinstance(listed, list) else [])[:CUES] if isinstance(each, dict)
    ]
    return [
        SpokenPiece(
            start, _number(each.get("endTime")) or start, _word(each, "speaker")[:SPEAKER_LENGTH], said
        )
        for each in segments
        if (said := _word(each, "body")) and (start := _number(each.get("startTime"))) is not None
    ]


def _number(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value < 10**6 else None  # type: ignore[arg-type, operator]


def _word(told: dict[str, object], name: str) -> str:
    value = told.get(name)
    return _plain(value) if isinstance(value, str) else ""


def _plain(text: str) -> str:
    return cleaned(html.unescape(text)).replace("\n", " ")


_READERS: Final[dict[str, Callable[[str], list[SpokenPiece]]]] = {
    "vtt": _timed,
    "srt": _timed,
    "json": _segments,
}


# --- Who speaks, and what is written down ---


def _named_by_label(cues: list[SpokenPiece]) -> Iterator[SpokenPiece]:
    """The cues, the speaker of one without taken from its "Name: ", and then kept until another is named.

    A word before a colon is a name if it has two parts or comes back: "Wichtig: " stands there once.
    """
    found = [None if cue.speaker else _LABEL.match(cue.text) for cue in cues]
    names = Counter(label[1] for label in found if label)
    has_labels, speaker = False, ""
    for cue, label in zip(cues, found, strict=True):
        if label and (" " in label[1] or names[label[1]] > 1):
            has_labels, speaker = True, label[1][:SPEAKER_LENGTH]
            yield SpokenPiece(cue.start, cue.end, speaker, cue.text[label.end() :])
        elif has_labels and not cue.speaker:
            yield SpokenPiece(cue.start, cue.end, speaker, cue.text)
        else:
            yield cue


def _written(cues: Iterable[SpokenPiece]) -> Transcript:
    """The words as a text: a speaker's in paragraphs of their own, a line shown twice once."""
    text, begun = "", 0
    marks: list[TimeMark] = []
    before: SpokenPiece | None = None
    for cue in cues:
        if len(text) >= TEXT_LENGTH:
            break
        if before is not None and (cue.text, cue.speaker) == (before.text, before.speaker):
            continue
        if before is not None:
            is_new = _begins_anew(before, cue, len(text) - begun)
            text += "\n" if is_new else " "
            begun = len(text) if is_new else begun
        marks.append((len(text), int(cue.start), cue.speaker))
        text += cue.text
        before = cue
    return Transcript(text[:TEXT_LENGTH].rstrip(), tuple(marks))


def _begins_anew(before: SpokenPiece, cue: SpokenPiece, length: int) -> bool:
    if cue.speaker != before.speaker:
        return True
    has_ended = _ENDED.search(before.text) is not None
    return has_ended and (length > PARAGRAPH or cue.start - before.end > SILENCE)
