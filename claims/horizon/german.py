"""German: every word that the horizon resolver knows. The grammar that combines them is in the other modules."""

from . import almanac
from .almanac import Part, Unit
from .lexicon import Entry, Kind, Language, plainly

ONES = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
]
TENS = ["zehn", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
ORDINALS = ["", "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht"]
MONTHS = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
]
TEENS = {16: "sechzehn", 17: "siebzehn"}
ENDINGS = ("e", "en", "er", "es", "em")


def cardinal(number: int) -> str:
    """A number from 1 to 99 in words, as it stands before a noun or in a compound."""
    tens, ones = divmod(number, 10)
    if number < len(ONES):
        return ONES[number]
    if number < 20:
        return TEENS.get(number, ONES[ones] + "zehn")
    return f"{ONES[ones]}und{TENS[tens - 1]}" if ones else TENS[tens - 1]


def ordinal(number: int) -> str:
    """The stem of "erste" to "neunundneunzigste"."""
    if number < len(ORDINALS):
        return ORDINALS[number]
    return cardinal(number) + ("t" if number < 20 else "st")


NUMBERS: tuple[Entry, ...] = (
    *((Kind.NUMBER, n, cardinal(n)) for n in range(2, 100)),
    *((Kind.ORDINAL, n, ordinal(n) + "~") for n in range(1, 32)),
    *((Kind.YEAR, 2000 + n, "zweitausend" + cardinal(n)) for n in range(1, 100)),
    (Kind.NUMBER, 1, "ein, eine, einen, einem, einer, eines, eins"),
    (Kind.NUMBER, 2, "zwo, zweier"),
    (Kind.NUMBER, 3, "dreier"),
    (Kind.NUMBER, 12, "ein dutzend, einem dutzend, eines dutzends, dutzend"),
    (Kind.NUMBER, 100, "hundert, einhundert"),
    (Kind.NUMBER, 1000, "tausend, eintausend"),
    (Kind.NUMBER, 1.5, "anderthalb, eineinhalb, einundeinhalb"),
    *((Kind.NUMBER, n + 0.5, cardinal(n) + "einhalb") for n in range(2, 13)),
    (Kind.NUMBER, 0.75, "dreiviertel"),
    (Kind.HALF, 0.5, "halb~, hälfte"),
    (Kind.FEW, None, "einig~, mehrer~, wenig~, ein paar, paar, etlich~, viel~, absehbar~"),
    (Kind.SHARE, None, "drittel, viertel, fünftel, sechstel, achtel, zehntel, trimester, tertial"),
    *((Kind.SHARE, None, f"{month}wochen, {month}tage, {month}tagen") for month in MONTHS),
    *((Kind.OF_MONTH, (Unit.HALF, n), f"{month}hälfte") for n, month in enumerate(MONTHS, 1)),
    *((Kind.OF_MONTH, (Unit.WEEK, n), f"{month}woche") for n, month in enumerate(MONTHS, 1)),
    *((Kind.OF_MONTH, (Unit.WEEKEND, n), f"{month}wochenende") for n, month in enumerate(MONTHS, 1)),
    (Kind.ORDINAL, 2, "ii."),
    (Kind.ORDINAL, 3, "iii."),
    (Kind.ORDINAL, 4, "iv."),
    (Kind.ORDINAL, -1, "letzt~"),
    (Kind.ORDINAL, -2, "vorletzt~, zweitletzt~"),
    (Kind.ORDINAL, -3, "drittletzt~"),
)

