"""Given names common in the news, to tell a person's name from a body's; no logic."""

from tracker.spot.lexicon import listed

GIVEN_NAMES = listed(
    """
        aaron adam adrian agnes ahmed aiko alain alan albert alejandro alessandro alex alexander alexandra
        alfred ali alice alina alison amanda amelia amina amir amy ana anders andre andrea andreas andrew andy
        angela angelika anita anja anke ann anna anne annegret annalena annette anthony antje anton antonio
        armin arne arthur astrid axel barbara bart bastian beate beatrice ben benedikt benjamin bernadette
        bernd bernhard bettina bill bjarne björn bob boris brian brigitte bruno burkhard carl carla carlos
        carmen carol caroline carsten cem charles charlotte chen chris christian christiane christina
        christine christoph christopher claire clara claudia claus clemens colin cornelia craig dagmar dan
        daniel daniela daniele dario david dean deborah denis dennis detlef diana diego dieter dirk dmitri
        dominik donald dorothea doris doug eckart edith edward eleanor elena elias elisabeth elizabeth elke
        ellen elon emil emily emine emma emmanuel enrico eric erich erik erika erin ernst erwin esther eugen
        eva evelyn fabian fatima felix ferdinand fiona florian frances francesca francesco franck frank franz
        franziska fred friederike friedrich fritz gabriel gabriele gareth gary georg george georgina gerald
        gerd gerhard gerrit gianni gina giorgia giovanni giulia gloria gordon grace graham greg gregor gudrun
        guido günter günther gustav hanna hannah hannelore hannes hans harald harry hartmut hassan hauke
        heather heidi heike heiko heiner heinrich heinz helen helena helene helga helmut hendrik henning henri
        henry herbert hermann hildegard holger horst howard hubert hubertus hugo ian ibrahim ida igor ilka
        ilona ilse imran ina inga ingeborg ingo ingrid ines irene iris irma isabel isabelle ivan jack jacob
        jakob james jamal jan jana jane janet janina janine jason javier jean jeff jennifer jens jeremy jerome
        jess jessica jim jimmy joachim joan joanna jochen joe johan johann johanna johannes john jon jonas
        jonathan jonte jordan jörg jörn jose josé josef joseph joshua juan judith julia julian juliane julie
        julien jürgen justin jutta kai karen karin karina karl karla karsten kate katharina katherine kathrin
        katja katrin kay keir keith kelly kenneth kenji kerstin kevin kim kirsten klara klaus knut konrad
        kristin kristina kurt lara lars laura lauren lea leah lena leo leon leonie leonard li liam lilian
        linda lindsay lisa lothar louis louise luca lucas lucia lucy ludwig luis luisa luise lukas lutz lydia
        lynn magdalena maike malte mandy manfred manuel manuela marc marcel marco marcus margaret margarete
        maria marian marianne marie marina mario marion mark marko markus marlene marta martha martin martina
        mary mathias mathilde matt matteo matthew matthias max maximilian may mehmet meike mei melanie melissa
        mette mia michael michaela michel michelle miguel mike mirjam mohamed mohammed monica monika moritz
        mustafa nadia nadine nancy naomi natalie natascha nathan neil nele nicholas nick nico nicola nicolas
        nicole niels nigel niklas nikolaus nils nina nora norbert nuria oliver olaf ole olga olivia omar oskar
        oscar otto pablo pamela pascal pat patricia patrick paul paula pedro peer peggy peter petra philip
        philipp philippa pia pierre piotr priya rachel rafael rainer ralf ralph ramona raphael rebecca regina
        reinhard reinhold renate rené ricarda ricardo richard rita rob robert roberta robin roger roland rolf
        roman ronald rosa rosalind rose ross roswitha rudi rudolf rüdiger rupert ruth ryan sabine sabrina
        sally sam samantha samuel sandra sara sarah sascha satya scott sean sebastian sergei sergio sheila
        shirley sibylle siegfried sigmar sigrid silke silvia simon simone sofia sonja sophia sophie stefan
        stefanie steffen stella stephan stephanie stephen steve steven stuart sue sundar susan susanna susanne
        suzanne svenja sven svetlana sylvia tamara tanja tatjana ted teresa terry thea theo theresa thilo
        thomas thorsten till tim timo tina tobias todd tom toni tony torben torsten tracy ulf uli ulrich
        ulrike ursula uta ute uwe valentin valentina valerie vanessa vera verena veronica veronika victor
        victoria viktor vincent viola vladimir volker walter waltraud warren wendy werner wiebke wilfried
        wilhelm will william willi winfried wolf wolfgang xavier yannick yasmin yusuf yvonne zoe abigail adele
        adriana aisha akira albrecht alejandra alma amalia amara andrej angelo anneliese antonia anya arjun
        arnold aroha arturo asif asta august aurelia ava aylin aziz bärbel basil belinda benita berit birgit
        birgitta björk boaz bodo branko brenda bryan burak camille candice carina carlo carlotta carsten
        cecilia celia celine cemile chiara chloe chuck cindy claude clive conny constanze cora cynthia dana
        darius delia denise derek desmond devika didier dolores dominic donna doreen dunja ebru edda edgar
        eduardo edwin eileen eleonora elif elisa ella elliot elsa enno erhard ernesto esra ethan evan fadi
        farid fatma fatou federico felicitas femke fernando filip finn franca frederic frieda gavin geoff
        gerda gesa gesine gilbert giuseppe glenn goran gregory gretchen grigori gunnar guy hakan hamid harriet
        harvey hasan hatice hazel hector hedda hedwig heinrike hella henriette hilda hinrich hugh hung ignacio
        igor ilse imke ines ingmar isabella ismail jamila janis janne jannis jared jasmin jay jelena jerome
        jesper joanne jochem jolanda jordi jorge josephine joy juliana julius jun kaja kamala karim karol
        kasper katarina katerina keiko khaled kiran klemens kofi kristof kwame lasse laurent leila leopold
        leslie levin lewis lia lidia lilli liz lorenz lorenzo lorraine lou luigi luke lutz mads magnus mahmoud
        malala malik mareike margit margot mariana marit marlies marvin mason massimo mats maud maureen
        maurice max maya mechthild mercedes meredith merle milan milena mina miriam mitch mona morgan morten
        moses murat nadja naoko nasser natalia nathalie neha nelson nicolai nikita nikola nikos nisha noah
        noel norman odile ola orlando osama osman otmar owen paolo parker pavel pedro per percy peter-paul
        phil philippe phoebe pilar preston quentin quinn raj rajesh ramon raoul rashid ray raymond regine
        reiner reza rhea ricky ritva roberto rodrigo romy ron rosemary roxana ruben ruby rudolph russell ruud
        saad salim salma sanjay santiago sascha sebastiano selim selma serena serhat serkan seth shannon
        sharon shaun shirin sidney sienna sigrun silvio siri sissel solveig stanislav stefano stine sunil
        sunita suzan svea sybille tabea tamar tanya tarek tariq tatiana ted tessa thabo thandi theodor thierry
        thies thilde tilda tilman timothy tobi tomas tommaso tove traudel trevor trudy ulla ursina vadim vasil
        verena vicky vikram vilma virginia vivian waldemar wanda wayne wiltrud wim winston xenia yael yan yana
        yara yasemin yves yvette zara zeynep zoltan ángela émile
        aaliyah abby abel achim ada adelheid adem agathe agneta aidan ailsa alastair albin alec aled alessia
        alexa alexandre alexej alfie alistair alva alvin amadou amelie anastasia anatol andré aneta anette
        angus anil anneke annelie annemarie annika anouk anselm ansgar anthea antoine aoife archie arend
        ariane arlene arlo arndt arvid ashley astor aubrey audrey baldur barney barry beatrix becky bella
        benno berenike bernard bert bertram beth bettany betty beverley bianca bilal birger blake bodil
        bonnie boyd bradley bram brendan bridget brigid britta brooke bruce bryony bülent caleb callum
        cameron candace carmel caspar cassandra catherine catrin cecil cedric charlie christa christel
        christelle ciara clarissa clay clementine cliff clifford clint clyde colm connie connor conrad
        constantin cordula corinna cornelius courtney cristina curtis cyril daisy dale damian damon danica
        danielle danny daphne daria darren dave dawn deb debbie dee deirdre des desiree dexter didi dietmar
        dietrich dina dinah dmitry dolly dora dorian dorit dorothee dorothy dougal douglas duncan dustin
        dylan ebba eberhard eckhard eddie edeltraud edmund eduard edwina egon eike elaine eliza ellie ellis
        elmar elsbeth elspeth elvira emanuel emelie emilia emilio emre engelbert ephraim erna ernestine
        ernie errol estelle etta eugene eugenia evelina everett ewa ewald ewan ezra faye felicity felipe
        fergus finja finlay finley flora flynn folke fran frauke frederik freya fridolin friedel friedhelm
        fritzi gaby gail garrett gemma genevieve geoffrey georgia georgie geraldine gerlinde germaine gero
        gertrud gil giles gisela gitta gitte glen glenda godfrey greta gritt gunda gundula gunhild gunther
        gwen gwendolyn götz hal hank hanne hans-jürgen hans-peter harold harri hartwig heath heinz-peter
        helge helmuth henny henrik henrike herta herwig hetty hilary hilde hiltrud hiroshi holly horatio
        imelda imogen inge ingolf inka iona irena irina irmgard isa isaac isabell isla isolde ivana ivo ivy
        jacek jackie jacqueline jade jake jamie janek janette janice jannes jannik jarek jasper jeanette
        jeannette jeffrey jelle jemima jenny jens-peter jeremiah jeremias jerry jesse jill jo jodie joel
        joost joris josh josie jost jostein jovana joyce juanita jude judy julie-anne juna justus jürg
        kaspar kate-lynn kathleen kathy katie katrina kaya keira kendra kenny kerry kersten keven kieran
        kilian kira kirk kirstin kit klaas klaus-dieter knud kolja konstantin konstanze korbinian korinna
        kornelia kris krista kristen kristian kristoffer krystyna kunal kyle kylie lachlan lance larissa
        larry laszlo latoya lauri lavinia lawrence leander leann leena leif leigh lena-marie lenka lennard
        lennart lenny leona leonhard leonora leroy letitia lewin liesbeth lina lindsey linus lionel liv
        livia lloyd logan lola loretta lorna louisa lucian luciano lucien lucinda ludger lukasz luzie lyndon
        mabel maddie madeleine magda maik maira maja malcolm malin malina mara maren maret margarethe marge
        margie maribel marietta marika marilyn marin marissa marjorie marla marlis marlon marten marthe
        martine marty masha mathieu mathis matilda mattis maximiliane maxine maxwell meg megan mehdi
        meinhard melvin melvyn meret merlin mert mick mickey miles millicent millie milo milton minna
        miranda mirko miroslav mitchell mo moira molly morris muriel murray myra myriam nana nanette natan
        nathaniel ned neela nell nellie nelly nevil neville niall nicki nicolaus nicolette niko nikolai
        noelle noemi nola nolan noreen norma nuala oda oleg olena oliwia ollie olof omid ona oona ophelia
        orla orson ortrud ortwin oswald otis ottilie owain ozan paddy paige palle pam parvin pascale patrice
        patrik patsy patty paulina pauline payton pelle penelope penny perdita perry pete petr phebe philine
        philomena phyllis piers piet pieter pippa polly poppy pratik priscilla rachael raimund rajiv randall
        randolph randy ranja rasmus raya reginald reinhilde rena renata renee reuben rhett rhian rhiannon
        rhys ria rick rieke riley rina robbie robyn rocco rodney roisin ronan ronja rory ros rosanna roscoe
        roseanne rosi rowan rowena roxanne roy rufus runa runar russ ruthie ryszard saba sabina sadie saide
        sandor saskia saul seamus selina sepp severin shane sharmila shay sheldon shelley sheryl shona sian
        sibel sidonie siegbert sieglinde siegmund sigurd silas silja silka simeon simona sina sinead siobhan
        sixten sofie solomon sophia-marie sophus spencer stacey stan stanley stefania steffi stellan sten
        stephania stig sumi suse susi suzanna svante sven-erik swantje sybil sylvester sylvie sören søren
        tabitha tamsin tania tara taylor teddy tess thaddeus thekla thelma theodora theodore thilda thora
        thorben thore tiffany tillmann tilly tilo tjark toby tomasz tomke tonia tordis torge tracey travis
        tristan trixi troy truman tyler tyrone ulrika una undine urs ursel urte valentino valeria vaughan
        veit velma verity vernon vibeke vigdis viktoria vince viv viviane volkmar wade walburga waldtraut
        wallace walt wenzel wes wesley whitney wiebe wieland wilbur wilfred willa willem wilma winfred
        winnie winona wolf-dieter wolfram xaver yann yorick yuki yuri zach zachary zita zora ödön
        delphine dorcas alois aloys ottmar othmar gebhard vroni loisl quirin katinka juno minou elmer hergen hilmar
        jette judit jule kuno leopoldine liselotte lorenza ludmilla luzia malwine marek margret mechtild
        meinolf momme nepomuk notburga ottokar pankraz pauli pirmin raffael reimund resi rosina
        rupprecht sibylla siegwart sigi silvester tassilo traute trude trutz ulli urban valerian vinzenz
        volkhard walburg waltraut wastl wendelin werther wibke wigbert wilko winfriede wulf zacharias
        zdenka sandy randi wen wei ming jing xiu hiro haruto kazuo naoki satoshi yui min-jun ji-woo
        anjali arun deepak gita lakshmi mohan pooja ravi sanjiv shanti vijay abdul abdullah faisal hamza
        hussein iman kareem layla mahmud nadir rania samir zainab adebayo chidi chinedu ebele emeka femi
        ifeoma kwabena ngozi nkechi obi oluwaseun tendai thandiwe zola aurelio benito carmela consuelo
        cristobal esteban fausto gonzalo graciela guillermo joaquin leticia lorena luz marisol mateo
        octavio paloma paco paulino pepe ramiro raquel rocio rosario salvador soledad teodoro ximena
        berthold björg bo dag einar eivind erlend espen frode geir gro guro halvard haakon hjalmar kjell
        kjersti line magnhild odd oddvar olav ragna ragnhild roald rune sindre snorre solvei stein svein
        terje toril trond trygve vidar yngve bosse elin gösta gunilla hedvig hjördis ingvar jarl linnea
        maj mårten olle tage agnieszka bartosz bogdan bogumil bozena czeslaw danuta dariusz grzegorz
        halina jadwiga janusz jaroslaw katarzyna krzysztof leszek lech maciej malgorzata marzena
        mieczyslaw pawel radoslaw slawomir stanislaw tadeusz urszula wieslaw wojciech zbigniew zofia
        aleksandra boban dragan dusan jasna ljiljana milos mirjana nenad predrag radmila slobodan
        snezana vesna zoran ioana ion mihai radu traian vasile
    """
)
