import Feeds
import Foundation
import Signage
import Testing

/// The folder of samples from the wild that are not part of this project, for several declare no licence.
private let samples = ProcessInfo.processInfo.environment["LITFASS_SAMPLES"]

@Suite("OParl as it is in the wild", .enabled(if: samples != nil, "LITFASS_SAMPLES names no folder of samples"))
struct OParlSampleTests {
    private let karlsruhe = "https://web1.karlsruhe.de/oparl/bodies/0001/meetings"

    private func file(_ name: String) throws -> String {
        let folder = try #require(samples)
        return try String(contentsOfFile: folder + "/feeds/oparl/" + name, encoding: .utf8)
    }

    /// Reads a file as the feed's first page, early on a day; `more` are further pages.
    private func read(
        _ name: String, at url: String, on day: String, more: [String: String] = [:], attribution: String? = nil
    ) throws -> (reading: FeedReading, requests: [String]) {
        let now = try #require(WireCoding.date(day + "T04:00:00Z"))
        var server = OParlServer([url: try file(name)].merging(more) { first, _ in first })
        let reading = server.read(try OParlServer.context(url, now: now, attribution: attribution, days: 30))
        return (reading, server.requests)
    }

    private func instant(_ text: String) throws -> FeedTime { .instant(try #require(WireCoding.date(text))) }

    @Test("SessionNet 10554: an agenda with headings, results and no location text but the room")
    func headings() throws {
        let (reading, _) = try read("sessionnet-meeting-10554.json", at: karlsruhe + "/10554", on: "2026-07-01")
        #expect(reading.isUsable, "\(reading.report)")
        let item = try #require(reading.items.first)
        #expect(item.title == "Bauausschuss")
        let event = try #require(item.event)
        #expect(event.publicity == .mixed)
        #expect(event.start == (try instant("2026-07-02T17:00:00+02:00")))
        #expect(event.end == (try instant("2026-07-02T18:30:00+02:00")))
        #expect(event.agenda.count == 6)
        #expect(
            event.agenda.filter(\.isHeading).map(\.title) == ["Amt für Hochbau und Gebäudewirtschaft", "Tiefbauamt"])
        #expect(event.agenda.first?.isHeading == true)
        #expect(event.agenda.compactMap(\.result).count == 4)
        #expect(event.agenda.compactMap(\.result).first == "erledigt")
        #expect(event.location == "Bürgersaal")
        #expect(item.quality == [.publicityFromTitle])
    }

    @Test("SessionNet 10443: the end is a placeholder before the start")
    func placeholderEnd() throws {
        let (reading, _) = try read("sessionnet-meeting-10443.json", at: karlsruhe + "/10443", on: "2026-07-15")
        let item = try #require(reading.items.first)
        let event = try #require(item.event)
        #expect(event.start == (try instant("2026-07-15T19:00:00+02:00")))
        #expect(event.end == nil)
        #expect(item.quality.contains(.endBeforeStart))
        #expect(event.agenda.count == 11)
        #expect(event.agenda.compactMap(\.result).count == 3)
        #expect(event.agenda[1].number == "2")
        #expect(event.agenda[1].title == "Konzeptvergabe Niddaplatz")
        #expect(event.agenda[1].result == "vertagt")
        #expect(
            event.location
                == "Herbert-Schweizer-Haus Begegnungsstätte Grötzingen, Niddastraße 9, 76229 Karlsruhe")
    }

    @Test("SessionNet 10574: no agenda yet")
    func noAgenda() throws {
        let (reading, requests) = try read("sessionnet-meeting-10574.json", at: karlsruhe + "/10574", on: "2026-09-01")
        let item = try #require(reading.items.first)
        #expect(item.title == "Gemeinderat")
        #expect(item.event?.publicity == .mixed)
        #expect(item.event?.start == (try instant("2026-09-29T15:30:00+02:00")))
        #expect(item.event?.end == (try instant("2026-09-29T20:00:00+02:00")))
        #expect(item.event?.agenda == [])
        #expect(requests.last == "https://web1.karlsruhe.de/oparl/bodies/0001/organizations/gr/32130")
    }

