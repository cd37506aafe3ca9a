"""A record is taken over whole: what was exported once is exported again, but for what the new newsroom signs."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from claims import editorial, record
from claims.copying.asking import ask
from claims.copying.making import SUMS, copy_to
from claims.models import Claim, Claimant, ClaimantImage, Topic, User, Verdict
from claims.record.reader import SCRIPT
from claims.withheld import MARK
from tests.copies import files
from tests.emptied import empty_newsroom
from tests.exports import write_lines
from tests.makers import Maker
from tests.pictures import IMAGE, give_image, picture
from tests.tokens import SecretNewsroom
from tracker.demo import newsroom as demo

# What the new newsroom signs: its log, and the proofs that lead to it.
SIGNED = re.compile(r"record/(?!earlier/|verify)|(?:en|de)/record/|SHA256SUMS|record\.json")
# Within pages: an entry's hash, and the checkpoint by which a claim is cited.
HASH = re.compile(rb'<code class="hash">[0-9a-f]{64}</code>')
CHECKPOINT = re.compile(rb"(?:checkpoint|Pr\xc3\xbcfpunkt)[^()]*?[0-9a-f]{64}")
LINK = re.compile(rb"record/checkpoints/\d+\.txt")


def compared(root: Path) -> dict[str, bytes]:
    """Each file that is not the log's, without what is the log's in it."""
    found = {place: (root / place).read_bytes() for place in files(root) if not SIGNED.match(place)}
    for pattern in (HASH, CHECKPOINT, LINK):
        found = {place: pattern.sub(b"", content) for place, content in found.items()}
    return found


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    yield
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def export(root: Path) -> Path:
    record.number_entries(now=timezone.now())
    copy_to(root)
    return root


def differing(first: dict[str, bytes], second: dict[str, bytes]) -> set[str]:
    """The files that are in one of them alone, or are not the same in both; not those of the earlier logs."""
    earlier = {place for place in second if place.startswith("record/earlier/")}
    return {
        place for place in first.keys() | second.keys() - earlier if first.get(place) != second.get(place)
    }


def taken_over(root: Path) -> None:
    empty_newsroom()
    call_command("import_site", str(root))


def told(root: Path) -> dict[str, bytes]:
    """All rows, and the pages that readers see first of them."""
    record.number_entries(now=timezone.now())
    write_lines(root)
    pages = ["/en/", "/de/corrections/", *(claim.get_absolute_url() for claim in Claim.objects.readable())]
    found = {page: ask(page).body for page in pages}
    for pattern in (HASH, CHECKPOINT, LINK):
        found = {page: pattern.sub(b"", content) for page, content in found.items()}
    return found | {place: (root / place).read_bytes() for place in files(root) - {SUMS}}


@pytest.mark.django_db
def test_the_demo_has_the_same_rows_and_pages_after_it_was_taken_over(tmp_path: Path) -> None:
    demo.load(now=timezone.now())
    first = told(tmp_path / "first")
    taken_over(tmp_path / "first")

    second = told(tmp_path / "second")

    assert len(first) > 60
    assert differing(first, second) == set()
    assert list(record.verify()) == []


def test_every_file_of_an_export_is_the_same_and_proofs_of_both_logs_hold(
    make: Maker, dora: User, tmp_path: Path
) -> None:
    newsroom = SecretNewsroom(make, dora)
    first = compared(export(tmp_path / "first"))
    taken_over(tmp_path / "first")

    second = compared(export(tmp_path / "second"))

    assert differing(first, second) == set()
    assert list(record.verify()) == []
    texts = b"".join(second.values()).decode(errors="replace")
    assert newsroom.tokens.found_in(texts) == []
    file, log = f"claims/{newsroom.claim.pk}/record.json", tmp_path / "second/record"
    assert (log / "earlier/1" / file).read_bytes() == (tmp_path / "first/record" / file).read_bytes()
    for each in (log / "earlier/1", log):
        command = [sys.executable, "-I", str(SCRIPT), str(each / file), "--log", str(each)]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        assert answer.returncode == 0, answer.stdout + answer.stderr


def test_what_was_held_back_since_the_export_is_so_before_the_first_page(
    claim: Claim, make: Maker, dora: User, tmp_path: Path, settings: Settings, client: Client
) -> None:
    other = make.published(statement="The dam holds.")
    root = write_lines(tmp_path / "export")
    editorial.hold(thing=claim, office="A court", reason="It asks.", by=dora)

    taken_over_with_the_list(root, settings.DATA_DIR / "withheld")

    assert client.get(f"/en/claims/{claim.pk}/x/").status_code == 410
    assert client.get(f"/en/claims/{other.pk}/x/").status_code == 302
    assert "A court" in client.get("/en/corrections/").content.decode()


def test_what_was_forgotten_since_the_export_is_so_before_the_first_page(
    claim: Claim, make: Maker, dora: User, tmp_path: Path, settings: Settings, client: Client
) -> None:
    make.ruled(claim, "confirmed", happened_on=claim.said_on, reasoning="Quillfeather saw the cars.")
    make.published(statement="Quillfeather leaves the office.")
    root = export(tmp_path / "export")
    editorial.forget(
        what=editorial.ToForget(names=("Quillfeather",)), reason="Asked.", office="The chief", by=dora
    )

    taken_over_with_the_list(root, settings.DATA_DIR / "withheld")

    pages = [ask(each.get_absolute_url()).body for each in Claim.objects.readable()]
    pages += [ask(address).body for address in ("/en/", "/en/claims/", "/en/corrections/", "/en/record/")]
    assert len(pages) == 6
    assert "quillfeather" not in b"".join(pages).decode().casefold()
    assert MARK in pages[0].decode()
    assert "The chief" in pages[4].decode()
    file = f"/record/earlier/1/claims/{claim.pk}/record.json"
    assert b"Quillfeather" in (root / file.replace("earlier/1/", "").lstrip("/")).read_bytes()
    assert client.get(file).status_code == 404
    written = [
        path for path in settings.DATA_DIR.rglob("*") if path.is_file() and "withheld" not in path.parts
    ]
    assert not any(b"quillfeather" in path.read_bytes().lower() for path in written)


def taken_over_with_the_list(root: Path, withheld: Path) -> None:
    """What an operator does: the list of what is withheld is there before the export is taken over."""
    lists = {path.name: path.read_bytes() for path in withheld.iterdir()}
    empty_newsroom()
    for name, content in lists.items():
        (withheld / name).write_bytes(content)
    call_command("import_site", str(root))


def test_a_claim_that_is_held_keeps_its_number_and_shows_nothing_when_it_is_shown_again(
    claim: Claim, dora: User, tmp_path: Path, client: Client
) -> None:
    editorial.hold(thing=claim, office="A court", reason="It asks.", by=dora)
    root = write_lines(tmp_path / "export")
    empty_newsroom()
    call_command("import_site", str(root))
    gap = Claim.objects.get()

    assert (gap.pk, gap.statement) == (claim.pk, MARK)
    assert client.get(f"/en/claims/{claim.pk}/x/").status_code == 410
    assert not Claim.objects.public().exists()


def test_who_signed_second_is_another_account_also_under_the_same_name(
    claim: Claim, make: Maker, ben: User, dora: User, tmp_path: Path, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    User.objects.filter(pk__in=(make.editor.pk, dora.pk)).update(first_name="", last_name="")
    editorial.countersign(verdict=make.ruled(claim, "missed", can_no_longer_happen=True), by=dora)
    root = write_lines(tmp_path / "export")
    taken_over(root)

    verdict = Verdict.objects.get()
    assert verdict.by_id != verdict.countersigned_by_id
    assert {person.get_full_name() for person in User.objects.all()} >= {""}
    assert not User.objects.filter(is_active=True).exists()


def test_what_is_logged_next_gets_the_next_numbers(
    claim: Claim, tmp_path: Path, django_user_model: type[User]
) -> None:
    taken_over(write_lines(tmp_path / "export"))
    chief = django_user_model.objects.create_superuser(username="chief", email="chief@newsroom.example")

    topic = editorial.save_topic(topic=Topic(name="Dams"), by=chief)
    claimant = editorial.save_claimant(claimant=Claimant(name="Rosa Quint"), by=chief)
    later = Maker(chief, claimant).published()

    assert later.pk > claim.pk
    assert Topic.objects.get() == topic
    assert list(record.verify()) == []


def test_two_that_were_alike_before_names_were_unique_stay_two(make: Maker, tmp_path: Path) -> None:
    for number, description in enumerate(("Minister", "minister")):
        claimant = Claimant(name="Rosa Quint", description=description, slug=f"quint-{number}")
        claimant.keep_names()
        claimant.name_key += "#" * number
        claimant.save()
        make.published(claimant=claimant, statement=f"The {description} stays.")

    taken_over(write_lines(tmp_path / "export"))

    assert Claimant.objects.filter(name="Rosa Quint").count() == 2


def test_images_come_along_with_what_is_said_of_them(make: Maker, ada: User, tmp_path: Path) -> None:
    claimant = make.published().claimant
    give_image(claimant, ada)

    taken_over(write_lines(tmp_path / "copy"))

    (image,) = ClaimantImage.objects.all()
    assert (image.pk, bytes(image.large), bytes(image.small)) == (
        picture().key,
        picture().large,
        picture().small,
    )
    taken = Claimant.objects.get(slug=claimant.slug)
    assert {name: getattr(taken, name) for name in IMAGE} == IMAGE
    assert taken.image == image
    assert list(record.verify()) == []
