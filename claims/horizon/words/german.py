"""German: every word that the horizon resolver knows. The grammar that combines them is in the other modules."""

from claims.horizon import almanac

from ..almanac import Unit, UnitPart
from .lexicon import Tag, TimeWords, WordEntry, plainly

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


NUMBERS: tuple[WordEntry, ...] = (
    *((Tag.NUMBER, n, cardinal(n)) for n in range(2, 100)),
    *((Tag.ORDINAL, n, ordinal(n) + "~") for n in range(1, 32)),
    *((Tag.YEAR, 2000 + n, "zweitausend" + cardinal(n)) for n in range(1, 100)),
    (Tag.NUMBER, 1, "ein, eine, einen, einem, einer, eines, eins"),
    (Tag.NUMBER, 2, "zwo, zweier, beid~"),
    (Tag.BOTH, None, "beid~"),
    (Tag.NUMBER, 3, "dreier"),
    (Tag.NUMBER, 12, "ein dutzend, einem dutzend, eines dutzends, dutzend"),
    (Tag.NUMBER, 100, "hundert, einhundert"),
    (Tag.NUMBER, 1000, "tausend, eintausend"),
    (Tag.NUMBER, 1.5, "anderthalb, eineinhalb, einundeinhalb"),
    *((Tag.NUMBER, n + 0.5, cardinal(n) + "einhalb") for n in range(2, 13)),
    (Tag.NUMBER, 0.75, "dreiviertel"),
    (Tag.HALF, 0.5, "halb~, hälfte"),
    (Tag.FEW, None, "einig~, mehrer~, wenig~, ein paar, paar, etlich~, viel~, absehbar~"),
    (Tag.SHARE, None, "drittel, viertel, fünftel, sechstel, achtel, zehntel, trimester, tertial"),
    *((Tag.SHARE, None, f"{month}wochen, {month}tage, {month}tagen") for month in MONTHS),
    *((Tag.OF_MONTH, (Unit.HALF, n), f"{month}hälfte") for n, month in enumerate(MONTHS, 1)),
    *((Tag.OF_MONTH, (Unit.WEEK, n), f"{month}woche") for n, month in enumerate(MONTHS, 1)),
    *((Tag.OF_MONTH, (Unit.WEEKEND, n), f"{month}wochenende") for n, month in enumerate(MONTHS, 1)),
    (Tag.ORDINAL, 2, "ii."),
    (Tag.ORDINAL, 3, "iii."),
    (Tag.ORDINAL, 4, "iv."),
    (Tag.ORDINAL, -1, "letzt~"),
    (Tag.ORDINAL, -2, "vorletzt~, zweitletzt~"),
    (Tag.ORDINAL, -3, "drittletzt~"),
)

