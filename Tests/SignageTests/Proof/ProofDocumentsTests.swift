import Foundation
import Testing

@testable import Signage

@Suite struct ProofDocumentsTests {
    private static let hash = String(repeating: "a", count: 64)
    private static let record = """
        {"kind": "notice", "place": "notices", "item": "markt", "quarter": "2026-07-01T12:00:00Z",
         "first": "2026-07-01T12:00:10Z", "last": "2026-07-01T12:10:00Z", "times": 3, "seconds": 78, "version": 7,
         "frame": "\(hash)", "clock": "system"}
        """

    @Test("a record is read as it was written, and what a newer board adds is ignored")
    func played() throws {
        let json = Self.record.replacingOccurrences(of: "{", with: #"{"colour": {"x": 1}, "#)
        let record = try WireCoding.decode(PlayRecord.self, from: Data(json.utf8))
        #expect(record.played.item?.text == "markt" && record.seconds == 78 && record.times == 3)
        #expect(try roundTrip(record) == record)
    }

    @Test(
        "a record that cannot be is refused, with the field",
        arguments: [
            (#""quarter": "2026-07-01T12:00:00Z""#, #""quarter": "2026-07-01T12:01:00Z""#, "quarter"),
            (#""first": "2026-07-01T12:00:10Z""#, #""first": "2026-07-01T11:59:59Z""#, "last"),
            (#""first": "2026-07-01T12:00:10Z""#, #""first": "2026-07-01T12:11:00Z""#, "last"),
            (#""last": "2026-07-01T12:10:00Z""#, #""last": "2026-07-01T12:15:01Z""#, "last"),
            (#""seconds": 78"#, #""seconds": 591"#, "seconds"), (#""seconds": 78"#, #""seconds": -1"#, "seconds"),
            (#""seconds": 78"#, #""seconds": 1.5"#, "seconds"), (#""times": 3"#, #""times": -1"#, "times"),
            (#""times": 3"#, #""times": 9001"#, "times"), (#""version": 7"#, #""version": -7"#, "version"),
            (#""item": "markt""#, #""item": "Markt""#, "item"), (#""item": "markt", "#, "", "item"),
            (#""kind": "notice""#, #""kind": "evergreen""#, "item"), (#""kind": "notice""#, #""kind": "x""#, "kind"),
            (hash, "a", "frame"), (#""clock": "system""#, #""clock": "mine""#, "clock"),
        ])
    func refused(part: String, other: String, field: String) {
        #expect(refusal(PlayRecord.self, Self.record.replacingOccurrences(of: part, with: other))?.field == field)
    }

    @Test("a link tells one thing, neither none nor two, and stays what it is after its bytes")
    func links() throws {
        let step = #""clock": {"from": "2026-07-01T12:00:00Z", "to": "2027-07-01T12:00:00Z", "clock": "sealed"}"#
        let loss = #""loss": {"records": 3, "incidents": 0, "at": "2026-07-01T12:00:00Z"}"#
        for json in [#"{"played": \#(Self.record), "previous": "\#(Self.hash)"}"#, "{\(step)}", "{\(loss)}"] {
            let link = try WireCoding.decode(ProofRecord.self, from: Data(json.utf8))
            #expect(try roundTrip(link) == link)
        }
        for json in ["{\(step), \(loss)}", "{}", #"{"previous": "\#(Self.hash)"}"#] {
            #expect(refusal(ProofRecord.self, json)?.reason == "must have just one of played, gap, clock, loss")
        }
        #expect(
            refusal(ProofRecord.self, #"{"loss": {"records": -1, "incidents": 0, "at": "2026-07-01T12:00:00Z"}}"#)?
                .field == "loss.records")
    }

    @Test("a gap has a beginning, unless that is lost")
    func gaps() throws {
        let gap = #""reason": "interrupted", "from": "2026-07-01T12:00:00Z", "to": "2026-07-02T12:00:00Z""#
        let read = try WireCoding.decode(ProofGap.self, from: Data(#"{\#(gap), "clock": "system"}"#.utf8))
        #expect(read.reason == .interrupted && read.from.map { read.to.timeIntervalSince($0) } == 86_400)
        let begun = #"{\#(gap.replacingOccurrences(of: "interrupted", with: "lost")), "clock": "system"}"#
        #expect(refusal(ProofGap.self, begun)?.field == "from")
        let lost = #"{"reason": "lost", "to": "2026-07-02T12:00:00Z", "clock": "untrusted"}"#
        #expect(try WireCoding.decode(ProofGap.self, from: Data(lost.utf8)).from == nil)
        #expect(refusal(ProofGap.self, lost.replacingOccurrences(of: "lost", with: "stopped"))?.field == "from")
    }

    @Test("a batch has its events in the order of their numbers, above what was before it")
    func batches() throws {
        func batch(_ numbers: [Int], after: Int = 0, bytes: Int = 10) throws -> EventBatch {
            try EventBatch(
                board: Examples.name("markt"), boot: Nonce(String(repeating: "0", count: 32)), after: after,
                events: numbers.map { try .init(number: $0, content: .record(Data(count: bytes))) })
        }
        let good = try batch([3, 4, 9], after: 2)
        #expect(good.last == 9)
        #expect(try roundTrip(good) == good)
        #expect(refusal { _ = try batch([]) }?.field == "events")
        #expect(refusal { _ = try batch(Array(1...65)) }?.field == "events")
        #expect(refusal { _ = try batch([1, 3, 3]) }?.field == "events.2.n")
        #expect(refusal { _ = try batch([2], after: 2) }?.field == "events.0.n")
        #expect(refusal { _ = try batch([1], after: -1) }?.field == "after")
        #expect(refusal { _ = try batch([0], after: 0) }?.field == "n")
        #expect(refusal { _ = try batch([1], bytes: 2_049) }?.field == "record")
        #expect(refusal { _ = try batch([1], bytes: 0) }?.field == "record")
    }

    @Test("the longest batch is shorter than what is read of one")
    func longest() throws {
        let count = EventBatch.mostBytes / ProofRecord.longest
        let incident = Incident(
            kind: .refusal, detail: String(repeating: "\u{1F6A7}", count: 500), at: Examples.now, clock: .system)
        var events = try (1...count).map { number in
            try EventBatch.Event(number: number, content: .record(Data(count: ProofRecord.longest)))
        }
        events.append(try .init(number: count + 1, content: .incident(incident)))
        let batch = try EventBatch(
            board: Examples.name(String(repeating: "m", count: 63)), boot: Nonce(String(repeating: "0", count: 32)),
            after: 0, events: events)
        let envelope = try Envelope(WireCoding.encode(batch), as: .events, keyID: Self.hash) { _ in Data(count: 64) }
        #expect(try WireCoding.encode(envelope).count < EventBatch.longestEnvelope)
    }

    @Test("an acknowledgement of less than nothing is refused")
    func acknowledgement() throws {
        let json = #"{"board": "markt", "boot": "\#(String(repeating: "0", count: 32))", "through": 0}"#
        let read = try WireCoding.decode(EventAcknowledgement.self, from: Data(json.utf8))
        #expect(try roundTrip(read) == read)
        #expect(
            refusal(EventAcknowledgement.self, json.replacingOccurrences(of: ": 0}", with: ": -1}"))?.field
                == "through")
    }

    @Test("a panel shows the notice whose turn it is, evergreen content where none is, and zones in their turn")
    func items() throws {
        func list(_ feed: String) throws -> Zone {
            Zone(widget: .feed(try FeedWidget(kind: .works, feed: Name(feed))), surface: "paper", distance: .detail)
        }
        let notice = Zone(widget: .notice, surface: "paper", distance: .headline)
        let url = URL(fileURLWithPath: #filePath).appending(path: "../../../../Devices/board-landscape-55.json")
        let panel = try WireCoding.decode(DeviceProfile.self, from: Data(contentsOf: url.standardizedFileURL)).panel
        func items(_ content: [Region.Content], _ notices: [Notice]) throws -> [String] {
            let regions = content.map { Region(weight: 1, content: $0) }
            let layout = try Layout(
                name: Name("l"), title: "L", theme: .municipal,
                arrangements: [.landscape: Region(content: .rows(regions))])
            let schedule = Schedule(
                notices: notices, layout: layout, on: panel, clock: WallClock(zone: Examples.berlin))
            return layout.playedItems(of: schedule.programme(at: Examples.now + 60), on: panel).map {
                "\($0.place):\($0.kind.rawValue):\($0.item?.text ?? "-")"
            }
        }
        let market = try Examples.notice("markt")
        let turns = try Region.Content.turns([list("a"), list("b")])
        #expect(try items([.zone(notice)], [market]) == ["notices:notice:markt"])
        #expect(try items([.zone(notice)], []) == ["notices:evergreen:-"])
        // A layout without a place for notices shows none, whatever the schedule says.
        #expect(try items([.zone(list("a"))], [market]) == [])
        let both = try items([.zone(notice), turns], [market])
        #expect(both.count == 2 && both[0] == "notices:notice:markt" && both[1].hasPrefix("zone-1:zone:zone-"))
        let standIn = try items([.turns([notice, try list("a")])], [])
        #expect(standIn == ["notices:zone:zone-2"])
    }
}
