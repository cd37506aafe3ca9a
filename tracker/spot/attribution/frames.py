"""What makes a phrase of a German sentence its source: "laut X", "X zufolge", "so X", "X sagte", "wie X mitteilte"."""

from dataclasses import dataclass
from enum import Enum, auto

from tracker.spot.attribution import grammar, saying
from tracker.spot.attribution.nouns import SOURCES
from tracker.spot.attribution.phrases import Phrase, PhraseKind
from tracker.spot.attribution.saying import Strength
from tracker.spot.attribution.subjects import SURE, subject_of
from tracker.spot.attribution.verbs import Clausal, Saying, sayings
from tracker.spot.lexicon import CuedWord

# Nameless people who speak for a body: "ein Sprecher der Polizei", "Volkswirte der Fjordbank".
MEMBERS = (
    "sprecher",
    "sprecherin",
    "analysten",
    "volkswirte",
    "ökonomen",
    "experten",
    "vertreter",
    "mitarbeiter",
)
FORECASTS = ("prognose", "prognosen", "vorhersage", "vorhersagen", "schätzung", "ausblick")
SIDES = frozenset({"seite", "seiten"})  # "von deutscher Seite"
NEAR = 5  # phrases between a role and the name that is set beside it


class Frame(Enum):
    """How a phrase is told to be the source, the surest first."""

    ACCORDING = auto()
    """laut X; nach Angaben von X."""
    AFTER = auto()
    """X zufolge."""
    SO = auto()
    """..., so X."""
    PAPER = auto()
    """nach einem Bericht: a source, though it names nobody."""
    AS = auto()
    """wie X mitteilte."""
    IT_SAYS = auto()
    """heißt es bei X."""
    SAYS = auto()
    """X sagt: a verb of saying only."""
    TELLS = auto()
    """X bezeichnet, X geht davon aus: often of saying."""
    COLON = auto()
    """X: and what X says."""
    AGENT = auto()
    """wird von X gefordert."""
    WANTS = auto()
    """X will, X plant."""
    ACTS = auto()
    """X does something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """A phrase in its frame; `verb` is where the frame's verb or preposition stands."""

    phrase: Phrase
    frame: Frame
    verb: int


def frames(phrases: list[Phrase], clausal: Clausal) -> list[Framed]:
    """Every phrase of a sentence that a frame makes its source, in the order of the text."""
    found = [framed for phrase in phrases if (framed := _by_preposition(phrase, phrases, clausal))]
    found += _so(phrases, clausal)
    found += _it_says(phrases, clausal) + _follows_from(phrases, clausal) + _forecast_of(phrases)
    within = {at for each in phrases for at in range(each.first, each.last + 1)}
    for verb in sayings(clausal, within):
        found += _by_verb(verb, phrases, clausal)
    found += _tagged(phrases, clausal, found)
    found += _before_colon(phrases, clausal, found)
    if any(each.frame in {Frame.SAYS, Frame.TELLS} and each.phrase.kind in SURE for each in found):
        # "Das Amt rechnet nach einem Papier mit ...": the paper is the office's.
        found = [
            each for each in found if each.frame is not Frame.PAPER or each.phrase.kind is PhraseKind.SOURCE
        ]
    return sorted(found, key=lambda each: each.phrase.first)


def actor_of(cue: CuedWord, phrases: list[Phrase], clausal: Clausal) -> Phrase | None:
    """The person or body by name that opens the sentence and does what the verb `cue` tells of."""
    at = next((at for at, word in enumerate(clausal.words) if word.start == cue.start), 0)
    plural = clausal.lower[at].endswith("en")
    verb = Saying(
        at=at, opens=clausal.opens(at), end=at, strength=Strength.WANTING, is_plural=plural, is_final=False
    )
    subject = subject_of(verb, phrases, clausal)
    named = (
        subject is not None
        and subject.name
        and subject.kind in {PhraseKind.PERSON, PhraseKind.BODY, PhraseKind.NAME}
    )
    return subject if named and subject is not None and subject.first < at else None