UNITS: tuple[WordEntry, ...] = (
    (Tag.UNITS, Unit.MINUTE, "minuten"),
    (Tag.UNIT, Unit.HOUR, "stunde"),
    (Tag.UNITS, Unit.HOUR, "stunden, std."),
    (Tag.UNIT, Unit.DAY, "tag, tages, tags, kalendertag"),
    (Tag.UNITS, Unit.DAY, "tage, tagen, kalendertage, kalendertagen"),
    (Tag.UNIT, Unit.WORKDAY, "werktag, werktages, arbeitstag, arbeitstages, börsentag, handelstag"),
    (Tag.UNITS, Unit.WORKDAY, "werktage, werktagen, arbeitstage, arbeitstagen, börsentage, börsentagen"),
    (Tag.UNIT, Unit.WEEK, "woche, kalenderwoche, kw, kw."),
    (Tag.UNITS, Unit.WEEK, "wochen, kalenderwochen"),
    (Tag.NUMBERED, None, "kalenderwoche, kalenderwochen, kw, kw."),
    (Tag.UNIT, Unit.WORKWEEK, "arbeitswoche, unter der woche"),
    (Tag.UNIT, Unit.WEEKEND, "wochenende, wochenendes"),
    (Tag.UNITS, Unit.WEEKEND, "wochenenden"),
    (Tag.UNIT, Unit.MONTH, "monat, monats, monates, kalendermonat"),
    (Tag.UNITS, Unit.MONTH, "monate, monaten"),
    (Tag.UNIT, Unit.QUARTER, "quartal, quartals, quartales, vierteljahr, jahresviertel"),
    (Tag.UNITS, Unit.QUARTER, "quartale, quartalen, vierteljahre, vierteljahren"),
    (Tag.UNIT, Unit.QUARTER, "geschäftsquartal, geschäftsquartals, fiskalquartal, fiskalquartals"),
    (Tag.UNIT, Unit.THIRD, "jahresdrittel, jahresdrittels"),
    (Tag.UNIT, Unit.HALF, "geschäftshalbjahr, geschäftshalbjahres, geschäftshalbjahrs"),
    (
        Tag.FISCAL,
        None,
        "geschäftsquartal, geschäftsquartals, fiskalquartal, fiskalquartals, geschäftshalbjahr, geschäftshalbjahres",
    ),
    (Tag.HALF_YEAR, 4, "sommerhalbjahr, sommerhalbjahres, sommersemester, sommersemesters"),
    (Tag.HALF_YEAR, 10, "winterhalbjahr, winterhalbjahres, wintersemester, wintersemesters"),
    (Tag.HALF_OF, Unit.WEEK, "wochenhälfte"),
    (Tag.HALF_OF, Unit.MONTH, "monatshälfte"),
    (Tag.HALF_OF, Unit.DECADE, "jahrzehnthälfte"),
    (Tag.UNIT, Unit.HALF, "halbjahr, halbjahrs, halbjahres, jahreshälfte, hj."),
    (Tag.UNITS, Unit.HALF, "halbjahre, halbjahren"),
    (Tag.UNIT, Unit.YEAR, "jahr, jahrs, jahres, kalenderjahr, kalenderjahres, gesamtjahr, gesamtjahres"),
    (Tag.UNITS, Unit.YEAR, "jahre, jahren"),
    (
        Tag.UNIT,
        Unit.FISCAL_YEAR,
        "geschäftsjahr, geschäftsjahres, haushaltsjahr, haushaltsjahres, fiskaljahr, fiskaljahres, gj",
    ),
    (
        Tag.FISCAL,
        None,
        "geschäftsjahr, geschäftsjahres, haushaltsjahr, haushaltsjahres, fiskaljahr, fiskaljahres, gj",
    ),
    (Tag.UNITS, Unit.FISCAL_YEAR, "geschäftsjahre, geschäftsjahren"),
    (Tag.UNIT, Unit.DECADE, "jahrzehnt, jahrzehnts, jahrzehntes, dekade"),
    (Tag.UNITS, Unit.DECADE, "jahrzehnte, jahrzehnten, dekaden"),
    (Tag.UNIT, Unit.CENTURY, "jahrhundert, jahrhunderts, jahrhundertes"),
    (Tag.UNITS, Unit.CENTURY, "jahrhunderte, jahrhunderten"),
    (Tag.LENGTH, (0.75, Unit.YEAR), "dreivierteljahr, dreivierteljahres"),
    (Tag.LENGTH, (25, Unit.YEAR), "vierteljahrhundert, vierteljahrhunderts"),
    (Tag.LENGTH, (50, Unit.YEAR), "halbjahrhundert, halbjahrhunderts"),
    (Tag.NTH, (1, Unit.QUARTER), "auftaktquartal, anfangsquartal"),
    (Tag.NTH, (-1, Unit.QUARTER), "schlussquartal, jahresschlussquartal"),
    (Tag.TERM, Unit.YEAR, "jahresfrist"),
    (Tag.TERM, Unit.MONTH, "monatsfrist"),
    (Tag.TERM, Unit.WEEK, "wochenfrist"),
    (Tag.TERM, Unit.DAY, "tagesfrist"),
)

