import Foundation
import Testing

@testable import Signage

@Suite("Zones that take turns")
struct TurningZonesTests {
    private static func list(_ feed: String) throws -> Zone {
        Zone(
            widget: .feed(try FeedWidget(kind: .works, feed: Name(feed))), surface: "paper", distance: .detail)
    }
    private static let notice = Zone(widget: .notice, surface: "paper", distance: .headline)
    private static let monday = Examples.time("2026-11-23T08:00:00Z")

    private static func panel() throws -> Panel {
        let url = URL(fileURLWithPath: #filePath).appending(path: "../../../../Devices/board-landscape-55.json")
        return try WireCoding.decode(DeviceProfile.self, from: Data(contentsOf: url.standardizedFileURL)).panel
    }

    private func layout(_ region: Region) throws -> Layout {
        try Layout(name: Name("turns"), title: "Wechsel", theme: .municipal, arrangements: [.landscape: region])
    }

    private func schedule(_ layout: Layout, _ notices: [Notice] = []) throws -> Schedule {
        Schedule(notices: notices, layout: layout, on: try Self.panel(), clock: WallClock(zone: Examples.berlin))
    }

    @Test("each of the zones of a place has its turn of 20 seconds, and each place turns for itself")
    func turns() throws {
        let places = [["a", "b", "c"], ["d", "e"]]
        let regions = try places.map { Region(weight: 1, content: .turns(try $0.map(Self.list))) }
        let layout = try layout(Region(content: .rows(regions)))
        let schedule = try schedule(layout)
        var seen: [[String]] = [[], []]
        var now = Self.monday
        while now < Self.monday + 120 {
            let programme = schedule.programme(at: now)
            let shown = layout.arrangements[.landscape]?.resolved(by: programme.turns).zones.compactMap(
                \.widget.feed?.text)
            try #require(shown?.count == 2)
            for (index, feed) in (shown ?? []).enumerated() { seen[index].append(feed) }
            let next = try #require(programme.nextChange)
            #expect(next > now && next <= now + 20)
            now = next
        }
        for (shown, place) in zip(seen, places) { #expect(Set(shown) == Set(place)) }
        #expect(zip(seen[1], seen[1].dropFirst()).allSatisfy { $0 != $1 })
    }

    @Test("where a notice is among the turns, the others show while no notice is on")
    func besideNotices() throws {
        let layout = try layout(Region(content: .turns([Self.notice, Self.list("a"), Self.list("b")])))
        let notice = try Examples.notice("n", from: Self.monday + 3_600, until: Self.monday + 7_200)
        let schedule = try schedule(layout, [notice])
        func shown(at now: Date) -> Zone? {
            layout.arrangements[.landscape]?.resolved(by: schedule.programme(at: now).turns).zones.first
        }
        #expect(shown(at: Self.monday)?.widget.feed != nil)
        #expect(shown(at: Self.monday + 3_600) == Self.notice)
        #expect(shown(at: Self.monday + 7_199) == Self.notice)
        #expect(shown(at: Self.monday + 7_200)?.widget.feed != nil)
        #expect(schedule.programme(at: Self.monday + 3_600).notice == notice)
        #expect(schedule.programme(at: Self.monday).notice == nil)
    }

    @Test("without a programme the first zone of each place shows")
    func first() throws {
        let region = Region(content: .turns([try Self.list("a"), Self.notice]))
        #expect(region.resolved(by: [:]).zones.compactMap(\.widget.feed?.text) == ["a"])
        #expect(region.zones.count == 2)
    }

    @Test("a layout without such zones is what it was, and its schedule is that of its notices")
    func none() throws {
        let layout = try layout(Region(content: .zone(Self.notice)))
        #expect(layout.turningZones(on: try Self.panel()).isEmpty)
        #expect(layout.arrangements[.landscape]?.resolved(by: [:]) == layout.arrangements[.landscape])
        #expect(try schedule(layout).programme(at: Self.monday) == Programme())
    }

    @Test("one zone, a zone twice, an unknown surface and two places with notices are refused")
    func refused() throws {
        let list = try Self.list("a")
        let other = Zone(widget: list.widget, surface: "nowhere", distance: .detail)
        for zones in [[list], [list, list], [list, other], []] {
            #expect(throws: InvalidValue.self) { try layout(Region(content: .turns(zones))) }
        }
        let turning = Region(weight: 1, content: .turns([list, Self.notice]))
        #expect(throws: InvalidValue.self) { try layout(Region(content: .rows([turning, turning]))) }
        #expect(throws: Never.self) { try layout(turning) }
    }

    @Test("a layout with turns is written and read as itself")
    func coding() throws {
        let layout = try layout(Region(content: .turns([Self.notice, Self.list("a")])))
        #expect(try WireCoding.decode(Layout.self, from: WireCoding.encode(layout)) == layout)
    }
}
