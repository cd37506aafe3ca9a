"""Which file of a copy holds what stands at an address of the site. Decides by the address alone."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit

from django.conf import settings

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FilePlace:
    """`file`: the path within the copy; `source`: the address of the site that gives it; `rest`: what stands behind the
    file in a link to it, a query or a fragment.
    """

    file: str
    source: str
    rest: str = ""


def place_of(address: str) -> FilePlace | None:
    """Where an address of the site, from its first slash on, stands in the copy; None where a copy has no such page:
    what needs a server or an account.
    """
    parts = urlsplit(address)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    for pattern, place in _PLACES:
        if found := pattern.fullmatch(parts.path):
            made = place(found, query)
            if made and parts.fragment and "#" not in made.rest:
                return FilePlace(made.file, made.source, f"{made.rest}#{parts.fragment}")
            return made
    return None


def _as_is(found: re.Match[str], query: Query) -> FilePlace | None:
    return None if query else FilePlace(found[0].lstrip("/"), found[0])


def _page(found: re.Match[str], query: Query) -> FilePlace | None:
    return None if query else FilePlace(f"{found[0].lstrip('/')}index.html", found[0])


def _varied(*names: str) -> Callable[[re.Match[str], Query], FilePlace | None]:
    """A page that comes in varieties, each a file of its own: its query says which."""

    def place(found: re.Match[str], query: Query) -> FilePlace | None:
        wanted = {name: query[name] for name in names if query.get(name)}
        told = [value if _PLAIN.fullmatch(value) else _digest(value) for value in wanted.values()]
        name = ".".join(f"{name}-{value}" for name, value in zip(wanted, told, strict=True)) or "index"
        source = "&".join(f"{name}={quote(value)}" for name, value in wanted.items())
        return FilePlace(f"{found[0].lstrip('/')}{name}.html", found[0] + (f"?{source}" if source else ""))

    return place


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:16]


def _list(found: re.Match[str], query: Query) -> FilePlace:
    """The list narrows itself down by a script; its blocks are files."""
    if "block" in query:
        return FilePlace(
            f"{found[0].lstrip('/')}block-{query['block']}.html", f"{found[0]}?block={query['block']}"
        )
    asked = {name: value for name, value in query.items() if name not in {"after", "before"}}
    rest = "&".join(f"{name}={quote(value)}" for name, value in asked.items())
    return FilePlace(f"{found[0].lstrip('/')}index.html", found[0], f"?{rest}" if rest else "")


def _claim(found: re.Match[str], _query: Query) -> FilePlace:
    """By its number alone: the words in an address may change, and may have to go."""
    return FilePlace(f"{found[1]}/claims/{found[2]}/index.html", found[0])


def _claim_file(found: re.Match[str], _query: Query) -> FilePlace:
    return FilePlace(f"record/claims/{found[2]}/record.json", found[0])


def _claim_log(found: re.Match[str], query: Query) -> FilePlace | None:
    """By the claim's number, as its page."""
    place = _varied("after", "before")(found, query)
    name = place.file.rpartition("/")[2] if place else ""
    return place and FilePlace(f"{found[1]}/claims/{found[2]}/log/{name}", place.source)


def _corrections(found: re.Match[str], query: Query) -> FilePlace | None:
    """Those of one claim stand on its page."""
    if "claim" in query:
        return FilePlace(f"{found[1]}/claims/{query['claim']}/index.html", "", "#notices")
    return _varied("kind", "after", "before")(found, query)


def _calendar(found: re.Match[str], query: Query) -> FilePlace | None:
    if "claim" in query:
        return FilePlace(
            f"{found[1]}/claims/{query['claim']}/deadline.ics", f"{found[0]}?claim={query['claim']}"
        )
    return _as_is(found, query)


def _checkpoint(found: re.Match[str], _query: Query) -> FilePlace:
    """A file cannot also be the folder of what belongs to it."""
    return FilePlace(
        f"record/checkpoints/{found[1].replace('/', '.')}{'' if '/' in found[1] else '.txt'}", found[0]
    )


def _logo(found: re.Match[str], _query: Query) -> FilePlace:
    return FilePlace(f"house/logo{settings.LOGO[settings.LOGO.rfind('.') :]}", found[0])


_PLAIN: Final = re.compile(r"[\w-]{1,80}", re.ASCII)
_LANGUAGES: Final = "|".join(code for code, _name in settings.LANGUAGES)
_PLACES: Final = [
    (re.compile(pattern.replace("LANGUAGE", f"({_LANGUAGES})")), place)
    for pattern, place in (
        ("/LANGUAGE/", _varied("topic", "count", "group", "after", "before")),
        ("/LANGUAGE/claims/", _list),
        (r"/LANGUAGE/claims/(\d+)/[\w-]+/", _claim),
        (r"/LANGUAGE/claims/(\d+)/[\w-]+/record\.json", _claim_file),
        (r"/LANGUAGE/claims/(\d+)/[\w-]+/log/", _claim_log),
        ("/LANGUAGE/claimants/", _varied("after", "before")),
        (r"/LANGUAGE/claimants/[\w-]+/", _varied("count")),
        (r"/LANGUAGE/deadlines/(?:\d+/\d+/)?", _varied("topic", "after", "before")),
        ("/LANGUAGE/latest/", _varied("after", "before")),
        (r"/LANGUAGE/topics/[\w-]+/", _page),
        ("/LANGUAGE/corrections/", _corrections),
        ("/LANGUAGE/record/", _varied("after", "before")),
        (r"/LANGUAGE/record/[\d-]+\.txt", _as_is),
        ("/LANGUAGE/(?:imprint|privacy|about|newsroom)/", _page),
        (r"/LANGUAGE/held-back/\d+/", _page),
        (r"/LANGUAGE/feeds/deadlines\.ics", _calendar),
        (r"/LANGUAGE/feeds/(?!search)[\w/-]+\.(?:atom|ics)", _as_is),
        (r"/record/checkpoints/(\d+(?:/note|/\d+\.tsr)?)", _checkpoint),
        (r"/record(?:/checkpoint|/key|/verify_claim(?:\.de)?\.py|/tile/[\w/.]+)?", _as_is),
        (r"/record/earlier/[\w/.]+", _as_is),
        (r"/static/[\w/.-]+", _as_is),
        (r"/images/[0-9a-f]{64}/(?:large|small)\.webp", _as_is),
        ("/house/logo", _logo),
        (r"/house/colours\.css", _as_is),
    )
]
