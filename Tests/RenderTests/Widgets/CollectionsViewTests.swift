import Foundation
import Signage
import Testing

@testable import Render

@Suite struct CollectionsViewTests {
    private func items(_ snapshot: FeedSnapshot, at now: Date = Examples.now) throws -> [CollectionsView.Item] {
        let bench = try ViewBench("board-landscape-55")
        let scene = try bench.scene([snapshot], at: now)
        return try #require(bench.view(FeedViewTests.widget(.collections), scene) as? CollectionsView).items
    }

    @Test("what is collected on one day shares a row, and the day is said as people say it")
    func days() throws {
        let items = try items(Examples.collections())
        #expect(
            items.map(\.day) == [
                "morgen", "Fr,\u{A0}27.\u{A0}November", "Mi,\u{A0}2.\u{A0}Dezember", "Di,\u{A0}8.\u{A0}Dezember",
            ])
        #expect(items[0].fractions.map(\.words) == ["Restmüll", "Gelber Sack"])
    }

    @Test("a collection is on today until the day ends, not longer")
    func today() throws {
        let midnight = Examples.time("2026-11-25T00:00:00+01:00")
        #expect(try items(Examples.collections(), at: midnight - 1)[0].day == "heute")
        #expect(try items(Examples.collections(), at: midnight)[0].day == "Fr,\u{A0}27.\u{A0}November")
    }

    @Test("places are told where they differ, and the same collection once")
    func places() throws {
        let dates = [("2026-11-24", "Bio"), ("2026-11-24", "Bio"), ("2026-11-24", "Bio")].map {
            (day: $0.0, fraction: $0.1)
        }
        let items = try items(Examples.collections(dates, places: ["Ebendorf", "Meitzendorf", "Ebendorf"]))
        #expect(items[0].fractions.map(\.words) == ["Bio (Ebendorf)", "Bio (Meitzendorf)"])
        let same = try self.items(Examples.collections(dates, places: ["Ebendorf", "Ebendorf", "Ebendorf"]))
        #expect(same[0].fractions.map(\.words) == ["Bio"])
    }
}
