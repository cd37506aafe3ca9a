"""How candidates and nobody are weighed."""

from tracker.spot.attribution.frames import Frame
from tracker.spot.attribution.phrases import Phrase, PhraseKind
from tracker.spot.attribution.ranking import Candidate, Situation, choose

PLAIN = Situation()
REPORTED = Situation(is_reported=True)


def candidate(
    name: str, frame: Frame | None, *, away: int = 0, kind: PhraseKind = PhraseKind.PERSON
) -> Candidate:
    """Somebody who may be the source."""
    phrase = Phrase(first=0, last=0, head=name, kind=kind)
    return Candidate(name=name, phrase=phrase, frame=frame, away=away)


def test_a_frame_in_the_sentence_names_its_source() -> None:
    assert choose([candidate("Meier", Frame.SAYS), candidate("Ott", None)], PLAIN).name == "Meier"


def test_without_a_frame_a_plain_sentence_is_nobodys() -> None:
    choice = choose([candidate("Meier", None)], PLAIN)

    assert (choice.name, choice.is_nobody) == ("", True)


def test_reported_speech_goes_on_with_who_spoke_before() -> None:
    assert choose([candidate("Meier", Frame.SAYS, away=1)], REPORTED).name == "Meier"


def test_of_two_alike_none_is_named_and_both_are_offered() -> None:
    both = [
        candidate("Meier", Frame.SAYS, away=1),
        candidate("Ott", Frame.SAYS, away=1),
        candidate("Poe", Frame.SAYS, away=1),
    ]

    choice = choose(both, REPORTED)

    assert (choice.name, choice.is_nobody, set(choice.names)) == ("", False, {"Meier", "Ott", "Poe"})


def test_the_sentences_own_frame_is_stronger_than_those_before() -> None:
    before = [candidate("Ott", Frame.ACCORDING, away=away) for away in (1, 2)]

    assert choose([candidate("Meier", Frame.TELLS), *before], REPORTED).name == "Meier"


def test_the_mentions_of_one_add_up() -> None:
    alone = choose([candidate("Ott", Frame.SAYS, away=1)], REPORTED).share
    twice = choose(
        [candidate("Ott", Frame.SAYS, away=1), candidate("Ott", Frame.SAYS, away=2)], REPORTED
    ).share

    assert twice > alone


def test_nobody_says_a_sentence_without_candidates() -> None:
    assert choose([], PLAIN).is_nobody
