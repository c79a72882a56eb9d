import Feeds
import Foundation
import Signage
import Testing

@Suite("OParl is followed from a system to its meetings")
struct OParlPagingTests {
    private let host = OParlServer.host

    /// A system with one body, two pages of meetings, an organization and a location to look up.
    private func council(licence: String = #""license": "https://www.govdata.de/dl-de/by-2-0","#) -> OParlServer {
        OParlServer([
            host + "/oparl/system": #"""
            {"id": "\#(host)/oparl/system", "type": "https://schema.oparl.org/1.1/System", "name": "SD.NET RIM", \#(licence)
             "oparlVersion": "https://schema.oparl.org/1.1/", "body": "\#(host)/oparl/bodies", "HERSTELLER:Version": [4.7]}
            """#,
            host + "/oparl/bodies": OParlServer.page([
                #"""
                {"id": "\#(host)/oparl/bodies/1", "type": "https://schema.oparl.org/1.1/Body", "name": "Gemeinde Barleben",
                 "website": "https://www.example.org/", "meeting": "\#(host)/oparl/meetings", "license": ""}
                """#
            ]),
            OParlServer.list: OParlServer.page(
                [
                    OParlServer.meeting(
                        2, name: "SI/0002/26", start: "2026-06-18T18:30:00+02:00", end: nil,
                        more: #""organization": ["http://ris.example.org/oparl/organizations/7"]"#)
                ], next: host + "/oparl/meetings?page=2"),
            host + "/oparl/meetings?page=2": OParlServer.page([
                OParlServer.meeting(1, more: #""location": "\#(host)/oparl/locations/3""#)
            ]),
            host + "/oparl/organizations/7": #"""
            {"id": "http://ris.example.org/oparl/organizations/7", "type": "https://schema.oparl.org/1.1/Organization",
             "name": "Bauausschuss", "meeting": "\#(host)/oparl/organizations/7/meetings"}
            """#,
            host + "/oparl/locations/3": #"""
            {"id": "\#(host)/oparl/locations/3", "type": "https://schema.oparl.org/1.1/Location", "description": "Rathaus"}
            """#,
        ])
    }

    @Test("a whole council is read, earliest meeting first")
    func whole() throws {
        var server = council()
        let reading = server.read(try OParlServer.context(host + "/oparl/system"))
        #expect(reading.isUsable, "\(reading.report)")
        #expect(reading.report == FeedReport())
        #expect(reading.items.map(\.title) == ["Sitzung des Gemeinderates", "Bauausschuss"])
        #expect(reading.items.map(\.place) == ["Rathaus", nil])
        #expect(reading.attribution.text == "Quelle: Gemeinde Barleben")
        #expect(reading.attribution.url == "https://www.example.org/")
        #expect(reading.attribution.licence == "https://www.govdata.de/dl-de/by-2-0")
        #expect(reading.observedAt == WireCoding.date("2026-06-01T08:00:00+02:00"))
        #expect(Set(server.requests).count == 6)
        #expect(server.requests.allSatisfy { $0.hasPrefix(host + "/") })
    }

    @Test("a feed may begin anywhere on the way", arguments: ["bodies", "meetings", "organizations/7", "system"])
    func entries(path: String) throws {
        var server = council()
        server.pages[host + "/oparl/organizations/7/meetings"] = server.pages[OParlServer.list]
        let reading = server.read(try OParlServer.context(host + "/oparl/" + path))
        #expect(reading.isUsable, "\(reading.report)")
        #expect(reading.items.count == 2)
    }

    @Test("a system whose name is its product's is named by its host")
    func productName() throws {
        var server = council()
        server.pages[host + "/oparl/bodies"] = server.pages[host + "/oparl/bodies"]?
            .replacingOccurrences(of: #""name": "Gemeinde Barleben","#, with: "")
        #expect(
            server.read(try OParlServer.context(host + "/oparl/system")).attribution.text == "Quelle: ris.example.org")
    }

    @Test(
        "a page that goes on at itself, or at an earlier one, is the last",
        arguments: [
            "https://ris.example.org/oparl/meetings", "http://ris.example.org/oparl/meetings",
            "https://RIS.example.org:443/oparl/meetings",
        ])
    func selfNext(next: String) throws {
        var server = OParlServer(meetings: [OParlServer.meeting()], next: next)
        let reading = try server.read()
        #expect(reading.isUsable)
        #expect(reading.items.count == 1)
        #expect(reading.report.warnings.contains { $0.contains("read already") })
        #expect(server.requests.count == 1)
    }

    @Test("a list without an end is given up")
    func endless() throws {
        var reader = OParlReader(try OParlServer.context())
        var waiting = reader.start()
        var answers = 0
        while let request = waiting.popLast(), answers < 10_000 {
            answers += 1
            let page = OParlServer.page([OParlServer.meeting(answers)], next: OParlServer.list + "?page=\(answers)")
            let response = FeedResponse(
                url: request.url, status: 200, body: Data(page.utf8), fetchedAt: OParlServer.now)
            waiting += reader.receive(response, for: request)
        }
        let reading = reader.finish()
        #expect(answers == OParlReader.mostPages)
        #expect(reading.report.failure?.contains("more than 200 pages") == true)
        #expect(reading.items == [])
    }

    @Test("organizations to look up are bounded, the items stay")
    func manyOrganizations() throws {
        let meetings = (1...150).map {
            OParlServer.meeting($0, more: #""organization": ["\#(host)/oparl/organizations/\#($0)"]"#)
        }
        var server = OParlServer(meetings: meetings)
        let reading = try server.read()
        #expect(reading.isUsable)
        #expect(reading.items.count == 150)
        #expect(server.requests.count == 1 + OParlReader.mostLookups)
        #expect(reading.report.warnings.count == FeedReport.mostWarnings)
    }

    @Test(
        "the feed's own server is never left",
        arguments: [
            "https://evil.example.net/", "https://ris.example.org:8443/x", "http://169.254.169.254/latest",
            "file:///etc/passwd",
            "https://user:secret@ris.example.org/x", "//ris.example.org/x", "/oparl/meetings?page=2",
            "https://ris.example.org@evil.example.net/",
        ])
    func foreignHost(url: String) throws {
        var server = OParlServer(meetings: [OParlServer.meeting()], next: url)
        let reading = try server.read()
        #expect(server.requests == [OParlServer.list])
        #expect(reading.report.failure?.contains("not on its own server") == true)
        var referring = OParlServer(meetings: [
            OParlServer.meeting(more: #""organization": "\#(url)", "location": "\#(url)""#)
        ])
        #expect(try referring.read().items.count == 1)
        #expect(referring.requests == [OParlServer.list])
    }

    @Test("an answer from another server is refused")
    func redirected() throws {
        var reader = OParlReader(try OParlServer.context())
        let request = try #require(reader.start().first)
        let body = Data(OParlServer.page([OParlServer.meeting()]).utf8)
        _ = reader.receive(
            FeedResponse(url: "https://evil.example.net/", status: 200, body: body, fetchedAt: OParlServer.now),
            for: request)
        #expect(reader.finish().report.failure?.contains("redirected") == true)
    }

    @Test("partial data never replace good data", arguments: [500, 404, 304, 0])
    func badPage(status: Int) throws {
        var server = council()
        server.statuses[host + "/oparl/meetings?page=2"] = status
        let reading = server.read(try OParlServer.context(host + "/oparl/system"))
        #expect(!reading.isUsable)
        #expect(reading.items == [])
        #expect(reading.report.failure == "\(host)/oparl/meetings?page=2 answered with status \(status)")
    }

    @Test("a page that never came makes the reading unusable")
    func unanswered() throws {
        var reader = OParlReader(try OParlServer.context())
        _ = reader.start()
        #expect(reader.finish().report.failure?.contains("did not come") == true)
    }

    @Test("an organization or a place that does not come costs only its name")
    func badLookup() throws {
        var server = council()
        server.statuses = [host + "/oparl/organizations/7": 500, host + "/oparl/locations/3": 500]
        let reading = server.read(try OParlServer.context(host + "/oparl/system"))
        #expect(reading.isUsable)
        #expect(reading.items.map(\.title) == ["Sitzung des Gemeinderates", "Sitzung"])
        #expect(reading.report.warnings.count == 2)
    }

    @Test(
        "only what lies between the start of today and the horizon is told",
        arguments: [
            ("2026-06-08T23:59:00+02:00", false), ("2026-06-09T00:30:00+02:00", true),
            ("2026-06-09T08:00:00+02:00", true),
            ("2026-06-23T11:59:00+02:00", true), ("2026-06-23T12:01:00+02:00", false), ("9998-12-31T12:00:00Z", false),
            ("2026-06-09", true), ("2026-06-08", false),
        ])
    func horizon(start: String, isTold: Bool) throws {
        var server = OParlServer(meetings: [OParlServer.meeting(start: start, end: nil)])
        let reading = server.read(try OParlServer.context(days: 14))
        #expect(reading.isUsable)
        #expect(reading.items.isEmpty != isTold)
        #expect(reading.report.dropped == 0)
    }

    @Test("a deleted meeting is not told and not counted as bad")
    func deleted() throws {
        var server = OParlServer(meetings: [OParlServer.meeting(1, more: #""deleted": true"#), OParlServer.meeting(2)])
        let reading = try server.read()
        #expect(reading.items.map(\.id) == ["ris.example.org/oparl/meetings/2"])
        #expect(reading.report.dropped == 0)
    }

    @Test("a meeting that comes twice counts once, in its newest form, whatever the scheme of its id")
    func twice() throws {
        let old = OParlServer.meeting(1, name: "Alter Name").replacingOccurrences(
            of: #"id": "https"#, with: #"id": "http"#)
        let new = OParlServer.meeting(1, name: "Neuer Name").replacingOccurrences(of: "06-01T08", with: "06-02T08")
        for meetings in [[old, new], [new, old]] {
            var server = OParlServer(meetings: meetings)
            #expect(try server.read().items.map(\.title) == ["Neuer Name"])
        }
    }

    @Test("items do not depend on how meetings are spread over pages", arguments: 0..<20)
    func permutation(seed: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let meetings = (1...12).map {
            OParlServer.meeting($0, start: "2026-06-\(10 + $0 % 5)T18:30:00+02:00", end: nil)
        }
        var sorted = OParlServer(meetings: meetings)
        let expected = try sorted.read().items
        #expect(expected.count == 12)
        let shuffled = meetings.shuffled(using: &numbers)
        let cuts = [0, Int.random(in: 0...6, using: &numbers), Int.random(in: 6...12, using: &numbers), 12]
        var server = OParlServer()
        for page in 0..<3 {
            let next = page < 2 ? OParlServer.list + "?page=\(page + 1)" : nil
            server.pages[page == 0 ? OParlServer.list : OParlServer.list + "?page=\(page)"] = OParlServer.page(
                Array(shuffled[cuts[page]..<cuts[page + 1]]), next: next)
        }
        #expect(try server.read().items == expected)
    }
}