    @Test("a list of two pages: eight meetings, and no next means the end")
    func list() throws {
        let (reading, requests) = try read(
            "meetings-list-page1.json", at: karlsruhe + "?page=1", on: "2026-09-01",
            more: [karlsruhe + "?page=2": try file("meetings-list-page2.json")])
        #expect(reading.isUsable, "\(reading.report)")
        let numbers = reading.items.compactMap { $0.id.split(separator: "/").last }
        #expect(Set(numbers) == ["10569", "10570", "10459", "10571", "10720", "10444", "10572", "10574"])
        #expect(numbers.count == 8)
        #expect(reading.items.first?.validFrom == (try instant("2026-09-17T16:30:00+02:00")))
        #expect(reading.items.last?.validFrom == (try instant("2026-09-29T15:30:00+02:00")))
        #expect(requests.filter { $0.contains("?page=") } == [karlsruhe + "?page=1", karlsruhe + "?page=2"])
        let placeholder = try #require(reading.items.first { $0.id.hasSuffix("/10444") })
        #expect(placeholder.event?.end == nil)
        #expect(placeholder.quality.contains(.endBeforeStart))
        #expect(reading.observedAt == WireCoding.date("2026-08-11T08:50:32+02:00"))
        #expect(reading.report.warnings.contains { $0.contains("declares no licence") })
    }

    @Test("the second page alone is a whole list that ends")
    func secondPage() throws {
        let (reading, requests) = try read("meetings-list-page2.json", at: karlsruhe + "?page=2", on: "2026-09-01")
        #expect(reading.items.count == 4)
        #expect(requests.filter { $0.contains("?page=") }.count == 1)
    }

