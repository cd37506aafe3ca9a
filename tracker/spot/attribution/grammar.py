"""German words of closed classes, and what the form of a noun tells of its case and number."""

from functools import lru_cache

from simplemma import lemmatize

from tracker.spot.lexicon import listed

OBLIQUE = listed(
    """
        den dem des einen einem eines diesen diesem jenen jenem keinen keinem keines meinen meinem meines
        seinen seinem seines ihren ihrem ihres unseren unserem unseres allen einigen mehreren vielen wenigen
        manchen zahlreichen verschiedenen weiteren anderen zweier dreier aller vieler mehrerer einiger
        zahlreicher
    """
)
NOMINATIVE = listed(
    """
        deren dessen der die das ein eine dieser diese dieses jener jene jenes jeder jede jedes kein keine
        mein meine sein seine ihr ihre unser unsere einer keiner seiner ihrer beide alle einige mehrere
        viele wenige manche zahlreiche verschiedene weitere andere zwei drei vier fünf sechs sieben acht
        neun zehn elf zwölf hunderte tausende dutzende etliche sämtliche solche mancher manches anderer
        anderes
    """
)
ARTICLES = OBLIQUE | NOMINATIVE
# Articles behind which a feminine noun is in the genitive or dative.
FEMININE_OBLIQUE = listed("der einer dieser jener jeder keiner meiner seiner ihrer unserer")
PLURAL_ARTICLES = listed(
    """
        beide alle einige mehrere viele wenige manche zahlreiche verschiedene weitere zwei drei vier fünf
        sechs sieben acht neun zehn elf zwölf hunderte tausende dutzende etliche sämtliche solche
    """
)
SINGULAR_ARTICLES = listed(
    "der das ein eine dieser dieses jeder jede jedes kein mein sein ihr unser einer dessen"
)
POSSESSIVES = listed("sein seine seinem seinen seiner ihr ihre ihrem ihren ihrer")
FUSED = listed("im am beim vom zum zur ins ans aufs fürs durchs ums")
PREPOSITIONS = FUSED | listed(
    """
        an auf aus bei bis durch für gegen in mit nach ohne seit über um unter von vor wegen zu zwischen
        gegenüber trotz statt anstatt innerhalb außerhalb laut gemäß seitens dank entlang hinter neben ab
        binnen infolge angesichts aufgrund mithilfe zugunsten hinsichtlich bezüglich mittels anlässlich
        während pro per via nahe samt inklusive oberhalb unterhalb jenseits entgegen
    """
)
SUBJUNCTIONS = listed(
    """
        dass daß ob weil wenn nachdem bevor ehe obwohl obgleich falls sofern solange sobald seitdem indem
        damit wie wonach wobei wodurch weshalb warum wann wo was wer als während da sodass
    """
)
RELATIVES = listed("der die das den dem deren dessen denen welcher welche welches welchen welchem")
COORDINATING = listed("und oder sowie aber doch sondern denn bzw")
PRONOUNS = listed("er sie es wir ich man")
OBJECT_PRONOUNS = listed("sich ihm ihn ihnen uns mir mich dir dich euch ihr")
# What may stand between the first place of a main clause and its verb, or open the first place.
FLOATING = listed(
    """
        aber jedoch hingegen dagegen selbst allerdings indes indessen wiederum auch nun dann also zudem
        ebenfalls seinerseits ihrerseits nämlich unterdessen außerdem
    """
)
OPENING = COORDINATING | listed(
    """
        auch selbst nur sogar lediglich nicht besonders vor allem insbesondere ausgerechnet einzig allein
        zumindest wenigstens gerade ebenso sowohl weder immerhin nahezu fast rund etwa mindestens gleich
    """
)
AUXILIARIES = listed(
    """
        hat haben habe hatte hatten hätte hätten ist sind sei seien war waren wäre wären wird werden werde
        wurde wurden würde würden
    """
)
PASSIVE = listed("wird werden werde wurde wurden würde würden worden")
MODALS = listed(
    """
        will wollen wolle wollte wollten soll sollen solle sollte sollten kann können könne konnte konnten
        könnte könnten muss müssen müsse musste mussten müsste müssten darf dürfen dürfe durfte durften
        dürfte dürften mag mögen möge möchte möchten
    """
)
REPORTED = listed(
    """
        sei seien habe werde wolle solle könne dürfe müsse möge bleibe gebe komme gehe stehe liege lasse
        nehme bringe laufe mache brauche wisse halte sehe wären hätten gelte drohe fehle bestehe führe finde
        verfüge diene bedeute handele handle stelle betrage beginne steige sinke
    """
)
BREAKS = frozenset(',;:–—()[]"„“”»«…|.!?-+')
QUOTES = frozenset('"„“”»«')
FEMININE = tuple(
    listed(
        """
            anz armee bahn bank basis behörde börse ei enz familie firma gruppe heit ie in industrie jury
            justiz kammer keit kirche klinik liga linke mehrheit partei polizei post presse regierung
            rundschau schaft schule seite sion spitze stadt stelle tion tät ung union ur welt wirtschaft
        """
    )
)
MASS = tuple(
    listed(
        """
            angst arbeit druck ende gas geld gewalt heit hilfe hoffnung ik ismus keit kritik regen schaft
            schnee streit strom tion tät ung wasser zeit öl
        """
    )
)
PLURAL = ("innen", "leute", "experten", "eltern", "ungen", "heiten", "keiten", "schaften", "tionen", "täten")


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """The base form of a German word as it is written; cached, as a language repeats itself."""
    return lemmatize(word, "de", low_memory=True)


