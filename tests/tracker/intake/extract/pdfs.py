"""Real PDF files, written by hand: Helvetica in WinAnsi, one text line where it is put."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

WIDTH: Final = 595
TOP: Final = 780
LEFT: Final = 60
LEADING: Final = 14
# Of another file's: no password opens a file with these, the empty one neither.
LOCKED: Final = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"3a" * 32 + b"> /U <" + b"c5" * 32 + b"> >>"


@dataclass(frozen=True, slots=True)
class Column:
    """Lines of text one below the other, from `x` and `y` in points."""

    lines: Sequence[str]
    x: int = LEFT
    y: int = TOP
    size: int = 10

    def drawn(self) -> bytes:
        """The commands that draw it."""
        drawn = [f"BT /F1 {self.size} Tf {LEADING} TL {self.x} {self.y} Td".encode()]
        drawn += [b"(" + _escaped(line) + b") Tj T*" for line in self.lines]
        return b"\n".join([*drawn, b"ET"])


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


@dataclass(frozen=True, slots=True)
class Pdf:
    """A file of pages, each of columns; a page without any is a picture, as a scanner makes it."""

    pages: Sequence[Sequence[Column]]
    info: dict[str, str] = field(default_factory=dict)
    is_locked: bool = False

    def __bytes__(self) -> bytes:
        numbers = [5 + 2 * place for place in range(len(self.pages))]
        kids = b" ".join(b"%d 0 R" % number for number in numbers)
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self.pages), kids),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            _stream(b"\x80" * 64, b" /Type /XObject /Subtype /Image /Width 8 /Height 8"
                    b" /ColorSpace /DeviceGray /BitsPerComponent 8"),
        ]  # fmt: skip
        for number, columns in zip(numbers, self.pages, strict=True):
            objects.append(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d 842] /Contents %d 0 R"
                b" /Resources << /Font << /F1 3 0 R >> /XObject << /I1 4 0 R >> >> >>" % (WIDTH, number + 1)
            )
            objects.append(_stream(_drawn(columns)))
        objects.append(b"<< %s >>" % b" ".join(_named(self.info.items())))
        trailer = b"/Root 1 0 R /Info %d 0 R" % len(objects)
        if self.is_locked:
            objects.append(LOCKED)
            trailer += b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
        return _file(objects, trailer)


def _drawn(columns: Sequence[Column]) -> bytes:
    if not columns:
        return b"q 595 0 0 842 0 0 cm /I1 Do Q"
    return b"\n".join(column.drawn() for column in columns)


def _named(pairs: Iterable[tuple[str, str]]) -> Iterable[bytes]:
    return (
        b"/%s <%s>" % (name.encode(), ("\ufeff" + value).encode("utf-16-be").hex().encode())
        for name, value in pairs
    )


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), more, content)


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    written, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return written + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, trailer, len(written),
    )  # fmt: skip
