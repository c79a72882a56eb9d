import Foundation
import HTTPServer
import Signage
import SignageTesting
import Testing

@testable import HubService

@Suite struct ScheduleAPITests {
    /// The API over a store of its own, with no network between.
    private struct Desk {
        let fixture: Fixture
        let store: Store
        let builder: ManifestBuilder
        let api: ScheduleAPI

        init() throws {
            fixture = try Fixture()
            store = try fixture.store()
            builder = try fixture.builder()
            api = ScheduleAPI(
                store: store, fleet: try fixture.fleet(builder.sealer), now: fixture.clockReading)
        }

        func publish(_ id: String, lifetime: TimeInterval = 3_600) async throws {
            _ = try await store.publish(
                try fixture.notice(id, lifetime: lifetime), on: [Name("marktplatz")], with: builder, at: fixture.now)
        }

        func ask(_ query: String = "", board: String = "marktplatz") async throws -> Response {
            let target = "/api/v1/boards/\(board)/schedule" + (query.isEmpty ? "" : "?\(query)")
            return try await api.answer(try Request(method: .get, target: target), board: board)
        }

        func moment(_ query: String = "") async throws -> BoardMoment {
            try WireCoding.decode(BoardMoment.self, from: try await ask(query).body)
        }

        func timetable(_ query: String) async throws -> BoardTimetable {
            try WireCoding.decode(BoardTimetable.self, from: try await ask(query).body)
        }

        /// The status and what is wrong, of a question that is refused.
        func refusal(_ query: String, board: String = "marktplatz") async throws -> Problem? {
            do {
                _ = try await ask(query, board: board)
                return nil
            } catch let problem as Problem {
                return problem
            }
        }
    }

    @Test("an interrupt is on instead of the notices on the boards that it addresses, until it is ended")
    func interrupts() async throws {
        let desk = try Desk()
        try await desk.publish("n1")
        let (now, cell) = (desk.fixture.now, try Name("barleben"))
        for (id, board) in [("elsewhere", "dorfplatz"), ("here", "marktplatz")] {
            let interrupt = try Interrupt(
                id: Name(id), boards: [Name(board)], headline: "Leitungswasser abkochen", issued: now,
                until: now + 1_800)
            _ = try await desk.store.add(interrupt, of: cell, with: desk.builder.sealer, at: now)
        }
        let during = try await desk.moment().places[0].shown
        #expect(during?.item.text == "here")
        _ = try await desk.store.endInterrupt(Name("here"), of: cell, with: desk.builder.sealer, at: now)
        #expect(try await desk.moment().places[0].shown?.item.text == "n1")
    }

