"""All claims by number, in pages and in an index for searching: a new claim changes the last of them alone."""

import json
from typing import Final

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils import timezone, translation

from claims.copying.asking import language_of, request_for
from claims.models import Claim, Outcome, Topic
from claims.search import LATE

ROWS: Final = 200
INDEXED: Final = 1_000


def newest() -> int:
    """The highest number of a claim that lists may show; 0 where there is none."""
    return Claim.objects.public().order_by("-pk").values_list("pk", flat=True).first() or 0


def blocks() -> list[tuple[int, int, int]]:
    """Each page of all claims: its place, its first number and its last."""
    return [(block, block * ROWS, block * ROWS + ROWS - 1) for block in range(newest() // ROWS + 1)]


def page(address: str, block: int) -> bytes:
    """The page of that block, as it stands at this address of a copy."""
    numbers = (block * ROWS, block * ROWS + ROWS - 1)
    claims = Claim.objects.public().filter(pk__range=numbers).for_lists().order_by("pk")
    context = {"claims": claims, "today": timezone.localdate(), "first": numbers[0], "last": numbers[1]}
    with translation.override(language_of(address)):
        return render_to_string(
            "claims/copied_block.html", context | {"page_path": address}, request_for(address)
        ).encode()


def index(block: int) -> bytes:
    """The script that gives the claims of that block to whoever searches. Four queries."""
    numbers = (block * INDEXED, block * INDEXED + INDEXED - 1)
    claims = Claim.objects.public().filter(pk__range=numbers).select_related("claimant").order_by("pk")
    verdicts = Prefetch("verdicts")
    rows = [_row(claim) for claim in claims.prefetch_related("topics", "claimant__tenures", verdicts)]
    return f"claims({json.dumps(rows, ensure_ascii=False, separators=(',', ':'))});\n".encode()


def _row(claim: Claim) -> dict[str, object]:
    tenures = [each for each in claim.claimant.tenures.all() if each.party and each.covers(claim.said_on)]
    is_late = claim.outcome == Outcome.MISSED and claim.days_late > 0
    return {
        "id": claim.pk,
        "statement": claim.statement,
        "statementLanguage": claim.statement_language,
        "translatedStatement": claim.translated_statement,
        "translationLanguage": claim.translation_language,
        "quote": claim.quote,
        "claimant": claim.claimant.slug,
        "name": claim.claimant.name,
        "kind": claim.claimant.kind,
        "parties": [each.party for each in tenures],
        "topics": [_names(topic) for topic in claim.topics.all()],
        "outcome": LATE if is_late else claim.outcome,
        "opens": str(claim.opens_on),
        "closes": str(claim.closes_on),
        "said": str(claim.said_on),
        "published": str(claim.published_at),
        "firmness": claim.firmness,
        "language": claim.language,
    }


def _names(topic: Topic) -> list[str]:
    """Its name in the address, its name, the translation of that, and in which language this is."""
    return [topic.slug, topic.name, topic.translated_name, topic.translation_language]


def last_index() -> int:
    """The place of the last script of the index."""
    return newest() // INDEXED