    @Test("twelve organizations lead to their twelve lists of meetings")
    func organizations() throws {
        let url = "https://web1.karlsruhe.de/oparl/bodies/0001/organizations"
        let committees = (54_902, url + "/gr/54902/meetings")
        let meeting = OParlServer.meeting(
            name: "SI/1/26", start: "2026-09-02T16:00:00+02:00", end: nil,
            more: #""organization": ["\#(url)/gr/\#(committees.0)"]"#)
        let (reading, requests) = try read(
            "sessionnet-organizations.json", at: url, on: "2026-09-01",
            more: [committees.1: OParlServer.page([meeting])])
        let lists = requests.dropFirst()
        #expect(lists.count == 12)
        #expect(lists.first == committees.1)
        #expect(lists.allSatisfy { $0.hasPrefix(url + "/gr/") && $0.hasSuffix("/meetings") })
        // Eleven lists are missing here.
        #expect(!reading.isUsable)
    }

    @Test("Wuppertal 25300: two years ahead, an id with http on a server with https")
    func wuppertal() throws {
        let (reading, requests) = try read(
            "wuppertal-meeting-25300.json", at: "https://oparl.wuppertal.de/oparl/bodies/0001/meetings/25300",
            on: "2028-06-01")
        let item = try #require(reading.items.first)
        #expect(item.id == "oparl.wuppertal.de/oparl/bodies/0001/meetings/25300")
        #expect(item.title == "öffentliche/nicht öffentliche Sitzung der Bezirksvertretung Barmen")
        #expect(item.event?.publicity == .mixed)
        #expect(item.event?.start == (try instant("2028-06-13T18:00:00+02:00")))
        #expect(item.event?.end == nil)
        #expect(item.quality.contains(.endBeforeStart))
        #expect(requests.last == "https://oparl.wuppertal.de/oparl/bodies/0001/organizations/gr/44")
        let today = try read(
            "wuppertal-meeting-25300.json", at: "https://oparl.wuppertal.de/oparl/bodies/0001/meetings/25300",
            on: "2026-06-01")
        #expect(today.reading.isUsable)
        #expect(today.reading.items == [])
    }

    @Test("Wuppertal, OParl 1.0: a title that no citizen understands")
    func fallbackTitle() throws {
        let host = "http://oparl.wuppertal.de/oparl/bodies/0001/"
        let organization = { (name: String) in
            #"{"type": "https://schema.oparl.org/1.0/Organization", "name": "\#(name)"}"#
        }
        let (reading, requests) = try read(
            "wuppertal10-meeting.json", at: host + "meetings/19160", on: "2020-09-29",
            more: [
                host + "organizations/gr/230": organization("Ausschuss A"),
                host + "organizations/gr/231": organization("Ausschuss B"),
            ])
        #expect(requests.count == 3)
        let item = try #require(reading.items.first)
        #expect(item.title == "Ausschuss A, Ausschuss B")
        #expect(item.quality == [.titleReplaced])
        #expect(item.event?.start == (try instant("2020-09-29T15:00:00+02:00")))
        #expect(item.event?.end == (try instant("2020-09-29T15:10:00+02:00")))
    }

    @Test("the specification's meeting: one agenda item, and coordinates that stand the wrong way round")
    func specificationMeeting() throws {
        let (reading, _) = try read(
            "spec-Meeting-01.json", at: "https://oparl.example.org/meeting/281", on: "2013-01-03")
        let item = try #require(reading.items.first)
        #expect(item.title == "4. Sitzung des Finanzausschusses")
        #expect(item.event?.start == (try instant("2013-01-04T08:00:00+01:00")))
        #expect(item.event?.end == (try instant("2013-01-04T12:00:00+01:00")))
        #expect(item.event?.agenda.map(\.number) == ["10.1"])
        #expect(item.geometry == .point(try .init(latitude: 10.4321, longitude: 50.1234)))
    }

    @Test(
        "the specification's system, body and organization lead on",
        arguments: [
            ("spec-System-01.json", "https://oparl.example.org/", "https://oparl.example.org/bodies"),
            ("spec-Body-01.json", "https://oparl.example.org/body/0", "https://oparl.example.org/body/0/meetings/"),
            (
                "spec-Organization-01.json", "https://oparl.example.org/organization/34",
                "https://oparl.example.org/organization/34/meetings"
            ),
            (
                "system-sdnet-bruehl.json", "https://sdnetrim.kdvz-frechen.de/rim4410/webservice/oparl/v1.0/system",
                "https://sdnetrim.kdvz-frechen.de/rim4410/webservice/oparl/v1.0/body"
            ),
        ])
    func leadsOn(name: String, url: String, next: String) throws {
        #expect(try read(name, at: url, on: "2026-06-01").requests == [url, next])
    }

    @Test("the specification's body has an open licence and a name")
    func body() throws {
        let meetings = "https://oparl.example.org/body/0/meetings/"
        let (reading, _) = try read(
            "spec-Body-01.json", at: "https://oparl.example.org/body/0", on: "2026-06-09",
            more: [meetings: OParlServer.page([OParlServer.meeting()])])
        #expect(reading.isUsable, "\(reading.report)")
        #expect(reading.attribution.text == "Quelle: Stadt Köln, kreisfreie Stadt")
        #expect(reading.attribution.licence == "http://creativecommons.org/licenses/by/4.0/")
    }

    @Test("SD.NET: the system's name is a product's, its vendor's keys are ignored, no licence is a warning")
    func productName() throws {
        let (reading, _) = try read(
            "system-sdnet-bruehl.json", at: "https://sdnetrim.kdvz-frechen.de/rim4410/webservice/oparl/v1.0/system",
            on: "2026-06-01")
        #expect(reading.attribution.text == "Quelle: sdnetrim.kdvz-frechen.de")
        #expect(reading.attribution.licence == nil)
    }

    @Test("ALLRIS: a licence that asks for leave keeps the feed from being published by itself")
    func licenceText() throws {
        let url = "http://ratsinfo-online.net/landkreis-mol-bi/oparl/1.0/system.asp"
        let more = [
            "http://ratsinfo-online.net/landkreis-mol-bi/oparl/1.0/bodies.asp": OParlServer.page([
                OParlServer.meeting(start: "2026-06-02T18:30:00+02:00", end: nil)
            ])
        ]
        let (reading, _) = try read("system-allris-mol-licence-text.json", at: url, on: "2026-06-01", more: more)
        #expect(!reading.isUsable)
        #expect(reading.report.failure?.contains("Nutzung nur nach Genehmigung.") == true)
        #expect(reading.attribution.text == "Quelle: Landkreis Märkisch-Oderland")
        let allowed = try read(
            "system-allris-mol-licence-text.json", at: url, on: "2026-06-01", more: more, attribution: "Mit Genehmigung"
        )
        #expect(allowed.reading.items.count == 1)
        #expect(allowed.reading.attribution.text == "Mit Genehmigung")
    }

    @Test("a paper has no meetings")
    func paper() throws {
        let (reading, _) = try read("spec-Paper-01.json", at: "https://oparl.example.org/paper/749", on: "2026-06-01")
        #expect(reading.report.failure?.contains("is a Paper") == true)
    }

    @Test("the reading of every file of the folder ends, on any day, and never shows what is closed")
    func everyFile() throws {
        let folder = try #require(samples) + "/feeds/oparl"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
        #expect(names.count >= 15)
        for name in names {
            for day in ["2013-01-04", "2020-09-29", "2026-07-02", "2026-07-15", "2026-09-10", "2028-06-13"] {
                let (reading, _) = try read(name, at: "https://ris.example.org/oparl", on: day)
                #expect(reading.items.allSatisfy { $0.event?.publicity != .closed })
            }
        }
    }
}
