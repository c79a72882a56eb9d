import Feeds
import Foundation
import Signage
import Testing

@Suite("Whatever a server sends, OParl's reader ends and says what is wrong")
struct OParlHostileTests {
    private func failure(_ body: String) throws -> String? {
        var server = OParlServer([OParlServer.list: body])
        let reading = try server.read()
        #expect(reading.items == [])
        #expect(!reading.isUsable)
        return reading.report.failure
    }

    @Test(
        "an answer that is no OParl is refused in words",
        arguments: [
            ("", "nothing"), (" \n", "nothing"), ("<!DOCTYPE html><html></html>", "page of HTML"),
            ("\u{FEFF}<html>", "page of HTML"),
            ("{", "not JSON of OParl"), ("7", "not JSON of OParl"), ("null", "not JSON of OParl"),
            (#"{"error": "intern"}"#, "not JSON of OParl"),
            ("[]", "no meetings at all"), (#"{"data": [], "links": {}}"#, "no meetings at all"),
            (#"{"data": {}}"#, "not JSON of OParl"),
            (#"{"data": [null, 7, "x", [], {}]}"#, "None of the 5"),
            (#"{"type": "https://schema.oparl.org/1.1/Paper"}"#, "is a Paper"),
            (#"{"type": "https://schema.oparl.org/1.1/System"}"#, "no meetings at all"),
            (#"{"type": "https://schema.oparl.org/1.1/Meeting", "id": "a"}"#, "None of the 1"),
        ])
    func nonsense(body: String, words: String) throws {
        let failure = try #require(try failure(body))
        #expect(failure.contains(words), "\(failure)")
    }

    @Test(
        "a bad meeting is dropped and counted, the good one stays",
        arguments: [
            #"{"type": "https://schema.oparl.org/1.1/Meeting"}"#, "7", "null", #"{"type": 7}"#,
            OParlServer.meeting(2, start: "morgen"), OParlServer.meeting(2, start: "2026-13-45T99:00:00Z"),
            OParlServer.meeting(2, start: ""),
            OParlServer.meeting(2, start: "2026-02-30"),
            #"{"type": "https://schema.oparl.org/1.1/Meeting", "start": "2026-06-11T18:30:00Z"}"#,
            #"{"type": "https://schema.oparl.org/1.1/Meeting", "id": "a", "start": 1e999}"#,
            #"{"type": "https://schema.oparl.org/1.1/File"}"#,
            #"{"type": "https://schema.oparl.org/1.1/Meeting", "id": "a", "start": ["2026-06-11T18:30:00Z"]}"#,
        ])
    func oneBad(bad: String) throws {
        var server = OParlServer(meetings: [bad, OParlServer.meeting()])
        let reading = try server.read()
        #expect(reading.isUsable, "\(reading.report)")
        #expect(reading.items.count == 1)
        #expect(reading.report.dropped == 1)
        #expect(reading.report.warnings.count == 2, "\(reading.report.warnings)")
    }

    @Test(
        "members of a wrong type are as if they were missing",
        arguments: [
            #""name": {"de": "Rat"}"#, #""end": 99999999999999999999999999"#, #""location": 7"#, #""location": [[]]"#,
            #""organization": [7, null]"#,
            #""organization": {"a": 1}"#, #""web": "javascript:alert(1)""#,
            #""agendaItem": [7, null, "x", {"name": 7e300}]"#, #""modified": {}"#,
            #""cancelled": "vielleicht""#, #""meetingState": []"#,
            #""agendaItem": [{"order": 1e400, "number": 7, "name": "x", "result": {}}]"#,
        ])
    func wrongTypes(member: String) throws {
        var server = OParlServer(meetings: [OParlServer.meeting(end: nil, more: member)])
        let reading = try server.read()
        #expect(reading.isUsable, "\(reading.report)")
        #expect(reading.items.count == 1)
        #expect(reading.items.first?.link == nil)
    }

    @Test(
        "deep nesting is refused",
        arguments: ["[", #"{"data": ["#, #"{"type": "x/Meeting", "location": "#, #"{"geojson":"#])
    func deep(opening: String) throws {
        #expect(try failure(String(repeating: opening, count: 100_000))?.contains("not JSON of OParl") == true)
    }

    @Test("a body that is too long is not read")
    func long() throws {
        let page = OParlServer.page([OParlServer.meeting()]) + String(repeating: " ", count: OParlReader.longestBody)
        #expect(try failure(page)?.contains("bytes, more than 8388608 are not read") == true)
    }

    @Test("long texts and long agendas are cut")
    func longTexts() throws {
        let name = String(repeating: "Satzungsänderung ", count: 20_000)
        let agenda = (1...1_000).map { #"{"number": "\#($0)", "name": "\#(name.prefix(900))"}"# }.joined(separator: ",")
        var server = OParlServer(meetings: [OParlServer.meeting(name: name, more: #""agendaItem": [\#(agenda)]"#)])
        let item = try #require(try server.read().items.first)
        #expect(item.title.count <= 400)
        #expect(item.title.hasSuffix("…"))
        #expect(item.event?.agenda.count == 200)
        #expect(item.event?.agenda.allSatisfy { $0.title.count <= 400 } == true)
    }

    @Test(
        "markup without an end costs no more than its length",
        arguments: ["<a", "<", "<a>", "<1>", "&", "&amp;", "<script>", "<!"])
    func markup(piece: String) throws {
        let name = String(repeating: piece, count: 8_000)
        let meetings = (1...3).map { OParlServer.meeting($0, name: name + " Gemeinderat") }
        var server = OParlServer(meetings: meetings)
        let started = ContinuousClock.now
        #expect(try server.read().items.count == 3)
        // Tenths of a second; with work that grows with the square of the length it would be minutes.
        #expect(started.duration(to: .now) < .seconds(20))
    }

    /// One page with everything in it that a mutation could spoil.
    private static let fixture = OParlServer.page([
        OParlServer.meeting(
            1, name: "Bauausschuss (öffentlich/nicht öffentlich)",
            more: #"""
                "organization": [{"id": "https://ris.example.org/o/1", "name": "Bauausschuss"}], "license": "CC BY 4.0",
                "location": {"room": "Saal", "geojson": {"type": "Point", "coordinates": [11.6, 52.2]}},
                "agendaItem": [{"number": "", "name": "Hochbau &amp; Tiefbau", "public": true}, {"number": "1", "name": "Kita", "public": true},
                  {"number": "2", "name": "GEHEIM", "public": false}, {"number": "", "name": "Nichtöffentlicher Teil", "public": true},
                  {"number": "3", "name": "GEHEIM", "public": false}]
                """#),
        OParlServer.meeting(2, name: "GEHEIM (nicht öffentlich)"),
        OParlServer.meeting(3, name: "GEHEIM", more: #""deleted": true"#),
    ])

    @Test("the fixture of the mutations is a good one")
    func fixture() throws {
        var server = OParlServer([OParlServer.list: Self.fixture])
        let reading = try server.read()
        #expect(reading.items.map(\.title) == ["Bauausschuss"])
        #expect(reading.items.first?.event?.agenda.map(\.title) == ["Hochbau & Tiefbau", "Kita"])
    }

    private func check(_ bytes: [UInt8]) throws -> FeedReading {
        var reader = OParlReader(try OParlServer.context())
        let request = try #require(reader.start().first)
        _ = reader.receive(
            FeedResponse(url: request.url, status: 200, body: Data(bytes), fetchedAt: OParlServer.now), for: request)
        return reader.finish()
    }

    @Test("a page cut short anywhere gives nothing")
    func truncation() throws {
        let bytes = Array(Self.fixture.utf8)
        for length in stride(from: 0, to: bytes.count, by: 3) {
            let reading = try check(Array(bytes.prefix(length)))
            #expect(!reading.isUsable, "cut at \(length)")
            #expect(reading.items == [])
        }
    }

    @Test("bytes that were changed at random never crash the reader nor show what is closed", arguments: 0..<30)
    func mutation(seed: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let good = Array(Self.fixture.utf8)
        let json = Array(#"{}[],:"\0129-+.eE tfn/"#.utf8)
        for _ in 0..<60 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                let index = Int.random(in: 0..<bytes.count, using: &numbers)
                switch Int.random(in: 0...3, using: &numbers) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &numbers)
                case 1: bytes[index] = json.randomElement(using: &numbers) ?? 0
                case 2: bytes.remove(at: index)
                default: bytes.insert(json.randomElement(using: &numbers) ?? 0, at: index)
                }
            }
            let reading = try check(bytes)
            #expect(reading.items.allSatisfy { $0.event?.publicity != .closed })
            #expect(reading.items.flatMap { $0.event?.agenda ?? [] }.allSatisfy { $0.publicity != .closed })
            #expect(reading.isUsable || reading.items.isEmpty)
        }
    }

    @Test(
        "no single misread member opens a closed agenda item", arguments: ["number", "name", "type", "id", "location"])
    func misspelt(member: String) throws {
        let page = Self.fixture.replacingOccurrences(of: #""\#(member)":"#, with: #""\#(member)x":"#)
        var server = OParlServer([OParlServer.list: page])
        let titles = try server.read().items.flatMap { $0.event?.agenda ?? [] }.map(\.title)
        #expect(!titles.contains("GEHEIM"))
    }
}