NAMES: tuple[WordEntry, ...] = (
    (Tag.MONTH, 1, "januar, januars, jänner, jan."),
    (Tag.MONTH, 2, "februar, februars, feber, feb."),
    (Tag.MONTH, 3, "märz, märzes, mär., mrz."),
    (Tag.MONTH, 4, "april, aprils, apr."),
    (Tag.MONTH, 5, "mai, mais"),
    (Tag.MONTH, 6, "juni, junis, jun., juno"),
    (Tag.MONTH, 7, "juli, julis, jul."),
    (Tag.MONTH, 8, "august, augusts, aug."),
    (Tag.MONTH, 9, "september, septembers, sept., sep."),
    (Tag.MONTH, 10, "oktober, oktobers, okt."),
    (Tag.MONTH, 11, "november, novembers, nov."),
    (Tag.MONTH, 12, "dezember, dezembers, dez."),
    *(
        (Tag.SHORT_WEEKDAY, at, short)
        for at, short in enumerate(("mo.", "di.", "mi.", "do.", "fr.", "sa.", "so."))
    ),
    (Tag.WEEKDAY, 0, "montag, montags, montagabend, montagmorgen"),
    (Tag.WEEKDAY, 1, "dienstag, dienstags, dienstagabend, dienstagmorgen"),
    (Tag.WEEKDAY, 2, "mittwoch, mittwochs, mittwochabend, mittwochmorgen"),
    (Tag.WEEKDAY, 3, "donnerstag, donnerstags, donnerstagabend, donnerstagmorgen"),
    (Tag.WEEKDAY, 4, "freitag, freitags, freitagabend, freitagmorgen"),
    (Tag.WEEKDAY, 5, "samstag, samstags, sonnabend, sonnabends, samstagabend"),
    (Tag.WEEKDAY, 6, "sonntag, sonntags, sonntagabend"),
    (Tag.SEASON, 3, "frühling, frühlings, frühjahr, frühjahrs, frühjahres"),
    (Tag.SEASON, 6, "sommer, sommers"),
    (Tag.SEASON, 9, "herbst, herbstes, herbsts"),
    (Tag.SEASON, 12, "winter, winters"),
    (Tag.PART_OF_SEASON, (UnitPart.EARLY, 3), "vorfrühling, zeitiges frühjahr, zeitigen frühjahr"),
    (Tag.PART_OF_SEASON, (UnitPart.LATE, 3), "spätes frühjahr, späten frühjahr"),
    (Tag.PART_OF_SEASON, (UnitPart.EARLY, 6), "frühsommer, frühsommers"),
    (Tag.PART_OF_SEASON, (UnitPart.MID, 6), "hochsommer, hochsommers"),
    (Tag.PART_OF_SEASON, (UnitPart.LATE, 6), "spätsommer, spätsommers"),
    (Tag.PART_OF_SEASON, (UnitPart.EARLY, 9), "frühherbst, frühherbstes"),
    (Tag.PART_OF_SEASON, (UnitPart.LATE, 9), "spätherbst, spätherbstes"),
    (Tag.DAY, 0, "heute, sofort, jetzt, dieser zeit, diese zeit, heutigen tag, heutigen tags"),
    (Tag.DAY, 1, "morgen, morgigen tag"),
    (Tag.DAY, 2, "übermorgen"),
    (Tag.DAY, -1, "gestern"),
    (Tag.DAY, -2, "vorgestern"),
    *(
        (Tag.DECADE, decade, f"{stem}er jahre, {stem}er jahren, {stem}erjahre, {stem}erjahren, {stem}er")
        for decade, stem in zip(range(20, 100, 10), TENS[1:], strict=True)
    ),
)

