import Foundation
import Signage
import Testing

@testable import Render

@Suite struct MeetingListTests {
    private let zone: TimeZone
    init() throws { zone = try #require(TimeZone(identifier: "Europe/Berlin")) }

    private func item(
        _ title: String, _ start: FeedTime, end: FeedTime? = nil, publicity: FeedItem.Event.Publicity = .public,
        agenda: [FeedItem.Event.AgendaItem] = []
    ) throws -> FeedItem {
        FeedItem(
            id: title, source: try Name("council"), title: title, fetchedAt: Examples.now,
            attribution: Attribution(text: "Quelle: Rat"),
            content: .event(.init(start: start, end: end, publicity: publicity, agenda: agenda)))
    }

    private func snapshot(_ items: [FeedItem]) throws -> FeedSnapshot {
        FeedSnapshot(
            feed: try Name("council"), fetchedAt: Examples.now, observedAt: nil,
            attribution: Attribution(text: "Quelle: Rat"), items: items)
    }

    private func list(_ items: [FeedItem], at now: Date = Examples.now) throws -> MeetingList {
        MeetingList(try snapshot(items), at: now, zone: zone)
    }

    private func instant(_ text: String) -> FeedTime { .instant(Examples.time(text)) }
    private func day(_ text: String) throws -> FeedTime { .date(try #require(CalendarDate(text))) }

    @Test("a closed meeting is never listed, nor a closed line of an agenda, nor what is no meeting")
    func closed() throws {
        let agenda = [
            FeedItem.Event.AgendaItem(number: "1", title: "offen", publicity: .public),
            FeedItem.Event.AgendaItem(number: "2", title: "geheim", publicity: .closed),
            FeedItem.Event.AgendaItem(number: nil, title: "Teil", isHeading: true, publicity: .public),
        ]
        var article = try item("Artikel", instant("2026-12-01T18:00:00Z"))
        article.content = .article(.init())
        let list = try list([
            item("a", instant("2026-12-01T18:00:00Z"), publicity: .closed),
            item("b", instant("2026-12-02T18:00:00Z"), publicity: .mixed, agenda: agenda), article,
        ])
        #expect(list.entries.map(\.title) == ["b"])
        #expect(list.entries[0].agenda.map(\.title) == ["offen"])
    }

    @Test("the next meeting comes first; two at the same time stand by their titles")
    func order() throws {
        let list = try list([
            item("c", instant("2026-12-03T18:00:00Z")), item("b", instant("2026-12-01T18:00:00Z")),
            item("a", instant("2026-12-01T18:00:00Z")), item("d", day("2026-12-01")),
        ])
        #expect(list.entries.map(\.title) == ["d", "a", "b", "c"])
    }

    @Test("a meeting is gone when it is over, not before")
    func over() throws {
        let meeting = try item("a", instant("2026-11-23T13:00:00Z"), end: instant("2026-11-23T15:00:00Z"))
        let end = Examples.time("2026-11-23T15:00:00Z")
        #expect(try list([meeting], at: end - 0.001).entries.count == 1)
        #expect(try list([meeting], at: end).entries.isEmpty)
        #expect(try list([meeting]).nextChange == end)
    }

    @Test("a meeting whose end is unknown stays until the end of its day, summer time or not")
    func openEnd() throws {
        for (start, end) in [
            ("2026-11-23T18:00:00+01:00", "2026-11-24T00:00:00+01:00"),
            ("2026-03-29T01:00:00+01:00", "2026-03-30T00:00:00+02:00"),
            ("2026-10-25T01:00:00+02:00", "2026-10-26T00:00:00+01:00"),
        ] {
            #expect(try list([item("a", instant(start))], at: Examples.time(start)).nextChange == Examples.time(end))
        }
    }

    @Test("an end that is only a day is meant with that day")
    func endDay() throws {
        let evening = try item("a", instant("2026-11-23T12:00:00Z"), end: day("2026-11-23"))
        #expect(try list([evening]).entries.count == 1)
        #expect(try list([evening]).nextChange == Examples.time("2026-11-24T00:00:00+01:00"))
        let fair = try item("b", day("2026-11-21"), end: day("2026-11-23"))
        #expect(try list([fair]).entries.count == 1)
        #expect(try list([fair], at: Examples.time("2026-11-24T00:00:00+01:00")).entries.isEmpty)
    }

    @Test("the list stays as it is until its next change, which is to come")
    func nextChange() throws {
        var generator = SeededGenerator(seed: 21)
        for _ in 0..<100 {
            let items = try (0..<Int.random(in: 0...8, using: &generator)).map { number in
                let start = Examples.now + Double(Int.random(in: -50...50, using: &generator) * 1_800)
                let end = start + Double(Int.random(in: -2...8, using: &generator) * 1_800)
                return try item(
                    "\(number)", .instant(start), end: Bool.random(using: &generator) ? .instant(end) : nil)
            }
            let now = Examples.now + Double.random(in: -90_000...90_000, using: &generator)
            let list = try list(items, at: now)
            let until = list.nextChange ?? now + 1e7
            #expect(until > now)
            #expect(
                try self.list(items, at: now + until.timeIntervalSince(now) * 0.999).entries.map(\.title)
                    == list.entries.map(\.title))
            guard let change = list.nextChange else { continue }
            #expect(try self.list(items, at: change).entries.count < list.entries.count)
        }
    }

    @Test("of a feed that was never read there is nothing, now or later")
    func none() {
        let list = MeetingList(nil, at: Examples.now, zone: zone)
        #expect(list.entries.isEmpty && list.nextChange == nil)
    }
}