    @Test("without a time it tells what is on now, until when, and what is next; withdrawn notices are not there")
    func now() async throws {
        let desk = try Desk()
        let nothing = try await desk.moment().places
        #expect(nothing.map(\.place) == [.notices] && nothing[0].shown == nil && nothing[0].end == nil)
        for id in ["n1", "n2", "n3"] {
            try await desk.publish(id)
            desk.fixture.advance(1)
        }
        _ = try await desk.store.withdraw(Name("n2"), with: desk.builder, at: desk.fixture.now)
        desk.fixture.advance(60)
        let moment = try await desk.moment()
        #expect(moment.version == 1 && moment.at == desk.fixture.now && moment.timeZone == "Europe/Berlin")
        let place = try #require(moment.places.first)
        let (shown, next) = (try #require(place.shown), try #require(place.nextShown))
        #expect(Set([shown.item.text, next.item.text]) == ["n1", "n3"] && shown.count == 2)
        #expect(try #require(place.start) <= moment.at && moment.at < (try #require(place.end)))
        #expect(try await desk.moment("at=2026-11-18T01:00").places[0].shown == nil)
    }

    @Test("a time without an offset is by the board's clocks, one with it an instant, a day from midnight to midnight")
    func zones() async throws {
        let desk = try Desk()
        let instant = try #require(WireCoding.date("2026-07-01T10:00:00Z"))
        for text in ["2026-07-01T12:00", "2026-07-01T12:00:00%2B02:00", "2026-07-01T10:00:00Z"] {
            #expect(try await desk.moment("at=\(text)").at == instant)
        }
        let spans = [
            ("day=2026-10-25", 25.0), ("day=2026-03-29", 23), ("day=2026-11-25", 24),
            ("from=2026-10-25T00:00&to=2026-10-25T03:00", 4), ("from=2026-03-29T00:00&to=2026-03-29T03:00", 2),
            ("from=2026-10-01T00:00&to=2026-11-01T00:00", 745),
        ]
        for (query, hours) in spans {
            let timetable = try await desk.timetable(query)
            #expect(timetable.end.timeIntervalSince(timetable.start) == hours * 3_600, "\(query)")
        }
    }

    @Test("what is over is told of the time in which it was on, and of turns after that as the manifest has them")
    func past() async throws {
        let desk = try Desk()
        let start = desk.fixture.now
        try await desk.publish("short", lifetime: 600)
        desk.fixture.advance(7_200)
        try await desk.publish("long")
        let query = "from=\(start.ISO8601Format())&to=\((start + 10_000).ISO8601Format())"
        let timetable = try await desk.timetable(query)
        #expect(timetable.items.map(\.id.text) == ["long", "short"])
        #expect(timetable.places[0].stretches.map { $0.shares.map(\.item.text) } == [["short"], [], ["long"]])
        let board = try Name("marktplatz")
        let scheduled = try await desk.store.scheduledNotices(of: [board], from: desk.fixture.now)
        #expect(try await desk.store.notices(scheduled[board] ?? []).map(\.id.text) == ["long"])
    }

    @Test("times that can't be read, don't go together or have no answer are refused with the field")
    func refusals() async throws {
        let desk = try Desk()
        for (query, status, field) in [
            ("at=tomorrow", 400, "at"), ("at=", 400, "at"), ("at=2026-02-30T07:00", 400, "at"),
            ("day=2026-13-01", 400, "day"), ("day=2026-11-25T07:00", 400, "day"),
            ("from=2026-11-25T07:00", 400, "from"), ("to=2026-11-25T07:00", 400, "to"),
            ("at=2026-11-25T07:00&from=2026-11-25T07:00", 400, "at"),
            ("at=2026-11-25T07:00&from=2026-11-25T07:00&to=2026-11-26T07:00", 400, "at"),
            ("at=2026-11-25T07:00&at=2026-11-25T08:00", 400, "at"),
            ("from=2026-11-25T07:00&to=x", 400, "to"),
            ("from=2026-11-25T07:00&to=2026-11-25T07:00", 422, "to"),
            ("from=2026-11-25T07:00&to=2026-11-24T07:00", 422, "to"),
            ("from=2026-11-25T07:00&to=2026-12-27T07:00", 422, "to"),
        ] {
            let problem = try #require(try await desk.refusal(query), "\(query)")
            #expect(problem.status == status && problem.errors.map(\.pointer) == ["#/\(field)"], "\(query): \(problem)")
        }
    }

    @Test("a board that is not there is 404, one that can't show anything 409")
    func boards() async throws {
        let desk = try Desk()
        #expect(try await desk.refusal("", board: "mond")?.status == 404)
        #expect(try await desk.refusal("", board: "schule")?.status == 409)
    }

    @Test("over HTTP it needs the token")
    func token() async throws {
        let fixture = try Fixture()
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            let path = "api/v1/boards/marktplatz/schedule"
            #expect(try await client.send("GET", path, authorization: "").status == 401)
            let answer = try await client.send("GET", path)
            #expect(answer.status == 200 && answer.headers["cache-control"] == "no-store")
            #expect(try answer.decoded(BoardMoment.self).board.text == "marktplatz")
            #expect(try await client.send("GET", "api/v1/boards/mond/schedule").status == 404)
        }
    }
}
