import json
from datetime import date

from claims.api import shapes
from claims.copying import data
from claims.copying.blocks import INDEXED
from claims.models import Claim
from tests.makers import Maker


def test_a_claim_is_told_whole_with_what_belongs_to_it_alone(claim: Claim, make: Maker) -> None:
    other = make.published()
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    make.ruled(claim, "missed", can_no_longer_happen=True)
    make.suggested(claim, title="Nobody looked at this.")

    files = data.of_claims(shapes.fetched(Claim.objects.public()))

    told = {number: json.loads(content) for number, content in files.items()}
    assert told.keys() == {claim.pk, other.pk}
    assert sorted(each["outcome"] for each in told[claim.pk]["verdicts"]) == ["confirmed", "missed"]
    assert len(told[claim.pk]["evidence"]) == len(told[claim.pk]["corrections"]) == 1
    assert told[claim.pk]["claimant"]["slug"] == "mara-lindt"
    assert (told[other.pk]["verdicts"], told[other.pk]["evidence"]) == ([], [])
    assert b"Nobody looked" not in files[claim.pk]


def test_the_feed_of_reviews_has_the_decided_claims(claim: Claim, make: Maker) -> None:
    decided = make.published()
    make.ruled(decided, "missed", can_no_longer_happen=True)

    feed = json.loads(data.review_feed(decided.pk // INDEXED))

    assert feed["@type"] == "DataFeed"
    assert [item["item"][0]["@type"] for item in feed["dataFeedElement"]] == ["ClaimReview"]
