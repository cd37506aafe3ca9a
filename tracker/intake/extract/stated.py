"""What a page says of its article, in the places made for saying it: the day of publication and the publisher's name.

A day that the page calls "published" comes before any other; a day of change is none, nor is one that stands in the
page's head or foot, or in the teaser of another article.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from tracker.intake.extract.cleaning import cleaned
from tracker.parse.dates import day_in

# Names of <meta> that say when an article was published, without -, _, . and : and in lower case. The surest first:
# Open Graph's https://ogp.me/#type_article, then what content systems, Dublin Core and readers of pages use.
_PUBLISHED: Final = (
    ("articlepublishedtime", "ogarticlepublishedtime", "ogpublishedtime", "articlepublished"),
    ("datepublished",),
    (
        "vrpublishedtime", "publishedtime", "publicationdate", "publicationtime", "publisheddate", "publishdate",
        "publishtime", "pubdate", "parselypubdate", "cxenseparserecspublishtime", "dctermsissued", "dcdateissued",
        "dateissued", "dctermscreated", "dcdatecreated", "datecreated", "articlecreated", "firstpublished",
    ),
)  # fmt: skip
# Days of the page that nobody calls "published": better than none, after all that stands in the article itself.
_GENERAL: Final = ("sailthrudate", "date", "dcdate", "dctermsdate", "contentdate", "articledate")
# https://schema.org/Article and its kinds; what is said of the page comes after them.
_ARTICLES: Final = re.compile(r"article$|posting$|^report$|^webpage$")
CHANGED: Final = re.compile(r"modif|updat|aktualis|geänd|stand|changed|revis", re.IGNORECASE)
# /2026/02/06/, /2026-02-06- and the like.
_IN_ADDRESS: Final = re.compile(r"/(20\d\d)([/-])(\d\d?)\2(\d\d?)(?=[/_-]|$)")
_HANDLE_OR_ADDRESS: Final = re.compile(r"^@|^\S*_\S*$|://|^(www|m)\.|^\S+\.[a-z]{2,}$", re.IGNORECASE)
_MOST_NODES: Final = 2000
_Object = dict[str, object]


@dataclass(frozen=True)
class Page:
    """A parsed page, its address, and the newsroom's zone, in which a moment becomes a day."""

    tree: HtmlElement
    url: str
    zone: ZoneInfo

    def published_on(self) -> date | None:
        """The day on which the page says that its article was published; None where it says nothing of it."""
        for written in (*self._called_published(), *self._in_article(), *self._general()):
            if day := day_in(written.strip(), self.zone):
                return day
        return day_in_address(self.url)

    def publisher(self, title: str) -> str:
        """The name that the page gives its publisher, else its host's; never a handle, an address or the title."""
        for name in (
            *self._publishers(),
            *self._contents("ogsitename"),
            *self._contents("applicationname"),
        ):
            plain = cleaned(name).replace("\n", " ").strip()
            if plain and not _HANDLE_OR_ADDRESS.search(plain) and plain.casefold() != title.casefold():
                return plain
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    def _called_published(self) -> Iterator[str]:
        for described in self._articles():
            yield from _texts(described.get("datepublished"))
        sure, of_items, others = _PUBLISHED
        yield from self._contents(*sure)
        yield from _items(self.tree, "datePublished")
        yield from self._contents(*of_items, *others)

    def _in_article(self) -> Iterator[str]:
        """Times within the article: those of its head, before any that its text speaks of."""
        article = _main_article(self.tree)
        if article is None:
            return
        for element in article.iter("time"):
            around = f"{element.get('class', '')} {element.get('itemprop', '')} {_text_before(element)}"
            if CHANGED.search(around) or _stands_aside(element, article):
                continue
            yield from (text for text in (element.get("datetime"), element.text_content()) if text)
            return

    def _general(self) -> Iterator[str]:
        return self._contents(*_GENERAL)

    def _publishers(self) -> Iterator[str]:
        by_id = {str(thing["@id"]): thing for thing in self._things if "@id" in thing and "name" in thing}
        for described in self._articles():
            for publisher in _listed(described.get("publisher")):
                yield from _texts(publisher)
                if isinstance(publisher, dict):
                    yield from _texts(by_id.get(str(publisher.get("@id")), publisher).get("name"))

    def _articles(self) -> Iterator[_Object]:
        """What the page's JSON-LD describes as an article, and then as a page."""
        kinds = [(_kind(thing), thing) for thing in self._things]
        for _kind_of, thing in sorted(
            ((kind, thing) for kind, thing in kinds if _ARTICLES.search(kind)),
            key=lambda each: each[0] == "webpage",
        ):
            yield thing

    @cached_property
    def _things(self) -> list[_Object]:
        """Everything that the page's JSON-LD describes."""
        return list(_structured(self.tree))

    @cached_property
    def _metas(self) -> dict[str, list[str]]:
        """What the page's <meta> hold, by name without its marks and in lower case."""
        found: dict[str, list[str]] = {}
        for meta in self.tree.iter("meta"):
            for name in (meta.get("property"), meta.get("name")):
                if name and (content := meta.get("content")):
                    found.setdefault(re.sub(r"[\W_]", "", name).lower(), []).append(content)
        return found

    def _contents(self, *names: str) -> Iterator[str]:
        """What the <meta> of these names hold, in the order of the names."""
        return (content for name in names for content in self._metas.get(name, ()))


