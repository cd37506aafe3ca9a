"""The subject of a German verb: before it where the main clause opens with its subject, else behind it."""

from tracker.spot.attribution import grammar
from tracker.spot.attribution.phrases import Phrase, PhraseKind
from tracker.spot.attribution.verbs import Clausal, Saying

BEHIND = 14  # words in which a subject follows its verb
STEPS = 8  # phrases and brackets that a first place may be made of
LONGEST_INSERTION = 40  # words between two commas
SURE = frozenset({PhraseKind.PERSON, PhraseKind.PRONOUN, PhraseKind.ROLE, PhraseKind.BODY, PhraseKind.PEOPLE})


def subject_of(verb: Saying, phrases: list[Phrase], clausal: Clausal) -> Phrase | None:
    """The phrase that is the verb's subject, if it has one of its own."""
    if verb.is_final and not any(each.first == verb.opens and each.article for each in phrases):
        return _of_final(verb, phrases, clausal)
    if _shares_its_subject(verb, clausal):
        return _first_of_clause(verb, phrases, clausal)
    behind = _behind(verb, phrases, clausal)
    before = _before(verb, phrases, clausal)
    if before is None or behind is None:
        return before or behind
    if behind.head in {"er", "wir", "ich", "man"} and behind.first == verb.at + 1:
        return behind
    # "Das Gesetz kritisierte Anna Meier": both may be the subject.
    unsure = before.kind not in SURE | {PhraseKind.NAME}
    near = behind.first - verb.at <= 2
    return behind if unsure and near and behind.kind in SURE else before


def _shares_its_subject(verb: Saying, clausal: Clausal) -> bool:
    """Whether the verb goes on with the subject of the one before: "... und empfahl", "..., hält aber an ... fest"."""
    if verb.at < 3:
        return False
    joined = clausal.lower[verb.at - 1] in {"und", "oder", "aber", "sondern"}
    after = clausal.lower[verb.at + 1] if verb.at + 1 < len(clausal.words) else ""
    return joined or (
        clausal.words[verb.at - 1].text == "," and after in {"aber", "jedoch", "dennoch", "zugleich"}
    )


def _first_of_clause(verb: Saying, phrases: list[Phrase], clausal: Clausal) -> Phrase | None:
    """The phrase that opens the sentence, or the clause that the verb goes on with, if it can be the subject."""
    able = [
        each
        for each in phrases
        if each.last < verb.at
        and each.may_be_subject
        and not each.is_genitive
        and each.agrees(plural=verb.is_plural)
    ]
    opening = [
        each
        for each in able
        if _opens_clause(each.first - 1 - (clausal.lower[each.first - 1] in grammar.SUBJUNCTIONS), clausal)
    ]
    sure = [each for each in opening or able if each.kind in SURE | {PhraseKind.NAME}]
    return sure[-1] if sure and opening else (sure[0] if sure else None)


def _before(verb: Saying, phrases: list[Phrase], clausal: Clausal) -> Phrase | None:
    """The subject in the first place of the clause: with its genitives, brackets and what stands between commas."""
    ends = verb.at - 1
    while ends >= 0 and clausal.lower[ends] in grammar.FLOATING:
        ends -= 1
    parts = _first_place(ends, phrases, clausal, STEPS)
    if parts is None:
        return _behind_and(verb, ends, phrases, clausal)
    first = parts[-1]
    if not first.may_be_subject or not first.agrees(plural=_plural(verb, first, parts)):
        return None
    return first


def _first_place(ends: int, phrases: list[Phrase], clausal: Clausal, steps: int) -> list[Phrase] | None:
    """The phrases from the word `ends` back to the beginning of its clause; None if something else is among them."""
    parts: list[Phrase] = []
    while steps > 0:
        steps -= 1
        if ends >= 0 and clausal.words[ends].text == ")" and ends in clausal.brackets:
            ends = clausal.brackets[ends] - 1
            continue
        if ends >= 0 and clausal.words[ends].text in {",", "–"}:
            before = _before_insertion(ends, phrases, clausal, steps)
            return parts + before if before else None
        part = next((each for each in reversed(phrases) if each.last == ends), None)
        if part is None:
            return None
        parts.append(part)
        ends = part.first - 1 - (bool(part.preposition) or part.is_joined)
        if part.head.lower().startswith("jährige"):
            ends = _before_age(ends, clausal)
        while part.is_joined and ends > 0 and clausal.lower[ends] in {"als", "wie"}:
            ends -= 1  # "sowohl das Amt als auch die Behörde"
        if _opens_clause(ends, clausal):
            return parts
    return None