HOLIDAYS: tuple[WordEntry, ...] = (
    (Tag.HOLIDAY, almanac.fixed(1, 1), "neujahr, neujahrs, neujahrstag, neujahrstages"),
    (Tag.HOLIDAY, almanac.fixed(1, 6), "dreikönig, dreikönigstag, heilige drei könige"),
    (Tag.HOLIDAY, almanac.fixed(2, 14), "valentinstag"),
    (Tag.HOLIDAY, almanac.from_easter(-48), "rosenmontag"),
    (Tag.HOLIDAY, almanac.from_easter(-46), "aschermittwoch"),
    (Tag.HOLIDAY, almanac.from_easter(-7), "palmsonntag"),
    (Tag.HOLIDAY, almanac.from_easter(-3), "gründonnerstag"),
    (Tag.HOLIDAY, almanac.from_easter(-2), "karfreitag"),
    (Tag.HOLIDAY, almanac.from_easter(0), "ostern, osterfest, ostersonntag"),
    (Tag.HOLIDAY, almanac.from_easter(1), "ostermontag"),
    (Tag.HOLIDAY, almanac.fixed(5, 1), "tag der arbeit, maifeiertag"),
    (Tag.HOLIDAY, almanac.from_easter(39), "christi himmelfahrt, himmelfahrt, vatertag"),
    (Tag.HOLIDAY, almanac.weekday_in(5, 6, 2), "muttertag"),
    (Tag.HOLIDAY, almanac.from_easter(49), "pfingsten, pfingstfest, pfingstsonntag"),
    (Tag.HOLIDAY, almanac.from_easter(50), "pfingstmontag"),
    (Tag.HOLIDAY, almanac.from_easter(60), "fronleichnam"),
    (Tag.HOLIDAY, almanac.fixed(8, 15), "mariä himmelfahrt"),
    (Tag.HOLIDAY, almanac.fixed(10, 3), "tag der deutschen einheit, tag der einheit"),
    (Tag.HOLIDAY, almanac.fixed(10, 31), "reformationstag, halloween"),
    (Tag.HOLIDAY, almanac.fixed(11, 1), "allerheiligen"),
    (Tag.HOLIDAY, almanac.before_christmas(5, -7), "volkstrauertag"),
    (Tag.HOLIDAY, almanac.before_christmas(5, -4), "buß- und bettag, buß und bettag"),
    (Tag.HOLIDAY, almanac.before_christmas(5), "totensonntag"),
    (Tag.HOLIDAY, almanac.before_christmas(4), "erster advent, ersten advent, 1. advent"),
    (Tag.HOLIDAY, almanac.before_christmas(3), "zweiter advent, zweiten advent, 2. advent"),
    (Tag.HOLIDAY, almanac.before_christmas(2), "dritter advent, dritten advent, 3. advent"),
    (Tag.HOLIDAY, almanac.before_christmas(1), "vierter advent, vierten advent, 4. advent"),
    (Tag.HOLIDAY, almanac.weekday_in(11, 3, 4), "thanksgiving"),
    (Tag.HOLIDAY, almanac.weekday_in(11, 3, 4, 1), "black friday"),
    (Tag.HOLIDAY, almanac.fixed(12, 6), "nikolaus, nikolaustag"),
    (Tag.HOLIDAY, almanac.fixed(12, 24), "heiligabend, heiliger abend, heiligen abend"),
    (Tag.HOLIDAY, almanac.fixed(12, 25), "weihnachten, weihnachtsfest, weihnachtstag, erster weihnachtstag"),
    (Tag.HOLIDAY, almanac.fixed(12, 26), "zweiter weihnachtstag, zweiten weihnachtstag, stephanstag"),
    (
        Tag.HOLIDAY,
        almanac.fixed(12, 31),
        "silvester, sylvester, silvesterabend, jahreswechsel, jahreswechsels, jahreswende",
    ),
)

PARTS: tuple[WordEntry, ...] = (
    (Tag.SHIFT, 0, "dies~, diesjährig~, laufend~, aktuell~, jetzig~, heurig~, gegenwärtig~"),
    (Tag.SHIFT, 1, "nächst~, kommend~, folgend~, darauffolgend~, nächstfolgend~, bevorstehend~"),
    (Tag.COMING, True, "kommend~, folgend~, bevorstehend~"),
    (Tag.SHIFT, 2, "übernächst~"),
    (Tag.SHIFT, -1, "letzt~, vergangen~, vorig~, vorangegangen~, vorherig~, verflossen~, zurückliegend~"),
    (Tag.SHIFT, -2, "vorletzt~"),
    (Tag.PART, UnitPart.START, "beginn, beginns"),
    (Tag.PART, UnitPart.EARLY, "anfang, anfangs, anf., auftakt, früh"),
    (Tag.PART, UnitPart.MID, "mitte"),
    (Tag.PART, UnitPart.LATE, "gegen ende, spät"),
    (Tag.PART, UnitPart.END, "ende, endes, ausgang, ablauf, schluss, abschluss, ausklang"),
    (Tag.PART, UnitPart.REST, "rest, später, weiteren verlauf, verbleibend~"),
    (Tag.SHIFTED, (1, Unit.YEAR), "neue jahr, neues jahr, neuen jahr, neuen jahres, neuem jahr"),
    (Tag.SHIFTED, (0, Unit.YEAR), "heuer, gesamtjahr, gesamtjahres, d. j., d.j., ds. j., lfd. j."),
    (Tag.SHIFTED, (1, Unit.YEAR), "n. j., n.j., nä. j., nächst. j."),
    (Tag.SHIFTED, (-1, Unit.YEAR), "v. j., v.j."),
    (Tag.SHIFTED, (0, Unit.MONTH), "d. m., d.m., ds. m."),
    (Tag.PART_OF, (UnitPart.END, Unit.YEAR), "jahresende, jahresendes, jahresschluss"),
    (Tag.PART_OF, (UnitPart.MID, Unit.YEAR), "jahresmitte"),
    (Tag.PART_OF, (UnitPart.EARLY, Unit.YEAR), "jahresanfang, jahresanfangs"),
    (Tag.PART_OF, (UnitPart.START, Unit.YEAR), "jahresbeginn, jahresbeginns"),
    (Tag.PART_OF, (UnitPart.REST, Unit.YEAR), "jahresverlauf, jahresrest"),
    (Tag.PART_OF, (UnitPart.END, Unit.HALF), "halbjahresende"),
    (Tag.PART_OF, (UnitPart.END, Unit.QUARTER), "quartalsende, quartalsendes, quartalsschluss"),
    (Tag.PART_OF, (UnitPart.START, Unit.QUARTER), "quartalsbeginn, quartalsanfang"),
    (Tag.PART_OF, (UnitPart.END, Unit.MONTH), "monatsende, monatsendes, ultimo"),
    (Tag.PART_OF, (UnitPart.MID, Unit.MONTH), "monatsmitte"),
    (Tag.PART_OF, (UnitPart.EARLY, Unit.MONTH), "monatsanfang, monatsbeginn"),
    (Tag.PART_OF, (UnitPart.EARLY, Unit.WEEK), "wochenanfang, wochenbeginn"),
    (Tag.PART_OF, (UnitPart.MID, Unit.WEEK), "wochenmitte"),
    (Tag.PART_OF, (UnitPart.END, Unit.DECADE), "jahrzehntende, jahrzehntendes"),
    (Tag.PART_OF, (UnitPart.MID, Unit.DECADE), "jahrzehntmitte"),
    (Tag.PART_OF, (UnitPart.END, Unit.CENTURY), "jahrhundertende, jahrhundertendes"),
    (Tag.PART_OF, (UnitPart.MID, Unit.CENTURY), "jahrhundertmitte"),
    (Tag.PART_OF, (UnitPart.END, Unit.FISCAL_YEAR), "geschäftsjahresende"),
)

