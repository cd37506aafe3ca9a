"""English: every word that the spotter knows. What is done with them is in the other modules."""

from tracker.spot.lexicon import Cue, Entries, Vocabulary, listed
from tracker.spot.names import GIVEN_NAMES

AHEAD: Entries = {
    Cue.WILL: """
        will, won't, i'll, we'll, he'll, she'll, it'll, they'll, you'll, there'll, that'll, shall, is going
        to, are going to, 's going to, 're going to, am going to, i'm going to, it's going to, we're going to,
        they're going to, he's going to, she's going to, will not, gonna, isn't going to, aren't going to
    """,
    Cue.WOULD: "would, wouldn't, he'd, she'd, they'd, it'd",
    Cue.PLANNED: """
        is set to, are set to, is due to, are due to, is due, are due, is scheduled to, are scheduled
        to, is scheduled, are scheduled, scheduled to, scheduled for, is slated to, are slated to,
        slated for, slated to, is to be, are to be, is to, are to, is planned, are planned, planned,
        planned for, on track to, on course to, is poised to, are poised to, due to open, due to go, due
        to end, due to finish, due to arrive, due to return, due to leave, due to launch, due to move,
        due to reach, due to receive, due to expire, due to retire, due to close, due to land, due to
        take, due to publish, due to be, due to start, due to begin, due to come, due in, due by, set
        to, should, bound to, earmarked, pencilled in, is meant to, are meant to, is supposed to, are
        supposed to, in the pipeline
    """,
    Cue.COULD: """
        chance of, chance that, risk of, risk that, probability of, probability that, odds of, could, may,
        might, possibly, possible, perhaps, potentially, conceivable, conceivably, maybe, couldn't, may not
    """,
    Cue.ABLE: "can",
    Cue.EXPECTED: """
        the goal is, the aim is, the target is, its goal is, the plan is, the ambition is, is expected to, are
        expected to, is expected, are expected, expected to, expected in, expected by, expected within,
        expected, likely, unlikely, is likely to, are likely to, probably, is forecast to, are forecast to, is
        are forecast, forecast to, is projected to, are projected to, projected to, is predicted to, are
        predicted to, predicted to, is estimated to, are estimated to, is anticipated, are anticipated,
        anticipated, projected, in all likelihood, presumably, forecast, is tipped to, are tipped to, tipped
        to, threatens to, threaten to, hopes are, is seen, are seen, seen at, seen rising, seen falling,
        seen reaching, not expected to
    """,
    Cue.PROMISE: """
        announced, announces, has announced, promises, promise, promised, pledges, pledge, pledged, vows, vow,
        vowed, guarantees, guarantee, guaranteed, commits, commit, committed, is committed, undertaken to,
        commitment, swore, swears, agreed, have agreed to, has agreed to, voted, decided, decides
    """,
    Cue.INTENT: """
        wants, want, hoped to, wanted to, intended to, plans, plan, planning, planned to, planning to,
        plans to, plan to, aims, aim, aiming, aiming to, aimed to, intends, intend, intends to, intend
        to, intending, wants to, want to, hopes, hope, hopes to, hope to, hoping, hoping to, seeks to,
        seek to, proposes to, propose to, targeting, is targeting, are targeting, is preparing to, are
        preparing to, preparing to, looking to, is working to, are working to, eyeing, mulling, has set
        itself, threatened to
    """,
    Cue.FORECAST: """
        i'd say, i would say, i'd guess, my guess is, my bet is, i suspect, i guess, i imagine,
        confident, optimistic, convinced, considers, consider, regards, forecast, forecasting, expects,
        expect, expecting, forecasts, predicts, predict, predicted, projects, estimates, estimate,
        estimated, anticipates, anticipate, believes, believe, reckons, reckon, sees, see, foresees,
        foresee, envisages, envisage, thinks, think, bets, is confident, are confident, am confident, is
        convinced, fears, fear, feared, reckoned, forecast that, projected that, estimated that, said it
        expects, assumes, assume, assumed, envisions
    """,
    Cue.BEGINS: """
        ship, follow, arrive,
        comes down, come down, comes back, come back, moves out, move out, goes up, goes down,
        opens, open, move in, moves in, starts, start, begins, begin, ends, closes, launches, launch, arrives,
        arrive, follows, goes live, go live, takes over, returns, leaves, retires, steps down, kicks in, ships
    """,
    Cue.LEAVES: "into service, out of service, into retirement, into production, on stream, offline, off air",
    Cue.RISES: """
        rises, rise, falls, fall, takes effect, take effect, comes into force, come into force, expires,
        expire, goes up, go up, increases, increase, drops, drop
    """,
    Cue.LASTS: "runs, lasts, remains, stays",
    Cue.CHANGE: """
        ship, follow,
        comes down, come down, comes back, come back, moves out, move out, goes down, goes up,
        go up, go, increases, increase, drops, drop, shuts, quits, joins, becomes, turns, opens,
        open, starts, start, begins, begin, ends, end, closes, close, takes effect, take effect, comes into
        force, come into force, expires, expire, rises, rise, falls, fall, launches, launch, arrives, arrive,
        follows, becomes, moves, replaces, takes over, goes, go live, goes live, reaches, hits, doubles,
        returns, leaves, retires, steps down, runs out, enters, kicks in, kick in, ships, lands, enter, reach,
        cease, ceases, completes, switches, move in, moves in, move into, moves into, retire, join, returns
        to, return to, vanish, vanishes, disappear, disappears
    """,
}