UNITS: tuple[Entry, ...] = (
    (Kind.UNITS, Unit.MINUTE, "minuten"),
    (Kind.UNIT, Unit.HOUR, "stunde"),
    (Kind.UNITS, Unit.HOUR, "stunden, std."),
    (Kind.UNIT, Unit.DAY, "tag, tages, tags, kalendertag"),
    (Kind.UNITS, Unit.DAY, "tage, tagen, kalendertage, kalendertagen"),
    (Kind.UNIT, Unit.WORKDAY, "werktag, werktages, arbeitstag, arbeitstages, börsentag, handelstag"),
    (Kind.UNITS, Unit.WORKDAY, "werktage, werktagen, arbeitstage, arbeitstagen, börsentage, börsentagen"),
    (Kind.UNIT, Unit.WEEK, "woche, kalenderwoche, kw, kw."),
    (Kind.UNITS, Unit.WEEK, "wochen"),
    (Kind.UNIT, Unit.WORKWEEK, "arbeitswoche, unter der woche"),
    (Kind.UNIT, Unit.WEEKEND, "wochenende, wochenendes"),
    (Kind.UNITS, Unit.WEEKEND, "wochenenden"),
    (Kind.UNIT, Unit.MONTH, "monat, monats, monates, kalendermonat"),
    (Kind.UNITS, Unit.MONTH, "monate, monaten"),
    (Kind.UNIT, Unit.QUARTER, "quartal, quartals, quartales, vierteljahr, jahresviertel"),
    (Kind.UNITS, Unit.QUARTER, "quartale, quartalen, vierteljahre, vierteljahren"),
    (Kind.UNIT, Unit.HALF, "halbjahr, halbjahrs, halbjahres, jahreshälfte, hj."),
    (Kind.UNITS, Unit.HALF, "halbjahre, halbjahren"),
    (Kind.UNIT, Unit.YEAR, "jahr, jahrs, jahres, kalenderjahr, kalenderjahres"),
    (Kind.UNITS, Unit.YEAR, "jahre, jahren"),
    (
        Kind.UNIT,
        Unit.FISCAL_YEAR,
        "geschäftsjahr, geschäftsjahres, haushaltsjahr, haushaltsjahres, fiskaljahr",
    ),
    (Kind.UNITS, Unit.FISCAL_YEAR, "geschäftsjahre, geschäftsjahren"),
    (Kind.UNIT, Unit.DECADE, "jahrzehnt, jahrzehnts, jahrzehntes, dekade"),
    (Kind.UNITS, Unit.DECADE, "jahrzehnte, jahrzehnten, dekaden"),
    (Kind.UNIT, Unit.CENTURY, "jahrhundert, jahrhunderts, jahrhundertes"),
    (Kind.UNITS, Unit.CENTURY, "jahrhunderte, jahrhunderten"),
    (Kind.LENGTH, (0.75, Unit.YEAR), "dreivierteljahr, dreivierteljahres"),
    (Kind.LENGTH, (25, Unit.YEAR), "vierteljahrhundert, vierteljahrhunderts"),
    (Kind.LENGTH, (50, Unit.YEAR), "halbjahrhundert, halbjahrhunderts"),
    (Kind.NTH, (1, Unit.QUARTER), "auftaktquartal, anfangsquartal"),
    (Kind.NTH, (-1, Unit.QUARTER), "schlussquartal, jahresschlussquartal"),
    (Kind.TERM, Unit.YEAR, "jahresfrist"),
    (Kind.TERM, Unit.MONTH, "monatsfrist"),
    (Kind.TERM, Unit.WEEK, "wochenfrist"),
    (Kind.TERM, Unit.DAY, "tagesfrist"),
)