LIMITS = plainly(
    {
        Tag.IN: "in, im, am, an, zu, zum, zur, während, um, um das, um die, circa, gegen, im zeitraum",
        Tag.OVER: "über, für, fürs",
        Tag.WITHIN: """
            innerhalb, binnen, innert, innerhalb von, noch innerhalb, auf sicht von, vor ablauf von, in einem
            zeitraum von, innerhalb eines zeitraums von, innerhalb einer frist von
        """,
        Tag.COURSE: "im laufe, im lauf, im verlauf, im zuge, im weiteren verlauf",
        Tag.BY: """
            bis, bis zu, bis zum, bis zur, bis spätestens, spätestens, spätestens bis, allerspätestens, bis
            einschließlich, bis inklusive, bis hin zu, nicht später als, nicht nach, per, spätestens bis zum, spätestens
            bis zur, bis spätestens zum, bis in, bis ins, bis in die, bis weit in die, bis weit ins, bis weit
            in das, bis weit in den
        """,
        Tag.BEFORE: "vor, noch vor, vorm, früher als, rechtzeitig vor",
        Tag.AFTER: "nach, erst nach, im anschluss an, anschließend an",
        Tag.FROM: "ab, von, vom, ab dem, von dem",
        Tag.STARTING: "ab, ab dem, ab der, beginnend, beginnend am, beginnend mit, startend",
        Tag.BETWEEN: "zwischen, irgendwo zwischen",
        Tag.TO: """
            bis, bis zu, bis zum, bis zur, oder, beziehungsweise, bzw., respektive, und, -, /, bis in, bis
            ins, bis in die, oder gar, oder erst, oder spätestens
        """,
        Tag.UP_TO: """
            bis zu, weniger als, max., höchstens, maximal, längstens, nicht mehr als, knapp, unter
        """,
        Tag.AT_LEAST: """
            nicht vor, nie vor, kaum vor, niemals vor, keinesfalls vor, mind., frühestens, frühestens ab,
            frühestens in, nicht früher als, erst in, mindestens, mehr als, wenigstens, zumindest
        """,
        Tag.LOOKING_BACK: "vor, bereits vor, schon vor, zum ersten mal in, erstmals in, ersten mal in",
        Tag.HENCE: "später, von heute an, ab heute, ab jetzt, von jetzt an",
        Tag.SINCE: "seit, seither, seitdem",
        Tag.LATEST: "spätestens, oder früher, oder eher",
        Tag.EARLIEST: """
            frühestens, oder später, oder danach, hinaus, oder länger, und länger, und darüber hinaus, oder
            darüber hinaus
        """,
        Tag.OF: "von, vom, im, in, des, der, dem, den, am, zum, an, aus",
        Tag.ONWARD: "an, aufwärts",
        Tag.THE: "der, die, das, den, dem, des",
        Tag.AND: "und, sowie",
        Tag.ONCE: "sobald, wenn, sofern, sowie, bei, im falle",
        Tag.ABOUT: """
            etwa, circa, ca., rund, ungefähr, um, gegen, rund um, um die, knapp, gut, annähernd,
            schätzungsweise, um das, gegen das
        """,
        Tag.FILLER: """
            noch, bereits, schon, erst, wohl, voraussichtlich, irgendwann, gerade, genau, also, möglichst,
            vermutlich, wahrscheinlich, womöglich, eventuell, vielleicht, planmäßig, weiter~, voll~, ganz~,
            guten, knappen, aber, jedoch, allerdings, dann, sogar, allein, nur, jahr für jahr, pünktlich,
            frühzeitig, noch im, anno, mitternacht
        """,
        Tag.JOINT: "-, ,, /",
        Tag.OPENED: "(, [",
        Tag.CLOSED: "), ]",
        Tag.CLOCK: "uhr",
        Tag.MEASURE: "um",
        Tag.EACH: "jede~, jed~, pro, je, alle",
        Tag.BREAK: """
            nicht, nicht mehr, kaum, kaum noch, keinesfalls, nie, niemals, weder, außer, statt, anstatt,
            anders als, ausgenommen, ohne, abgesehen von
        """,
        Tag.ASTRAY: "verspätung, verspätet, zu spät, zu früh, vorsprung, verzug, rückstand",
        Tag.POINTS: "darauf, danach, davor, zuvor, hinaus",
        Tag.UNTIL: "bis, bis zu, bis zum, bis zur, bis in, bis ins, bis in die",
        Tag.MONEY: """
            euro, dollar, prozent, millionen, milliarden, mio., mrd., uhr, kilometer, meter, metern, tonnen,
            fälle, fällen, punkte, punkten, stück, megawatt, gigawatt, grad, %, €, $
        """,
    }
)

