"""Cuts a text into sentences and finds what stands in quotation marks."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.spot.lexicon import listed

ABBREVIATIONS = listed(
    """
        fa dr prof mr mrs ms st nr no ca bzw mio mrd inc corp ltd co jan feb mär mrz apr jun jul aug sep sept
        okt oct nov dez dec hon rev gen sen gov rep lt col capt sgt jr sr vs etc evtl ggf inkl abs art str tel
        usw vgl geb gest max min approx dept est fig vol hrsg ing dipl phil med rer nat jur mag bzgl allg ehem
        betr bspw sog tsd std zzgl
    """
)
# Where a sentence may end: the mark, what closes behind it, and what begins after it.
STOP = re.compile(
    r"(?<![.!?…])[.!?…]+[\"'”“’»«)\]]*(?:\s+(?=[\"'„“‚‘»«(\[–—-]{0,5}\s?[^\W_])|\s*$)",
)
# Words that begin a sentence also after "am 12.", and name no month.
FRESH = re.compile(
    r"(?:Der|Die|Das|Ein|Eine|Er|Sie|Es|Wir|Ich|Im|In|Am|An|Auf|Bei|Bis|Mit|Nach|Dann|Dort|Doch|Auch|Zuvor)\b"
)
INNER_STOP = re.compile(r"[^\W\d_]{2,}[.!?]\s+\S")
ENDS = re.compile(r"[.!?…][\"'”“’»«)\]]*$")
MARKS = re.compile(r"[\"„“”»«‘’‚]")
BULLET = re.compile(r"^\s*(?:[-–—•*·▪►]|\d{1,2}[.)])\s+")
WRAPPED_LINES = 4  # fewer lines tell nothing about how a text is broken
LONGEST_HEADLINE = 140
LONGEST_SENTENCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence's place in the text; `quoted` are the parts of it in quotation marks."""

    start: int
    end: int
    paragraph: int
    quoted: tuple[tuple[int, int], ...]
    is_headline: bool

    @property
    def is_all_quoted(self) -> bool:
        """Whether the whole of it lies in direct speech."""
        return any(start <= self.start and end >= self.end for start, end in self.quoted)

    def in_quotes(self, at: int) -> bool:
        """Whether the place lies in direct speech."""
        return any(start <= at < end for start, end in self.quoted)


def sentences(text: str, *, dotted_ordinals: bool) -> list[Sentence]:
    """Every sentence of the text, in order; a line of its own without a full stop is a headline."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        quotes = _quotes(text, start, end)
        headline = end - start <= LONGEST_HEADLINE and not ENDS.search(text[start:end])
        headline = (
            headline
            and not INNER_STOP.search(text[start:end])
            and not BULLET.match(text[start:end])
            and not text[start:end].endswith((":", ","))
        )
        for first, last in _cut(text, start, end, dotted_ordinals=dotted_ordinals):
            inside = _within(quotes, first, last)
            found.append(
                Sentence(start=first, end=last, paragraph=number, quoted=inside, is_headline=headline)
            )
    return found


def _within(quotes: list[tuple[int, int]], first: int, last: int) -> tuple[tuple[int, int], ...]:
    """The parts of the quotes, which are in order, that lie between the two places."""
    at = bisect_right(quotes, first, key=lambda quote: quote[1])
    found = []
    while at < len(quotes) and quotes[at][0] < last:
        found.append((max(quotes[at][0], first), min(quotes[at][1], last)))
        at += 1
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The lines of the text, or its blocks where lines are wrapped at a width."""
    lines = list(_lines(text))
    joins = _is_wrapped([text[start:end] for start, end in lines if start < end])
    first = last = -1
    for start, end in lines:
        if first >= 0 and (start == end or not joins):
            yield first, last
            first = -1
        if start < end:
            first, last = (start if first < 0 else first), end
    if first >= 0:
        yield first, last


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Each line's place without the space around it; an empty line has the same start and end."""
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        start = at + line.index(bare)
        yield start, start + len(bare)
        at += len(line)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines are broken at a width and not at the ends of paragraphs."""
    longest = max(map(len, lines), default=0)
    if len(lines) < WRAPPED_LINES or not 40 <= longest <= 100:
        return False
    broken = [line for line in lines if len(line) > 0.7 * longest and not ENDS.search(line.rstrip())]
    return len(broken) > len(lines) / 2


def _cut(text: str, start: int, end: int, *, dotted_ordinals: bool) -> Iterator[tuple[int, int]]:
    block = text[start:end]
    first = 0
    for found in STOP.finditer(block):
        if found.end() < len(block) and _goes_on(block, found, dotted_ordinals=dotted_ordinals):
            continue
        last = found.start() + len(found[0].rstrip())
        yield start + first, start + last
        first = found.end()
    if first < len(block):
        yield start + first, end


def _goes_on(block: str, found: re.Match[str], *, dotted_ordinals: bool) -> bool:
    """Whether the mark is an abbreviation's, an initial's or an ordinal's, or the sentence goes on behind it."""
    after = block[found.end() : found.end() + 2].lstrip("\"'„“‚‘»«([–—- ")
    if after[:1].islower():
        return True
    mark = found[0].strip()
    if mark != ".":
        return False
    word = re.search(r"[\w.'’]*$", block[max(0, found.start() - 30) : found.start()])
    before = word[0] if word else ""
    last = before.rsplit(".", 1)[-1]
    initial = len(last) == 1 and last.isalpha()
    ordinal = dotted_ordinals and last.isdigit() and len(last) <= 2 and not FRESH.match(block, found.end())
    return initial or last.lower() in ABBREVIATIONS or ordinal


def _quotes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The quoted parts of a paragraph; one that is not closed reaches to its end."""
    quotes: list[tuple[int, int]] = []
    opened = -1
    for found in MARKS.finditer(text, start, end):
        at = found.start()
        before, after = text[at - 1 : at] if at > start else " ", text[at + 1 : at + 2]
        single = found[0] in "‘’‚"
        apostrophe = single and before.isalnum() and (after.isalnum() or opened < 0)
        if apostrophe or (single and opened >= 0 and text[opened] not in "‘‚"):
            continue  # nor is a quotation within another one its end
        opens = not before.isalnum() and before not in ".,!?…" and bool(after.strip())
        if opened < 0 and (opens or found[0] == "„"):
            opened = at
        elif opened >= 0:
            quotes.append((opened, at + 1))
            opened = -1
    if opened >= 0:
        quotes.append((opened, end))
    return quotes
