"""German: every word that the spotter knows. What is done with them is in the other modules."""

from tracker.spot.lexicon import Cue, Entries, Vocabulary, forms, listed
from tracker.spot.names import GIVEN_NAMES

AHEAD: Entries = {
    Cue.WILL: "wird, werden, werdet, wirst",
    Cue.REPORTED: "werde, solle, wolle, könne, dürfe",
    Cue.WOULD: "würde, würden",
    Cue.PLANNED: """
        soll, sollen, solle, sollte, sollten, geplant, vorgesehen, angepeilt, anvisiert, angestrebt,
        angesetzt, terminiert, geplante, geplanter, geplantes, geplanten, geplantem, angekündigte,
        angekündigten, beschlossene, beschlossenen, vorgesehene, vorgesehener, vorgesehenes, vorgesehenen,
        angestrebte, angestrebten, anvisierte, anvisierten, plangemäß, planmäßig, steht an, stehen an, bevor,
        in planung, beschlossene sache, avisiert
    """,
    Cue.COULD: """
        wahrscheinlichkeit, gefahr, könnte, könnten, könne, möglicherweise, womöglich, vielleicht, eventuell,
        denkbar, möglich, vorstellbar, unter umständen, dürfte nur
    """,
    Cue.ABLE: "kann, können",
    Cue.EXPECTED: """
        ziel ist, ziel sei, ziel bleibe, ziel bleibt, dürfte, dürften, dürfe, voraussichtlich,
        voraussichtliche, voraussichtlicher, voraussichtlichen, voraussichtliches, wohl,
        wahrscheinlich, vermutlich, erwartet wird, wird erwartet, werden erwartet, erwartungsgemäß, aller
        voraussicht nach, aller wahrscheinlichkeit nach, zu erwarten, zeichnet sich ab, mutmaßlich, wird
        gerechnet, prognostiziert wird, zu rechnen, erwartete, erwarteten, prognostizierte, prognostizierten,
        droht, drohen, drohte, drohten
    """,
    Cue.PROMISE: "vereinbarten, vereinbarte, angekündigt, ankündigt, kündigt, kündigte, kündigten, "
    "ankündigte, ankündigten, "
    "verspricht, versprechen, versprach, garantiert, garantieren, verpflichtet, verpflichten, zugesagt, "
    "versprochen, zusage, versprechen, sichert zu, sicherte, stellt in aussicht, stellte, in aussicht, gelobt",
    Cue.INTENT: """
        will, wollen, wolle, möchte, möchten, plant, planen, plane, beabsichtigt, beabsichtigen, beabsichtige,
        strebt, streben, strebe, peilt, peilen, peile, zielt, zielen, hofft, hoffen, hoffe, setzt sich zum
        ziel, visiert, nimmt sich vor, hat sich vorgenommen, haben sich vorgenommen, vorgenommen, vorhat, hat
        vor, haben vor, erwägt, erwägen, drängt, arbeitet daran, bereitet, strebte, plante, planten
    """,
    Cue.FORECAST: """
        bin sicher, sind sicher, bin mir sicher, sind uns sicher, ist sich sicher, sind sich sicher,
        zuversichtlich, überzeugt, optimistisch, pessimistisch, hält, halten, halte, erwartet, erwarten,
        erwarte, rechnet, rechnen, rechne, prognostiziert, prognostizieren, prognostiziere, prognostizierte,
        sagt voraus, sagen voraus, sagte voraus, vorhersagt, geht davon aus, gehen davon aus, gehe davon aus,
        ging davon aus, gingen davon aus, geht von, gehen von, veranschlagt, veranschlagen, kalkuliert,
        schätzt, schätzen, schätze, taxiert, sieht, sehen, traut, befürchtet, befürchten, fürchtet, fürchten,
        rechnete, rechneten, erwartete, erwarteten, ist überzeugt, sind überzeugt, glaubt, glauben, ist
        sicher, ist zuversichtlich, zeigt sich zuversichtlich, zeigte sich zuversichtlich, hält es für, halten
        es für, wettet, spekuliert, tippt, davon ausgeht, davon ausgehen, davon aus
    """,
    Cue.CHANGE: """
        öffnet, öffnen, eröffnet, eröffnen, startet, starten, beginnt, beginnen, endet, enden, schließt,
        schließen, tritt, treten, folgt, folgen, steigt, steigen, sinkt, sinken, wächst, wachsen, entfällt,
        entfallen, läuft, laufen, verschwindet, verschwinden, übernimmt, übernehmen, verliert, verlieren,
        erhält, erhalten, bekommt, bekommen, liefert, liefern, baut, bauen, investiert, investieren, zieht,
        ziehen, wechselt, wechseln, erreicht, erreichen, gilt, gelten, geht, gehen, kommt, kommen, fällt,
        fallen, schafft, schaffen, streicht, streichen, halbiert, verdoppelt, verdoppeln, ersetzt, ersetzen,
        rollt, rollen, fährt, fahren, entsteht, entstehen, schrumpft, schrumpfen, stellt, stellen, verlässt,
        verlassen, scheidet, gibt, geben, kostet, kosten, klettert, klettern, produziert, produzieren,
        fertigt, verdient, verdienen, macht, machen, hebt, senkt, erhöht, erhöhen, senken, heben, verteuert,
        führt, führen, bringt, bringen, zahlt, zahlen, fehlen, fehlt, landet, fliegt, übersteigt, fließt,
        fließen, tauscht, verbietet, wandert, pendelt, löst, lösen, legt, legen, nimmt, nehmen, erscheint,
        erscheinen, gewinnt, gewinnen, spart, sparen, dreht, schaltet, schalten, stehen, steht
    """,
    Cue.BEGINS: """
        beginnt, beginnen, startet, starten, öffnet, öffnen, eröffnet, eröffnen, schließt, schließen, endet,
        enden, kommt, kommen, folgt, folgen, erscheint, entsteht, entstehen, rollt, rollen, streicht,
        streichen, übernimmt, wechselt, verlässt
    """,
    Cue.LEAVES: """
        in den ruhestand, in rente, in pension, in betrieb, in den betrieb, vom netz, ans netz, an den start,
        zu ende, an den markt, an die börse
    """,
    Cue.RISES: """
        steigt, steigen, sinkt, sinken, erhöht, erhöhen, senkt, senken, tritt, treten, entfällt, entfallen,
        kostet, kosten, wächst, wachsen, gilt, gelten, verteuert, fällt, fallen, hebt, heben
    """,
    Cue.LASTS: "läuft, laufen, gilt, gelten, dauert, dauern, bleibt, bleiben",
    Cue.IS: "ist, sind, bin, hat, haben",
}