SPEECH: Entries = {
    Cue.SAID: """
        contends, contended, asserted, asserts, assured, assures, made clear, makes clear, had written,
        joked, jokes, quipped, observed, lamented, mused, ruled, is telling, are telling, was telling,
        were telling, is saying, are saying, saying, adding, warning, arguing, claiming, insisting,
        stating, predicting, telling, noting, admitting, conceding, acknowledging, cautioning, declaring, pledging,
        forecasting, boasting, joking, complaining, estimating, confirming, announcing, wrote, has said,
        have said, had said, volunteered, asked,
        forecast, boasted,
        opined, urged, vowing, promising, predicting, announcing, rejected, contend, assure, assert,
        tells, dismissed, admitted, admits, conceded, concedes, hinted, hints, revealed, reveals,
        stressed, stresses, emphasised, emphasized, cautions, recalled, repeated, denied, denies,
        disputed, disputes, remarked, commented, responded, complained, countered, projected,
        calculated, warn, argue, insist, claim, suggest, report, explain, conclude, estimate, predict,
        reckon, pledge, promise, vow, said, says, say, told, added, adds, announced, announces, stated,
        states, explained, explains, insisted, insists, argued, argues, noted, notes, writes, warned,
        warns, claimed, claims, predicted, predicts, confirmed, confirms, reported, reports, declared,
        declares, reiterated, suggested, suggests, believes, believe, thinks, think, estimated,
        estimates, forecasts, reckons, vowed, pledged, promised, expects, expected that, concluded,
        concludes, replied, testified, signalled, signaled, acknowledged, cautioned, calculates,
        maintains, maintained, tweeted, posted, found, finds, shows, showed, indicates, indicated,
        reads, continued, continues, tell, writing, recounted, recounts, deadpanned, chimed in,
        interjected, shot back, went on, snapped, sighed, laughed, joking, whispered, shouted, pleaded,
        protested, objected, objects, alleged, alleges, alleging, attested, averred, avers, opines,
        ventured, ventures, theorised, theorized, speculated, speculates, figures, figured, guessed,
        guesses, forewarned, prophesied, augured, informed, informs, notified, advised, advises, briefed
        reporters, reassured, reassures, preached, lectured, proclaimed, proclaims, pronounced,
        affirmed, affirms, reaffirmed, attests, certified, decreed, ordered that, made plain, makes
        plain, made it clear, makes it clear, let it be known, gave assurances, mentioned, mentions,
        disclosed, discloses, divulged, outlined, detailed, underscored, underlined, underlines,
        highlighted, confided, confessed, confesses, surmised, retorted, rejoined, volunteers, cited,
        cites, citing, grumbled, fretted, frets, worried, worries, cheered, marvelled, gushed, crowed,
        bragged, chided, chides, railed, thundered, blasted, chuckled, shrugged, reasoned, reasons,
        counters, allowed that, granted that, agrees, agreed that, learned that, heard that, read that
    """,
    Cue.ACCORDING: """
        according to, in the view of, in the opinion of, in the words of, as per, a forecast by, a report by,
        a study by, forecasts by, figures from, forecasts from, projections by, estimates by, estimates from,
        projections from, a report from, a forecast from, a study from, a note from, calculations by, a
        statement from, a statement by
    """,
    Cue.IT: "it, they, it's, they're",
    Cue.WE: "we, our, us, i, i'm, we're, we've, i've, my, we'll, i'll",
    Cue.HE: "he, he'd, he'll, he's, him, his",
    Cue.SHE: "she, she'd, she'll, she's, her",
}

