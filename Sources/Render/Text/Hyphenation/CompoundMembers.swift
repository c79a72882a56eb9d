/// What compounds of councils are made of: our own list, in the words of notices, agendas and street signs.
///
/// A member stands in lower case, after "/" the links that it takes before another member. Members in -ung, -heit, -keit, -schaft,
/// -ion, -tät take s, those in -e take n without saying so; the endings of cases and plurals are known. A "-" says where a member
/// breaks when the patterns get it wrong (one at its end: nowhere).
enum CompoundMembers {
    static let list = council + town + water + building + traffic + people + deeds + everyday + traps

    private static let council = """
        abgabe ablauf abschnitt absprache abstimmung abteilung ältesten/s akte aktion allgemein amt/s/es ämter anfrage angebot/s \
        angelegenheit anhang anhörung anliegen/s anordnung anschlag/s anspruch/s anteil/s antrag/s anträge anwalt/s anzeige \
        archiv aufgabe aufruf aufsicht/s auftrag/s aufträge aufwand/s ausgabe auskunft/s auskünfte auslegung ausschreibung ausschuss \
        ausschüsse ausweis auszug/s beauftragte beauftragter behörde beirat/s beiräte beitrag/s beiträge bekannt bekannt-gabe bekannt-ma-chung \
        beratung bericht/s bescheid bescheinigung beschluss beschlüsse beschwerde bestellung beteiligung betrieb/s bewerbung bezirk/s \
        blatt brief bürger bürgerin bürgermeister bürgermeisterin büro chronik daten dezernat/s dienst dienststelle eid einheit \
        einladung einnahme einspruch/s einwendung einwohner einwohnerin empfang/s entscheid entscheidung entwurf/s erklärung erlass \
        ermittlung fach fassung feststellung finanz finanzen formular/s fraktion/s frage frist führer führung fähigkeit gebiet/s \
        gebühr gebühren gegen gemeinde gemeinschaft genehmigung gericht/s geschäft/s gesetz/es gewerbe gleichstellung haupt haus \
        halt/s haushalt/s herr herren hilfe hinweis information innen interesse justiz kalender kammer kandidat kanzlei kasse \
        kommission kommune kommunal konsolidierung kontrolle konzept kosten kreis land/es landes lage land-tag/s leistung leiter \
        leiterin leitung lenkung liste lokal mahnung markt melde meldung mehrheit minister mit mitglied/s mitglieder mittel \
        mitteilung nahme name/ns nachtrag/s namen neben neu niederschrift nummer öffentlich öffnung ober ordnung organisation ort/s \
        ortschaft partei person personal pflicht plan/s planung politik postfach präsident projekt protokoll prüfung punkt rat/s \
        recht/s rechnung reform regelung region regional register richtlinie rück saal sache sachen satzung schieds \
        schluss schöffen schreiben schreibung schrift schutz sekretär sitz sitzung sonder sperrung sprache sprech sprecher staat/s \
        staats stadt städte stand/es stelle stellen stellung stellungnahme steller steuer stimm stimme strategie stunde system tag/es \
        tagung technik teil/s teilnehmer termin tisch träger über übersicht übernahme umfrage unterlage unterlagen urkunde verband/s \
        verbrauch/s verein/s verfahren/s verfassung vergabe vermerk verordnung versammlung vertrag/s vertreter vertretung \
        verwaltung verzeichnis vorhaben/s vorlage vorsitz vorsitzende vorsitzender vorstand/s wahl wahlen wähler weisung werk werke \
        wesen/s widerspruch/s wirtschaft zahl zahlung zeichen zeit zeiten zentrum zentral zettel zeugnis ziel zoll zone zuschuss \
        zuständigkeit zuweisung zuwendung zweck \

        """
    private static let town = """
        abend akademie allee alt alten anker anlage annahme anger apotheke arbeit/s arbeiter arzt ärzte aufenthalt/s aufführung \
        ausbildung ausflug/s ausgang/s aus-stel-lung autor bad bäder bank bar baum bäume becken begegnung bereich/s bereitschaft/s \
        bestattung betreuung biblio-thek bild blume bildung bio blut böhm börde brand buch bücher bücherei bund/es bundes bühne burg café camp \
        chor club dank denk-mal/s deutsch dorf dörfer ehe ehren eis elbe elster ende erde energie ernte europa familie ferien fest feste feier \
        feuer feuer-wehr film foto forst förder förderung freiwillige freizeit frei freund fried-hof/s garten gäste gedenk geburt/s geld gelder \
        gegend gelände geräte gerät/e geschichte gesellschaft gesund gesundheit gewalt glas gleich glocke/n grab grund grund-schule \
        gruppe gut halle hand hang haus-arzt heim heimat herbst hering hilfs hinter hoch hochzeit/s hof/es/s höfe hort hotel hund hunde \
        imbiss impf industrie insel jahr/es/s jubiläum jugend jung kaffee kanzel karte kata-stro-phe keller kern kino kirche kirch kita \
        klein klima klub klinik kranken kranz kraft küche kultur kunst kurs laden laub leben/s lehrer lesung leute licht lied linde \
        literatur lotse mahn-mal/s meister mensch menschen messe mittag/s mitte mittelland mühle museum/s musik mutter nachbar \
        nachbarschaft nacht natur neubau neu-jahr/s not notdienst notruf offen ostern oster park part-ner pass pflanze pflege platz \
        plätze post praxis preis presse probe programm quartier/s rad rand rat-haus raum/es rede regen reise religion rente rettung \
        ring römer ruhe rund saison samt-gemeinde sänger schau schenke schloss schul schule schüler schützen schwimm sekundar senior senioren \
        service sicht siedlung skulptur sommer sonne sonntag/s sozial spar spaß spende spiel spiele sport stätte stein sterbe strand streit \
        studie stütz stuhl technologie theater thema tier topf tor tour tradition trauer trau treff treffen tür turm turn turnier ufer umzug/s \
        unfall urlaub/s urnen veranstaltung veterinär vieh viertel volk/s vor wache wald wand wappen warnung warn werbung werkstatt wett \
        wiese wild wind winter wirt wissenschaft woche wohn wohnung zelt zimmer zirkus zug \

        """
    private static let water = """
        abfall/s abfälle abfuhr abholung abwasser bach bade batterie behälter beseitigung bio boden brunnen container deich eimer \
        entsorgung entwässerung fluss fläche ge-röll gewässer graben grundwasser grün hochwasser kanal klär kanalisation \
        kleider kleidung kompost lärm luft luftdruck messung müll moor niederschlag/s oberfläche papier pegel qualität recycling \
        recy-cling reinigung rest rohr sack säcke sammel sammlung säule schacht schad schad-stoff schlamm schmutz schnitt see sperr \
        sperrmüll stark stau stoff stoffe strauch strom sturm säuberung teich tonne/n trink trinkwasser umwelt unwetter verbrauch/s \
        versorgung wärme wasser wert werter wetter zähler \

        """
    private static let building = """
        abbruch abriss anbau antenne anschluss architekt aufbau ausbau bagger balkon bau bauten bauer bebauung begrenzung beleuchtung \
        beschleunigung beschichtung beton boden brand breit breitband brücke dach dächer denk eigentum/s eigentümer einfamilien ein \
        eingang/s einrichtung einsatz entwicklung ergänzung erhalt/s erhaltung erneuerung erschließung erwartung erzeugnis \
        er-werb/s faser fenster fern festsetzung fertig flächen gas gebäude gehölz geländer gestaltung grenze groß grund-stück/s halden \
        handwerk/s heizung holz inbetrieb-nahme investition investor instand instandhaltung instandsetzung kabel kauf kraftwerk/s \
        leit linie liegenschaft maß maßnahme material mauer miete mieter modell nachweis netz nutzung ofen objekt pacht photovoltaik \
        quadrat quartal/s sanierung schaden schäden schall schlosser schnell solar sonnen speicher ständer stück/s stücke \
        technisch tief treppe umbau umlage umlegung verkauf/s verkäufe vermessung vermietung verlegung wärme wasserwirtschaft weiher \
        windkraft wirt wohnbau zaun ziegel zwei zweit \

        """
    private static let traffic = """
        abbieger achse ampel anhänger anlieger auto auto-bahn bahn/en bahn-hof/s bahn-steig/s bau-arbei-ten begleit beschilderung \
        beruhigung bus busse durchfahrt/s durchgang/s dreieck einmünd einbahn ersatz fähre fahr fahr-bahn fahrer fahrgast fahr-plan fahr-rad \
        fahrt fahrzeug flug fußgänger fuß gänger gasse geh-weg geschwindigkeit halte halte-stelle haltung kehr kehre knoten kolonne kreisel \
        kreuzung lade last lauf linie mess mobil mobilität nah öffentlich parken pendler pkw querung räder radweg räum räumung \
        regio richtung route schiene schild schilder schranke sicherung sicherheit signal sperre steig strecke streck streu straße tempo \
        ticket transport tunnel überführung überwachung überweg umleitung unterführung verbindung verbot/s verbund/s verkehr/s vorfahrt/s vorrang/s \
        weg weges wege wegweiser wagen wehr zeug zubringer zufahrt/s \

        """
    private static let people = """
        ärztin angestellte anwohner arbeit/s beamte besucher eltern erwachsene erzieher fachkraft frau frauen gast geber helfer kind \
        kinder kollege krippe männer mädchen mann musiker nehmer opfer patient pfarrer rentner schwester sohn vater vertretung \
        wehrleiter zuschauer abschieds abschluss advent/s anfang/s april august dezember februar januar juli juni märz november oktober \
        september montag/s dienstag/s mittwoch/s donnerstag/s freitag/s samstag/s feiertag/s tages weihnacht/s weihnachts \

        """
    private static let deeds = """
        abgleich ableitung abnahme absage absatz absicherung absprache abwägung akzent änderung anforderung anleitung anmeldung \
        anpassung anregung ansprech anwendung aufhebung aufklärung auflage auflösung aufnahme aufstellung auftritt/s ausfall/s \
        ausfertigung ausführung ausgleich/s ausrüstung aussage ausschluss austausch auswahl auswertung beantwortung bearbeitung \
        bedarf/s bedingung beförderung befragung befreiung begehren/s begehung begleitung begründung bei belastung belegung benachrichtigung \
        benutzung beobachtung berechnung berechtigung besetzung besichtigung besprechung bestand/s bestätigung bestimmung besuch/s \
        beteiligung bewegung beweis bewertung bewilligung bezug/s bezahlung bindung darstellung durchführung eignung einbruch/s \
        einführung eingabe einigung einsicht/s einstellung eintrag/s einzel empfehlung entlastung entschädigung entstehung erfassung \
        erfolg/s erhebung erhöhung erlaubnis eröffnung ersatz erstattung erteilung ausfälle erweiterung erziehung fällung fall fälle festlegung \
        folge freigabe freund fund gabe gegenstand/s gang/s gestellung gewinn grad herstellung hinder kennzeichnung kündigung lage legung \
        lösung lieferung machung menge mess nieder niederlegung nachfolge nachfrage nach-mit-tag/s nach nutzer ordnungswidrig \
        ordnungswidrigkeit prozess rahmen rat/s reihe rufnummer rufbus ruf schaden schäden schließung schulung senkung stabil stärkung \
        steigerung störung streichung struktur stufe suche übergabe übergang/s übertragung übung umsetzung umstellung unter untersuchung \
        unterstützung verabschiedung verantwortung verbesserung verbreitung vereinbarung vergnügung verlängerung verlust vermeidung \
        veröffentlichung verpflichtung versicherung verschiebung verspätung verteilung verwendung verzögerung voll vorbereitung vorgabe \
        vorsorge vorstellung vorteil/s vortrag/s vorträge wahrnehmung wechsel weiter wiederholung wirkung zulassung zusammen zusatz \
        zustand/s zustimmung zugang/s zwang/s zwischen \

        """
    private static let everyday = """
        abdeckung abfahrt/s abhängig abhängigkeit ablesung abrechnung absenkung abstand/s abstände abweichung adresse aktivität \
        aktuell alarm algorithmus amtlich analyse angaben angehörige anlässlich ansatz ansätze ansicht/s antrieb/s antwort anweisung \
        anzahl apparat architektur artikel arznei attraktiv aufbereitung aufforderung auftakt ausdruck/s ausrichtung \
        ausstattung auszahlung automat/en beginn begriff/s beispiel/s belag/s beläge beschränkung besitz besitzer besteuerung \
        betreiber betroffene bewohner boten burgen digital digitalisierung direktor druck durchsage ebene ecke eigen eigenschaft \
        einander eindruck/s einfluss einhaltung einkauf/s einkommen einlass einmalig einsätze eintritt/s einzahlung element \
        entfernung entschluss ereignis erfahrung ergebnis erkrankung ernährung ersparnis ertrag/s erträge erwerb/s \
        europäisch experte fabrik fahrten falsch farbe fehler  flüsse forderung forschung fristen funktion gänge gehalt/s \
        gemäß gestaltung/s gesuch gläser grafik gegner hafen handlung hersteller häuser höhe identität \
        impfung impuls/e infektion ingenieur inhaber inhalt/s initiative innovation installation institut instrument integration \
        international internet investitionen isolierung jährlich kampf kapazität kaution konferenz kontakt kosten körper krankheit \
        kunde künftig laterne lampe land/s/es landschaft läufe länder lehrgang/s lesung leuchte macht maschine metall/s \
        methode minuten möglichkeit möbel nation notwendig nährung objekt orientierung orchester partie patenschaft planer \
        pläne position produkt produktion problem prognose quelle ränder rechner rechtzeitig reich reifen republik reserve \
        rückschnitt/s rücknahme rückgabe rückmeldung schalter schirm schlag/s schläge schlüsse schlüssel schritt seite selbst senke \
        situation spannung spitze sprung/s stadion station stände steuerung stimmung stiftung strahlung strahl/en summe szene \
        sätze säge tabelle tafel tätigkeit tausch teilung temperatur text themen theorie therapie tritt/s umbenennung umfang/s umfeld/s \
        umgebung umgehung umsatz umschlag/s umstände umwandlung unabhängig unglück/s union universität unterbrechung unterhalt/s unterhaltung \
        unternehmen/s unternehmer unterricht/s unterschrift unterzeichnung ursache verarbeitung verlauf/s version versuch/s \
        verstoß verwalter viertel vorauszahlung vorführung vorschlag/s vorschläge vorschrift wandlung waren wartung wendung wertung \
        widmung würdigung zeichnung zentren zeitung zubehör zufall/s zusage zusammen zustellung zweig zyklus \

        """
    private static let traps = """
        analpha-be-ten angele-gen-heit beinhal-ten bar-le-ben bit-ter-feld dah-len-wars-le-ben dennoch durch-aus ernte feuer freiwil-lige gewerbe gym-na-sium her-aus-ge-ber \
        hal-dens-le-ben hal-ber-stadt instinkt- meter ortsüblich- stief tal ins-ge-samt über-haupt unter-wegs urinstinkt- wol-mir-stedt \
        thieplatz
        """
}
