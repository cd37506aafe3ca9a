"""Collects the translatable texts of each app and compiles its German catalogue, without gettext's own tools.

Usage: .venv/bin/python scripts/messages.py. English texts are the message ids themselves. The tests use the same
functions, so that a text without a translation, or a catalogue not compiled anew, fails the suite.

Why so: docs/decisions/0008-babel-instead-of-gettext-tools.md
"""

import re
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
APPS = ("claims", "tracker", "config")
LANGUAGE = "de"
HEADER = "# The German of Foresaid's pages. Collected and compiled by `make messages`."
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
# How many arguments of each function are texts; "c" marks a context.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def po_path(app: str) -> Path:
    """Where an app's German catalogue lies; the compiled one beside it ends in .mo."""
    return ROOT / app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def collected(app: str) -> Catalog:
    """Every translatable text of the app, as it stands in the source now."""
    catalog = _empty()
    for path in sorted((ROOT / app).rglob("*")):
        source = _as_python(path)
        for _line, message, _comments, context in extract("python", BytesIO(source), keywords=KEYWORDS):
            catalog.add(message, context=context)
    return catalog


def _as_python(path: Path) -> bytes:
    """The file as Python source, empty where it holds no texts of the product."""
    if path.suffix == ".py" and "migrations" not in path.parts:
        return path.read_bytes()
    if path.suffix in {".html", ".txt"} and "templates" in path.parts:
        # Django writes a template as calls of gettext between fillers, whose indentation would confuse Python.
        calls = templatize(path.read_text(), origin=str(path))
        return "\n".join(line.lstrip() for line in calls.splitlines()).encode()
    return b""


def _empty() -> Catalog:
    return Catalog(locale=LANGUAGE, domain="django", project="Foresaid", fuzzy=False, header_comment=HEADER)


def translated(app: str) -> Catalog:
    """The app's catalogue as translators left it; empty where there is none yet."""
    path = po_path(app)
    if not path.exists():
        return _empty()
    with path.open("rb") as lines:
        return read_po(lines, locale=LANGUAGE, domain="django")


def updated(app: str) -> Catalog:
    """The translations with today's texts: new ones empty, vanished ones gone."""
    catalog = translated(app)
    catalog.update(collected(app), no_fuzzy_matching=True, update_header_comment=True)
    catalog.obsolete.clear()
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """The catalogue's text, without dates and places, so that a diff shows only texts."""
    out = BytesIO()
    write_po(out, catalog, width=110, no_location=True, sort_output=True, omit_header=False)
    dated = re.compile(
        rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|[^"]*Bugs-To).*\n', re.M
    )
    return dated.sub(b"", out.getvalue())


def as_mo(catalog: Catalog) -> bytes:
    """The compiled catalogue, equal for equal texts."""
    out = BytesIO()
    with BytesIO(as_po(catalog)) as lines:
        dateless = read_po(lines, locale=LANGUAGE, domain="django")
    dateless.creation_date = UNDATED  # Babel would write the present minute
    write_mo(out, dateless)
    return out.getvalue()


def main() -> int:
    """Write all catalogues; the status is 1 while texts are untranslated."""
    missing = 0
    for app in APPS:
        catalog = updated(app)
        path = po_path(app)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalog))
        path.with_suffix(".mo").write_bytes(as_mo(catalog))
        untranslated = without_translation(catalog)
        missing += len(untranslated)
        print(f"{app}: {len(catalog)} texts, {len(untranslated)} without a translation")
    return 1 if missing else 0


def without_translation(catalog: Catalog) -> list[str]:
    """The English texts that have no German one, in any of their plural forms."""
    return [str(message.id) for message in catalog if message.id and not all(texts_of(message.string or ""))]


def texts_of(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """A message's forms: one, or one for each plural."""
    return (text,) if isinstance(text, str) else tuple(text)


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    sys.exit(main())