SPEECH: Entries = {
    Cue.SAID: """
        räumte, räumten, gestand, stellte fest, hob hervor, mahnte, mahnt, mahnten, kritisierte, kritisiert,
        beklagte, beklagt, resümierte, urteilte, urteilt, vermutete, vermutet, entgegnete, entgegnet,
        beteuerte, beteuert, wiederholte, wiederholt, dämpfte, stellt klar, gab zu, gibt zu, schilderte,
        formulierte, schätzte, konstatierte, konstatiert, kontert, konterte, fügt, ergänzt, verriet, verrät,
        deutete, zeigte sich, zeigt sich, ruft, rufen, verlangt, verlangte, gesteht, räumt, gibt,
        prognostizierten, schätzten, sprach, sprachen, forderte, fordert, rief, lobte, beschloss, beschlossen,
        beschließt, erinnerte, verwies, bezeichnete, warb, sagte, sagt, sagen, sagten, sage, erklärte,
        erklärt, erklärten, erläuterte, teilte, teilten, mitteilte, mitteilten, mitgeteilt, betonte, betont,
        betonten, berichtete, berichtet, berichteten, meinte, meint, versicherte, versichert, schrieb,
        schreibt, schreiben, ergänzte, fügte, bekräftigte, bekräftigt, bestätigte, bestätigt, behauptet,
        behauptete, äußerte, unterstrich, verkündete, verkündet, verkündeten, bilanzierte, prophezeit,
        prophezeite, kündigte, kündigt, kündigten, ankündigte, stellte klar, gab bekannt, gaben bekannt, gab,
        gesagt, angekündigt, skizzierte, nannte, rief, antwortete, antwortet, führte, versprach, verspricht,
        warnte, warnt, warnten, glaubt, hofft, findet, erwidert, erwiderte, heißt es bei, heißt es von, hieß
        es aus, hieß es von, heißt es aus, hieß es bei, bezifferte, rechnete, prognostizierte, prognostiziert,
        signalisierte
    """,
    Cue.ACCORDING: """
        seiner ansicht nach, ihrer ansicht nach, seiner meinung nach, ihrer meinung nach, seiner einschätzung
        nach, ihrer einschätzung nach, nach ihren worten, nach seinen worten, nach ihren angaben, nach seinen
        angaben, nach eigener aussage, nach seiner einschätzung, nach ihrer einschätzung, nach seiner ansicht,
        nach ihrer ansicht, seinen worten zufolge, ihren worten zufolge, nach seiner überzeugung, nach ihrer
        überzeugung, aus ihrer sicht, aus seiner sicht, laut, nach angaben, nach einschätzung, nach ansicht,
        nach meinung, nach auffassung, nach worten, nach den worten, nach berechnungen, nach schätzungen, nach
        schätzung, nach darstellung, nach aussage, nach aussagen, gemäß, nach informationen, nach überzeugung,
        nach prognosen, nach prognose, nach plänen, nach den plänen, nach dem willen, nach vorstellung, nach
        auskunft, geht es nach, aus sicht, nach eigenen angaben, nach den prognosen, laut den prognosen, laut
        einer prognose, laut prognose, laut einer mitteilung, laut angaben, laut mitteilung, nach den
        berechnungen, laut einer studie, laut einer analyse, laut schätzungen, laut einer schätzung, nach den
        vorstellungen, nach einer prognose, nach einer studie, nach einer schätzung, nach einer mitteilung,
        laut einem bericht, zufolge von, den angaben, wenn es nach
    """,
    Cue.ACCORDING_AFTER: "zufolge",
    Cue.SO: "so",
    Cue.SUBJUNCTIVE: """
        falle, erreiche, starte, beginne, öffne, folge, entstehe, verschwinde, schaffe, übernehme, koste,
        fahre, ende, trete, verliere, ersetze, habe, sei, seien, werde, wolle, solle, könne, dürfe, müsse,
        bleibe, komme, gehe, stehe, gebe, liege, lasse, brauche, sehe, nehme, bringe, laufe, mache, steige,
        sinke, wachse, hätten, wären
    """,
    Cue.REFERS: "das, dies, so",
    Cue.IT_SAYS: """
        heißt es in, heißt es im, heißt es dort, hieß es in, hieß es weiter, heißt es weiter, heißt es darin,
        so heißt es
    """,
    Cue.WE: "wir, uns, unser, unsere, unseren, unserem, unserer, ich, mein, meine",
    Cue.HE: "er",
    Cue.SHE: "sie",
}

