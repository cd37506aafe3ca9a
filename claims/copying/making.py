"""Makes a copy: goes through what is public, asks for each page, and hands the files to the folder.

The pages that everything hangs on are made each time, those of a claim or claimant when their edition is another one.
Flat in memory: rows come in batches, and what is linked is remembered on disk.

Why so: docs/decisions/0045-a-copy-is-asked-for-as-readers-ask.md
"""

from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeVar

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db.models import Model, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation

from claims import carried, earlier, house, line_kinds, record
from claims.api import shapes
from claims.carried import Carried, CarriedClaim
from claims.copying import blocks, data, editions, lines
from claims.copying.asking import SiteAnswer, ask, language_of, request_for
from claims.copying.folder import Done, Folder
from claims.copying.links import path_to, relinked
from claims.copying.places import FilePlace, place_of
from claims.counting import CountingRule
from claims.models import Claim, Claimant, ClaimantImage, Hold, RecordEntry
from claims.models.images import SIZES, image_address
from claims.record import published, tree
from claims.rule_choice import query_of
from claims.share_images import wording
from claims.share_images.doors import own_track
from claims.share_images.drawing import png_of
from claims.share_images.wording import ShareImage
from claims.syndication.feeds import BY_KIND

BATCH: Final = 100
SUMS: Final = "SHA256SUMS"
LANGUAGES: Final = tuple(code for code, _name in settings.LANGUAGES)
_SCRIPTS: Final = frozenset({"record/checkpoint"})
CopiedRow = TypeVar("CopiedRow", bound=Model)
File = tuple[str, bytes]