WHO: Entries = {
    Cue.PERSON: """
        chef, person, predecessor, successor, rival, opponent, colleague, wife, husband, brother, sister,
        father, mother, son, daughter, friend, partner, pastor, priest, rabbi, imam, inspector,
        inventor, publicist, treasurer, warden, curator, conductor, consultant, ambassador, envoy,
        diplomat, sheriff, negotiator, organiser, organizer, whistleblower, scholar, statistician,
        geologist, biologist, astronomer, meteorologist, oceanographer, ecologist, epidemiologist,
        sociologist, psychologist, judge, adviser, advisor, aide, witness, farmer, teacher, nurse,
        driver, owner, editor, historian, astronaut, officer, detective, landlord, trader, broker,
        builder, pilot, bishop, activist, campaigner, resident, voter, superintendent, attorney,
        prosecutor, representative, lobbyist, columnist, novelist, architect, surveyor, minister,
        president, chancellor, chief executive, boss, manager, economist, analyst, spokesman,
        spokeswoman, spokesperson, director, founder, co-founder, chairman, chairwoman, chair, governor,
        mayor, senator, secretary, commissioner, coach, captain, striker, scientist, researcher,
        professor, lawyer, leader, executive, ceo, cfo, entrepreneur, billionaire, investor, author,
        politician, champion, medallist, medalist, skipper, cyclist, swimmer, athlete, singer, actor, actress,
        filmmaker, musician, composer, playwright, chemist, archaeologist, seismologist, engineer, official,
        prime minister, head coach, finance minister, strategist,
        physicist, climatologist, midfielder, defender, goalkeeper, surgeon, doctor, banker, councillor,
        councilor, congressman, congresswoman, lawmaker
    """,
    Cue.BODY: """
        trust, chain, federation, forecaster, refiner, miner, railway, port, airport, museum, theatre, theater,
        school, hospital, brewery, newspaper, magazine, network, studio, academy, library, laboratory,
        observatory,
        company, firm, group, carmaker, automaker, maker, manufacturer, operator, provider, retailer, airline,
        developer, start-up, startup, think tank, think-tank, lender, insurer, utility, chipmaker, supplier,
        business, brewer, drugmaker, broadcaster, publisher, giant, carrier, lab, consultancy, brand,
        exporter, team, club, bank, agency, organisation, organization, union, party, association, ministry,
        regulator, foundation, charity, institute, university
    """,
    Cue.TITLE: """
        mp, msp, mep, mr, mrs, ms, miss, dr, prof, professor, sir, dame, lord, lady, president, chancellor, minister,
        secretary, senator, governor, mayor, king, queen, prince, princess, pope, general, chief, executive,
        chairman, chairwoman, director, prime, foreign, finance, vice, judge, justice, captain, coach, ceo,
        cfo, commissioner, representative, congressman, congresswoman, councillor, economist, analyst,
        spokesman, spokeswoman, spokesperson, head, officer, deputy, managing, home, health, education,
        energy, transport, environment, defence, defense, labour, treasury, rev, hon, rep, sen, gov,
        cllr, sgt, lt, col, capt, maj, supt, insp, adm, brig, cpl, archbishop, bishop, baroness, baron, earl, canon
    """,
    Cue.MANY: """
        lobby, cabinet, administration, department, office, city, town, county, state, village, borough,
        authority, commission, committee, board, parliament, senate, congress, panel, jury, league,
        treasury, campaign, coalition, opposition, people, aides, voters, workers, parents, students,
        teachers, neighbours, neighbors, officers, employees, allies, advisers, advisors, members,
        democrats, republicans, senators, activists, advocates, families, historians, attorneys, lawyers,
        leaders, owners, players, fans, drivers, tenants, nurses, dealers, surveyors, astronauts, scholars,
        specialists, consultants, climatologists, trustees, shareholders, creditors, diplomats, generals,
        judges, detectives, witnesses, pilots, sailors, fishermen, landlords, publishers, booksellers,
        analysts, economists, experts, scientists, researchers, officials, critics, campaigners, ministers,
        investors, traders, prosecutors, doctors, unions, authors, biologists, astronomers, physicists,
        engineers, companies, banks, firms, retailers, carmakers, police, organisers, organizers,
        observers, pollsters, forecasters, executives, regulators, lawmakers, residents, supporters,
        opponents, developers, farmers, airlines, councillors, managers, lenders, policymakers, insiders,
        brokers, builders, builder, government, watchdog, court, council, meteorologists, geologists,
        oceanographers, archaeologists, seismologists, glaciologists, hydrologists, ecologists, psychologists,
        sociologists, epidemiologists, virologists, statisticians, chemists, geographers, demographers,
        conservationists, environmentalists, groups, charities, ngos,
        palaeontologists, zoologists, volcanologists, criminologists
    """,
    Cue.NOBODY: """
        reports, report, data, figures, plans, estimates, study, survey, poll, documents, memo, sources
    """,
    Cue.TIME: """
        monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, march, april, may,
        june, july, august, september, october, november, december, year, month, week, day, years, months,
        quarter, today, yesterday, tomorrow, spring, summer, autumn, winter, jan, feb, mar, apr, jun, jul,
        aug, sept, oct, nov, dec, christmas, easter, q1, q2, q3, q4
    """,
    Cue.DETERMINER: """
        the, a, an, this, that, these, those, its, their, his, her, our, my, some, any, every, each, no
    """,
}

