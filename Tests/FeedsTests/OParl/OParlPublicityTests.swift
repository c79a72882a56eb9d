import Feeds
import Foundation
import Signage
import Testing

@Suite("What is not public is never shown")
struct OParlPublicityTests {
    private func item(_ name: String, more: String = "") throws -> FeedItem? {
        var server = OParlServer(meetings: [OParlServer.meeting(name: name, more: more)])
        let reading = try server.read()
        #expect(reading.isUsable, "\(reading.report)")
        #expect(reading.report.dropped == 0)
        return reading.items.first
    }

    @Test(
        "a meeting that only its title calls closed is no item",
        arguments: [
            "Bauausschuss (nicht öffentlich)", "Bauausschuss (nichtöffentlich)",
            "Nichtöffentliche Sitzung des Gemeinderates",
            "NICHT ÖFFENTLICHE SITZUNG", "Bauausschuss - nicht-öffentlich", "Gemeinderat nicht oeffentlich",
            "Gemeinderat, nichto\u{308}ffentliche Sitzung", "Gemeinderat (nicht\u{A0}öffentlich)", "Gemeinderat (n.ö.)",
            "Gemeinderat (n. ö.)", "Gemeinderat (nö)", "Gemeinderat (nicht &ouml;ffentlich)",
            "Gemeinderat (nicht&nbsp;&amp;ouml;ffentlich)", "Gemeinderat nicht <b>öffentlich</b>",
            "nicht\u{AD}öffentliche Sitzung",
            "Gemeinderat (nicht Ã¶ffentlich)", "Gemeinderat (nicht \u{FFFD}ffentlich)",
            "Vertrauliche Sitzung des Rates",
            "Ausschuss für öffentliche Ordnung (nicht öffentlich)",
            "Ausschuss für öffentliche und soziale Ordnung (nichtöffentlich)",
            "Beirat für öffentlich-rechtlichen Rundfunk (nicht öffentlich)", "Gemeinderat (nichtöffentl.)",
            "Sitzung unter Ausschluss der Öffentlichkeit", "SI/0507/20 nicht öffentlich",
        ])
    func closed(name: String) throws {
        #expect(try item(name) == nil)
    }

    @Test(
        "a meeting with a public and a closed part is mixed",
        arguments: [
            ("Bauausschuss (öffentlich/nicht öffentlich)", "Bauausschuss"),
            ("Bauausschuss (öffentlich / nichtöffentlich)", "Bauausschuss"),
            ("Bauausschuss (nicht öffentlich/öffentlich)", "Bauausschuss"),
            ("Bauausschuss - öffentlich/nicht öffentlich", "Bauausschuss"),
            ("Bauausschuss (ö/nö)", "Bauausschuss"),
            (
                "Öffentliche und nichtöffentliche Sitzung des Rates",
                "Öffentliche und nichtöffentliche Sitzung des Rates"
            ),
            ("öffentliche/nicht öffentliche Sitzung des Rates", "öffentliche/nicht öffentliche Sitzung des Rates"),
            ("Öffentliche Sitzung mit nichtöffentlichem Teil", "Öffentliche Sitzung mit nichtöffentlichem Teil"),
        ])
    func mixed(name: String, title: String) throws {
        let item = try #require(try item(name))
        #expect(item.event?.publicity == .mixed)
        #expect(item.title == title)
        #expect(item.quality == [.publicityFromTitle])
    }

    @Test(
        "a public meeting is public, and its label is cut",
        arguments: [
            ("Bauausschuss (öffentlich)", "Bauausschuss"), ("Bauausschuss (öffentlicher Teil)", "Bauausschuss"),
            ("Öffentliche Sitzung des Rates", "Öffentliche Sitzung des Rates"),
        ])
    func open(name: String, title: String) throws {
        let item = try #require(try item(name))
        #expect(item.event?.publicity == .public)
        #expect(item.title == title)
    }

    @Test(
        "words that only look like it say nothing",
        arguments: [
            "Ausschuss für öffentliche Ordnung", "Ausschuss für Öffentlichkeitsarbeit",
            "Bericht zum öffentlichen Nahverkehr",
            "Haushalt: nicht veröffentlichte Zahlen",
        ])
    func neither(name: String) throws {
        let item = try #require(try item(name))
        #expect(item.event?.publicity == .unknown)
        #expect(item.title == name)
        #expect(item.quality == [])
    }

    @Test("an organization's name that says closed counts where it stands for the title")
    func organization() throws {
        #expect(try item("SI/1/26", more: #""organization": [{"name": "Vergabeausschuss (nicht öffentlich)"}]"#) == nil)
    }

