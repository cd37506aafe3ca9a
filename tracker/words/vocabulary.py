"""Word lists of the matcher: stop words, everyday words, numerals and units, German and English; no logic."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _grouped(lines: str) -> dict[str, str]:
    """Read lines such as "canada: canadian"; from each word after the colon to the one before."""
    groups = (line.split(":") for line in lines.split("\n") if ":" in line)
    return {word: first.strip() for first, others in groups for word in others.split()}


STOP_WORDS: dict[str, frozenset[str]] = {
    "de": _listed(
        """
        ab aber abermals alle allein allem allen aller allerdings alles als also am an andere anderem anderen
        anderer anderes anders auch auf aus außerdem außer bei beide beiden beim bereits besonders bevor bis
        bisher da dabei dadurch dafür dagegen daher dahin damals damit danach daneben dann daran darauf daraus
        darf darin darüber darum darunter das dass daß davon davor dazu dein deine dem demnach den denen denn
        dennoch der deren derer des deshalb dessen desto deswegen dich die dies diese dieselbe diesem diesen
        dieser dieses dir doch dort du durch dürfen dürfte eben ebenfalls ebenso eher ein eine einem einen
        einer eines einige einiger einmal er es etwa etwas euch euer eure falls fast ferner für ganz
        gar gegen gegenüber geht gehen gemacht gern gibt genau gerade gewesen gewiss gilt habe haben hat hatte
        hatten hätte hätten her heraus hier hin hinter hoch ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres
        im immer in indem infolge innen innerhalb ins insgesamt irgend ist ja je jede jedem jeden jeder jedes
        jedoch jemand jene jenem jenen jener jenes jetzt kam kann kaum kein keine keinem keinen keiner keines
        kommen kommt könne können könnte könnten künftig lassen laut lässt machen macht man manche mehr mein
        meine meisten mich mindestens mir mit müsse müssen müsste muss musste nach nachdem nächste nächsten
        nämlich neben nicht nichts nie niemand noch nun nur ob obwohl oder oft ohne per pro schon sehr sei
        seien sein seine seinem seinen seiner seines seit seitdem selbst sich sie sind so sobald sodass sogar
        solch solche solchen soll solle sollen sollte sollten somit sondern sonst soweit sowie sowohl statt
        trotz trotzdem über überhaupt um und uns unser unsere unter usw viel viele vielen vielleicht vom von
        vor voraussichtlich während wann war waren wäre wären warum was weder wegen weil weiter weitere
        weiteren weiterhin welche welchem welchen welcher welches wenig wenige weniger wenn wer werde werden
        werdet weshalb wie wieder wieso will wir wird wirklich wo wobei wohl wolle wollen wollte worden wurde
        wurden würde würden zu zudem zuletzt zum zunächst zur zusammen zwar zwischen ziemlich
        sagen sagte sagt gesagt
        """
    ),
    "en": _listed(
        """
        a about above across after again against ago all almost alone along already also although always am
        among an and another any anybody anyone anything are aren't around as at away back be became because
        become been before behind being below between both but by came can can't cannot come could couldn't
        did didn't do does doesn't doing don't done down during each either else enough even ever every
        everybody everyone everything few for from further get gets getting go goes going gone got had hadn't
        has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how however i
        i'd i'll i'm i've if in indeed instead into is isn't it it'd it'll it's its itself just kept less let
        let's like likely made make makes making many may maybe me might mine more most much must mustn't my
        myself near nearly neither never next no nobody none nor not nothing now of off often on once only
        onto or other others otherwise our ours ourselves out over own per perhaps put quite rather really
        said same saw say saying says see seen several shall she she'd she'll she's should shouldn't since so
        some somebody someone something soon still such take taken takes than that that's the their theirs
        them themselves then there there's therefore these they they'd they'll they're they've this those
        though through throughout thus to together too took toward towards under until unless up upon us use
        used very via want wants was wasn't we we'd we'll we're we've well went were weren't what what's
        whatever when where where's whether which while who who's whole whom whose why will with within
        without won't would wouldn't yet you you'd you'll you're you've your yours yourself
        """
    ),
}

# Words that any news text may use about anything: they count, but little, until rarity is learnt.
EVERYDAY_WORDS: dict[str, frozenset[str]] = {
    "de": _listed(
        """
        anfang ankündigen arbeit aktuell bekannt bekommen bericht berichten besser bleiben bringen chef deutlich
        deutsch deutschland ende entscheiden entwicklung erklären erste erwarten fall finden firma folge fordern
        frage früh führen geben geld gesellschaft gesetz gleich groß größt grund gut halten heute hoffen höhe
        jahr jahrzehnt klar klein konzern kosten kurz land lang leben leute liegen mann mensch mitte mittel
        möglich monat montag dienstag mittwoch donnerstag freitag samstag sonntag morgen müssen nehmen neu
        offen öffentlich plan planen politik politiker problem prozent rechnen regierung sehen setzen sicher
        spät sprechen staat stadt stehen steigen stark stelle stellen stunde tag teil thema uhr unternehmen
        vergleich vergangen verlieren verschieden verschieben wachsen weg welt wenig werk wert wichtig wirtschaft
        wissen woche wochenende zahl zeigen zeit ziel zeitung zukunft kommend dauern wirken vorhersagen prognose
        prognostizieren voraussagen versprechen experte studie januar februar märz april mai juni juli august
        september oktober november dezember million milliarde euro dollar
        """
    ),
    "en": _listed(
        """
        accord add actual agency ask bad begin believe big boss bring business call case chief claim close come
        company country cost current day decade early economy end expect expert fact fall federal few find firm
        first follow force forecast future give good government great group grow happen hard head help high
        hold home hour huge important include increase issue keep kind know large last late later law lead
        leader leave level life little live long look lose lot low main man mean meet member million billion
        minister money month move need new news number offer official old open part party pass pay people
        percent person place plan play point policy politics possible power predict president problem program
        promise provide public push question raise reach read real reason release report result right rise run
        save second seem send set show side sign small speak spend spokesman stand start state step stop story
        study support sure system talk tell thing think time today tomorrow top total true try turn value way
        week whole win woman word work world write wrong year yesterday young monday tuesday wednesday thursday
        friday saturday sunday january february march april june july august september october november december
        dollar euro
        """
    ),
}

NUMERALS: dict[str, dict[str, float]] = {
    "de": {
        "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
        "elf": 11, "zwölf": 12, "fünfzehn": 15, "achtzehn": 18, "zwanzig": 20, "dreißig": 30, "vierzig": 40,
        "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90, "hundert": 100,
        "anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5,
    },
    "en": {
        "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40,
        "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    },
}  # fmt: skip

# The long and the short scale part at "Billion": 10**12 in German, 10**9 in English.
MAGNITUDES: dict[str, dict[str, int]] = {
    "de": {
        "tausend": 10**3, "tsd": 10**3, "mio": 10**6, "million": 10**6, "millionen": 10**6, "mrd": 10**9,
        "milliarde": 10**9, "milliarden": 10**9, "bio": 10**12, "billion": 10**12, "billionen": 10**12,
    },
    "en": {
        "thousand": 10**3, "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "million": 10**6, "bn": 10**9,
        "billion": 10**9, "trillion": 10**12, "tn": 10**12, "trn": 10**12,
    },
}  # fmt: skip

# By lemmas, and by the plurals that the other language's articles take over.
UNITS: dict[str, str] = {
    "%": "percent", "prozent": "percent", "percent": "percent", "prozentpunkt": "percent",
    "tag": "day", "day": "day", "woche": "week", "week": "week", "monat": "month",
    "month": "month", "jahr": "year", "year": "year", "stunde": "hour", "hour": "hour", "minute": "minute",
    "grad": "degree", "degree": "degree", "kilometer": "km", "kilometre": "km", "km": "km",
    "tonne": "tonne", "tonnes": "tonne", "tonnen": "tonne", "ton": "tonne", "t": "tonne",
    "megawatt": "mw", "mw": "mw", "gigawatt": "gw", "gw": "gw", "terawatt": "tw", "tw": "tw",
    "€": "euro", "euro": "euro", "euros": "euro", "$": "dollar", "dollar": "dollar", "dollars": "dollar",
    "£": "pound", "pound": "pound", "pounds": "pound", "pfund": "pound", "franc": "franc", "francs": "franc",
    "franken": "franc", "fränkli": "franc", "rappen": "rappen", "¥": "yen", "yen": "yen", "yuan": "yuan",
    "renminbi": "yuan", "rubel": "rouble", "₽": "rouble", "rouble": "rouble", "ruble": "rouble",
    "rupie": "rupee", "rupee": "rupee", "₹": "rupee", "lira": "lira", "₺": "lira", "hrywnja": "hryvnia",
    "hryvnia": "hryvnia", "₴": "hryvnia", "krone": "crown", "crown": "crown", "crowns": "crown", "kronor": "crown",
    "kroner": "crown", "złoty": "zloty", "zloty": "zloty", "zlotys": "zloty", "forint": "forint", "peso": "peso",
    "pesos": "peso", "schekel": "shekel", "shekel": "shekel", "₪": "shekel", "cent": "cent", "¢": "cent",
    "penny": "penny",
}  # fmt: skip

# As they are written in capitals; in small letters some of them are words ("try").
CURRENCY_CODES: dict[str, str] = {
    "EUR": "euro", "USD": "dollar", "GBP": "pound", "CHF": "franc", "JPY": "yen", "CNY": "yuan", "RMB": "yuan",
    "RUB": "rouble", "INR": "rupee", "TRY": "lira", "UAH": "hryvnia", "SEK": "crown", "NOK": "crown", "DKK": "crown",
    "CZK": "crown", "PLN": "zloty", "HUF": "forint", "MXN": "peso", "ILS": "shekel",
}  # fmt: skip

# What may stand between a number and its unit: "400 US-Dollar", "3 Milliarden Schweizer Franken", "5 metric tons".
UNIT_ADJECTIVES = _listed(
    """
    us u.s amerikanisch amerikanische amerikanischen american kanadische kanadischen canadian australische australian
    schweizer swiss britische britischen british tschechische tschechischen czech schwedische schwedischen swedish
    norwegische norwegischen norwegian dänische dänischen danish türkische türkischen turkish russische russischen
    russian japanische japanischen japanese chinesische chinesischen chinese indische indischen indian
    metrische metrischen metric
    """
)

# What stands between the two ends of a range.
CLOSED_RANGES = frozenset(("bis", "to", "-", "–", "—"))
RANGE_WORDS: frozenset[str] = CLOSED_RANGES | {"oder", "und", "or", "and"}

# What German puts between the parts of a compound; the empty one first, as the commonest.
COMPOUND_LINKS = ("", "s", "n", "en", "es", "er", "e")

# How the names of German towns end that look like compounds ("Bergheim", "Nordhausen", "Eisenhüttenstadt").
ENDINGS_OF_TOWNS = (
    "au", "bach", "berg", "burg", "dorf", "feld", "felde", "furt", "hagen", "hain", "hausen", "heide", "heim", "hofen",
    "horst", "kirch", "kirchen", "lande", "leben", "münster", "stadt", "stedt", "tal", "wald", "walde", "werder",
)  # fmt: skip

# Nouns that end like towns.
NO_TOWNS = ("bau", "stau", "frau", "schau", "arbeitsfeld", "hauptstadt", "innenstadt", "regenwald")

# What stands before "bau" and "bauen" where it is still building ("Ausbau"; "Abbau" is not).
BUILDING = _listed("aus neu um an auf wiederauf weiter er")

# Words that news takes for one another, by lemmas: countries and their people, short forms and long ones.
VARIANTS: dict[str, dict[str, str]] = {
    "de": _grouped(
        """
        afghanistan: afghanisch afghane
        amerika: amerikanisch amerikaner usa
        belgien: belgisch belgier
        brasilien: brasilianisch brasilianer
        china: chinesisch chinese
        dänemark: dänisch däne
        deutschland: deutsch deutscher
        england: englisch engländer
        europa: europäisch europäer
        finnland: finnisch finne
        frankreich: französisch franzose französin
        griechenland: griechisch grieche
        großbritannien: britisch brite
        indien: indisch inder
        irland: irisch ire
        italien: italienisch italiener
        japan: japanisch japaner
        kanada: kanadisch kanadier
        niederlande: niederländisch niederländer
        norwegen: norwegisch norweger
        österreich: österreichisch österreicher
        polen: polnisch pole
        portugal: portugiesisch portugiese
        russland: russisch russe
        schweden: schwedisch schwede
        schweiz: schweizerisch
        spanien: spanisch spanier
        tschechien: tschechisch tscheche
        türkei: türkisch türke
        ukraine: ukrainisch ukrainer
        ungarn: ungarisch ungar
        baden: badisch
        bayern: bayerisch bayrisch
        hessen: hessisch
        niedersachsen: niedersächsisch
        rheinland: rheinisch
        saarland: saarländisch saarländer
        sachsen: sächsisch
        basel: basler
        bremen: bremisch
        dresden: dresdner
        hannover: hannoversch
        münchen: münchner
        zürich: zürcher
        auto: pkw
        bau: bauen
        europameisterschaft: em
        fahrrad: rad
        flüchtling: migrant geflüchteter
        hochzeit: heiraten trauung
        inflation: teuerung inflationsrate
        job: arbeitsplatz
        kindertagesstätte: kita
        krankenhaus: klinik klinikum
        lastwagen: lkw laster
        rechtsanwalt: anwalt
        selbstbedienung: sb
        tod: sterben tot toter
        universität: uni
        weltmeisterschaft: wm
        """
    ),
    "en": _grouped(
        """
        afghanistan: afghan
        africa: african
        america: american usa u.s.
        australia: australian
        brazil: brazilian
        britain: british briton uk u.k.
        canada: canadian
        china: chinese
        europe: european
        france: french frenchman
        germany: german
        greece: greek
        haiti: haitian
        india: indian
        iran: iranian
        iraq: iraqi
        ireland: irish
        israel: israeli
        italy: italian
        japan: japanese
        kenya: kenyan
        korea: korean
        mexico: mexican
        nigeria: nigerian
        norway: norwegian
        pakistan: pakistani
        palestine: palestinian
        poland: polish
        russia: russian
        spain: spanish
        sweden: swedish swede
        syria: syrian
        turkey: turkish
        ukraine: ukrainian
        venezuela: venezuelan
        texas: texan
        airplane: plane aeroplane
        advertisement: ad advert
        bicycle: bike
        child: kid
        death: die dead
        democrat: dem dems
        doctor: doc
        email: e-mail
        father: dad
        governor: gov
        immigrant: migrant
        islam: islamic muslim
        lawyer: attorney
        marriage: marry wed wedding
        mother: mom mum
        movie: film
        percent: percentage
        photo: photograph picture image pic
        police: cop
        president: potus
        prison: jail
        representative: rep congressman congresswoman
        republican: gop
        senator: sen
        site: website
        soldier: troop
        television: tv
        vaccine: vaccinate vaccination
        veteran: vet
        video: footage
        """
    ),
}

# What parts from a German verb and closes its clause ("stellt ... ein").
PARTICLES = _listed(
    """
    ab an auf aus bei bereit bevor durch ein entgegen fern fest fort frei gegenüber her heraus herunter hervor hin
    hinaus hinzu klar los mit nach nieder statt teil um unter vor voran voraus vorbei weg weiter wieder zu zurück
    zusammen
    """
)

# Verbs among the stop words, which say something with a particle ("gibt ... auf").
BARE_VERBS = _listed("geht gehen gibt geben kommt kommen kam lassen lässt machen macht sagen sagt sagte")

# A prefix and what a German verb becomes when it is a noun ("übernehmen", "Übernahme"), by roots.
PREFIXES = PARTICLES | _listed("be ent er ge rück über ver wider zer")
NOUNS_OF_VERBS = {
    "nahm": "nehm", "gab": "geb", "gang": "geh", "schluss": "schliess", "zug": "zieh", "stieg": "steig",
    "tritt": "tret", "bruch": "brech", "wurf": "werf", "kunft": "komm", "flug": "flieg", "bot": "biet",
    "griff": "greif", "fahrt": "fahr",
}  # fmt: skip

# These are nouns in a sense of their own.
OWN_NOUNS = _listed("aufgab anzug aufzug begriff gebot umgang vorgang")

# What a feminine noun has more than the masculine: the last two letters of these.
FEMININE = ("erin", "entin", "antin", "istin", "login", "eurin", "atin", "ärin")

# Endings that part a verb from its noun or adverb, the longest first.
ENDINGS_OF_FAMILIES: dict[str, tuple[str, ...]] = {
    "de": ("isierung", "isieren", "ierung", "ieren", "ung", "en", "er", "e"),
    "en": (
        "ization", "isation", "ation", "ition", "ment", "ing", "ion", "ize", "ise", "ate", "ity", "al", "er", "or",
        "ly", "e", "y",
    ),
}  # fmt: skip


def _by_country(lines: str) -> dict[str, str]:
    """Read lines such as "pl: polen polnisch"; from each word to its country's code (ISO 3166)."""
    groups = (line.split(":") for line in lines.split("\n") if ":" in line)
    return {word: code.strip() for code, words in groups for word in words.split()}


