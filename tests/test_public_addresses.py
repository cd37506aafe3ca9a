"""Whatever address a reader may ask for, in either language, it tells nothing that is not public."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from pytest_django import Settings

from claims import record
from claims.api import limits
from claims.models import Checkpoint, Claim, Claimant, ClaimantImage, Hold, Topic, TreeHead, User, slug_of
from claims.models.images import SIZES
from claims.open_data import making as open_data
from claims.share_images import wording
from claims.share_images.doors import own_track
from claims.share_images.drawing import svg_of
from claims.syndication.feeds import BY_KIND
from tests.conftest import NOW
from tests.makers import Maker
from tests.tokens import SecretNewsroom
from tracker.alerts import calendars

ROOT: Final = Path(__file__).resolve().parents[1]
# Not for readers, each with who sees to it that nothing leaks there.
NOT_PUBLIC: Final = {
    "admin/": "the desk: every page asks for a role",
    "account/": "sign-in",
    "i18n/": "sets a language and goes back",
    "healthz": "for machines: says whether parts answer",
    "livez": "the same",
    "readyz": "the same",
    "metrics": "for programs: figures, and no text of the record",
    "demo/": "the demo's own feeds",
}
Arguments = list[dict[str, object]]


def heads() -> Arguments:
    """Each checkpoint of the log."""
    return [{"number": number} for number in TreeHead.objects.values_list("number", flat=True)]


def places() -> Arguments:
    """The unfinished tile, or bundle, with which a short log begins."""
    size = max(TreeHead.objects.values_list("size", flat=True), default=0)
    return [{"place": f"000.p/{size}"}] if 0 < size < 256 else []


def open_files() -> list[str]:
    """The files for download, made at this moment."""
    return list(open_data.make().files)


def claim_pages(ada: User) -> Arguments:
    """Each claim's address with its own slug, and with one that tells nothing."""
    claims = Claim.objects.all()
    return [{"pk": claim.pk, "slug": slug} for claim in claims for slug in (slug_of(claim.statement), "x")]


def of_topics(_ada: User) -> Arguments:
    """Each topic, also those of which nothing is public."""
    return [{"topic": topic.slug} for topic in Topic.objects.all()]


def of_claimants(_ada: User) -> Arguments:
    """Each claimant, also those of whom nothing is public."""
    return [{"claimant": claimant.slug} for claimant in Claimant.objects.all()]


# How to ask for each public address that needs more than its name. A new one fails the test until it stands here.
FILLED: Final[dict[str, Callable[[User], Arguments]]] = {
    "claims:claim": claim_pages,
    "claims:claim_record": claim_pages,
    "claims:claim_log": claim_pages,
    "claims:embedded_claim": lambda _ada: [{"pk": claim.pk} for claim in Claim.objects.all()],
    "claims:claimant": lambda _ada: [{"slug": claimant.slug} for claimant in Claimant.objects.all()],
    "claims:topic": lambda _ada: [{"slug": topic.slug} for topic in Topic.objects.all()],
    "claims:deadlines_of_month": lambda _ada: [
        {"year": day.year, "month": day.month}
        for day in Claim.objects.exclude(closes_on=None).dates("closes_on", "month")
    ],
    "published:kept_checkpoint": lambda _ada: heads(),
    "published:stamped_note": lambda _ada: heads(),
    "published:time_stamp": lambda _ada: [{**each, "place": 1} for each in heads()],
    "published:proof": lambda _ada: [{"index": index} for index in range(60)],
    "published:bundle": lambda _ada: places(),
    "published:earlier": lambda _ada: [
        {"number": 1, "place": place}
        for place in (
            "checkpoint",
            *(f"claims/{claim.pk}/record.json" for claim in Claim.objects.all()),
        )
    ],
    "published:tile": lambda _ada: [{**each, "level": 0} for each in places()],
    "claimant_image": lambda _ada: [
        {"digest": key, "size": size}
        for key in ClaimantImage.objects.values_list("pk", flat=True)
        for size in SIZES
    ],
    "sitemap_claims": lambda _ada: [{"number": 0}, {"number": 1}],
    "sitemap_claimants": lambda _ada: [{"number": 0}, {"number": 1}],
    **dict.fromkeys((f"claims:{kind}_feed_of_topic" for kind in BY_KIND), of_topics),
    **dict.fromkeys((f"claims:{kind}_feed_of_claimant" for kind in BY_KIND), of_claimants),
    "claims:deadlines_calendar_of_topic": of_topics,
    "claims:deadlines_calendar_of_claimant": of_claimants,
    "api:one_claim": lambda _ada: [{"number": claim.pk} for claim in Claim.objects.all()],
    "api:add_appearance": lambda _ada: [{"number": claim.pk} for claim in Claim.objects.all()],
    "api:suggest_evidence": lambda _ada: [{"number": claim.pk} for claim in Claim.objects.all()],
    "api:one_claimant": lambda _ada: [{"slug": claimant.slug} for claimant in Claimant.objects.all()],
    "api:one_entry": lambda _ada: [{"index": index} for index in range(0, 60, 9)],
    "open_data:file": lambda _ada: [{"name": name} for name in open_files()],
    "claims:send_hint": lambda _ada: [{"pk": claim.pk} for claim in Claim.objects.all()],
    "claims:follow_claim": lambda _ada: [{"pk": claim.pk} for claim in Claim.objects.all()],
    "claims:follow_claimant": lambda _ada: [{"slug": claimant.slug} for claimant in Claimant.objects.all()],
    "claims:follow_topic": lambda _ada: [{"slug": topic.slug} for topic in Topic.objects.all()],
    "claims:share_site": lambda _ada: [{"version": "x"}],
    "claims:share_claim": lambda _ada: [{"pk": claim.pk, "version": "x"} for claim in Claim.objects.all()],
    "claims:share_claimant": lambda _ada: [
        {"slug": claimant.slug, "version": "x"} for claimant in Claimant.objects.all()
    ],
    "claims:held_back": lambda _ada: [{"pk": hold.pk} for hold in Hold.objects.all()],
    "claims:checkpoint": lambda _ada: [
        {"day": checkpoint.day.isoformat()} for checkpoint in Checkpoint.objects.all()
    ],
}
# Private addresses: what is pending and not held is theirs to see, and their own channel; nothing more.
BY_TOKEN: Final = {"tracker_calendar", "tracker_stop", "readers:confirm", "readers:stop", "claims:hint"}


