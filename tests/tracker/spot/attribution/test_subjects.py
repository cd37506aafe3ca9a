"""The subject of a German verb of saying."""

import pytest

from tests.tracker.spot.attribution.told import told
from tracker.spot.attribution.subjects import subject_of
from tracker.spot.attribution.verbs import sayings


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Clara Voss (LPD) sagte nichts.", "Voss"),
        ("Manfred Berg, der Dekan der Fakultät, hatte am Montag gesagt, er gehe.", "Berg"),
        ("Derzeit plant die Stadt den Bau eines Bades.", "Stadt"),
        ("Im selben Brief fordert der Rat eine Waffenruhe.", "Rat"),
        ("Das Gesetz kritisierte Anna Meier scharf.", "Meier"),
        ("Erste Anwendungen hält er für möglich.", "er"),
        ("Es gehe voran, sagte Müller.", "Müller"),
        ("Wie die Polizei mitteilte, gab es Streit.", "Polizei"),
        ("CDU und FDP kritisieren das.", "CDU"),
        ("Ebenso wie Opel fordert auch die Firma Steyr mehr.", "Steyr"),
        ("Als Antwort auf den Brief sagte ein Sprecher nichts.", "Sprecher"),
        ("Der Vorsitzende, der das ankündigte, ging.", "Vorsitzende"),
        ("Es regnet und die Forscher befürchten mehr.", "Forscher"),
        ("Die Botschaft schloss und empfahl die Ausreise.", "Botschaft"),
        ("Sowohl das Amt als auch die Behörde fordern mehr.", "Amt"),
    ],
)
def test_the_subject_is_before_the_verb_only_where_it_opens_its_clause(text: str, subject: str) -> None:
    (sentence,) = told(text)
    verb = sayings(sentence.clausal, set())[-1]
    found = subject_of(verb, sentence.phrases, sentence.clausal)

    assert found is not None
    assert found.head == subject


def test_a_subject_agrees_with_its_verb_in_number() -> None:
    (sentence,) = told("Die Pläne kritisierte die Partei.")
    (verb,) = sayings(sentence.clausal, set())
    found = subject_of(verb, sentence.phrases, sentence.clausal)

    assert found is not None
    assert found.head == "Partei"
