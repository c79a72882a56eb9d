import Foundation
import Signage
import Testing

@testable import Render

@Suite struct DeparturesViewTests {
    private func view(
        _ departures: [FeedItem.Departure], observed: Date = Examples.now - 40, at now: Date = Examples.now
    ) throws -> DeparturesView {
        let bench = try ViewBench("board-landscape-55")
        let scene = try bench.scene([Examples.departures(departures, observed: observed)], at: now)
        return try #require(bench.view(FeedViewTests.widget(.departures), scene) as? DeparturesView)
    }

    @Test("a departure stays until half a minute after the time that is expected")
    func departed() throws {
        let late = Examples.departure("S 1", "Wolmirstedt", -3, delay: 4)
        let timetable = Examples.departure("610", "Magdeburg ZOB", 0, delay: nil)
        #expect(try view([late, timetable]).items.map(\.line) == ["610", "S 1"])
        #expect(try view([late, timetable]).nextChange(in: Box(x: 0, y: 0, width: 1, height: 1)) == Examples.now + 30)
        #expect(try view([late, timetable], at: Examples.now + 30).items.map(\.line) == ["S 1"])
        #expect(try view([late, timetable], at: Examples.now + 90).items.isEmpty)
    }

    @Test(
        "the heading tells real time and timetable apart",
        arguments: [([1.0, 0], "Echtzeit"), ([nil, nil], "Fahrplan"), ([0, nil], "teils Echtzeit")]
            as [([Double?], String)])
    func note(delays: [Double?], note: String) throws {
        #expect(try view(delays.map { Examples.departure("610", "A", 5, delay: $0) }).note == note)
    }

    @Test("a delay stands beside the planned time, none for punctual ones, and a bus may come early")
    func delay() throws {
        let items = try view(
            [3, 0, -1, nil].enumerated().map { Examples.departure("610", "A", 10 + Double($0), delay: $1) }
        )
        .items
        let all = Dictionary(uniqueKeysWithValues: items.map { ($0.time, $0.delay) })
        #expect(all == ["14:17": "+3", "14:18": nil, "14:19": "\u{2212}1", "14:20": nil])
    }

    @Test("what does not run says so, and a changed platform is told with the one it was to be")
    func detail() throws {
        let items = try view([
            Examples.departure("S 1", "A", 5, cancelled: true), Examples.departure("S 1", "B", 6, platform: ("3", "1")),
            Examples.departure("610", "C", 7, platform: ("B", "B")),
        ]).items
        #expect(items.map(\.detail) == ["fällt aus", "Gleis\u{A0}3 statt\u{A0}1", nil])
        #expect(items[0].delay == nil && items[0].isCancelled)
    }

    @Test("old real time is dated, once for all rows; a timetable holds for a day")
    func stale() throws {
        let departures = [Examples.departure("610", "A", 5), Examples.departure("611", "B", 6)]
        #expect(try view(departures, observed: Examples.now - 299).items.allSatisfy { !$0.isStale })
        let old = try view(departures, observed: Examples.now - 300)
        #expect(old.items.allSatisfy { $0.isStale } && old.note == nil)
        #expect(old.items.map(\.stand) == ["Stand\u{A0}Mo,\u{A0}23.\u{A0}November, 14:02\u{A0}Uhr", nil])
        let timetable = [Examples.departure("610", "A", 5, delay: nil)]
        #expect(try view(timetable, observed: Examples.now - 80_000).items.allSatisfy { !$0.isStale })
    }

    @Test("a departure that is far off is told with its day, and silence of an old feed is no promise")
    func far() throws {
        #expect(try view([Examples.departure("610", "A", 900)]).items.map(\.detail) == ["morgen"])
        let (fresh, old) = (try view([]), try view([], observed: Examples.now - 300))
        #expect(fresh.none != old.none)
    }

    @Test("a zone that is made for a greater distance has larger letters, and is judged by that distance")
    func distance() throws {
        let bench = try ViewBench("board-landscape-55")
        let scene = try bench.scene([Examples.departures([Examples.departure("610", "A", 5, delay: nil)])])
        func capHeight(_ distance: ViewingDistances.Role) throws -> Double {
            let zone = try Zone(widget: .feed(FeedViewTests.widget(.departures)), surface: "sand", distance: distance)
            let context = bench.renderer.context(of: zone, in: scene)
            var list = DrawList(in: PixelRect(x: 0, y: 0, width: 1_900, height: 1_000))
            context.view(of: zone.widget).draw(on: &list, in: Box(x: 0, y: 0, width: 1_900, height: 1_000))
            let texts = list.marks.compactMap { if case .text(let block, _, _) = $0.shape { block } else { nil } }
            #expect(!texts.isEmpty && texts.allSatisfy { $0.role == distance })
            return try #require(texts.map(\.capHeight).min())
        }
        let (near, far) = (try capHeight(.detail), try capHeight(.body))
        // Both grow into the room that there is.
        #expect(far > near)
    }
}