@lru_cache(maxsize=20_000)
def is_noun(word: str) -> bool:
    """Whether a capitalised word is a noun or a name also where it opens a sentence: not "Derzeit", "Trotz"."""
    lower = word.lower()
    if lower.endswith("ierend"):
        return False
    if lower in ARTICLES | PREPOSITIONS | SUBJUNCTIONS | PRONOUNS | COORDINATING | FLOATING:
        return False
    base = lemma(word)
    return not base.islower() or (lower.endswith("er") and base == f"{lower}n")  # "Imker", not "imkern"


def may_be_adjective(word: str) -> bool:
    """Whether a word in lower case has an adjective's ending: also a participle, and some forms of verbs."""
    return (
        word.islower()
        and len(word) > 3
        and word.endswith(("e", "er", "es", "en", "em"))
        and word not in NO_ADJECTIVES
    )


@lru_cache(maxsize=20_000)
def is_adjective(word: str) -> bool:
    """Whether a word in lower case has an adjective's ending, and is no form of a verb."""
    if not may_be_adjective(word):
        return False
    base = lemma(word)
    return not base.endswith("n") or (word != base and word.startswith(base))


NO_ADJECTIVES = (
    ARTICLES
    | PREPOSITIONS
    | SUBJUNCTIONS
    | PRONOUNS
    | OBJECT_PRONOUNS
    | COORDINATING
    | FLOATING
    | AUXILIARIES
    | MODALS
)


def is_feminine(noun: str) -> bool:
    """Whether a singular noun is feminine by its ending."""
    lower = noun.lower()
    return lower.endswith(FEMININE) and not lower.endswith(("termin", "verein", "bein", "ein", "berlin"))


@lru_cache(maxsize=20_000)
def is_plural(noun: str) -> bool:
    """Whether a noun without an article is a plural: "Experten", "Behörden"; not a name or "Sprecher"."""
    if noun.lower().endswith(PLURAL):
        return True
    base = lemma(noun)
    return base != noun and len(base) <= len(noun) and noun.endswith(("en", "n", "er", "e", "s"))


def is_mass(noun: str) -> bool:
    """Whether a noun may stand without an article though it names no one: "Kritik", "Gewalt", "Bewegung"."""
    return noun.lower().endswith(MASS)
