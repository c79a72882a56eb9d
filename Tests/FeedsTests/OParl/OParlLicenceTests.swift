import Feeds
import Foundation
import Signage
import Testing

@Suite("A source without an open licence is not published by itself")
struct OParlLicenceTests {
    private func read(_ licence: String?, attribution: String? = nil) throws -> FeedReading {
        let licence = licence.map { #""license": "\#($0)","# } ?? ""
        var server = OParlServer([
            OParlServer.list: OParlServer.page([OParlServer.meeting()]),
            OParlServer.host + "/body": #"""
            {"type": "https://schema.oparl.org/1.1/Body", "name": "Barleben", \#(licence) "meeting": "\#(OParlServer.list)"}
            """#,
        ])
        return server.read(try OParlServer.context(OParlServer.host + "/body", attribution: attribution))
    }

    @Test(
        "licences of open data are known as URLs and by their names",
        arguments: [
            "https://creativecommons.org/licenses/by/4.0/", "http://creativecommons.org/licenses/by-sa/3.0/de/",
            "https://creativecommons.org/publicdomain/zero/1.0/", "http://www.opendefinition.org/licenses/cc-by",
            "https://www.govdata.de/dl-de/by-2-0", "https://www.govdata.de/dl-de/zero-2-0",
            "http://dcat-ap.de/def/licenses/dl-by-de/2.0",
            "https://opendatacommons.org/licenses/odbl/1-0/", "CC BY 4.0", "CC-BY-SA-4.0", "cc0", "dl-de/by-2-0",
            "ODbL",
            "Datenlizenz Deutschland – Namensnennung – Version 2.0",
        ])
    func open(licence: String) throws {
        let reading = try read(licence)
        #expect(reading.isUsable, "\(reading.report)")
        #expect(reading.attribution.licence == licence)
        #expect(reading.items.first?.attribution.licence == licence)
        #expect(reading.report.warnings == [])
    }

    @Test(
        "anything else waits for the administrator, who is told so",
        arguments: [
            "Nutzung nur nach Genehmigung.", "https://creativecommons.org/licenses/by-nc/4.0/", "CC BY-ND 4.0",
            "proprietär",
            "https://www.example.org/nutzungsbedingungen", "Nicht CC BY", "CC BY, aber nur nach Genehmigung",
        ])
    func refused(licence: String) throws {
        let reading = try read(licence)
        #expect(!reading.isUsable)
        #expect(reading.items == [])
        #expect(reading.report.failure?.contains(licence) == true)
        #expect(reading.report.failure?.contains("attribution of your own") == true)
        let allowed = try read(licence, attribution: "Mit Genehmigung der Gemeinde Barleben")
        #expect(allowed.isUsable)
        #expect(allowed.items.first?.attribution.text == "Mit Genehmigung der Gemeinde Barleben")
        #expect(allowed.attribution.text == "Mit Genehmigung der Gemeinde Barleben")
    }

    @Test("no licence is a warning", arguments: [nil, "", "  "])
    func none(licence: String?) throws {
        let reading = try read(licence)
        #expect(reading.isUsable)
        #expect(reading.report.warnings.map { $0.contains("no licence") } == [true])
    }

    @Test("the licence nearest to a meeting counts")
    func nearest() throws {
        var server = OParlServer(meetings: [
            OParlServer.meeting(1, more: #""license": "CC BY 4.0""#), OParlServer.meeting(2),
            OParlServer.meeting(3, more: #""license": "Nur für Ratsmitglieder""#),
        ])
        server.pages[OParlServer.list]?.insert(contentsOf: #""license": "CC0","#, at: "{".endIndex)
        let reading = try server.read()
        #expect(reading.items.map(\.attribution.licence) == ["CC BY 4.0", "CC0"])
        #expect(reading.report.dropped == 1)
    }
}