def _by_preposition(phrase: Phrase, phrases: list[Phrase], clausal: Clausal) -> Framed | None:
    """ "laut X", "nach Angaben von X", "nach einem Bericht", "X zufolge", "seiner Meinung nach"."""
    if phrase.kind is PhraseKind.NONE:
        return None
    if _is_followed_by_source_word(phrase, clausal) and (phrase.is_genitive or not phrase.preposition):
        return Framed(phrase=_owner(phrase, phrases) or phrase, frame=Frame.AFTER, verb=phrase.last + 1)
    frame = _frame_of_preposition(phrase)
    if frame is None:
        return None
    at = phrase.first - 1
    if phrase.kind not in {PhraseKind.SOURCE, PhraseKind.DOCUMENT}:
        return Framed(phrase=phrase, frame=frame, verb=at)
    if owner := _owner(phrase, phrases):
        return Framed(phrase=owner, frame=frame, verb=at)
    return Framed(phrase=phrase, frame=Frame.PAPER if frame is Frame.ACCORDING else frame, verb=at)


def _is_followed_by_source_word(phrase: Phrase, clausal: Clausal) -> bool:
    """Whether "zufolge", or a "nach" that ends the clause, stands behind it."""
    after = clausal.lower[phrase.last + 1 : phrase.last + 3]
    own = (
        phrase.kind is PhraseKind.SOURCE and phrase.article in grammar.POSSESSIVES
    )  # "ihrer Ansicht nach 2027"
    ends = after[:1] == ["nach"] and (own or clausal.closes(phrase.last + 1))
    return ends or after[:1] == ["zufolge"] or after == ["zu", "folge"]


def _frame_of_preposition(phrase: Phrase) -> Frame | None:
    """What the preposition before the phrase makes of it."""
    before, head = phrase.preposition, phrase.head.lower()
    if before in {"laut", "gemäß"}:
        return Frame.ACCORDING
    if before == "seitens" or (before in {"von", "auf"} and head in SIDES):
        return Frame.AGENT
    told = phrase.kind is PhraseKind.SOURCE or (
        bool(phrase.name) and head in SOURCES
    )  # "nach Grupps Meinung"
    if before in {"nach", "aus"} and told and head not in SIDES:
        return Frame.ACCORDING
    return Frame.PAPER if before == "nach" and phrase.kind is PhraseKind.DOCUMENT else None


def _owner(phrase: Phrase, phrases: list[Phrase]) -> Phrase | None:
    """Whose the noun is: its genitive, or the name behind "von" or "aus"."""
    if phrase.kind not in {PhraseKind.SOURCE, PhraseKind.DOCUMENT}:
        return None
    for each in phrases:
        gap = each.first - phrase.last - 1
        owned = each.is_genitive and gap == 0
        named = phrase.kind is PhraseKind.SOURCE or bool(phrase.article)
        owned = owned or (gap == 1 and each.preposition in {"von", "vom"} and named)
        beside = gap == 0 and not each.preposition and not each.is_quoted and bool(each.name)
        owned = owned or (beside and phrase.kind is PhraseKind.SOURCE)
        if owned and each.kind is not PhraseKind.NONE:
            return _owner(each, phrases) or each
    return None


def _so(phrases: list[Phrase], clausal: Clausal) -> list[Framed]:
    """The phrase behind "so" that begins a clause: "..., so der Trainer"."""
    found = []
    for phrase in phrases:
        at = phrase.first - 1
        led = at > 0 and clausal.lower[at] == "so" and not clausal.words[at].is_capitalised
        led = led and clausal.words[at - 1].text in grammar.BREAKS
        if led and phrase.article not in grammar.OBLIQUE:
            found.append(Framed(phrase=phrase, frame=Frame.SO, verb=at))
    return found


def _it_says(phrases: list[Phrase], clausal: Clausal) -> list[Framed]:
    """ "heißt es in X", "hieß es bei X", "in einem Gutachten des Instituts heißt es"."""
    found = []
    for at, lower in enumerate(clausal.lower[:-2]):
        if lower not in saying.HEARSAY or clausal.lower[at + 1] != "es":
            continue
        source = next(
            (each for each in phrases if each.first > at + 1 and each.kind is not PhraseKind.NONE), None
        )
        before = next(
            (
                each
                for each in phrases
                if each.last < at and each.preposition in {"aus", "bei", "in", "im", "von"}
            ),
            None,
        )
        if source and source.preposition and source.first <= at + 7:
            found.append(Framed(phrase=_owner(source, phrases) or source, frame=Frame.IT_SAYS, verb=at))
        elif before and before.first <= 2:
            found.append(Framed(phrase=_owner(before, phrases) or before, frame=Frame.IT_SAYS, verb=at))
    return found