    private func agenda(_ items: String) throws -> [String]? {
        try item("Gemeinderat", more: #""agendaItem": [\#(items)]"#)?.event?.agenda.map {
            ($0.isHeading ? "# " : $0.number.map { $0 + " " } ?? "") + $0.title
        }
    }

    @Test(
        "agenda items that are not public are left out",
        arguments: [
            #"{"number": "2", "name": "Grundstück", "public": false}"#,
            #"{"number": "2", "name": "Grundstück", "public": "false"}"#,
            #"{"number": "2", "name": "Grundstück", "public": 0}"#,
            #"{"number": "2", "name": "Grundstück", "public": {"wer": "weiß"}}"#,
            #"{"number": "2", "name": "Grundstück (nicht öffentlich)", "public": true}"#,
            #"{"number": "2", "name": "Nichtöffentlicher Teil", "public": true}"#,
            #"{"number": "2", "name": "Personalie - nichtöffentlich"}"#,
            #"{"number": "N 2", "name": "Grundstück"}"#,
            #"{"number": "NÖ 2", "name": "Grundstück", "public": true}"#,
            #"{"number": "2", "name": "Grundstück", "public": true, "deleted": true}"#,
        ])
    func closedItem(item: String) throws {
        let kept = #"{"number": "1", "name": "Eröffnung", "public": true}"#
        #expect(try agenda(kept + "," + item) == ["1 Eröffnung"])
        let opensClosedPart = item.contains("Nichtöffentlicher Teil")
        #expect(try agenda(item + "," + kept) == (opensClosedPart ? nil : ["1 Eröffnung"]))
    }

    @Test("what was decided behind closed doors may be told in public")
    func announcement() throws {
        let name = "Bekanntgabe der in nichtöffentlicher Sitzung gefassten Beschlüsse"
        #expect(try agenda(#"{"number": "3", "name": "\#(name)", "public": true}"#) == ["3 " + name])
    }

    @Test(
        "everything under a closed heading is left out until a public one",
        arguments: [
            #"{"number": "", "name": "Nichtöffentlicher Teil", "public": true}"#,
            #"{"number": "", "name": "II. Nichtöffentlicher Teil"}"#,
            #"{"number": "", "name": "Teil B: nichtöffentliche Sitzung"}"#,
            #"{"name": "Teil B", "public": false}"#,
        ])
    func section(heading: String) throws {
        #expect(
            try agenda(
                #"""
                {"number": "", "name": "Öffentlicher Teil"}, {"number": "1", "name": "Eröffnung", "public": true}, \#(heading),
                {"number": "2", "name": "Grundstück", "public": true},
                {"number": "", "name": "Öffentlicher Teil", "public": true}, {"number": "3", "name": "Schluss", "public": true}
                """#) == ["# Öffentlicher Teil", "1 Eröffnung", "# Öffentlicher Teil", "3 Schluss"])
    }

    @Test("items without a number are headings, unless none has a number")
    func headings() throws {
        let items =
            #"{"number": "", "name": "Tiefbauamt", "public": true}, {"number": "1", "name": "Brücke", "public": true}"#
        #expect(try agenda(items) == ["# Tiefbauamt", "1 Brücke"])
        #expect(try agenda(items.replacingOccurrences(of: #""1""#, with: #""""#)) == ["Tiefbauamt", "Brücke"])
    }

    @Test("a heading over closed items alone goes with them")
    func headingOverNothing() throws {
        #expect(
            try agenda(
                #"""
                {"number": "1", "name": "Eröffnung", "public": true}, {"number": "", "name": "Liegenschaften", "public": true},
                {"number": "2", "name": "Grundstück", "public": false}
                """#) == ["1 Eröffnung"])
    }

    @Test("the items' order is kept where it is told")
    func order() throws {
        #expect(
            try agenda(
                #"{"number": "2", "order": 2, "name": "Zweitens"}, {"number": "1", "order": 1, "name": "Erstens"}"#)
                == ["1 Erstens", "2 Zweitens"])
    }

    @Test("a meeting of nothing but closed items is no item")
    func allClosed() throws {
        #expect(try agenda(#"{"number": "1", "name": "Grundstück", "public": false}"#) == nil)
    }

    @Test(
        "a missing, empty or broken agenda is an empty one",
        arguments: ["[]", "null", "7", #""https://ris.example.org/agenda""#])
    func noAgenda(agenda: String) throws {
        let item = try #require(try item("Gemeinderat", more: #""agendaItem": \#(agenda)"#))
        #expect(item.event?.agenda == [])
        #expect(item.event?.publicity == .unknown)
    }
}
