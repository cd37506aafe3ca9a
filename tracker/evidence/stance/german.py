"""The German cues."""

import re

from tracker.evidence.stance.lexicon import Lexicon, exactly, starting

GERMAN = Lexicon(
    failure=(
        starting(
            "verschieb verschob verzöger verspät vertag gescheiter scheiter platz geplatz abgesag "
            "absag absage gestopp stopp storni zurückgezog zurückgenommen begräb begrab dementier "
            "widerleg verfehl insolven eingestell aufgegeb ausgesetz gekipp verworf abgelehn ablehn "
            "unterbroch misslung missling verhinder verwehr abgebroch Absturz Pleite Rückschlag"
        ),
        exactly(
            "schließt_aus ausgeschlossen vom_Tisch nahm_die_Pläne_zurück nimmt_die_Pläne_zurück "
            "erst_20 frühestens nicht_einmal unverzichtbar ruht stoppt auf_Eis vorerst_gesperrt lehnt_ab "
            "lehnte_ab sagt_ab sagte_ab"
        ),
        re.compile(r"\bschließt\s+(?:\w+\s+){1,3}aus\b", re.IGNORECASE),
        re.compile(r"\b(?:nahm|nimmt|zog|zieht)\s+(?:\w+,?\s+){1,4}zurück\b", re.IGNORECASE),
        re.compile(r"\berst\s+(?:im\s+Jahr\s+)?20\d\d\b", re.IGNORECASE),
        re.compile(r"\b(?:nicht\s+vor|erst\s+(?:im|nach|kommende\w*|nächste\w*))\b", re.IGNORECASE),
        re.compile(r"\b(?:wirft|warf|werfen)\s+(?:\w+\s+){1,9}zurück\b", re.IGNORECASE),
        re.compile(r"\b(?:bricht|brach|brechen)\s+(?:\w+\s+){0,4}ein\b", re.IGNORECASE),
        re.compile(r"\b(?:fällt|fiel)\s+(?:\w+\s+){0,9}aus\b", re.IGNORECASE),
    ),
    dismissed=(
        re.compile(
            r"\b(?:dementier|verneint|bestreite|widerleg|verwirf|verwarf|verworf|weis|wies|lehn)\w*\s+"
            r"(?:\w+\s+){0,5}?(?:Zweifel|Verzöger|Verschieb|Verspät|Absage|Bericht|Gerücht|Spekulation|Kritik|Sorge"
            r"|Befürchtung|Klage|Einwand|Einwänd|Beschwerde|Eilantrag|Vorw[uü]rf)\w*(?:\s+\w+){0,6}?\s+(?:ab|zurück)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:dementier|bestreite|widerleg|verwirf|verwarf)\w*\s+(?:\w+\s+){0,5}?"
            r"(?:Zweifel|Verzöger|Verschieb|Verspät|Absage|Bericht|Gerücht|Spekulation|Befürchtung)\w*",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:Zweifel|Verzögerung|Gerücht|Spekulation|Kritik|Klage|Einwand|Einwänd|Beschwerde|Eilantrag)\w*\s+"
            r"(?:\w+\s+){0,6}?(?:abgelehnt|abgewiesen|zurückgewiesen|dementiert|widerlegt|verworfen|gescheitert"
            r"|scheitert\w*)\b",
            re.IGNORECASE,
        ),
    ),
    success=(
        starting(
            "eingeweiht Einweihung erhältlich eingespeis bereitgestell zugelassen bestanden "
            "eröffne freigegeb beschlossen beschließ verabschiedet geschafft erreicht abgeschlossen "
            "erfüllt fertiggestell vollendet gelung gelang erfolgreich ausgeliefer übernommen "
            "verkauft gestartet unterzeichne besiegelt"
        ),
        exactly(
            "in_Kraft in_Betrieb ans_Netz_gegangen liefert_aus bleibt_offen bleiben_offen "
            "erstmals vom_Netz_gegangen unter_Spannung geht_in_Betrieb schneidet_das_Band stimmt_zu stimmte_zu "
            "bewahrheitet bestätigt_sich tritt_zurück trat_zurück zurückgetreten"
        ),
        # "Seit Montag bestellbar": what goes on since a day has begun.
        re.compile(
            r"\bseit\s+(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag\w*|Mittwoch\w*|(?:Wochen|Monats)beginn|gestern|heute)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:ist|sind|liegt|steht)\s+(?:nun|jetzt)\b|\b(?:nun|jetzt)\s+(?:offen|da|fertig|verfügbar)\b",
            re.IGNORECASE,
        ),
        re.compile(r"\bliefert\s+(?:\w+\s+){1,3}aus\b", re.IGNORECASE),
        re.compile(r"\b(?:ging|geht|gehen)\s+(?:\w+\s+){0,3}ans\s+Netz\b", re.IGNORECASE),
    ),
    rising=(
        starting(
            "steig stieg gestieg kletter zunahm zunehm zugenomm erhöh wuchs wächst gewachsen zuleg "
            "anzieh anstieg"
        ),
        exactly("mehr nimmt_zu nahm_zu zieht_an zog_an legt_zu legte_zu höher höchststand höchsten"),
    ),
    falling=(
        starting(
            "sink sank gesunk fällt fiel gefall schrumpf verring senk gesenk halbier rückgang abnahm abnehm"
        ),
        exactly("weniger geht_zurück ging_zurück gingen_zurück gehen_zurück niedriger niedrigsten tiefsten"),
        re.compile(r"\b(?:ging|geht|gingen|gehen)\s+(?:\w+[\s,.]+){0,8}zurück\b", re.IGNORECASE),
    ),
    above=(exactly("mehr_als über mindestens oberhalb jenseits"),),
    below=(exactly("weniger_als unter höchstens unterhalb knapp nicht_einmal"),),
    negation=(exactly("nicht kein keine keinen keinem keiner keines nie niemals ohne niemand weder"),),
    # "Nur noch ein Block läuft" and "nur bei Sonne" are no amounts.
    little=(
        exactly("kaum gerade_mal gerade_einmal"),
        re.compile(
            r"\b(?:nur|lediglich|bloß)\s+(?:rund\s+|etwa\s+|gut\s+|knapp\s+)?(?:\d|(?:zwei|drei|vier|fünf|sechs|sieben"
            r"|acht|neun|zehn|elf|zwölf|wenige\w*|einige\w*|halb\w*|jede\w*|ein\w*\s+(?:Drittel|Viertel|Teil|Bruchteil))"
            r"\b)",
            re.IGNORECASE,
        ),
    ),
    ahead=(
        exactly(
            "will wollen wolle soll sollen sollte könnte könnten dürfte dürften möchte plant planen "
            "geplant erwartet bekräftigte wiederholt Prognose Ziel_ausgegeben fordert fordern "
            "forderten verlangt verlangen berät beraten hofft hoffen wirbt geplanten verhandeln "
            "verhandelt ob"
        ),
        # "hatte weniger als zwei Millionen Tonnen angekündigt": what was said, not what came of it.
        re.compile(
            r"\bhatten?\b.*?\b(?:versprochen|angekündigt|zugesagt|vorhergesagt|in Aussicht gestellt)\b",
            re.IGNORECASE,
        ),
    ),
    differences=(
        re.compile(r"\bum\s+(?:\w+\s+){0,2}[€$£]?\s*$", re.IGNORECASE),
        re.compile(r"^\s*(?:mehr|weniger|teurer|billiger|günstiger|höher|niedriger)\b", re.IGNORECASE),
    ),
    predicate=re.compile(r"\b(?:wird|werden|wirst|werde)\b.*?(\w+)\s*[.!]?\s*$", re.IGNORECASE),
)
