"""From a feed's bytes to the text of its root element: encodings, what precedes the root, and entity declarations."""

import codecs
import json
import re
from dataclasses import dataclass
from html.entities import html5
from typing import Final
from xml.parsers import expat

_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# How "<" and the first half of "<?" look without a byte order mark (XML 1.0, appendix F).
_SHAPES: Final = (
    (re.compile(rb"<\0\0\0", re.DOTALL), "utf-32-le"),
    (re.compile(rb"\0\0\0<", re.DOTALL), "utf-32-be"),
    (re.compile(rb"<\0[^\0]\0", re.DOTALL), "utf-16-le"),
    (re.compile(rb"\0<\0[^\0]", re.DOTALL), "utf-16-be"),
)
_EBCDIC_START: Final = "<?xm".encode("cp037")
_EBCDIC: Final = frozenset({"cp037", "cp273", "cp424", "cp500", "cp1026", "cp1140"})

# Codecs that a feed may declare. A list, because Python also knows codecs that are no encodings of text on the web, and
# some of them (idna, punycode) take quadratic time.
_DECLARABLE: Final = frozenset(
    {f"cp{number}" for number in (437, 850, 852, 866, 874, 932, 949, 950, *range(1250, 1259))}
    | {f"iso8859-{part}" for part in (1, *range(2, 12), *range(13, 17))}
    | {
        "ascii",
        "big5",
        "big5hkscs",
        "euc_jp",
        "euc_kr",
        "gb18030",
        "gb2312",
        "gbk",
        "hz",
        "iso2022_jp",
        "johab",
    }
    | {"koi8-r", "koi8-u", "mac-cyrillic", "mac-roman", "ptcp154", "shift_jis", "tis-620", "utf-8"}
)
# What these labels mean on the web, whatever they say (https://encoding.spec.whatwg.org/#names-and-labels).
_WEB_MEANING: Final = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
_SEVEN_BIT: Final = frozenset({"iso2022_jp", "hz"})