NAMES: tuple[Entry, ...] = (
    (Kind.MONTH, 1, "januar, januars, jänner, jan."),
    (Kind.MONTH, 2, "februar, februars, feber, feb."),
    (Kind.MONTH, 3, "märz, märzes, mär., mrz."),
    (Kind.MONTH, 4, "april, aprils, apr."),
    (Kind.MONTH, 5, "mai, mais"),
    (Kind.MONTH, 6, "juni, junis, jun., juno"),
    (Kind.MONTH, 7, "juli, julis, jul."),
    (Kind.MONTH, 8, "august, augusts, aug."),
    (Kind.MONTH, 9, "september, septembers, sept., sep."),
    (Kind.MONTH, 10, "oktober, oktobers, okt."),
    (Kind.MONTH, 11, "november, novembers, nov."),
    (Kind.MONTH, 12, "dezember, dezembers, dez."),
    (Kind.WEEKDAY, 0, "montag, montags, montagabend, montagmorgen"),
    (Kind.WEEKDAY, 1, "dienstag, dienstags, dienstagabend, dienstagmorgen"),
    (Kind.WEEKDAY, 2, "mittwoch, mittwochs, mittwochabend, mittwochmorgen"),
    (Kind.WEEKDAY, 3, "donnerstag, donnerstags, donnerstagabend, donnerstagmorgen"),
    (Kind.WEEKDAY, 4, "freitag, freitags, freitagabend, freitagmorgen"),
    (Kind.WEEKDAY, 5, "samstag, samstags, sonnabend, sonnabends, samstagabend"),
    (Kind.WEEKDAY, 6, "sonntag, sonntags, sonntagabend"),
    (Kind.SEASON, 3, "frühling, frühlings, frühjahr, frühjahrs, frühjahres"),
    (Kind.SEASON, 6, "sommer, sommers"),
    (Kind.SEASON, 9, "herbst, herbstes, herbsts"),
    (Kind.SEASON, 12, "winter, winters"),
    (Kind.PART_OF_SEASON, (Part.EARLY, 3), "vorfrühling, zeitiges frühjahr, zeitigen frühjahr"),
    (Kind.PART_OF_SEASON, (Part.LATE, 3), "spätes frühjahr, späten frühjahr"),
    (Kind.PART_OF_SEASON, (Part.EARLY, 6), "frühsommer, frühsommers"),
    (Kind.PART_OF_SEASON, (Part.MID, 6), "hochsommer, hochsommers"),
    (Kind.PART_OF_SEASON, (Part.LATE, 6), "spätsommer, spätsommers"),
    (Kind.PART_OF_SEASON, (Part.EARLY, 9), "frühherbst, frühherbstes"),
    (Kind.PART_OF_SEASON, (Part.LATE, 9), "spätherbst, spätherbstes"),
    (Kind.DAY, 0, "heute, sofort, jetzt, dieser zeit, diese zeit, heutigen tag, heutigen tags"),
    (Kind.DAY, 1, "morgen, morgigen tag"),
    (Kind.DAY, 2, "übermorgen"),
    (Kind.DAY, -1, "gestern"),
    (Kind.DAY, -2, "vorgestern"),
    *(
        (Kind.DECADE, decade, f"{stem}er jahre, {stem}er jahren, {stem}erjahre, {stem}erjahren, {stem}er")
        for decade, stem in zip(range(20, 100, 10), TENS[1:], strict=True)
    ),
)