WHO: Entries = {
    Cue.PERSON: forms(
        """
            manager minister präsident kanzler chef ökonom experte analyst forscher wissenschaftler sprecher
            trainer politiker vorsitzende direktor gründer unternehmer kommissar bürgermeister
            oberbürgermeister landrat professor richter anwalt coach kapitän stürmer torwart geschäftsführer
            vorstand verkäufer investor regisseur autor intendant senator volkswirt klimaforscher virologe
            physiker chemiker historiker soziologe aufsichtsratschef stratege fondsmanager milliardär
            unternehmensgründer firmengründer vorstandschef ministerpräsident leiter hochschullehrer bauleiter
            projektleiter ingenieur architekt
        """,
        "",
        "in",
        "n",
        "s",
        "en",
    )
    + ", bauer, bäuerin, kollege, kollegin, nachfolger, nachfolgerin, vorgänger, vorgängerin"
    + ", ökonomin, expertin, volkswirtin, virologin, historikerin, soziologin, chefin, konzernchef",
    Cue.BODY: forms(
        """
            unternehmen konzern firma verband ministerium behörde bank institut hersteller verein klub club
            partei gewerkschaft stiftung agentur kommission gesellschaft hochschule universität kanzlei
            notenbank zentralbank betreiber anbieter autobauer start-up startup versicherer versorger händler
            dienst amt fraktion koalition regierung organisation netzbetreiber softwarekonzern autokonzern
            technologiekonzern gruppe kasse zeitung branchenverband branchendienst fluggesellschaft airline
            reederei chiphersteller entwickler discounter
        """,
        "",
        "s",
        "es",
    ),
    Cue.TITLE: """
        dr, prof, professor, herr, herrn, frau, graf, freiherr, sir, lord, papst, könig, königin, prinz,
        general, dr.-ing, generalsekretär, generalsekretärin
    """,
    Cue.MANY: """
        experten, expertinnen, analysten, forscher, forscherinnen, ökonomen, volkswirte, beobachter, kritiker,
        fachleute, wissenschaftler, wissenschaftlerinnen, klimaforscher, autoren, behörden, anleger, händler,
        gegner, befürworter, gewerkschaften, arbeitgeber, demoskopen, meteorologen, mediziner, ärzte,
        umweltschützer, anwohner, investoren
    """,
    Cue.NOBODY: """
        umfragen, studien, gutachtens, berichten, medienberichten, prognosen, prognose, angaben,
        informationen, schätzungen, schätzung,
        plänen, plan, studie, umfrage, bericht, papier, mitteilung, berechnungen, zahlen, hochrechnung,
        entwurf, vertrag, gesetz, gutachten, insidern, untersuchung, analyse, zeitplan
    """,
    Cue.TIME: """
        montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonntag, sonnabend, montagabend,
        dienstagabend, mittwochabend, donnerstagabend, freitagabend, januar, februar, märz, april, mai, juni,
        juli, august, september, oktober, november, dezember, jahr, jahres, jahre, jahren, monat, monate,
        monaten, woche, wochen, tag, tage, tagen, quartal, quartals, halbjahr, jahresende, jahrzehnt,
        jahrhundert, jahrhunderts, frühjahr, frühling, sommer, herbst, winter, ende, anfang, mitte, beginn,
        gespräch, interview, pressekonferenz, vormittag, nachmittag, abend, morgen, monatsende, wochenende,
        januars, millionen, milliarden, mio, mrd, prozent, euro, dollar, tausend
    """,
    Cue.DETERMINER: """
        deren, dessen, der, die, das, den, dem, des, ein, eine, einen, einem, einer, eines, dieser, diese,
        dieses, diesem, diesen, sein, seine, seinem, seinen, ihr, ihre, ihrem, ihren, kein, keine, beide,
        beim, vom, zum, zur, im, am
    """,
}