_DECLARED: Final = re.compile(r"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)

_NOT_XML_CHARS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Every ampersand but those of the five references that XML itself knows.
_AMPERSAND: Final = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos);)(?:(?:\#(?P<dec>\d+)|\#[xX](?P<hex>[0-9a-fA-F]+)|(?P<name>[A-Za-z]\w{0,31}));)?"
)
_CDATA: Final = ("<![CDATA[", "]]>")
_ROOT: Final = re.compile(r"<[^\W\d]")
_MARKUP: Final = frozenset("<>&\"'")


class EntityDeclared(ValueError):
    """The document declares entities of its own. No feed needs to, and a few lines of them grow without bound."""


class NoRoot(ValueError):
    """There is no element in the text."""


@dataclass(frozen=True)
class Document:
    """A text cut to its root element. `misdeclared`: its bytes were not in the encoding that they declare."""

    text: str
    misdeclared: bool


def parse_document(body: bytes, content_type: str = "") -> Document:
    """Decode a body and cut off what precedes its root element, so that no declaration reaches a parser.

    Raises EntityDeclared for a document with entity declarations, whatever its encoding, and NoRoot for one without an
    element. Names of HTML become characters, impossible character references go, lone ampersands are escaped: these
    are the commonest reasons why a feed is not well-formed.
    """
    text, misdeclared = _decode(body, content_type)
    text = _NOT_XML_CHARS.sub("", text).lstrip("\ufeff \t\r\n")
    return Document(_with_sound_references(_without_prolog(text)), misdeclared)


def decoded(body: bytes) -> str:
    """Decode a JSON document: UTF-8, as it must be, or what its mark or its zeros say (RFC 4627, 3)."""
    return body.decode(json.detect_encoding(body), "replace")


def _decode(body: bytes, content_type: str) -> tuple[str, bool]:
    """Return the text, and whether the declared encoding had to be passed over."""
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace"), False
    start = body.lstrip(b" \t\r\n")[:4]
    for shape, codec in _SHAPES:
        if shape.match(start):
            return body.decode(codec, "replace"), False
    if start == _EBCDIC_START:
        declared = _declared(body[:400].decode("cp037"))
        return body.decode(declared if declared in _EBCDIC else "cp037", "replace"), False
    return _decode_ascii_like(body, content_type)


def _decode_ascii_like(body: bytes, content_type: str) -> tuple[str, bool]:
    """Decode bytes whose markup is ASCII: what is valid UTF-8 is UTF-8, even if something else is declared.

    The XML declaration goes before the server's charset, against RFC 7303: the author wrote the one, the other is
    mostly a server's default.
    """
    declared = _declared(body[:400].decode("latin-1"))
    sent = _codec(match[1]) if (match := _CHARSET.search(content_type)) else ""
    if declared in _SEVEN_BIT:
        return body.decode(declared, "replace"), False
    for codec in ("utf-8", declared, sent):
        if codec and _fits(body, codec):
            return body.decode(codec, "replace"), bool(declared or sent) and codec not in {declared, sent}
    return body.decode("cp1252", "replace"), True


def _fits(body: bytes, codec: str) -> bool:
    """Say whether the bytes are text in this codec; a few broken characters do not make UTF-8 something else."""
    if codec in {"cp1252", "cp1254"}:
        return True
    broken = body.decode(codec, "replace").count("\ufffd")
    if not broken or codec != "utf-8":
        return not broken
    whole = sum(byte >= 0xC0 for byte in body) - broken
    return broken * 10 < whole


def _declared(start: str) -> str:
    match = _DECLARED.match(start)
    return _codec(match[1]) if match else ""


def _codec(label: str) -> str:
    """Return Python's name for an encoding that feeds may declare, "" for any other label."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    return _WEB_MEANING.get(name, name) if name in _DECLARABLE | _EBCDIC else ""


def _without_prolog(text: str) -> str:
    try:
        start = _root_start(text)
    except expat.ExpatError:
        # What expat never came to, feedparser might still believe.
        if "<!DOCTYPE" in text and "<!ENTITY" in text:
            raise EntityDeclared from None
        start = _apparent_root_start(text)
    if "<!ENTITY" in text[:start]:
        raise EntityDeclared
    return text[start:]


def _apparent_root_start(text: str) -> int:
    match = _ROOT.search(text)
    if match is None:
        raise NoRoot
    return match.start()


class _RootFound(Exception):
    """Carries no fault: expat has come to the root element, at this byte."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


def _root_start(text: str) -> int:
    """Return where the root element starts. Raises ExpatError where expat gives up before it."""
    parser = expat.ParserCreate("utf-8")

    def stop(*_element: object) -> None:
        raise _RootFound(parser.CurrentByteIndex)

    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = stop
    encoded = text.encode()
    try:
        parser.Parse(encoded, True)  # noqa: FBT003 - expat takes isfinal by position only
    except _RootFound as found:
        return len(encoded[: found.place].decode())
    raise NoRoot


def _refuse(*_declaration: object) -> None:
    raise EntityDeclared


def _with_sound_references(text: str) -> str:
    """Mend references outside of CDATA, within which an ampersand is only that."""
    opening, closing = _CDATA
    first, *others = text.split(opening)
    mended = [_AMPERSAND.sub(_resolved, first)]
    for part in others:
        literal, end, rest = part.partition(closing)
        mended += [opening, literal, end, _AMPERSAND.sub(_resolved, rest)]
    return "".join(mended)


def _resolved(reference: re.Match[str]) -> str:
    """Return what an ampersand and the name or number after it stand for, as XML can say it."""
    name, decimal, hexadecimal = reference["name"], reference["dec"], reference["hex"]
    if name:
        meaning = html5.get(name + ";", "")
        return meaning if meaning and not _MARKUP & set(meaning) else "&amp;" + reference[0][1:]
    if not decimal and not hexadecimal:
        return "&amp;"
    number = int(decimal) if decimal and len(decimal) < 9 else int(hexadecimal[:9], 16) if hexadecimal else 0
    possible = number <= 0x10FFFF and not _NOT_XML_CHARS.match(chr(number))
    return reference[0] if possible else ""