HOLIDAYS: tuple[Entry, ...] = (
    (Kind.HOLIDAY, almanac.fixed(1, 1), "neujahr, neujahrs, neujahrstag, neujahrstages"),
    (Kind.HOLIDAY, almanac.fixed(1, 6), "dreikönig, dreikönigstag, heilige drei könige"),
    (Kind.HOLIDAY, almanac.fixed(2, 14), "valentinstag"),
    (Kind.HOLIDAY, almanac.from_easter(-48), "rosenmontag"),
    (Kind.HOLIDAY, almanac.from_easter(-46), "aschermittwoch"),
    (Kind.HOLIDAY, almanac.from_easter(-7), "palmsonntag"),
    (Kind.HOLIDAY, almanac.from_easter(-3), "gründonnerstag"),
    (Kind.HOLIDAY, almanac.from_easter(-2), "karfreitag"),
    (Kind.HOLIDAY, almanac.from_easter(0), "ostern, osterfest, ostersonntag"),
    (Kind.HOLIDAY, almanac.from_easter(1), "ostermontag"),
    (Kind.HOLIDAY, almanac.fixed(5, 1), "tag der arbeit, maifeiertag"),
    (Kind.HOLIDAY, almanac.from_easter(39), "christi himmelfahrt, himmelfahrt, vatertag"),
    (Kind.HOLIDAY, almanac.weekday_in(5, 6, 2), "muttertag"),
    (Kind.HOLIDAY, almanac.from_easter(49), "pfingsten, pfingstfest, pfingstsonntag"),
    (Kind.HOLIDAY, almanac.from_easter(50), "pfingstmontag"),
    (Kind.HOLIDAY, almanac.from_easter(60), "fronleichnam"),
    (Kind.HOLIDAY, almanac.fixed(8, 15), "mariä himmelfahrt"),
    (Kind.HOLIDAY, almanac.fixed(10, 3), "tag der deutschen einheit, tag der einheit"),
    (Kind.HOLIDAY, almanac.fixed(10, 31), "reformationstag, halloween"),
    (Kind.HOLIDAY, almanac.fixed(11, 1), "allerheiligen"),
    (Kind.HOLIDAY, almanac.before_christmas(5, -7), "volkstrauertag"),
    (Kind.HOLIDAY, almanac.before_christmas(5, -4), "buß- und bettag, buß und bettag"),
    (Kind.HOLIDAY, almanac.before_christmas(5), "totensonntag"),
    (Kind.HOLIDAY, almanac.before_christmas(4), "erster advent, ersten advent, 1. advent"),
    (Kind.HOLIDAY, almanac.before_christmas(3), "zweiter advent, zweiten advent, 2. advent"),
    (Kind.HOLIDAY, almanac.before_christmas(2), "dritter advent, dritten advent, 3. advent"),
    (Kind.HOLIDAY, almanac.before_christmas(1), "vierter advent, vierten advent, 4. advent"),
    (Kind.HOLIDAY, almanac.weekday_in(11, 3, 4), "thanksgiving"),
    (Kind.HOLIDAY, almanac.weekday_in(11, 3, 4, 1), "black friday"),
    (Kind.HOLIDAY, almanac.fixed(12, 6), "nikolaus, nikolaustag"),
    (Kind.HOLIDAY, almanac.fixed(12, 24), "heiligabend, heiliger abend, heiligen abend"),
    (Kind.HOLIDAY, almanac.fixed(12, 25), "weihnachten, weihnachtsfest, weihnachtstag, erster weihnachtstag"),
    (Kind.HOLIDAY, almanac.fixed(12, 26), "zweiter weihnachtstag, zweiten weihnachtstag, stephanstag"),
    (
        Kind.HOLIDAY,
        almanac.fixed(12, 31),
        "silvester, sylvester, silvesterabend, jahreswechsel, jahreswechsels",
    ),
)