AGAINST: Entries = {
    Cue.DEMAND: """
        solle, sollte, sollten, müsse, müsste, müssten, fordert, forderte, fordern, forderten, gefordert,
        verlangt, verlangte, verlangen, verlangten, würde, würden, dürfe, dürften, könne, appelliert,
        appellierte, warnt, warnte, warnten, warnen, droht, drohten, drohte, empfiehlt, empfahl, rät, riet,
        wollte, wollten, müssen, muss, aufgefordert, aufgerufen, rief, ruft, können, könnte, könnten
    """,
    Cue.PAST: """
        war, waren, hatte, hatten, wurde, wurden, kam, kamen, ging, gingen, gab, gaben, nahm, nahmen, stieg,
        stiegen, fiel, fielen, lag, lagen, stand, standen, fand, fanden, begann, begannen, ließ, ließen,
        hielt, hielten, lief, liefen, zog, zogen, schrieb, schrieben, sprach, sprachen, traf, trafen, verlor,
        verloren, gewann, gewannen, blieb, blieben, sah, sahen, trat, traten, wuchs, wuchsen, sank, sanken,
        schloss, schlossen, unterschrieb, beschloss, beschlossen, erhielt, bekam, übernahm, verließ, konnte,
        konnten, musste, mussten, wollte, wollten, durfte, worden, gewesen, half, griff, schlug, brach,
        verlief, verschob
    """,
    Cue.GOAL: """
        ziel, ziele, zielen, plan, pläne, plänen, vorhaben, absicht, versprechen, zusage, vorsatz, auftrag,
        aufgabe
    """,
    Cue.CONTRACT: """
        vertrag, kontrakt, arbeitspapier, mietvertrag, pachtvertrag, arbeitsvertrag, profivertrag, mandat,
        lizenz, konzession, kredit, anleihe, amtszeit, vereinbarung, option, leihe
    """,
    Cue.DELAY: """
        verschiebt, verschieben, verschoben, verzögert, verzögern, vertagt, verlegt, gestrichen, abgesagt,
        platzt, geplatzt, aufgegeben, gekippt, gestoppt, entfällt, scheitert, gescheitert
    """,
    Cue.WHO: "der, die, das, welcher, welche",
    Cue.ADVERB: "auch, zudem, außerdem, später, dann, weiter, zugleich, zuletzt, jedoch, aber, allerdings",
    Cue.PURPOSE: "um",
    Cue.OLD: "hatte, hatten, damals, einst, ursprünglich, eigentlich, seinerzeit, schon einmal",
    Cue.YOU: "können sie, sollten sie, wer, du, dein, deine, ihnen",
    Cue.WHETHER: "ob",
    Cue.DUTY: """
        darf, dürfen, frist, fristen, anmeldefrist, bewerbungsfrist, antragsfrist, gebeten, aufgerufen,
        aufgefordert, muss, müssen, müsse, müsste, müssten, braucht, brauchen, benötigt, benötigen
    """,
    Cue.NOTICE: """
        gewinner, bekannt gegeben, fortgesetzt, fortgeführt, vergeben, verliehen, vorgestellt, vorstellen,
        präsentiert, präsentieren, veröffentlicht,
        verlost, findet statt, finden statt, stattfinden, statt, eintritt, einlass, tickets, karten,
        anmeldung, anmeldungen, anmeldeschluss, geöffnet, öffnungszeiten, sprechstunde, uhr, gastiert, liest,
        auftritt, konzert, lesung, führung, treffpunkt, anpfiff, vorverkauf, abendkasse, teilnahme,
        einsendeschluss, bewerbungen, bewerbungsschluss, infos, flohmarkt, gottesdienst, vortrag, kostenlos,
        lädt ein, laden ein, eingeladen, bewerben sie, melden sie, empfängt, empfangen, gastieren, tagt,
        tagen, sendetermin, tv-termin, ausgestrahlt, kinostart, telefon, telefonisch, gefeiert, feiert,
        feiern, gesperrt, sperrung, umleitung, spieltag, spielen, spielt, trifft, treffen, reist, besucht, zu
        sehen, zu gast, zu hören, auf dem programm, vernissage, ausstellung, workshop, seminar, kurs
    """,
    Cue.SMALL: """
        davor, darauf, dagegen, darüber, daran, darum, davon, dadurch, hierzu, hinzu, so, als erwartet, wie
        erwartet, als geplant, wie geplant, wie vorgesehen, als vorgesehen, als angekündigt, laut, berichten,
        nach, gleichzeitig, auch, aber, doch, denn, und, oder, in, im, am, bis, vor, bei, mit, für, von,
        damit, dabei, dazu, dies, neben, um, ab, seit, während, wenn, weil, als, so, wie, was, wer, wo, wann,
        warum, noch, schon, erst, nur, nun, jetzt, zudem, außerdem, allerdings, zugleich, zuvor, danach, dann,
        hier, dort, heute, morgen, gestern, spätestens, voraussichtlich, insgesamt, rund, etwa, mehr, weniger,
        viele, einige, mehrere, alle, trotz, wegen, durch, gegen, ohne, unter, über, zwischen, aus, auf, an,
        ob, es, man, wir, ich, sie, er, ihr, nicht, demnach, künftig, deshalb, daher, ende, anfang, mitte,
        millionen, milliarden, euro, dollar, prozent
    """,
}