# Countries by name, people and capital, German and English, in lower case and without accents or umlauts.
COUNTRIES: dict[str, str] = _by_country(
    """
    ae: emirate emirates dubai
    af: afghanistan afghanisch afghane afghan kabul
    ar: argentinien argentinisch argentinier argentina argentine argentinian
    at: osterreich osterreichisch osterreicher wien wiener austria austrian vienna
    au: australien australisch australier australia australian canberra sydney
    be: belgien belgisch belgier belgium belgian brussel bruxelles brussels
    bg: bulgarien bulgarisch bulgare bulgaria bulgarian sofia
    br: brasilien brasilianisch brasilianer brazil brazilian brasilia
    ca: kanada kanadisch kanadier canada canadian ottawa toronto
    ch: schweiz schweizerisch schweizer switzerland swiss zurich zurcher genf bern
    cl: chile chilenisch chilene chilean santiago
    cn: china chinesisch chinese peking beijing shanghai
    co: kolumbien kolumbianisch kolumbianer colombia colombian bogota
    cz: tschechien tschechisch tscheche czech czechia prag prague
    de: deutschland deutsch deutsche deutscher bundesrepublik german germany berlin
    dk: danemark danisch dane denmark danish kopenhagen copenhagen
    ee: estland estnisch este estonia estonian tallinn
    eg: agypten agyptisch agypter egypt egyptian kairo cairo
    es: spanien spanisch spanier spain spanish madrid barcelona
    fi: finnland finnisch finne finland finnish finn helsinki
    fr: frankreich franzosisch franzose franzosin france french frenchman paris lyon
    gb: grossbritannien britisch brite england englisch englander schottland schottisch wales britain british uk u.k.
    gb: english scotland scottish welsh london londoner
    gr: griechenland griechisch grieche greece greek athen athens
    hr: kroatien kroatisch kroate croatia croatian zagreb
    hu: ungarn ungarisch ungar hungary hungarian budapest
    id: indonesien indonesisch indonesia indonesian jakarta
    ie: irland irisch ire ireland irish dublin
    il: israel israelisch israeli jerusalem
    in: indien indisch inder india indian delhi mumbai
    iq: irak irakisch iraker iraq iraqi bagdad baghdad
    ir: iran iranisch iraner iranian teheran tehran
    is: island islandisch islander iceland icelandic reykjavik
    it: italien italienisch italiener italy italian rom rome mailand milan
    jp: japan japanisch japaner japanese tokio tokyo
    ke: kenia kenianisch kenianer kenya kenyan nairobi
    kr: korea koreanisch koreaner sudkorea sudkoreanisch korean seoul
    lt: litauen litauisch litauer lithuania lithuanian vilnius
    lv: lettland lettisch lette latvia latvian riga
    ma: marokko marokkanisch marokkaner morocco moroccan
    mx: mexiko mexikanisch mexikaner mexico mexican
    ng: nigeria nigerianisch nigerianer nigerian
    nl: niederlande niederlandisch niederlander netherlands dutch amsterdam rotterdam
    no: norwegen norwegisch norweger norway norwegian oslo
    nz: neuseeland neuseelandisch neuseelander zealand wellington auckland
    pk: pakistan pakistanisch pakistaner pakistani
    pl: polen polnisch pole poland polish warschau warsaw
    pt: portugal portugiesisch portugiese portuguese lissabon lisbon
    ro: rumanien rumanisch rumane romania romanian bukarest bucharest
    rs: serbien serbisch serbe serbia serbian belgrad belgrade
    ru: russland russisch russe russia russian moskau moscow
    sa: saudi-arabien saudisch saudi riad riyadh
    se: schweden schwedisch schwede sweden swedish swede stockholm
    sg: singapur singapore
    sk: slowakei slowakisch slowake slovakia slovak bratislava
    tr: turkei turkisch turke turkey turkish ankara istanbul
    tw: taiwan taiwanisch taiwanese
    ua: ukraine ukrainisch ukrainer ukrainian kiew kyiv
    us: amerika amerikanisch amerikaner usa us-amerikanisch america american u.s. us washington kalifornien
    us: kalifornisch california californian texas texan york
    vn: vietnam vietnamesisch vietnamese hanoi
    za: sudafrika sudafrikanisch sudafrikaner johannesburg
    """
)

# Whose news is written in a language, and seldom says so.
HOME: dict[str, tuple[str, ...]] = {"de": ("de",), "en": ("gb", "us")}