def _follows_from(phrases: list[Phrase], clausal: Clausal) -> list[Framed]:
    """ "Wie aus einem Schreiben des Landrats hervorgeht, ...": the paper, or whose it is."""
    verb = next((at for at, lower in enumerate(clausal.lower) if lower in saying.FOLLOWING), 0)
    paper = next((each for each in phrases if each.last < verb and each.preposition == "aus"), None)
    if paper is None or clausal.lower[max(0, paper.first - 2)] not in {"wie", "das"}:
        return []
    return [Framed(phrase=_owner(paper, phrases) or paper, frame=Frame.IT_SAYS, verb=verb)]


def _forecast_of(phrases: list[Phrase]) -> list[Framed]:
    """Whose forecast it is that a sentence tells: "Die neue Prognose der Kammer für 2027 liegt bei ..."."""
    told = (each for each in phrases if not each.preposition and each.head.lower().endswith(FORECASTS))
    return [
        Framed(phrase=owner, frame=Frame.PAPER, verb=each.last)
        for each in told
        if (owner := _owner(each, phrases)) and owner.is_genitive
    ]


def _by_verb(verb: Saying, phrases: list[Phrase], clausal: Clausal) -> list[Framed]:
    if verb.is_passive:
        return _agent(verb, phrases, clausal)
    if verb.is_final and verb.opens == 0 and clausal.lower[0] in {"dass", "daß"}:
        return []  # "Dass ihr Verband jede Lösung ablehne, sei falsch": the words of somebody else
    subject = subject_of(verb, phrases, clausal)
    if subject is None:
        return []
    if quoted := _quoted_object(verb, subject, phrases, clausal):
        return [Framed(phrase=quoted, frame=Frame.SAYS, verb=verb.at)]
    if not _can_tell(subject, verb, clausal):
        return []
    forecast = subject.head.lower().endswith(FORECASTS)
    if forecast and (owner := _owner(subject, phrases)):
        subject = owner  # "Die Vorhersage des Instituts lautet"
    within = [each for each in phrases if subject.first > verb.at or each.first < verb.at]
    subject = _named(subject, within, clausal)
    frame = {Strength.STRONG: Frame.SAYS, Strength.WIDE: Frame.TELLS, Strength.WANTING: Frame.WANTS}[
        verb.strength
    ]
    if verb.quotes_its_subject:
        frame = Frame.SAYS
    if verb.is_final and clausal.lower[verb.opens] == "wie" and verb.strength > Strength.WANTING:
        frame = Frame.AS
    return [Framed(phrase=subject, frame=frame, verb=verb.at)]


def _quoted_object(verb: Saying, subject: Phrase, phrases: list[Phrase], clausal: Clausal) -> Phrase | None:
    """Whom the subject quotes: "der Bote zitiert Anna Meier"."""
    if clausal.lower[verb.at] not in {"zitiert", "zitierte", "zitieren"}:
        return None
    ends = clausal.ends(verb.at)
    behind = [each for each in phrases if max(verb.at, subject.last) < each.first < ends]
    people = {PhraseKind.PERSON, PhraseKind.ROLE}
    return next((each for each in behind if each.kind in people and not each.preposition), None)


def _can_tell(subject: Phrase, verb: Saying, clausal: Clausal) -> bool:
    """Whether what the subject is can say, tell or want something: a plain noun only by a verb of saying alone."""
    if subject.head == "es" or subject.kind is PhraseKind.NONE:
        return False
    own = subject.article in {"sein", "seine", "ihr", "ihre", "seinen", "ihren"}
    if subject.kind is not PhraseKind.OTHER:
        return True
    return verb.strength is Strength.STRONG and not own and _has_complement(verb, clausal)


