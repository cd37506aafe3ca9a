"""Words that outlets take for one another when they tell of the same event ("levy" and "tax"), German and English.

Looser than `vocabulary.VARIANTS`, whose words count as one: a related word counts for a share of the claim's own.

Why so: docs/decisions/0051-words-of-one-event-are-listed-by-hand.md
"""


def groups(code: str) -> list[list[str]]:
    """Give a language's groups of lemmas; none for a language that is not known."""
    return [line.split() for line in RELATED.get(code, "").splitlines() if line.strip()]


# One group a line, of lemmas; a word may stand in several.
RELATED = {
    "de": """
        steuer abgabe
        gebühr abgabe entgelt
        beitrag beitragssatz kassenbeitrag
        impfstoff impfung vakzin vakzine spritze
        arzneimittel medikament präparat
        arbeitslos erwerbslos arbeitslosenquote arbeitslosigkeit erwerbslosigkeit joblos job
        inflation teuerung inflationsrate teuerungsrate verbraucherpreis
        leitzins zinssatz schlüsselsatz zins
        notenbank zentralbank währungshüter bundesbank leitzins geldpolitik
        staatsschulden schuldenbremse neuverschuldung kredit
        export ausfuhr
        import einfuhr
        einkommen verdienst lohn
        armut armutsquote bedürftig
        bürgergeld grundsicherung sozialhilfe
        geburt geburtenrate baby nachwuchs
        einwohner bevölkerung bewohner
        wohngeld mietzuschuss
        bauland grundstück
        sozialwohnung gefördert
        strompreis kilowattstunde
        gaspreis erdgas gas
        heizung wärmepumpe heizen
        fernwärme wärmenetz
        wasserstoff elektrolyseur brennstoffzelle
        stahlwerk hochofen stahl
        batteriefabrik zellfabrik zellfertigung
        chip halbleiter chipfabrik
        bahnstrecke gleis trasse schienenweg
        bahnhof station haltestelle
        ticket fahrkarte fahrschein deutschlandticket
        fahrgast passagier reisender
        tempolimit höchstgeschwindigkeit
        schwimmbad hallenbad freibad bad
        feuerwehr löschzug
        bibliothek bücherei
        turnhalle sporthalle
        rathaus stadtverwaltung
        kläranlage abwasser
        hochwasser flut überschwemmung
        deich damm
        müll abfall
        pfand mehrweg
        insekt biene
        fisch fischbestand
        fleisch tierwohl
        ernährung lebensmittel
        zucker süß
        tabak rauchen raucher zigarette
        alkohol bier
        droge cannabis
        krebs tumor
        herz kreislauf
        organspende transplantation
        hausarzt landarzt
        pflegeheim altenheim seniorenheim
        abitur abschluss
        ausbildung lehre azubi auszubildender
        klage gericht urteil
        richter justiz
        strafe bußgeld
        zulassung zulassen genehmigung genehmigen
        antrag bewilligung
        förderung zuschuss fördergeld
        reform neuregelung umbau
        amtszeit mandat
        kandidat bewerber spitzenkandidat
        rücktritt zurücktreten abgang
        wiederwahl bestätigen
        mehrheit stimme
        ausstieg aussteigen austritt
        beitritt beitreten aufnahme
        sanktion strafmaßnahme
        zoll einfuhrabgabe
        marktanteil marktführer
        kurs aktie wert
        dividende ausschüttung
        abonnent nutzer mitglied
        zuschauer besucher publikum
        kinostart premiere uraufführung
        album platte
        olympia spiele
        finale endspiel
        tabelle platz rang
        tor treffer
        marathon lauf läufer
        startplatz qualifikation
        wachstum bruttoinlandsprodukt bip wirtschaftsleistung konjunktur
        schulden schuldenstand verschuldung defizit
        haushalt etat budget
        gehalt lohn entgelt verdienst
        mindestlohn lohnuntergrenze
        rente altersbezüge ruhestand rentenniveau rentner
        wohnung wohneinheit mietwohnung apartment wohnungsbau neubau
        fertigstellen bezugsfertig vollenden fertig
        miete mietpreis mietniveau
        fabrik werk fertigung produktionsstätte
        filiale laden geschäft markt niederlassung zweigstelle
        kunde verbraucher käufer
        eröffnen einweihen öffnen freigeben eröffnung einweihung freigabe
        schließen dichtmachen schließung aus
        abschalten stilllegen stilllegung abschaltung
        kohlekraftwerk kohlemeiler steinkohlekraftwerk braunkohlekraftwerk
        atomkraftwerk kernkraftwerk akw meiler reaktor
        stromtrasse stromleitung gleichstromleitung leitung trasse
        windrad windkraftanlage windpark windenergie windkraft windstrom
        solaranlage photovoltaik photovoltaikanlage solarstrom sonnenstrom
        ökostrom erneuerbar grünstrom
        ladepunkt ladesäule ladestation ladenetz wallbox säule
        elektroauto e-auto stromer elektromobilität elektrofahrzeug
        elektrisch akku batterie batteriebetrieben
        verbrenner benziner diesel
        auto wagen fahrzeug
        zug bahn eisenbahn schiene
        straßenbahn tram trambahn stadtbahn
        fähre fährschiff fährlinie schiff
        flughafen airport
        flugzeug jet maschine flieger
        pünktlich verspätung verspätet unpünktlich pünktlichkeit
        radweg fahrradweg radspur radschnellweg
        brücke viadukt
        autobahn fernstraße
        baustelle bauarbeit
        schule schulgebäude grundschule gymnasium
        lehrer lehrkraft pädagoge
        erzieher kita-personal kitapersonal
        kita kindertagesstätte kindergarten betreuungsplatz
        student studierend studierender studium
        klinik krankenhaus hospital
        notaufnahme notfallambulanz unfallklinik notfallversorgung
        arzt mediziner doktor praxis
        facharzt spezialist
        patient kranker versicherter
        warten wartezeit gedulden ausharren schlange
        krankenkasse kasse krankenversicherung
        pflegekraft pflegepersonal pfleger
        krankheit erkrankung
        infektion ansteckung
        sterben todesfall todesopfer
        polizist beamter ordnungshüter
        einbruch diebstahl
        gesetz gesetzentwurf novelle regelung
        verabschieden beschließen billigen absegnen
        parlament bundestag abgeordneter
        verbot verbieten untersagen
        abschaffen streichen abschaffung streichung
        einführen einführung starten start
        verlängern verlängerung
        senken verringern reduzieren drücken absenken senkung
        sinken fallen zurückgehen nachlassen schrumpfen abnehmen rückgang
        steigen zunehmen klettern wachsen anziehen zulegen anstieg zunahme
        verdoppeln verdopplung verdoppelung doppelt
        halbieren halbierung hälfte
        rekord bestmarke höchststand bestwert bestzeit weltrekord
        trinkwasser leitungswasser
        talsperre stausee speichersee reservoir
        gletscher eis eismasse
        erderwärmung klimawandel klimaerwärmung
        emission ausstoß treibhausgas co2
        wald forst baum
        dürre trockenheit
        ernte ertrag
        bauer landwirt
        wolf wolfsrudel rudel
        ki künstlich sprachmodell
        software programm anwendung
        prüfung examen klausur test staatsexamen
        bestehen durchfallen
        roboter maschine automat
        handy smartphone mobiltelefon
        internet netz breitband glasfaser
        satellit sonde
        rakete trägerrakete
        mondlandung mond
        börsengang ipo börse
        übernahme kauf übernehmen fusion zusammenschluss
        insolvenz pleite zahlungsunfähigkeit konkurs
        entlassen kündigen stellenabbau entlassung kündigung
        einstellen anheuern einstellung neueinstellung
        mitarbeiter beschäftigter angestellter belegschaft personal
        umsatz erlös einnahme
        gewinn profit überschuss ertrag
        verlust minus
        ausliefern liefern auslieferung lieferung verschicken
        herstellen produzieren fertigen produktion herstellung
        verkaufen absetzen verkauf absatz
        erhältlich verfügbar lieferbar
        flüchtling asylbewerber schutzsuchender geflüchteter
        zuwanderung einwanderung migration
        wahl urnengang abstimmung
        umfrage erhebung
        koalition regierungsbündnis bündnis
        bürgermeister rathauschef stadtoberhaupt
        waffenruhe waffenstillstand feuerpause
        truppe soldat militär armee bundeswehr
        frieden friedensabkommen
        abkommen vertrag vereinbarung
        meister titel meisterschaft
        medaille gold silber bronze edelmetall
        aufsteigen aufstieg
        absteigen abstieg
        stadion arena
        trainer coach
        spieler profi
        museum ausstellungshaus
        theater schauspielhaus bühne
        film streifen
        verschwinden schmelzen abtauen
        abriss abreißen
        sanieren sanierung renovieren instandsetzen instandsetzung
        plastik kunststoff
        flasche gebinde behälter
        recycelt wiederverwertet recycling
        """,
    "en": """
        tax levy duty
        fee charge toll
        vaccine jab shot vaccination immunisation immunization
        drug medicine medication treatment
        unemployment jobless joblessness unemployed
        inflation price cpi
        rate interest
        growth gdp output economy
        export shipment
        income earnings pay
        poverty poor hardship
        benefit welfare
        birth baby newborn
        population resident inhabitant
        mortgage loan lending
        electricity power grid
        gas lng
        heating boiler
        hydrogen electrolyser electrolyzer
        steel steelworks steelmaker
        battery gigafactory cell
        chip semiconductor fab
        track railway line
        station stop platform
        ticket fare
        speed limit
        pool lido baths
        library librarian
        firefighter brigade
        flood flooding deluge
        dyke levee barrier
        rubbish waste garbage trash
        sewage wastewater
        bee pollinator insect
        fish fishery stock
        meat livestock
        food grocery
        smoking tobacco cigarette vape
        alcohol drink beer
        cannabis marijuana
        cancer tumour tumor
        transplant donor
        gp practice
        care carer nursing
        apprenticeship apprentice trainee
        degree graduate
        lawsuit court ruling suit
        judge tribunal
        fine penalty
        licence license authorisation authorization approval approve clear
        subsidy grant funding
        reform overhaul shake-up
        candidate contender nominee
        resign resignation quit
        re-elected re-election
        majority vote
        withdraw withdrawal exit leave
        join accession membership
        sanction embargo
        tariff customs
        share stock
        dividend payout
        subscriber user member
        audience viewer spectator
        premiere opening
        album record
        olympics games
        final semi-final
        goal scorer
        qualify qualification qualifier
        debt deficit borrowing
        budget spending
        wage pay salary earnings
        pension retirement pensioner
        home house dwelling flat apartment housing
        affordable low-cost social cheap
        build construct complete finish construction erect
        rent rental
        factory plant site works
        store shop branch outlet
        customer buyer consumer shopper
        open launch unveil inaugurate reopen opening
        close shut closure axe
        ship deliver delivery shipment dispatch
        release publish unveil
        launch unveil introduce debut rollout
        sell sale buyer market dealer
        coal coal-fired
        reactor nuclear
        furnace smelter
        wind turbine windfarm
        solar photovoltaic
        renewable green
        charger chargepoint charging
        electric battery ev zero-emission battery-powered
        petrol gasoline diesel
        car vehicle motorist
        truck lorry pickup
        train rail railway
        tram streetcar trolley light-rail
        bus coach
        ferry boat vessel
        airport runway terminal
        plane aircraft jet airliner
        punctual delay late
        bridge crossing span
        road highway motorway
        passenger traveller commuter rider
        school academy classroom
        teacher tutor educator
        student pupil undergraduate
        hospital clinic infirmary
        doctor physician medic gp
        nurse nursing

        operation surgery procedure replacement
        hip joint
        wait queue waiting backlog delay
        disease illness
        infection case
        death fatality toll
        officer police
        crime offence offense
        law bill act legislation
        pass approve enact adopt wave
        parliament common peer mp lawmaker senate
        ban prohibit outlaw prohibition
        abolish scrap axe
        cut reduce lower slash trim reduction
        fall drop decline dip slide decrease
        rise increase climb grow jump surge
        double twofold twice
        halve half
        record best
        water reservoir dam lake
        capacity full fill
        glacier ice
        warming climate temperature
        emission carbon pollution greenhouse
        forest woodland tree
        plant sow
        drought dry
        harvest crop yield
        farmer grower
        ai model chatbot
        software programme app
        exam test examination
        robot machine humanoid
        phone smartphone handset
        broadband fibre internet
        satellite probe spacecraft
        rocket booster launcher
        moon lunar
        ipo flotation listing
        takeover acquisition merger acquire buyout
        bankruptcy insolvency collapse bankrupt
        lay-off layoff redundancy dismiss sack
        hire recruit recruitment employ
        worker employee staff workforce
        revenue turnover sales
        profit earnings surplus
        loss deficit
        make produce manufacture production
        refugee migrant asylum
        migration immigration
        election vote ballot poll
        poll survey
        coalition government
        council authority
        ceasefire truce armistice
        troop soldier army force
        peace treaty
        deal agreement pact accord
        title championship trophy
        medal gold silver bronze
        promotion promote
        relegation relegate
        stadium arena ground
        coach manager
        museum gallery
        film picture
        vanish disappear melt
        demolish demolition raze
        refurbish renovate restoration restore repair
        plastic pet polymer
        bottle container
        recycled recycle reuse
        implant insert
        """,
}