class SiteCopy:
    """One run over the record into a folder."""

    def __init__(self, folder: Folder, *, images: bool) -> None:
        self._folder, self._images = folder, images
        self._now = timezone.now()
        self._today = timezone.localdate(self._now)
        self._everything = editions.digest_of(editions.of_everything(), images)
        self._is_public = lru_cache(10_000)(_is_public)

    def make(self) -> Done:
        """All of it."""
        self._front()
        self._earlier()
        for address in _always():
            self._page(_place(address))
        self._linked()
        self._claims()
        self._claimants()
        self._portraits()
        self._blocks()
        self._lines()
        self._log()
        self._linked()
        self._folder.clear()
        self._write_sums()
        return self._folder.done

    def _front(self) -> None:
        context = {
            "language": settings.LANGUAGE_CODE,
            "languages": settings.LANGUAGES,
            "site_name": settings.SITE_NAME,
        }
        told = render_to_string("claims/copied.txt", {"day": timezone.localdate(self._now), **context})
        files = [
            ("index.html", render_to_string("claims/copied_front.html", context).encode()),
            ("README.txt", told.encode()),
        ]
        for language in LANGUAGES:
            files += self._picture(wording.of_site, language=language)
        self._folder.put("front", "", files, [])

    def _page(self, place: FilePlace) -> None:
        links: list[FilePlace] = []
        files = [*self._files_at(place, links)]
        self._folder.put(f"page:{place.file}", "", files, links)

    def _linked(self) -> None:
        """What the pages made so far link, and what those link in turn."""
        for place in self._folder.missing():
            self._page(place)

    def _claims(self) -> None:
        rows = Claim.objects.readable().order_by("pk").select_related("claimant")
        for batch in _batches(rows):
            found = editions.of_claims(batch, everything=self._everything, now=self._now)
            changed = [claim for claim in batch if not self._folder.has(f"claim:{claim.pk}", found[claim.pk])]
            fetched = shapes.fetched(Claim.objects.readable().filter(pk__in=[claim.pk for claim in changed]))
            told = data.of_claims(fetched)
            several = carried.fetch_for_a_copy([claim.pk for claim in changed])
            for claim in changed:
                links: list[FilePlace] = []
                files = [*self._files_of_claim(claim, several.get(claim.pk), links)]
                if claim.pk in told:  # not held back since
                    files.append((f"data/claims/{claim.pk}.json", told[claim.pk]))
                self._folder.put(f"claim:{claim.pk}", found[claim.pk], files, links)

    def _files_of_claim(
        self, claim: Claim, fetched: CarriedClaim | None, links: list[FilePlace]
    ) -> Iterator[File]:
        for language in LANGUAGES:
            with translation.override(language):
                address = claim.get_absolute_url()
            yield from self._files_at(_place(address), links, fetched)
            yield from self._files_at(
                _place(f"/{language}/feeds/deadlines.ics?claim={claim.pk}"), links, fetched
            )
            if fetched is not None and fetched.claim is not None and claim.state == Claim.State.PUBLISHED:
                yield from self._picture(wording.of_claim, fetched.claim, self._today, language=language)
        proof = ask(f"{address}record.json", carrying=fetched)
        if proof.status == 200:
            yield from _with_script(f"record/claims/{claim.pk}/record.json", proof.body)

    def _claimants(self) -> None:
        for batch in _batches(Claimant.objects.public().order_by("pk")):
            for claimant in batch:
                unit, edition = f"claimant:{claimant.pk}", self._edition_of(claimant)
                if not self._folder.has(unit, edition):
                    links: list[FilePlace] = []
                    files = [*self._files_of_claimant(claimant, links)]
                    self._folder.put(unit, edition, files, links)

    def _picture(self, of: Callable[..., ShareImage], *about: object, language: str) -> Iterator[File]:
        """The picture of what a page is about, where the copy is to have pictures."""
        if not self._images:
            return
        with translation.override(language):
            image = of(*about)
            yield image.address.lstrip("/"), png_of(image)

    def _portraits(self) -> None:
        """Of one that is there already nothing is asked: what a key names never changes."""
        for key in ClaimantImage.objects.public().order_by("pk").values_list("pk", flat=True).iterator():
            if not self._folder.has(f"image:{key}", key):
                links: list[FilePlace] = []
                places = [_place(image_address(key, size)) for size in SIZES]
                files = [file for place in places for file in self._files_at(place, links)]
                self._folder.put(f"image:{key}", key, files, links)

    def _edition_of(self, claimant: Claimant) -> str:
        numbers = Claim.objects.public().filter(claimant=claimant).order_by("pk").values_list("pk", flat=True)
        entries = RecordEntry.objects.filter(chain=record.chain_of(claimant)).count()
        return editions.digest_of(self._everything, entries, self._folder.fingerprints("claim", numbers))

    def _files_of_claimant(self, claimant: Claimant, links: list[FilePlace]) -> Iterator[File]:
        fetched = carried.fetch_claimant(claimant.pk)
        for language in LANGUAGES:
            with translation.override(language):
                address = claimant.get_absolute_url()
            for rule in CountingRule:
                yield from self._files_at(_place(address + query_of(rule)), links, fetched)
            for name in (*(f"{kind}.atom" for kind in BY_KIND), "deadlines.ics"):
                yield from self._files_at(
                    _place(f"/{language}/feeds/claimants/{claimant.slug}/{name}"), links, fetched
                )
            about = (claimant, own_track(claimant), self._today)
            yield from self._picture(wording.of_claimant, *about, language=language)

    def _blocks(self) -> None:
        """All claims by number, the index for searching, and the feed of reviews."""
        for block, first, last in blocks.blocks():
            edition = editions.digest_of(blocks.newest() // blocks.ROWS, self._editions_of(first, last))
            if not self._folder.has(f"block:{block}", edition):
                links: list[FilePlace] = []
                files = [
                    self._block(f"/{language}/claims/?block={block}", block, links) for language in LANGUAGES
                ]
                self._folder.put(f"block:{block}", edition, files, links)
        for block in range(blocks.last_index() + 1):
            first = block * blocks.INDEXED
            edition = editions.digest_of(self._editions_of(first, first + blocks.INDEXED - 1))
            if not self._folder.has(f"index:{block}", edition):
                files = [
                    (f"index/{block}.js", blocks.index(block)),
                    (f"data/claim-reviews-{block}.json", data.review_feed(block)),
                ]
                self._folder.put(f"index:{block}", edition, files, [])

    def _editions_of(self, first: int, last: int) -> list[str]:
        return self._folder.fingerprints("claim", range(first, last + 1))

    def _block(self, address: str, block: int, links: list[FilePlace]) -> File:
        place = _place(address)
        return place.file, self._relinked(blocks.page(address, block), place, links)

    def _lines(self) -> None:
        """The rows, for a program that takes them back."""
        claimants = lines.claimants_told()
        told = data.as_json(line_kinds.dictionary(blocks=lines.blocks()))
        for place, content in ((line_kinds.DICTIONARY, told), *lines.of_all(claimants)):
            self._folder.put(f"lines:{place}", "", [(place, content)], [])
        for block in range(lines.blocks()):
            first = block * line_kinds.IN_A_BLOCK
            edition = editions.digest_of(
                list(claimants), self._editions_of(first, first + line_kinds.IN_A_BLOCK - 1)
            )
            if not self._folder.has(f"lines:{block}", edition):
                self._folder.put(f"lines:{block}", edition, lines.of_block(block, claimants), [])

    def _earlier(self) -> None:
        """The logs that this record was taken over with, as they were."""
        for place, path in earlier.kept():
            state = path.stat()
            unit, edition = f"earlier:{place}", f"{state.st_size}.{state.st_mtime_ns}"
            if not self._folder.has(unit, edition):
                self._folder.put(unit, edition, [(f"record/earlier/{place}", path.read_bytes())], [])

    def _log(self) -> None:
        """The tiles and bundles of the tree: what is full never changes."""
        head = record.newest_head()
        level, hashes = 0, head.size if head else 0
        while hashes:
            for number in range(-(-hashes // tree.TILE_WIDTH)):
                width = min(tree.TILE_WIDTH, hashes - number * tree.TILE_WIDTH)
                if not self._folder.has(f"tile:{level}/{number}", str(width)):
                    self._folder.put(f"tile:{level}/{number}", str(width), _tile(level, number, width), [])
            level, hashes = level + 1, hashes // tree.TILE_WIDTH

    def _files_at(
        self, place: FilePlace, links: list[FilePlace], carrying: Carried | None = None
    ) -> Iterator[File]:
        """The file of the place, and beside it the script that holds the same where a script asks for it."""
        if place.source.startswith(settings.STATIC_URL):
            yield place.file, _static(place.source)
            return
        answer = ask(place.source, carrying=carrying, with_images=self._images)
        content = answer.body
        if answer.leads_to:
            content = _redirect(answer, place)
        if place.file.endswith((".html", ".atom")):
            content = self._relinked(content, place, links)
        yield from _with_script(place.file, content) if place.file in _SCRIPTS else [(place.file, content)]

    def _relinked(self, content: bytes, place: FilePlace, links: list[FilePlace]) -> bytes:
        def leads(target: FilePlace) -> bool:
            return self._leads(target, links)

        return relinked(content.decode(), source=place.source, file=place.file, leads=leads).encode()

    def _leads(self, target: FilePlace, links: list[FilePlace]) -> bool:
        """Whether the copy has, or will have, the target. Claims, claimants and images are made by themselves."""
        if target.file == "record":  # where scripts look for the log's files
            return True
        match target.file.split("/"):
            case [_, "claimants", slug, _] | [_, "feeds", "claimants", slug, _]:
                return self._is_public(slug)
            case [_, "claims", number, _] if number.isdigit():
                return True
            case ["images", _, _]:
                return True
            case [_, "claims", name] if name.startswith("block-"):
                return True
        if not self._folder.is_made(f"page:{target.file}"):
            links.append(target)
        return True

    def _write_sums(self) -> None:
        with (self._folder.root / SUMS).open("w", encoding="utf-8") as sums:
            sums.writelines(f"{digest}  {place}\n" for digest, place in self._folder.sums())


def copy_to(root: Path, *, images: bool = False) -> Done:
    """Bring the copy in that folder up to date, or begin it; with the pictures for links, where they are wanted. Raises
    NoCopy where something else lies there.
    """
    with Folder(root) as folder:
        return SiteCopy(folder, images=images).make()


def _always() -> Iterator[str]:
    """The pages that every copy has; from them the others are linked."""
    pages = (
        "",
        "claims/",
        "claimants/",
        "deadlines/",
        "latest/",
        "about/",
        "newsroom/",
        "corrections/",
        "record/",
    )
    held = [f"held-back/{number}/" for number in Hold.objects.public().values_list("pk", flat=True)]
    for language in LANGUAGES:
        with translation.override(language):
            given = [f"{name}/" for name, _title in house.links()]
        yield from (f"/{language}/{name}" for name in (*pages, *given, *held))
    yield from ("/record/verify_claim.py", "/record/verify_claim.de.py")


def _place(address: str) -> FilePlace:
    place = place_of(address)
    assert place is not None, address
    return place


def _batches(rows: QuerySet[CopiedRow]) -> Iterator[list[CopiedRow]]:
    """The rows by number, so many at a time."""
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _is_public(slug: str) -> bool:
    return Claimant.objects.public().filter(slug=slug).exists()


def _with_script(file: str, content: bytes) -> list[File]:
    return [(file, content), _script(file, content)]


def _script(file: str, content: bytes) -> File:
    """What `copy/reading.js` reads in place of the file."""
    return f"{file}.js", f'hold("{b64encode(content).decode()}");\n'.encode()


def _tile(level: int, number: int, width: int) -> list[File]:
    hashes = published.tile_of(level, number, width)
    assert hashes is not None  # the tree has as many, by its newest head
    path = tree.number_in_path(number)
    part = "" if width == tree.TILE_WIDTH else f".p/{width}"
    files = [(f"record/tile/{level}/{path}{part}", hashes), _script(f"record/tile/{level}/{path}", hashes)]
    if level == 0:
        files.append((f"record/tile/entries/{path}{part}", published.bundle_of(number, width) or b""))
    return files


def _static(address: str) -> bytes:
    name = address.removeprefix(settings.STATIC_URL)
    path = settings.STATIC_ROOT / name if settings.STATIC_IS_COLLECTED else finders.find(name)
    return Path(str(path)).read_bytes()


def _redirect(answer: SiteAnswer, place: FilePlace) -> bytes:
    """A page that leads on, as no file can do it by itself."""
    target = place_of(answer.leads_to) if answer.leads_to.startswith("/") else None
    context = {"target": path_to(target.file, place.file) + target.rest if target else answer.leads_to}
    with translation.override(language_of(place.source)):
        request = request_for(place.source)
        return render_to_string("claims/copied_redirect.html", context, request).encode()