def _before_age(ends: int, clausal: Clausal) -> int:
    """The place before "der 58-" of "der 58-Jährige"."""
    while ends >= 0 and (clausal.lower[ends].isdigit() or clausal.lower[ends] in {"-", "der", "die"}):
        ends -= 1
    return ends


def _before_insertion(at: int, phrases: list[Phrase], clausal: Clausal, steps: int) -> list[Phrase] | None:
    """The first place before what ends with the mark at `at`: "Voss, die Chefin," and "Voss, die seit 2020 führt,"."""
    mark = clausal.words[at].text
    for here in range(at - 1, max(0, at - LONGEST_INSERTION), -1):
        if clausal.words[here].text in {";", ":"}:
            return None
        if clausal.words[here].text == mark and (found := _first_place(here - 1, phrases, clausal, steps)):
            return found
    return None


def _behind_and(verb: Saying, ends: int, phrases: list[Phrase], clausal: Clausal) -> Phrase | None:
    """The subject of a clause that an "und" begins without a comma: "... und die Forscher befürchten"."""
    nearest = next((each for each in phrases if each.last == ends), None)
    if nearest is None or not nearest.first or clausal.lower[nearest.first - 1] not in grammar.COORDINATING:
        return None
    own = nearest.may_be_subject and nearest.kind in SURE | {PhraseKind.NAME}
    return nearest if own and nearest.agrees(plural=verb.is_plural) else None


def _plural(verb: Saying, first: Phrase, parts: list[Phrase]) -> bool:
    """Whether the verb's number is to be compared: a list of two is a plural of singulars."""
    listed = any(each.is_joined for each in parts)
    return False if listed and verb.is_plural and not first.agrees(plural=True) else verb.is_plural


def _opens_clause(ends: int, clausal: Clausal) -> bool:
    """Whether nothing but a word like "und" or "auch" stands before the word behind `ends` in its clause."""
    while ends >= 0 and clausal.lower[ends] in grammar.OPENING:
        ends -= 1
    return ends < 0 or clausal.is_break(ends) or clausal.words[ends].text in grammar.QUOTES


def _behind(verb: Saying, phrases: list[Phrase], clausal: Clausal) -> Phrase | None:
    """The first phrase behind the verb that can be its subject."""
    stop = min(clausal.ends(verb.at), verb.at + BEHIND)
    for phrase in phrases:
        if phrase.first <= verb.at or phrase.is_genitive:
            continue
        if phrase.first >= stop:
            break
        if phrase.may_be_subject and phrase.agrees(plural=verb.is_plural):
            return phrase
        if verb.is_plural and phrase.may_be_subject and _is_listed(phrase, phrases):
            return phrase
    return None


def _is_listed(phrase: Phrase, phrases: list[Phrase]) -> bool:
    """Whether another one is joined to the phrase: "CDU und FDP"."""
    return any(
        each.is_joined and each.first <= phrase.last + 3 and each.first > phrase.last for each in phrases
    )


def _of_final(verb: Saying, phrases: list[Phrase], clausal: Clausal) -> Phrase | None:
    """The subject of a verb that ends its clause: the first phrase in it, or whom a relative pronoun stands for."""
    inner = [
        each
        for each in phrases
        if verb.opens < each.first < verb.at and each.may_be_subject and not each.is_genitive
    ]
    own = next((each for each in inner if each.agrees(plural=verb.is_plural)), None)
    opens = clausal.lower[verb.opens]
    if opens in grammar.RELATIVES and opens in {"der", "die", "das", "welcher", "welche", "welches"}:
        if own is not None and own.first == verb.opens + 1 and own.kind in SURE:
            return own
        return next((each for each in reversed(phrases) if each.last == verb.opens - 2), None)
    return own
