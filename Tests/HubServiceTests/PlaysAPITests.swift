import Crypto
import Foundation
import HTTPServer
import SQLite
import Signage
import SignageTesting
import Testing

@testable import HubService

@Suite struct PlaysAPITests {
    /// The API over a store of its own, with no network between.
    private struct Desk {
        let fixture: Fixture
        let api: PlaysAPI

        init() throws {
            fixture = try Fixture()
            let installation = try fixture.installation()
            api = PlaysAPI(
                archive: try PlayArchive(path: fixture.path("hub.sqlite"), timeZone: "Europe/Berlin"),
                fleet: try fixture.fleet(), zone: installation.timeZone,
                now: fixture.clockReading)
        }

        func store(_ chain: TestChain, _ events: [EventBatch.Event]) throws {
            var database = try HubDatabase.open(fixture.path("hub.sqlite"))
            _ = try database.store(
                EventBatch(board: chain.board, boot: chain.boot, after: 0, events: events), at: fixture.now)
        }

        func plays(_ query: String = "") async throws -> PlayList {
            try WireCoding.decode(
                PlayList.self,
                from: try await api.answer(try Request(method: .get, target: "/api/v1/plays?\(query)")).body)
        }

        func refusal(_ query: String) async throws -> Problem? {
            do {
                _ = try await plays(query)
                return nil
            } catch let problem as Problem {
                return problem
            }
        }
    }

    private func chain(_ board: String) throws -> TestChain {
        TestChain(board: try Name(board)) { SHA256.hash($0).hexString }
    }

    @Test("records add up by board and notice, and a question by notice, board or time takes those in that it asks for")
    func questions() async throws {
        let desk = try Desk()
        var (market, village) = (try chain("marktplatz"), try chain("dorfplatz"))
        let (one, two) = (try Name("one"), try Name("two"))
        try desk.store(
            market, [market.show(one, quarter: 0), market.show(two, quarter: 0), market.show(one, quarter: 4)])
        try desk.store(village, [village.show(one, quarter: 8, seconds: 900)])
        let all = try await desk.plays()
        #expect(all.version == 1 && all.timeZone == "Europe/Berlin" && all.to == desk.fixture.now)
        #expect(all.plays.map(\.board.text) == ["dorfplatz", "marktplatz", "marktplatz"])
        #expect(all.plays.map(\.seconds) == [900, 120, 60] && all.plays.map(\.versions) == [[3], [3], [3]])
        #expect(all.totals.map(\.notice) == [one, two] && all.totals.map(\.seconds) == [1_020, 60])
        #expect(all.totals.map(\.boards) == [2, 1])
        #expect(try await desk.plays("notice=two").plays.map(\.seconds) == [60])
        #expect(try await desk.plays("board=dorfplatz").plays.map(\.seconds) == [900])
        // 14:00 to 15:00 by the clocks of the council.
        let start = TestChain.start.ISO8601Format()
        let hour = (TestChain.start + 3_600).ISO8601Format()
        #expect(try await desk.plays("from=\(start)&to=\(hour)").totals.map(\.seconds) == [60, 60])
        #expect(try await desk.plays("from=\(hour)").totals.map(\.seconds) == [960])
        #expect(try await desk.plays("notice=none").plays.isEmpty)
    }

    @Test(
        "of the records of two years a question reads those that it is about", arguments: [nil, "one"],
        [nil, "marktplatz"])
    func indexed(notice: String?, board: String?) throws {
        var database = try HubDatabase.open(":memory:")
        let question = PlayArchive.Question(
            notice: try notice.map { try Name($0) }, board: try board.map { try Name($0) }, from: .distantPast,
            to: .distantFuture)
        for condition in [question.isPlay, question.isCaveat + " ORDER BY received DESC LIMIT 9"] {
            let plan = try database.rows(
                "EXPLAIN QUERY PLAN SELECT * FROM play WHERE \(condition)", .integer(2), .integer(1),
                board.map(Value.text), notice.map(Value.text)
            ) { try $0.text(3) }
            #expect(plan.contains { $0.hasPrefix("SEARCH play USING INDEX") && $0.contains("began<?") })
            #expect(!plan.contains { $0.hasPrefix("SCAN play") })
        }
    }

    @Test("what nobody vouched for is not added to what somebody did, and the headline is the notice's")
    func undated() async throws {
        let desk = try Desk()
        let store = try desk.fixture.store()
        _ = try await store.publish(
            try desk.fixture.notice("n1"), on: [Name("marktplatz")], with: try desk.fixture.builder(),
            at: desk.fixture.now)
        var market = try chain("marktplatz")
        let notice = try Name("n1")
        try desk.store(
            market,
            [market.show(notice, quarter: 0, clock: .untrusted), market.show(notice, quarter: 1, clock: .sealed)])
        let plays = try await desk.plays("notice=n1").plays
        #expect(plays.map(\.isDated) == [false, true] && plays.map(\.seconds) == [60, 60])
        #expect(plays.map(\.headline) == ["Überschrift n1", "Überschrift n1"])
    }

    @Test("caveats of a notice are those of the boards that it was for; of too many the latest are told")
    func caveats() async throws {
        let desk = try Desk()
        var (market, village) = (try chain("marktplatz"), try chain("dorfplatz"))
        let gap = ProofGap.since(TestChain.start, wasOrderly: true, to: TestChain.start + 60, clock: .system)
        try desk.store(market, [market.show(Name("one"), quarter: 0), market.add(.gap(gap))])
        for _ in 0..<16 {
            try desk.store(village, (0..<64).map { _ in try village.add(.gap(gap)) })
            village.restart()
        }
        #expect(try await desk.plays("notice=one").caveats == [.init(board: market.board, kind: .gap(gap))])
        let all = try await desk.plays()
        #expect(all.caveats.count == PlayArchive.mostCaveats)
        #expect(all.caveatsLeftOut == 16 * 64 + 1 - PlayArchive.mostCaveats)
        #expect(try await desk.plays("to=2020-01-01&from=2019-01-01").caveats.isEmpty)
    }

    @Test(
        "a question that cannot be answered is refused with its field",
        arguments: [
            ("board=nirgendwo", 404, nil), ("board=%20", 400, "#/board"), ("notice=A", 400, "#/notice"),
            ("from=gestern", 400, "#/from"), ("to=2026-13-01", 400, "#/to"),
            ("to=2026-01-01&to=2026-01-02", 400, "#/to"),
            ("from=2026-01-02&to=2026-01-01", 422, "#/to"),
        ] as [(String, Int, String?)])
    func refused(query: String, status: Int, pointer: String?) async throws {
        let problem = try #require(try await Desk().refusal(query))
        #expect(problem.status == status)
        #expect(problem.errors.first?.pointer == pointer)
    }
}