def public_patterns(
    patterns: list[URLPattern | URLResolver], route: str = "", within: str = ""
) -> Iterator[tuple[str, str]]:
    """The route and the whole name of every address that is for readers."""
    for pattern in patterns:
        longer = route + str(pattern.pattern)
        if longer.startswith(tuple(NOT_PUBLIC)):
            continue
        if isinstance(pattern, URLResolver):
            namespace = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from public_patterns(pattern.url_patterns, longer, within + namespace)
        else:
            yield longer, f"{within}{pattern.name}"


def addresses(ada: User) -> Iterator[str]:
    """Every public address, in both languages, for every row that there is."""
    for route, name in public_patterns(get_resolver().url_patterns):
        if name in BY_TOKEN:
            continue
        arguments = FILLED[name](ada) if "<" in route else [{}]
        for values in arguments:
            for language in ("en", "de"):
                with translation.override(language):
                    yield reverse(name, kwargs=values)


def asked_in_lists() -> Iterator[str]:
    """Lists as they are narrowed down, also by what is hidden."""
    for language in ("en", "de"):
        for number in Claim.objects.values_list("pk", flat=True):
            yield f"/{language}/corrections/?claim={number}"
            yield f"/{language}/feeds/deadlines.ics?claim={number}"
            yield f"/oembed?url=http://localhost:8000/{language}/claims/{number}/x/"
            yield from (f"/api/v1/{kind}?claim={number}" for kind in ("evidence", "verdicts", "corrections"))
        for kind in ("held", "changed", "withdrawn"):
            yield f"/{language}/corrections/?kind={kind}"
        for query in ("outcome=confirmed", "schedule=overdue", "sort=closes", "language=de"):
            yield f"/{language}/claims/?{query}"
            yield f"/{language}/feeds/search.atom?{query}"
        for topic in Topic.objects.all():
            yield f"/{language}/?topic=x{topic.pk}"


def texts_of_pictures() -> Iterator[str]:
    """What stands on each picture that there is: of its bytes no word can be read."""
    for language in ("en", "de"):
        with translation.override(language):
            for claim in Claim.objects.public().for_lists():
                yield svg_of(wording.of_claim(claim, NOW.date()))
            for claimant in Claimant.objects.public():
                yield svg_of(wording.of_claimant(claimant, own_track(claimant), NOW.date()))


@pytest.fixture
def newsroom(make: Maker, dora: User, settings: Settings, tmp_path: Path) -> SecretNewsroom:
    settings.FOLLOW_BY_MAIL = True
    settings.DATA_DIR = tmp_path
    made = SecretNewsroom(make, dora)
    record.number_entries(now=NOW)
    return made


