from claims.models import Claim
from claims.models.tip import Tip
from tests.makers import Maker
from tests.refusals import refused_by


def test_a_tip_has_evidence_exactly_when_it_was_offered(claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)
    told = {"claim": claim, "address": evidence.address, "language": "en"}
    with refused_by("tip_with_evidence_exactly_when_offered"):
        Tip.objects.create(key_hash="a", state="offered", **told)
    with refused_by("tip_with_evidence_exactly_when_offered"):
        Tip.objects.create(key_hash="b", evidence=evidence, **told)
    Tip.objects.create(key_hash="c", state="offered", evidence=evidence, **told)


def test_the_key_of_its_page_is_of_one_tip(claim: Claim) -> None:
    told = {"claim": claim, "address": "https://news.example/1", "language": "en", "key_hash": "k"}
    Tip.objects.create(**told)
    with refused_by("key_hash"):
        Tip.objects.create(**told)
