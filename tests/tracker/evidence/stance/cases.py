"""The labelled cases of tests/data/stance/cases.txt, and how often the hints are right on them."""

from dataclasses import dataclass
from pathlib import Path

from tracker.evidence.stance import Hint, hint

PATH = Path(__file__).resolve().parents[3] / "data" / "stance" / "cases.txt"


@dataclass(frozen=True, slots=True)
class Case:
    half: str
    claim_language: str
    language: str
    label: str
    claim: str
    title: str
    text: str

    @property
    def given(self) -> Hint:
        return hint(
            claim=self.claim,
            claim_language=self.claim_language,
            title=self.title,
            text=self.text,
            language=self.language,
        )


def all_cases() -> list[Case]:
    lines = (line for line in PATH.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [_case(*line.split(" | ")) for line in lines]


def _case(half: str, languages: str, *rest: str) -> Case:
    return Case(half, *languages.split(), *rest)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of cases: those labelled with a side, hints `given` for one, the right and the opposite."""

    cases: int
    sided: int
    given: int
    right: int
    opposite: int


def figures(cases: list[Case]) -> Figures:
    answers = [(case.label, str(case.given.stance)) for case in cases]
    given = [(label, stance) for label, stance in answers if stance != "unclear"]
    return Figures(
        cases=len(cases),
        sided=sum(label != "unclear" for label, _stance in answers),
        given=len(given),
        right=sum(label == stance for label, stance in given),
        opposite=sum(label not in {stance, "unclear"} for label, stance in given),
    )