def day_in_address(url: str) -> date | None:
    """The day that an address has in its path; None where it has none."""
    if found := _IN_ADDRESS.search(urlsplit(url).path):
        try:
            return date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            return None
    return None


def _structured(tree: HtmlElement) -> Iterator[_Object]:
    """Every object in the page's JSON-LD, with its keys in lower case; broken JSON has none."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            parsed = json.loads(
                re.sub(r"^\s*<!\[CDATA\[|\]\]>\s*$|^\s*<!--|-->\s*$", "", script.text or ""), strict=False
            )
        except (ValueError, RecursionError):
            continue
        yield from _objects(parsed)


def _objects(parsed: object) -> Iterator[_Object]:
    waiting = [parsed]
    for _count in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting[:0] = node
        elif isinstance(node, dict):
            lowered = {str(key).lower(): value for key, value in node.items()}
            yield lowered
            waiting.extend(lowered.values())


def _kind(thing: _Object) -> str:
    """What it is, without the vocabulary's address; of several kinds the first."""
    return str(_listed(thing.get("@type"))[0]).rpartition("/")[2].lower()


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) and value else [value]


def _texts(value: object) -> Iterator[str]:
    return (each for each in _listed(value) if isinstance(each, str))


def _items(tree: HtmlElement, name: str) -> Iterator[str]:
    """What microdata says under this name: https://html.spec.whatwg.org/multipage/microdata.html#values"""
    for element in tree.iterfind(f".//*[@itemprop='{name}']"):
        yield element.get("content") or element.get("datetime") or element.text_content()


def _main_article(tree: HtmlElement) -> HtmlElement | None:
    """The element of the article: the one with the page's heading, else the longest; none on a page without."""
    found: Iterable[HtmlElement] = [*tree.iter("article")] or [*tree.iter("main")]
    return max(
        found, key=lambda each: (each.find(".//h1") is not None, len(each.text_content())), default=None
    )


def _stands_aside(element: HtmlElement, article: HtmlElement) -> bool:
    """Whether it is in a list of links, a teaser or a comment within the article."""
    for box in element.iterancestors():
        if box is article:
            return False
        if box.tag in {"aside", "nav", "footer", "article", "li", "blockquote"}:
            return True
    return False


def _text_before(element: HtmlElement) -> str:
    """The words right before it, like "Updated:"."""
    previous = element.getprevious()
    parent = element.getparent()
    told = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
    return told[-40:]
