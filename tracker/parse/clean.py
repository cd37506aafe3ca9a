"""From a feed's HTML to text and to HTML that is safe to show: allow-lists through nh3, nothing else."""

import html
import re
from functools import lru_cache
from typing import Final, Literal

import nh3

UrlRelative = Literal["deny"] | tuple[Literal["rewrite_with_base"], str]

ALLOWED_TAGS: Final = frozenset(
    {
        "p",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
    }
    | {
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "del",
        "em",
        "i",
        "ins",
        "mark",
        "q",
        "s",
        "small",
        "strong",
        "sub",
        "sup",
    }
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption", "time", "u"}
)
ALLOWED_ATTRIBUTES: Final = {
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
# The words inside these are not prose, so they go with their element.
_SILENT: Final = {
    "script",
    "style",
    "iframe",
    "object",
    "noscript",
    "template",
    "svg",
    "math",
    "form",
    "title",
}

_BLOCK: Final = re.compile(
    r"<(?=/?(?:p|br|hr|h[1-6]|div|section|article|blockquote|pre|[uod]l|li|d[td]|table|t[rhd]|fig\w+)\b)",
    re.IGNORECASE,
)
_SOME_TAG: Final = re.compile(r"<[a-zA-Z/!][^<>]*>")
_SOME_REFERENCE: Final = re.compile(r"&(?:#\w{1,8}|\w{2,31});")
# Control characters, marks that turn the direction of all that follows, and hyphens that hide a word from the matcher.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SPACE: Final = re.compile(r"\s+")

_TO_TEXT: Final = nh3.Cleaner(tags=set(), clean_content_tags=_SILENT)


def safe_html(markup: str, *, base: str, limit: int) -> str:
    """Return the markup with allowed elements only, links made absolute against `base`, at most `limit` characters.

    Images, frames and styles are left out: they would tell third parties who reads. Elements are closed properly
    also where the text had to be cut.
    """
    for size in (limit, limit // 2, limit // 8):
        cleaned = _INVISIBLE.sub("", _cleaner(base).clean(_INVISIBLE.sub("", markup[:size]))).strip()
        if len(cleaned) <= limit:
            return cleaned
    return ""


def text_of(markup: str, *, limit: int) -> str:
    """Return what a reader would see of the markup, on one line, at most `limit` characters."""
    return one_line(
        html.unescape(_TO_TEXT.clean(_INVISIBLE.sub("", _BLOCK.sub(" <", markup[: limit * 10])))), limit=limit
    )


def text_or_markup(value: str, *, limit: int) -> str:
    """Return the text of a field that should be plain but is often markup; a lone "<" in plain text stays."""
    if _SOME_TAG.search(value) or _SOME_REFERENCE.search(value):
        return text_of(value, limit=limit)
    return one_line(value, limit=limit)


def one_line(text: str, *, limit: int) -> str:
    """Return the text without control characters, white space collapsed, at most `limit` characters."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text[: limit * 10])).strip()[:limit].rstrip()


@lru_cache(maxsize=32)
def _cleaner(base: str) -> nh3.Cleaner:
    try:
        return _cleaner_with(("rewrite_with_base", base) if base else "deny")
    except ValueError:  # nh3 knows more kinds of broken addresses than Python does
        return _cleaner_with("deny")


def _cleaner_with(relative: UrlRelative) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(ALLOWED_TAGS),
        attributes=ALLOWED_ATTRIBUTES,
        clean_content_tags=_SILENT,
        url_schemes={"http", "https", "mailto"},
        url_relative=relative,
        link_rel="nofollow noopener noreferrer",
    )
