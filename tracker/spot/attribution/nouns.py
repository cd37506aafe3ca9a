"""German nouns that tell whether a phrase can be the one who says something."""

from tracker.spot.lexicon import listed

# Behind "nach", "laut", "gemäß" they lead to who said it: "nach Angaben der Polizei".
SOURCES = listed(
    """
        angabe angaben aussage aussagen ansicht ansichten meinung auffassung bericht berichte berichten
        berichts einschätzung einschätzungen darstellung darstellungen schätzung schätzungen information
        informationen worte worten prognose prognosen vorhersage vorhersagen auskunft auskünfte auskünften
        mitteilung mitteilungen erkenntnis erkenntnisse erkenntnissen plan plänen planung planungen
        überzeugung berechnung berechnungen vorstellung vorstellungen willen wunsch wünschen äußerung
        äußerungen meldung meldungen vernehmen beschluss entscheidung forderung vorschlag vorschlägen
        empfehlung stellungnahme urteil analyse erwartung erwartungen bekunden lesart version ziel konzept
        berichterstattung vermutung vermutungen vorgaben vorgabe sicht maßgabe beobachtung beobachtungen
        medienangaben behördenangaben polizeiangaben zeugenaussagen medienberichten medieninformationen
        presseberichten zeitungsberichten agenturberichten agenturangaben gerüchten untersuchungen
        ermittlungen zeitplan stand seite seiten
    """
)
SOURCE_ENDINGS = tuple(listed("angaben berichten aussagen prognosen informationen meldungen ansicht meinung"))
DOCUMENTS = tuple(
    listed(
        """
            abkommen analyse ankündigung antrag artikel ausgabe bericht berichte berichten beschluss brief
            buch dokument entwurf erklärung gesetz gutachten homepage interview konzept meldung mitteilung
            papier plan pressemitteilung prognose programm resolution richtlinie schreiben schätzungen
            statistik stellungnahme studie studien umfrage umfragen untersuchung urteil verfassung
            verordnung vertrag vorhersagen vorlage webseite website
        """
    )
)
BODIES = tuple(
    listed(
        """
            agentur airline akademie allianz amt amtes amts anbieter anwaltschaft arbeitgeber armee aufsicht
            ausschuss ausschusses bahn bank banken behörde behörden betreiber betriebe bischofskonferenz
            blatt botschaft bund bundesrat bundestag bundeswehr börse bündnis club dienst dienstes direktion
            fernsehen feuerwehr firma firmen flughafen fraktion fraktionen führung gemeinde gemeinden
            gericht gerichts gerichtshof gerichtshofs gesellschaft gewerkschaft gewerkschaften gipfel gruppe
            hafen hersteller hochschule hochschulen hof industrie initiative institut institute instituts
            jury justiz kabinett kammer kanzlei kasse kassen kirche klinik kliniken klinikum klub koalition
            komitee komitees kommission konferenz kongress konzern konzerns krankenhaus kreis kreml lager
            land landkreis landtag leitung liga liste luftwaffe länder magazin magazins marine medien
            mehrheit messe militär ministerien ministerium ministeriums netzbetreiber netzwerk opposition
            organisation organisationen parlament parlaments partei parteien parteitag plenum polizei portal
            presse präsidium präsidiums radio rat rates rats redaktion reederei regierung regierungen runde
            rundfunk seite senat senats sender sparkasse staat staaten staatsanwaltschaft stadt stelle
            stiftung städte synode team tribunal tribunals union universität universitäten unternehmen
            unternehmens veranstalter verband verbandes verbands verbund verbände verein vereins verlag
            verlags versammlung versicherer versorger verteidigung vertretung verwaltung verwaltungsrat
            volkspartei vorstand werke wikileaks zeitung zentrale zentrum zentrums ämter
        """
    )
)
PEOPLE = tuple(
    listed(
        """
            abgeordnete abgeordneten aktivisten analysten angehörigen anhänger anleger anwohner anwälte
            astronomen aufständische autoren bauern befürworter behördenvertreter beobachter betreiber
            betroffenen bewohner biologen bischöfe bürger christdemokraten datenschützer demokraten
            demonstranten demoskopen diplomaten einwohner eltern entwickler epidemiologen ermittler experten
            fachleute fans fluglotsen forscher forscherteam gegner grünen gutachter hacker hersteller
            historiker händler initiatoren investoren juristen kenner kollegen konservativen kritiker kunden
            landwirte leute liberalen linken mediziner menschenrechtler meteorologen minister mitarbeiter
            nachbarn naturschützer nutzer offiziere organisatoren physiker politiker psychologen rebellen
            republikaner richter schüler sozialdemokraten streikenden studenten taliban teilnehmer
            umweltschützer unterzeichner veranstalter verteidiger vertreter virologen volkswirte
            wissenschaftler wähler zeugen ärzte ökonomen
        """
    )
)
# One may be told of by his nation alone: "sagte der Schwede".
NATIONS = listed(
    """
        amerikaner amerikanerin argentinier argentinierin australier australierin belgier belgierin brasilianer
        brasilianerin brite britin bulgare bulgarin chilene chilenin chinese chinesin deutsche deutscher däne
        dänin engländer engländerin este estin finne finnin franzose französin grieche griechin inder inderin
        ire irin iraner iranerin isländer isländerin israeli italiener italienerin japaner japanerin kanadier
        kanadierin kenianer kenianerin kroate kroatin lette lettin litauer litauerin mexikaner mexikanerin
        neuseeländer neuseeländerin niederländer niederländerin nigerianer nigerianerin norweger norwegerin
        polin portugiese portugiesin rumäne rumänin russe russin schotte schottin schwede schwedin schweizer
        schweizerin serbe serbin slowake slowakin slowene slowenin spanier spanierin südafrikaner
        südafrikanerin südkoreaner südkoreanerin tscheche tschechin türke türkin ukrainer ukrainerin ungar
        ungarin us-amerikaner us-amerikanerin waliser waliserin österreicher österreicherin ägypter ägypterin
    """
)
# Endings of nouns for people of whatever trade.
PERSONAL = tuple(
    listed(
        """
            angehörige angehörigen angehöriger ant anten ator atoren ent enten eur eure euse graf ierte
            ierten iker innen ist isten jährige jährigen jähriger ler loge ologen ologin verdächtige
            verdächtiger
        """
    )
)
NOT_PERSONAL = tuple(
    listed(
        """
            advent akzent antrag argument cent diamant dokument element event frist geist instrument keller
            kontinent list malheur ment mist moment motor parlament patent prozent restaurant rist talent
            teller termin twist zwist
        """
    )
)
ROLES = tuple(
    listed(
        """
            abgeordneter amtsinhaber analyst analystin angeklagte angeklagter anwalt anwältin arzt
            augenzeuge autor autorin außenminister beauftragte beauftragter besitzer betreiberin bewohnerin
            bischof botschafter botschafterin bürgermeister bürgermeisterin chef chefin dezernent
            dezernentin direktor direktorin eigentümer erfinder erfinderin experte expertin fahrer fahrerin
            forscherin frau general generalsekretär geschäftsführer geschäftsführerin gouverneur gründer
            gründerin historikerin inhaber insider intendant intendantin journalist journalistin kandidat
            kandidatin kanzler kanzlerin kapitän kardinal kläger klägerin kommandeur kommissar kommissarin
            koordinator koordinatorin könig königin künstler landrat landrätin leiter leiterin manager
            managerin mann meteorologe minister ministerin mitarbeiterin moderator mutter offizier papst
            pfarrer politikerin polizist premier professor professorin präsident präsidentin regisseur
            rektor rektorin richterin schülerin sekretär sekretärin senator senatorin soldat sprecher
            sprecherin staatsanwalt staatsanwältin staatssekretär staatssekretärin stadtrat student
            studentin sänger sängerin trainer trainerin täter vater verteidigerin vertreterin vorsitzende
            vorsitzender wissenschaftlerin zeuge zeugin ärztin ökonom ökonomin
        """
    )
)
# Words that no one is, though they stand where a speaker could.
NO_SPEAKERS = listed(
    """
        prozent euro dollar grad meter metern kilometer kilometern tonnen stück millionen milliarden uhr
        ortszeit punkt punkte punkten teil teile fall fälle grund gründe beispiel rahmen zeit zeitpunkt
        zukunft folge ende anfang mitte beginn zahl anzahl menge hälfte drittel viertel sinn weg rolle thema
        frage problem ergebnis möglichkeit gefahr folgen ursache ziel hintergrund sache lage dinge chance
        risiko stelle
    """
)