PARTS: tuple[Entry, ...] = (
    (Kind.SHIFT, 0, "dies~, diesjährig~, laufend~, aktuell~, jetzig~, heurig~, gegenwärtig~"),
    (Kind.SHIFT, 1, "nächst~, kommend~, folgend~, darauffolgend~, nächstfolgend~, bevorstehend~"),
    (Kind.COMING, True, "kommend~, folgend~, bevorstehend~"),
    (Kind.SHIFT, 2, "übernächst~"),
    (Kind.SHIFT, -1, "letzt~, vergangen~, vorig~, vorangegangen~, vorherig~, verflossen~, zurückliegend~"),
    (Kind.SHIFT, -2, "vorletzt~"),
    (Kind.PART, Part.START, "beginn, beginns"),
    (Kind.PART, Part.EARLY, "anfang, anfangs, auftakt, früh"),
    (Kind.PART, Part.MID, "mitte"),
    (Kind.PART, Part.LATE, "gegen ende, spät"),
    (Kind.PART, Part.END, "ende, endes, ausgang, ablauf, schluss, abschluss, ausklang"),
    (Kind.PART, Part.REST, "rest, später, weiteren verlauf, verbleibend~"),
    (Kind.SHIFTED, (1, Unit.YEAR), "neue jahr, neues jahr, neuen jahr, neuen jahres, neuem jahr"),
    (Kind.SHIFTED, (0, Unit.YEAR), "heuer"),
    (Kind.PART_OF, (Part.END, Unit.YEAR), "jahresende, jahresendes, jahresschluss"),
    (Kind.PART_OF, (Part.MID, Unit.YEAR), "jahresmitte"),
    (Kind.PART_OF, (Part.EARLY, Unit.YEAR), "jahresanfang, jahresanfangs"),
    (Kind.PART_OF, (Part.START, Unit.YEAR), "jahresbeginn, jahresbeginns"),
    (Kind.PART_OF, (Part.REST, Unit.YEAR), "jahresverlauf, jahresrest"),
    (Kind.PART_OF, (Part.END, Unit.HALF), "halbjahresende"),
    (Kind.PART_OF, (Part.END, Unit.QUARTER), "quartalsende, quartalsendes, quartalsschluss"),
    (Kind.PART_OF, (Part.START, Unit.QUARTER), "quartalsbeginn, quartalsanfang"),
    (Kind.PART_OF, (Part.END, Unit.MONTH), "monatsende, monatsendes, ultimo"),
    (Kind.PART_OF, (Part.MID, Unit.MONTH), "monatsmitte"),
    (Kind.PART_OF, (Part.EARLY, Unit.MONTH), "monatsanfang, monatsbeginn"),
    (Kind.PART_OF, (Part.EARLY, Unit.WEEK), "wochenanfang, wochenbeginn"),
    (Kind.PART_OF, (Part.MID, Unit.WEEK), "wochenmitte"),
    (Kind.PART_OF, (Part.END, Unit.DECADE), "jahrzehntende, jahrzehntendes"),
    (Kind.PART_OF, (Part.MID, Unit.DECADE), "jahrzehntmitte"),
    (Kind.PART_OF, (Part.END, Unit.CENTURY), "jahrhundertende, jahrhundertendes"),
    (Kind.PART_OF, (Part.MID, Unit.CENTURY), "jahrhundertmitte"),
    (Kind.PART_OF, (Part.END, Unit.FISCAL_YEAR), "geschäftsjahresende"),
)

LIMITS = plainly(
    {
        Kind.IN: "in, im, am, an, zu, zum, zur, während, um, um das, um die, circa, gegen, im zeitraum",
        Kind.OVER: "über, für, fürs",
        Kind.WITHIN: """
            innerhalb, binnen, innert, innerhalb von, noch innerhalb, auf sicht von, vor ablauf von, in einem
            zeitraum von, innerhalb eines zeitraums von, innerhalb einer frist von
        """,
        Kind.COURSE: "im laufe, im lauf, im verlauf, im zuge, im weiteren verlauf",
        Kind.BY: """
            bis, bis zu, bis zum, bis zur, bis spätestens, spätestens, spätestens bis, allerspätestens, bis
            einschließlich, bis inklusive, bis hin zu, nicht später als, per, spätestens bis zum, spätestens
            bis zur, bis spätestens zum, bis in, bis ins, bis in die, bis weit in die, bis weit ins, bis weit
            in das, bis weit in den
        """,
        Kind.BEFORE: "vor, noch vor, vorm, früher als, rechtzeitig vor",
        Kind.AFTER: "nach, erst nach, im anschluss an, anschließend an",
        Kind.FROM: "ab, von, vom, ab dem, von dem",
        Kind.STARTING: "ab, ab dem, ab der, beginnend, beginnend am, beginnend mit, startend",
        Kind.BETWEEN: "zwischen, irgendwo zwischen",
        Kind.TO: """
            bis, bis zu, bis zum, bis zur, oder, beziehungsweise, bzw., respektive, und, -, /, bis in, bis
            ins, bis in die, oder gar, oder erst, oder spätestens
        """,
        Kind.UP_TO: """
            bis zu, weniger als, max., höchstens, maximal, längstens, nicht mehr als, knapp, unter
        """,
        Kind.AT_LEAST: """
            nicht vor, mind., frühestens, frühestens ab, frühestens in, nicht früher als, erst in, mindestens,
            mehr als, wenigstens
        """,
        Kind.LOOKING_BACK: "vor, bereits vor, schon vor, zum ersten mal in, erstmals in, ersten mal in",
        Kind.HENCE: "später, von heute an, ab heute, ab jetzt, von jetzt an",
        Kind.SINCE: "seit, seither, seitdem",
        Kind.LATEST: "spätestens, oder früher, oder eher",
        Kind.EARLIEST: "frühestens, oder später, oder danach",
        Kind.OF: "von, vom, im, in, des, der, dem, den, am, zum, an, aus",
        Kind.ONWARD: "an, aufwärts",
        Kind.THE: "der, die, das, den, dem, des",
        Kind.AND: "und, sowie",
        Kind.ONCE: "sobald, wenn, sofern, sowie, bei, im falle",
        Kind.ABOUT: """
            etwa, circa, ca., rund, ungefähr, um, gegen, rund um, um die, knapp, gut, annähernd,
            schätzungsweise, um das, gegen das
        """,
        Kind.FILLER: """
            noch, bereits, schon, erst, wohl, voraussichtlich, irgendwann, gerade, genau, also, möglichst,
            vermutlich, wahrscheinlich, womöglich, eventuell, vielleicht, planmäßig, weiter~, voll~, ganz~,
            guten, knappen, aber, jedoch, allerdings, dann, sogar, allein, nur, jahr für jahr, pünktlich,
            frühzeitig, noch im
        """,
        Kind.JOINT: "-, ,, /",
        Kind.MONEY: """
            euro, dollar, prozent, millionen, milliarden, mio., mrd., uhr, kilometer, meter, metern, tonnen,
            fälle, fällen, punkte, punkten, stück, megawatt, gigawatt, grad, %, €, $
        """,
    }
)