def test_no_public_address_tells_what_is_not_public(
    client: Client, newsroom: SecretNewsroom, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_MINUTE", 10**6)
    asked = [*addresses(ada), *asked_in_lists()]

    told = {}
    for address in asked:
        answer = client.get(address)
        assert answer.status_code in {200, 302, 404, 405, 410}, address
        content = b"".join(answer).decode(errors="replace")
        text = "\n".join([content, *map(str, answer.headers.values())])
        found = set(newsroom.tokens.found_in(text))
        if answer.status_code == 404:  # nothing is there, and its links repeat what was asked for
            found -= set(newsroom.tokens.found_in(address))
        if found:
            told[address] = found

    assert told == {}
    assert len(asked) > 100


def test_no_picture_has_a_word_that_is_not_public(newsroom: SecretNewsroom) -> None:
    told = list(texts_of_pictures())

    assert len(told) >= 4
    assert newsroom.tokens.found_in("\n".join(told)) == []


def test_a_private_calendar_has_nothing_that_is_held_or_a_draft(
    client: Client, newsroom: SecretNewsroom, ada: User
) -> None:
    address = calendars.make_address(ada, only_own=False)

    calendar = client.get(address).content.decode().replace("\r\n ", "")

    assert newsroom.claim.statement.partition(",")[0] in calendar.replace("\\", "")
    assert newsroom.tokens.found_in(calendar) == []


# Texts of the record that readers see; in every other text of it the newsroom above has a secret.
PUBLIC_ONLY: Final = {
    "claim.withdrawn_reason",
    "claim.horizon_rule",
    "claim.horizon_note",
    "tableimport.places",  # the program's own names of facts
    "countedclaim.firmness",
    "countedclaim.counts_as",
    "countedclaim.topics",  # numbers
    "claimantcounts.firmness",
    "boardcounts.firmness",
    "monthcounts.firmness",
    "hold.office",
    "hold.lifted_reason",
    "forgetting.key",
    "forgetting.subject",
    "forgetting.fields",
    "forgetting.office",
    "forgetting.address_digest",
    "invitation.token_hash",
    "apitoken.token_hash",
    "user.password",
    "user.username",
    "user.first_name",
    "user.last_name",
    "recordcontent.by_name",
    "recordcontent.salts",
    "recordcontent.forgotten",
    "recordcontent.old_hash",
    "recordentry.leaf",
    "recordentry.mac",
    "treehead.root",
    "treehead.note",
    "cosignature.witness",
    "cosignature.line",
    "timestamp.authority",
    "recordentry.action",
    "recordentry.chain",
    "recordentry.subject",
    "recordentry.hash",
    "recordentry.previous_hash",
    "checkpoint.hash",
    "checkpoint.previous_hash",
    "hold.key",
    "claimantimage.key",
    "claimant.wikidata",  # a number, by its pattern
    "evidence.address_digest",
    "copy.address_digest",
    "sourcetext.sha256",
}


def texts_of_the_record() -> Iterator[tuple[str, models.Field]]:  # type: ignore[type-arg]
    for model in apps.get_app_config("claims").get_models():
        for each in model._meta.concrete_fields:
            if isinstance(each, models.CharField | models.TextField | models.JSONField) and not each.choices:
                yield f"{model._meta.model_name}.{each.name}", each


def test_every_text_of_the_record_holds_a_secret_that_is_looked_for(newsroom: SecretNewsroom) -> None:
    without = [
        place
        for place, each in texts_of_the_record()
        if place not in PUBLIC_ONLY
        and not newsroom.tokens.found_in(
            "\n".join(map(str, each.model._default_manager.values_list(each.attname, flat=True)))
        )
    ]
    assert without == []


# --- The one place that says what the public may see ---

DOORS: Final = (
    "views",
    "tombstones",
    "topic_page",
    "beside_board",
    "deadlines",
    "latest",
    "search",
    "scoreboard",
    "corrections",
    "chronicle",
    "earlier",
    "images",
    "timeline",
    "api/doors",
    "api/questions",
    "api/shapes",
    "copying/blocks",
    "embeds/frames",
    "embeds/oembed",
    "copying/data",
    "copying/editions",
    "copying/lines",
    "copying/making",
    "open_data/doors",
    "open_data/kept",
    "open_data/making",
    "readers/doors",
    "readers/hints",
    "share_images/doors",
    "syndication/assistants",
    "syndication/calendars",
    "syndication/feeds",
    "syndication/reviews",
    "syndication/scopes",
    "syndication/times",
)
ASKED_RIGHTLY: Final = {
    "that_went_into",
    "public",
    "readable",
    "named",
    "none",
    "for_page",
    "one_for_page",
    "several_for_page",
    "readable_if_not_held",
    "of_public_claims",
    "in_force",
    "at_address",
}
# Rows that hold no text of the newsroom's own, or of which the caller has checked the claim.
NO_TEXTS: Final = {
    "RecordEntry",
    "Checkpoint",
    "TreeHead",
    "User",
    "DailyTally",
    "SelectionTally",
    "ClaimantCounts",
    "BoardCounts",
    "MonthCounts",
}


@pytest.mark.parametrize("module", DOORS)
def test_public_pages_ask_one_place_what_they_may_show(module: str) -> None:
    source = (ROOT / "claims" / f"{module}.py").read_text()
    asked = re.findall(r"\b([A-Z]\w+)\.objects\.(\w+)", source)

    assert [each for each in asked if each[0] not in NO_TEXTS and each[1] not in ASKED_RIGHTLY] == []


def test_public_pages_reach_no_rows_past_it() -> None:
    """What belongs to a claim was fetched with it by `for_page`, or is asked for by `public` and the like."""
    related = (
        "evidence|verdicts|replies|appearances|corrections|absorbed|restated_by|copies|holds|tenures|claims"
    )
    source = (ROOT / "claims" / "views.py").read_text()
    asked = re.findall(rf"\.({related})\.(\w+)\(", source)

    assert [each for each in asked if each[1] not in {"all", "public", "readable", "in_effect"}] == []