GERMAN = Vocabulary(
    code="de",
    entries={cue: listed for table in (AHEAD, SPEECH, WHO, AGAINST) for cue, listed in table.items()},
    person_endings=tuple(
        listed(
            """
                autor autorin rätin gouverneur gouverneurin redakteur redakteurin regisseurin
                sternekoch spitzenkoch fernsehkoch küchenchef wärter wärterin gastwirt gastwirtin förster försterin
                winzer winzerin lehrer lehrerin pilot pilotin kenner kennerin
                iker spieler spielerin kämmerer kämmerin pfarrer pfarrerin aktivist aktivistin erin istin
                orin login chef chefin chefs minister ministerin ministers präsident präsidentin präsidenten
                sprecher sprecherin sprechers vorstand vorständin direktor direktorin leiter leiterin ökonom
                ökonomin ökonomen experte expertin experten analyst analystin analysten forscher forscherin
                trainer trainerin kanzler kanzlerin kanzlers meister meisterin landrat landrätin kommissar
                kommissarin vorsitzende vorsitzender vorsitzenden manager managerin gründer gründerin
                professor professorin richter richterin anwalt anwältin kapitän sekretär sekretärin führer
                führerin beauftragte beauftragter senator senatorin dezernent dezernentin politiker
                politikerin volkswirt volkswirtin ingenieur ingenieurin abgeordnete abgeordneter
                wissenschaftler wissenschaftlerin redakteur redakteurin arzt ärztin stürmer verteidiger
                profi pilot unternehmer unternehmerin bäcker landwirt landwirtin physiker physikerin loge
                stratege strategin coach boss ceo cfo cto rektor rektorin
            """
        )
    ),
    body_endings=tuple(
        listed(
            """
                bank banken bahnen ministerium ministeriums regierung verband verbands verbandes institut instituts
                agentur amt amts bahn werke werken kommission universität gesellschaft partei gewerkschaft
                verein fraktion landtag bundestag rat senat kammer stiftung behörde kasse verbund verbunds
                verbundes club klub
                zentrum bund institute hochschule gmbh klinikum messe hafen sparkasse
            """
        )
    ),
    body_words=listed("ag se kg ev"),
    group_endings=tuple(
        listed(
            """
                zulieferer dienst tochter händler dienstleister start-up startup brauer verlag kette
                reederei versicherung portal konzern konzerns unternehmen unternehmens hersteller bauer
                konkurrent konkurrentin rivale rivalin ableger primus pionier partner filialist zulieferin
                ligist ligisten band sender label orchester ensemble
                firma riese anbieter versicherer versorger betreiber entwickler gigant
            """
        )
    ),
    past_endings=("te", "ten", "ierte", "ierten"),
    not_past=listed(
        """
            heute könnte könnten dürfte dürften müsste müssten möchte möchten sollte sollten hätte hätten
            bitte leute beste letzte letzten erste ersten zweite zweiten dritte dritten vierte vierten nächste
            übernächste übernächsten nächsten weitere seite seiten zeiten kosten arbeiten leisten bieten
            starten warten werten gelten halten erhalten treten raten bereiten posten daten guten besten
            gesamte gesamten rechte rechten alte alten breite breiten wüsste wichtigste wichtigsten größte
            größten meisten ersten bekannte bekannten geplante geplanten gute spätesten unten mitten hunderte
            tausende leiten weiten berichten enthalten verbreiten bestreiten schalten höchste höchsten sechste
            fünfte fünften siebte siebten achte achten neunte neunten zehnte zehnten elfte elften zwölfte
            zwölften
        """
    ),
    particles=frozenset(
        {"von", "van", "de", "der", "den", "zu", "zur", "al", "bin", "del", "la", "le", "für", "und", "&"}
    ),
    between=listed(
        "auch nun jetzt noch weiter weiterhin zudem dagegen hingegen inzwischen aber derzeit jedoch"
    ),
    body_particles=frozenset({"für", "zur"}),
    late_particles=frozenset({"der", "den"}),
    nouns_are_capitalised=True,
    lemmas=True,
    given_names=GIVEN_NAMES,
)
