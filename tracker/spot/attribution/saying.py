"""German verbs and turns of phrase by which somebody says, wants or expects something."""

from enum import IntEnum

from tracker.spot.lexicon import listed


class Strength(IntEnum):
    """How surely the subject of a verb is the one who says what the sentence tells."""

    WANTING = 1
    """will, plant: it tells the subject's own aim."""
    WIDE = 2
    """bezeichnet, rechnet: often of saying."""
    STRONG = 3
    """sagt, erklärt: of saying only."""


STRONG = listed(
    """
        sagen erklären ankündigen mitteilen melden berichten betonen meinen fordern verlangen warnen
        kritisieren erläutern äußern behaupten bestätigen versichern versprechen ergänzen hinzufügen
        unterstreichen hervorheben schreiben vermuten glauben hoffen erwarten befürchten fürchten
        prognostizieren vorhersagen voraussagen schätzen bezweifeln bestreiten dementieren zurückweisen
        hinweisen feststellen argumentieren appellieren plädieren beklagen bemängeln begrüßen bedauern
        einräumen verkünden informieren antworten entgegnen kommentieren konstatieren mahnen beteuern
        vorwerfen vorschlagen prophezeien bekräftigen bilanzieren monieren erwidern resümieren skizzieren
        beziffern signalisieren klarstellen verraten urteilen jubeln
        spotten höhnen frotzeln witzeln scherzen raunen schimpfen poltern wettern zürnen ätzen stöhnen seufzen
        klagen schwärmen staunen orakeln unken sinnieren kontern ulken flachsen lästern grummeln brummen
        tönen prahlen orten bilanzieren mutmaßen nachlegen nachschieben einwenden einwerfen beschwichtigen
        besänftigen relativieren bemerken
    """
)
WIDE = listed(
    """
        rechnen bezeichnen begründen angeben einschätzen verweisen festhalten auffordern aufrufen bitten
        raten empfehlen loben würdigen zugeben gestehen fragen anmahnen beschuldigen nennen anführen
        annehmen werten sehen vertreten unterstellen andeuten darlegen schildern ausführen präzisieren
        beschließen entscheiden vorsehen anstreben streben wünschen beantragen ablehnen befürworten
        rechtfertigen verurteilen spekulieren ausrechnen errechnen berechnen beanstanden veröffentlichen
        twittern posten anbieten zusagen pochen vereinbaren einigen garantieren erinnern danken gratulieren
        besagen lauten anmerken bemerken entnehmen hervorgehen denken wetten kalkulieren veranschlagen
        vorlegen vorstellen festlegen präsentieren anordnen verfügen bewerten taxieren tippen ausschließen
        versichern zusichern fürchten erhoffen hegen vorhaben vornehmen erwägen planen anvisieren anpeilen
        anregen zitieren reagieren verteidigen sprechen abraten mutmaßen ankreiden bekennen versprechen
        verpflichten interpretieren deuten betrachten einstufen formulieren ausgehen verordnen vorschreiben
        widersprechen zustimmen stimmen entgegensetzen belassen anheben senken kappen drohen
    """
)
WANTING = listed(
    "wollen planen mögen beabsichtigen anstreben hoffen streben erwägen vorhaben zielen abzielen"
)
# Verbs that say something only with their particle at the end of the clause: "kündigte ... an".
PARTICLES = {
    "kündigen": ("an",),
    "sichern": ("zu",),
    "trauen": ("zu",),
    "teilen": ("mit",),
    "heben": ("hervor",),
    "fügen": ("hinzu", "an"),
    "räumen": ("ein",),
    "weisen": ("hin", "zurück", "an"),
    "geben": ("an", "bekannt", "zu", "vor"),
    "stellen": ("fest", "klar", "vor", "aussicht", "infrage"),
    "sagen": ("voraus", "zu", "vorher", "ab"),
    "lehnen": ("ab",),
    "gehen": ("aus", "hervor"),
    "fordern": ("auf",),
    "schlagen": ("vor",),
    "werfen": ("vor",),
    "führen": ("an", "aus"),
    "halten": ("fest", "entgegen"),
    "merken": ("an",),
    "deuten": ("an",),
    "legen": ("dar", "fest", "vor"),
    "sehen": ("vor",),
    "nehmen": ("an", "vor"),
    "schätzen": ("ein",),
    "bieten": ("an",),
    "streben": ("an",),
    "peilen": ("an",),
    "visieren": ("an",),
    "mahnen": ("an",),
    "rechnen": ("aus", "vor"),
    "prangern": ("an",),
    "ordnen": ("an",),
    "stimmen": ("zu",),
    "regen": ("an",),
    "setzen": ("entgegen",),
    "schließen": ("aus",),
    "machen": ("deutlich", "klar", "geltend"),
    "haben": ("vor",),
    "rufen": ("auf", "zu"),
    "treten": ("entgegen",),
    "sprechen": ("aus",),
    "schreiben": ("vor",),
}
FOLLOWING = listed("hervorgeht hervorging hervorgehe")  # "wie aus dem Bericht hervorgeht"
# Of these the verb alone says something as well.
ALSO_ALONE = listed(
    "sagen fordern schätzen streben schreiben nennen mahnen rechnen sprechen schreiben sehen nennen"
)
# Said of the subject by a noun or an adjective beside a verb that says nothing itself.
LIGHT_NOUNS = listed(
    """
        meinung ansicht auffassung überzeugung zuversicht einspruch verdacht befürchtung hoffnung erwartung
        absicht wort worten ausdruck vorwurf vorwürfe kritik hinweis bedauern sorge zweifel ziel vorbehalte
        ankündigung versprechen zusage einschätzung klage stellung vermutung prognose forderung vorschlag
        hypothese these skepsis protest verständnis plan vorhaben meldung mitteilung antrag beschwerde
        warnung bedenken
    """
)
LIGHT_ADJECTIVES = listed(
    """
        überzeugt zuversichtlich optimistisch skeptisch besorgt sicher pessimistisch enttäuscht erfreut
        empört bekannt deutlich klar unzufrieden zufrieden entsetzt erschüttert dafür dagegen davor
    """
)
LIGHT_VERBS = listed(
    """
        formulieren aufstellen sein vertreten äußern erheben hegen haben geben machen bringen nehmen zeigen
        legen wagen üben melden verleihen gehen bleiben halten warnen setzen stehen
    """
)
# Verbs that say something only with this word in their clause: "hält es für möglich", "setzt auf".
WITH_PREPOSITION = {"halten": "für", "setzen": "auf", "werben": "für", "kämpfen": "für"}
# Verbs that make or change a forecast, and those by which somebody puts off a plan of his own.
FORECASTING = listed(
    """
        senken kappen heben anheben kürzen stutzen bestätigen beibehalten erhöhen korrigieren schrauben
        haben nennen anpassen nehmen zurücknehmen reduzieren herabsetzen heraufsetzen drücken
    """
)
FORECASTS = ("prognose", "prognosen", "vorhersage", "vorhersagen", "ausblick", "kursziel")
MOVING = listed("verschieben verlegen vertagen vorziehen hinauszögern aufschieben")
HEARSAY = listed("heißt hieß heiße")
# In these words a clause tells from which source it comes, and does not name it.
HENCE = listed("demnach danach demzufolge dementsprechend")
AFTER = listed("zufolge")


def strength_of(lemma: str) -> Strength | None:
    """How surely the subject of a verb says something; None for any other verb."""
    if lemma in STRONG:
        return Strength.STRONG
    if lemma in WIDE:
        return Strength.WIDE
    return Strength.WANTING if lemma in WANTING else None


# Participles that say something only behind one of these words: "bekannt gegeben", "in Aussicht gestellt".
WITH_NOUN = {
    "gegeben": ("bekannt", "zu", "an"),
    "gestellt": ("aussicht", "klar", "fest"),
    "gemacht": ("deutlich", "klar", "geltend"),
}
