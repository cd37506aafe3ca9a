from claims.models import Claim, ClaimWords, KnownWord, Slip
from tests.refusals import refused_by


def test_a_slip_leads_to_a_word_once(db: None) -> None:
    words = [KnownWord.objects.create(stem=stem) for stem in ("wind", "wand")]
    for word in words:
        Slip.objects.create(key="wnd", word=word)
    with refused_by("slip_once_per_word"):
        Slip.objects.create(key="wnd", word=words[0])


def test_a_word_that_goes_takes_its_slips_along(db: None) -> None:
    word = KnownWord.objects.create(stem="wind")
    Slip.objects.create(key="wnd", word=word)
    word.delete()
    assert not Slip.objects.exists()


def test_a_claim_has_its_words_once(claim: Claim) -> None:
    with refused_by("claim_id"):
        ClaimWords.objects.create(claim=claim, stems="bridg")