OPEN = plainly(
    {
        Kind.VAGUE: """
            bald, alsbald, sehr bald, demnächst, in bälde, in kürze, künftig, zukünftig, in zukunft, in naher
            zukunft, in nächster zukunft, in absehbarer zeit, in nächster zeit, zeitnah, langfristig,
            mittelfristig, kurzfristig, mittel- bis langfristig, perspektivisch, auf lange sicht, auf
            absehbare zeit, auf dauer, auf mittlere sicht, auf kurze sicht, früher oder später, eines tages,
            über kurz oder lang, in ferner zukunft, irgendwann, so bald wie möglich, sobald wie möglich, so
            schnell wie möglich, schnellstmöglich, in der zukunft, in nicht allzu ferner zukunft, fortan,
            umgehend, unverzüglich, dereinst, kurz- oder mittelfristig, mittel- und langfristig, in der
            nächsten zeit, baldigst, in der kommenden zeit, nach und nach, schrittweise, in den nächsten
            generationen, in einer generation, dieser tage, auf jahre hinaus, auf jahre, auf jahrzehnte,
            innerhalb einer generation, binnen einer generation, auf weite sicht
        """,
        Kind.PAST: "vor kurzem, kürzlich, neulich, jüngst, unlängst, damals, zuletzt",
        Kind.EVENT: """
            sommerpause, legislaturperiode, wahlperiode, börsengang, inkrafttreten, sommerferien, gipfel,
            olympia, markteinführung, produktstart, veröffentlichung, abstimmung, urteil, parteitag, amtszeit,
            übernahme, fusion, genehmigung, fertigstellung, serienstart, saison, spielzeit, schuljahr,
            schuljahres, semester
        """,
    }
)

GERMAN = Language(
    code="de",
    entries=NUMBERS + UNITS + NAMES + HOLIDAYS + PARTS + LIMITS + OPEN,
    endings=ENDINGS,
    day_first=True,
    dotted_ordinals=True,
    only_lower=frozenset({"morgen"}),
    never_alone=frozenset({"heute", "sofort", "jetzt", "früh", "spät"}),
    in_a_story=frozenset({"später"}),
    event_endings=("wahl", "wahlen", "gipfel", "urteil", "abstimmung", "referendum", "gang", "meisterschaft"),
)
