import json

import pytest

from claims.copying import blocks
from claims.models import Claim
from tests.makers import Maker


@pytest.fixture
def claims(make: Maker, monkeypatch: pytest.MonkeyPatch) -> list[Claim]:
    """Three that readers see and a draft, of which two stand in each block."""
    found = [make.published(), make.published(), make.draft(), make.published()]
    monkeypatch.setattr(blocks, "ROWS", 2)
    monkeypatch.setattr(blocks, "INDEXED", 2)
    return found


def told(block: int) -> list[int]:
    script = blocks.index(block).decode()
    rows = json.loads(script.removeprefix("claims(").removesuffix(");\n"))
    return [row["id"] for row in rows]


def test_every_public_claim_stands_in_one_block_by_its_number(claims: list[Claim]) -> None:
    first, _second, draft, last = (claim.pk for claim in claims)
    assert blocks.newest() == last
    assert [block for block, _low, _high in blocks.blocks()] == list(range(last // 2 + 1))
    assert [number for block in range(first // 2, blocks.last_index() + 1) for number in told(block)] == [
        first,
        first + 1,
        last,
    ]
    assert draft not in told(draft // 2)


def test_a_page_has_the_claims_of_its_block_in_its_language(claims: list[Claim]) -> None:
    last = claims[-1]
    page = blocks.page("/de/claims/all/1/", last.pk // 2).decode()
    assert last.get_absolute_url().replace("/en/", "/de/") in page
    assert '<html lang="de"' in page


def test_without_claims_there_is_one_empty_block(db: None) -> None:
    assert (blocks.newest(), blocks.blocks(), told(0)) == (0, [(0, 0, blocks.ROWS - 1)], [])
