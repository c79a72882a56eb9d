import Foundation
import Signage
import Testing

@testable import Render

@Suite struct AvailabilityViewTests {
    private func items(_ snapshot: FeedSnapshot) throws -> [AvailabilityView.Item] {
        let bench = try ViewBench("board-landscape-55")
        let scene = try bench.scene([snapshot])
        return try #require(bench.view(FeedViewTests.widget(.availability), scene) as? AvailabilityView).items
    }

    @Test("kinds are told in people's words and in an order of their own, free places last")
    func kinds() throws {
        let items = try items(Examples.availability())
        #expect(items.map(\.title) == ["Rathaus Barleben", "Bahnhof", "Technologiepark Ostfalen"])
        #expect(items[0].counts.map(\.name) == ["Räder", "E-Räder", "Rückgabeplätze"])
        #expect(items[0].counts.map(\.number) == [5, 2, 12])
    }

    @Test("none free is told as 0; a station of which nothing is known is absent")
    func unknown() throws {
        let snapshot = try Examples.availability()
        var item = snapshot.items[0]
        item.content = .availability(.init(free: ["bike": 0]))
        #expect(try items(FeedViewTests.changed(snapshot, [item]))[0].counts.map(\.number) == [0])
        item.content = .availability(.init(free: ["bike": -1]))
        #expect(try items(FeedViewTests.changed(snapshot, [item])).isEmpty)
    }

    @Test("figures older than a quarter of an hour are dated, once")
    func stale() throws {
        #expect(try items(Examples.availability(observed: Examples.now - 899)).allSatisfy { !$0.isStale })
        let old = try items(Examples.availability(observed: Examples.now - 900))
        #expect(old.allSatisfy { $0.isStale })
        #expect(old.map(\.stand) == ["Stand\u{A0}Mo,\u{A0}23.\u{A0}November, 13:52\u{A0}Uhr", nil, nil])
    }
}