OPEN = plainly(
    {
        Tag.VAGUE: """
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
        Tag.PAST: "vor kurzem, kürzlich, neulich, jüngst, unlängst, damals, zuletzt",
        Tag.EVENT: """
            sommerpause, legislaturperiode, wahlperiode, börsengang, inkrafttreten, sommerferien, gipfel,
            olympia, markteinführung, produktstart, veröffentlichung, abstimmung, urteil, parteitag, amtszeit,
            übernahme, fusion, genehmigung, fertigstellung, serienstart, saison, spielzeit, schuljahr,
            schuljahres, semester, semesters, wm, em, olympische spiele, olympischen spielen, weltmeisterschaft,
            expo, messe, turnier, haushalt, parlamentswahlen, bundesgartenschau, landesgartenschau
        """,
    }
)

GERMAN = TimeWords(
    code="de",
    entries=NUMBERS + UNITS + NAMES + HOLIDAYS + PARTS + LIMITS + OPEN,
    endings=ENDINGS,
    day_first=True,
    dotted_ordinals=True,
    only_lower=frozenset({"morgen"}),
    towards=frozenset({"zum", "zur"}),
    than=frozenset({"als"}),
    months=tuple(MONTHS),
    indefinite=frozenset(
        {
            "ein",
            "eine",
            "einen",
            "einem",
            "einer",
            "eines",
            "kein",
            "keine",
            "keinen",
            "keinem",
            "keiner",
            "irgendein",
            "irgendeinen",
            "irgendeinem",
        }
    ),
    never_alone=frozenset({"heute", "sofort", "jetzt", "früh", "spät"}),
    in_a_story=frozenset({"später"}),
    time_endings=(
        "quartal",
        "quartals",
        "halbjahr",
        "halbjahres",
        "hälfte",
        "drittel",
        "fünftel",
        "sechstel",
        "semester",
        "trimester",
        "tertial",
        "quartalswechsel",
        "monatswechsel",
        "jahreswechsel",
        "jahrhundertwende",
    ),
    event_endings=("wahl", "wahlen", "gipfel", "urteil", "abstimmung", "referendum", "gang", "meisterschaft"),
)