AGAINST: Entries = {
    Cue.DEMAND: """
        should, must, ought to, called for, calls for, call for, calling for, urged, urges, urge, demanded,
        demands, recommended, recommends, threatens, threatened
    """,
    Cue.PAST: """
        was, were, had, did, came, went, took, made, gave, got, became, began, saw, knew, held, left, lost,
        won, met, rose, fell, grew, sold, bought, built, paid, sent, spent, brought, led, ran, told, found,
        shook, drew, rode, threw, spoke, chose, rang, struck, tore, wore, sat, sang, drank, flew, broke, woke,
        froze, stole, hid, dug, fought, caught, taught, sought, felt, dealt, slept, swept, wept, crept, bent, lent,
        kept, stood, wrote, hit, cut back, originally, has been, have been, been, initially, weren't, wasn't,
        hadn't, didn't
    """,
    Cue.GOAL: "goal, target, aim, ambition, plan, plans, objective, intention, promise, pledge",
    Cue.CONTRACT: """
        contract, term, deal, lease, licence, license, mandate, loan, concession, franchise, tenure, extension,
        contracts, leases, licences, licenses, mandates, loans, concessions
    """,
    Cue.DELAY: """
        delayed, postponed, shelved, scrapped, cancelled, canceled, abandoned, dropped, pushed back, put back,
        moved
    """,
    Cue.WHO: "who, which",
    Cue.ADVERB: "also, later, then, still, now, therefore, already, recently, repeatedly, even, previously, has, have",
    Cue.PURPOSE: "in order to, so as to",
    Cue.OLD: "had, originally, initially, once planned, once promised",
    Cue.YOU: "you, your, yourself",
    Cue.WHETHER: """
        whether, know if, knows if, ask if, asked if, see if, sure if, wonder if, unclear if, unclear when,
        not clear if, not clear when, to see if
    """,
    Cue.DUTY: "deadline, deadlines, must, has to, have to, need to, needs to, required to",
    Cue.NOTICE: """
        winner, winners, be announced, be held, be presented, be unveiled, be published, be drawn, be shown,
        be sold, takes place, take place, taking place, place, tickets, ticket, admission, doors, doors open,
        register, registration, apply, applications, rsvp, opening hours, open daily, a.m, p.m, am, pm,
        o'clock, noon, midnight, kick-off, kickoff, concert, concerts, performs, perform, performing,
        exhibition, lecture, workshop, seminar, free entry, box office, on sale, booking, bookings, on
        display, service, hosts, host, hosting, welcomes, faces, face, visit, visits, plays, play, playing,
        meets, meet, meeting, travel, travels, speaks, speak, speaking, tour, screening, broadcast, aired,
        airs, deadline, entries, submissions, submit, book, closed, closure, diversion, held, gather, attend
    """,
    Cue.SMALL: """
        the, a, an, in, on, at, by, for, from, of, to, and, but, or, nor, so, yet, if, when, while, after,
        before, as, since, until, although, though, because, however, meanwhile, also, still, now, then,
        there, here, it, he, she, they, we, you, i, this, that, these, those, his, her, its, their, our, my,
        your, what, who, why, how, where, which, all, many, most, some, few, several, more, less, about,
        around, under, over, within, with, without, last, next, one, two, three, four, five, six, seven,
        eight, nine, ten, according, analysts, experts, not, no, yes, only, even, just, both, each, every,
        once, despite, during, between, among, asked, total, overall, another, other, such, later, earlier,
        today, tomorrow, yesterday, monday, tuesday, wednesday, thursday, friday, saturday, sunday, january,
        february, march, april, may, june, july, august, september, october, november, december, spring,
        summer, autumn, winter, early, late
    """,
}

ENGLISH = Vocabulary(
    code="en",
    entries={cue: listed for table in (AHEAD, SPEECH, WHO, AGAINST) for cue, listed in table.items()},
    body_endings=tuple(
        listed(
            """
                fund guild alliance federation nations commons league survey polling research analytics pharma
                marine watch bank institute university ministry group corp agency council commission
                association union department office party authority society company airlines airways motors
                energy technologies systems holdings partners capital board committee government court
                parliament congress house reserve treasury club united city foundation organization
                organisation laboratory centre center hospital trust service observatory
            """
        )
    ),
    group_endings=tuple(
        listed("builder maker operator manufacturer provider retailer supplier insurer lender brewer")
    ),
    body_words=listed("inc ltd plc fc afc ac cf"),
    past_endings=("ed",),
    not_past=listed("need indeed speed feed seed united hundred red bed expected planned scheduled"),
    particles=frozenset(
        {"of", "for", "the", "and", "&", "von", "van", "de", "der", "al", "bin", "del", "la", "le", "on"}
    ),
    between=listed("now not still also currently widely only likely already then largely provisionally"),
    body_particles=frozenset({"of", "for", "the", "on"}),
    given_names=GIVEN_NAMES,
)