def _has_complement(verb: Saying, clausal: Clausal) -> bool:
    """Whether something that is said stands beside the verb's clause, behind a mark."""
    ends = clausal.ends(verb.at)
    behind = ends < len(clausal.words) - 1 and clausal.words[ends].text in {",", ":", *grammar.QUOTES}
    return behind or (verb.opens > 1 and clausal.words[verb.opens - 1].text in {",", *grammar.QUOTES})


def _agent(verb: Saying, phrases: list[Phrase], clausal: Clausal) -> list[Framed]:
    """The one behind "von" of a passive, or the paper behind "in": "wird im Bericht gefordert"."""
    opens, ends = verb.opens, clausal.ends(verb.at)
    here = [each for each in phrases if opens <= each.first and each.last <= ends]
    by = [
        each
        for each in here
        if each.preposition in {"von", "vom", "seitens", "durch"}
        and each.kind not in {PhraseKind.NONE, PhraseKind.OTHER}
    ]
    paper = [each for each in here if each.preposition in {"in", "im"} and each.kind is PhraseKind.DOCUMENT]
    return [Framed(phrase=each, frame=Frame.AGENT, verb=verb.at) for each in (by or paper)[:1]]


def _named(phrase: Phrase, phrases: list[Phrase], clausal: Clausal) -> Phrase:
    """The person set beside the role between commas: "Der Leiter des Amtes, Jan Ott, sagte"."""
    if phrase.name or phrase.kind not in {PhraseKind.ROLE, PhraseKind.OTHER, PhraseKind.PEOPLE}:
        return phrase
    behind = [each for each in phrases if each.first > phrase.last][:NEAR]
    if behind and behind[0].preposition == "um" and behind[0].kind is PhraseKind.PERSON:
        return behind[0]  # "die Forscher um Anna Meier"
    body: Phrase | None = None
    for each in behind:
        apposed = clausal.words[each.first - 1].text == "," and _closes_apposition(each.last + 1, clausal)
        if each.kind in {PhraseKind.PERSON, PhraseKind.NAME} and apposed:
            return each
        owned = each.is_genitive or each.preposition in {"von", "vom", "bei"}
        vague = phrase.article in {"ein", "eine", "die", ""} and phrase.head.lower().endswith(MEMBERS)
        if owned and vague and each.kind is PhraseKind.BODY and each.name:
            body = body or each
        if not (each.is_genitive or each.preposition or each.is_bracketed):
            break
    return body or phrase


def _tagged(phrases: list[Phrase], clausal: Clausal, found: list[Framed]) -> list[Framed]:
    """Who stands behind a verb of any kind right after a quotation: "„...“, giftete Anna Meier"."""
    verbs = {each.verb for each in found}
    for at in range(2, len(clausal.words) - 1):
        closed = clausal.words[at - 1].text == "," and clausal.words[at - 2].text in grammar.QUOTES
        if not closed or at in verbs or clausal.words[at].is_capitalised:
            continue
        behind = next((each for each in phrases if each.first == at + 1), None)
        verb = clausal.lower[at].endswith(("te", "ten", "t", "ief"))
        if verb and behind and behind.kind in SURE | {PhraseKind.NAME} and not behind.preposition:
            return [Framed(phrase=_named(behind, phrases, clausal), frame=Frame.SAYS, verb=at)]
    return []


def _closes_apposition(at: int, clausal: Clausal) -> bool:
    """Whether a name set beside a role ends there: "Jan Ott, sagte", "..., Jan Ott."."""
    return at >= len(clausal.words) or clausal.words[at].text in {",", ".", "(", ":", "–", ";", '"', "“"}


def _before_colon(phrases: list[Phrase], clausal: Clausal, found: list[Framed]) -> list[Framed]:
    """The first phrase of a sentence that goes on behind a colon: "Astrid Mehler gibt ihm recht: ..."."""
    colon = next((at for at, word in enumerate(clausal.words) if word.text == ":"), 0)
    if not colon or any(each.verb < colon for each in found):
        return []
    first = next((each for each in phrases if each.last < colon and each.may_be_subject), None)
    if first and first.kind in {PhraseKind.OTHER, PhraseKind.NONE, PhraseKind.SOURCE}:
        return []
    return [Framed(phrase=first, frame=Frame.COLON, verb=colon)] if first else []
