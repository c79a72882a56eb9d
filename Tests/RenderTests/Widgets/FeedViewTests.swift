import Foundation
import Signage
import SignageTesting
import Testing

@testable import Render

/// What holds for every view of a feed.
@Suite struct FeedViewTests {
    static let kinds: [FeedWidget.Kind] = [.departures, .measurements, .forecast, .collections, .availability]

    static func widget(_ kind: FeedWidget.Kind, most: Int = 4) throws -> FeedWidget {
        try FeedWidget(kind: kind, feed: Name(kind.rawValue), most: most)
    }

    static func feed(_ kind: FeedWidget.Kind) throws -> FeedSnapshot {
        switch kind {
        case .departures: try Examples.departures()
        case .measurements: try Examples.environment()
        case .forecast: try Examples.forecast()
        case .collections: try Examples.collections()
        default: try Examples.availability()
        }
    }

    static func changed(_ snapshot: FeedSnapshot, _ items: [FeedItem]) -> FeedSnapshot {
        FeedSnapshot(
            feed: snapshot.feed, fetchedAt: snapshot.fetchedAt, observedAt: snapshot.observedAt,
            attribution: snapshot.attribution, items: items)
    }

    /// As many items as asked for, each with texts of so many characters.
    static func many(_ kind: FeedWidget.Kind, _ count: Int, title: String?) throws -> FeedSnapshot {
        let snapshot = try feed(kind)
        let items = (0..<count).map { index in
            var item = snapshot.items[index % snapshot.items.count]
            item.id = "\(index)"
            guard let title else { return item }
            (item.title, item.place) = (title, title)
            switch item.content {
            case .departure(var departure):
                (departure.headsign, departure.line) = (title, index == 0 ? title : departure.line)
                item.content = .departure(departure)
            case .collection(var collection):
                collection.fraction = title
                item.content = .collection(collection)
            case .availability(var vacancy):
                vacancy.free = [title: 12_345]
                item.content = .availability(vacancy)
            case .measurement(var measurement):
                measurement.thresholds = measurement.thresholds.map { .init(value: $0.value, label: title) }
                item.content = .measurement(measurement)
            default: break
            }
            return item
        }
        return changed(snapshot, items)
    }

    static let titles: [String?] = [
        nil, String(repeating: "Donaudampfschifffahrtsgesellschaft ", count: 9).prefix(300).description,
        String(repeating: "W", count: 300), "",
    ]

    @Test("nothing is drawn beside its zone, however much there is to show", arguments: kinds, ViewBench.devices)
    func inside(kind: FeedWidget.Kind, device: String) throws {
        let bench = try ViewBench(device)
        for title in Self.titles {
            for count in [1, 3, 20] {
                let scene = try bench.scene([Self.many(kind, count, title: title)])
                for isWide in [false, true] {
                    // Nothing needs to fit in height that has no room; that is clipped.
                    var box = bench.box(scene, isWide: isWide)
                    box.height = 4_000
                    let widget = try Self.widget(kind, most: 20)
                    let outside = bench.outside(widget, scene, in: box)
                    #expect(outside.isEmpty, "\(count) items of \(title?.prefix(3) ?? ""), in \(box): \(outside)")
                }
            }
        }
    }

    @Test("a zone as high as the view asks for holds all of it", arguments: kinds, ViewBench.devices)
    func naturalHeight(kind: FeedWidget.Kind, device: String) throws {
        let bench = try ViewBench(device)
        for count in [1, 4] {
            let scene = try bench.scene([Self.many(kind, count, title: nil)])
            let widget = try Self.widget(kind)
            var box = bench.box(scene, isWide: true)
            box.height = bench.view(widget, scene).naturalHeight(in: box).rounded(.up)
            #expect(bench.outside(widget, scene, in: box).isEmpty)
            #expect(!bench.view(widget, scene).isEmpty)
        }
    }

    @Test("what is not known is told apart from what there is none of", arguments: kinds)
    func empty(kind: FeedWidget.Kind) throws {
        let bench = try ViewBench("board-landscape-55")
        let widget = try Self.widget(kind)
        let none = try bench.scene([Self.changed(Self.feed(kind), [])])
        let unknown = try bench.scene([])
        let box = bench.box(none)
        let (one, other) = (try bench.pixels(widget, none, in: box), try bench.pixels(widget, unknown, in: box))
        #expect(one != other)
        #expect(bench.view(widget, unknown).isEmpty)
        #expect(bench.view(widget, unknown).nextChange(in: box) == nil)
    }

    @Test(
        "the next change is to come, the picture is the same until just before it, and another one then",
        arguments: kinds, ["board-landscape-55", "bench-epaper-13"])
    func nextChange(kind: FeedWidget.Kind, device: String) throws {
        let bench = try ViewBench(device)
        let widget = try Self.widget(kind, most: 3)
        var now = Examples.now + 3.25
        for _ in 0..<8 {
            let scene = try bench.scene([Self.feed(kind)], at: now)
            let box = bench.box(scene, isWide: true)
            let picture = try bench.pixels(widget, scene, in: box)
            guard let next = bench.view(widget, scene).nextChange(in: box) else {
                let late = try bench.scene([Self.feed(kind)], at: now + 86_400 * 700)
                #expect(try bench.pixels(widget, late, in: box) == picture, "after \(now)")
                return
            }
            #expect(next > now)
            for part in [0.3, 0.7, 0.999_9] {
                let then = now + next.timeIntervalSince(now) * part
                let before = try bench.scene([Self.feed(kind)], at: then)
                #expect(try bench.pixels(widget, before, in: box) == picture, "\(now) until \(next), at \(then)")
            }
            let after = try bench.scene([Self.feed(kind)], at: next)
            #expect(try bench.pixels(widget, after, in: box) != picture, "at \(next)")
            now = next
        }
    }

    @Test("on e-paper of two colours nothing but these is asked for", arguments: kinds)
    func epaper(kind: FeedWidget.Kind) throws {
        let bench = try ViewBench("bench-epaper-13")
        let scene = try bench.scene([Self.feed(kind)])
        let colours = bench.marks(try Self.widget(kind), scene, in: bench.box(scene, isWide: true)).map(\.shape.colour)
        #expect(
            Set(colours).isSubset(of: [Colour(red: 0, green: 0, blue: 0), Colour(red: 255, green: 255, blue: 255)]))
    }

    @Test("on e-paper of six colours no colour is mixed", arguments: kinds)
    func palette(kind: FeedWidget.Kind) throws {
        let bench = try ViewBench("bench-epaper-7")
        let scene = try bench.scene([Self.feed(kind)])
        let colours = bench.marks(try Self.widget(kind), scene, in: bench.box(scene, isWide: true)).map(\.shape.colour)
        let pure = [Colour(red: 0, green: 0, blue: 0), Colour(red: 255, green: 255, blue: 255)]
        #expect(Set(colours).isSubset(of: pure + scene.stage.profile.panel.palette))
    }
}

extension DrawList.Mark.Shape {
    /// Black for pictures.
    fileprivate var colour: Colour {
        switch self {
        case .fill(let colour), .disc(_, _, _, let colour), .polygon(_, let colour): colour
        case .text(let block, _, _): block.colour
        case .picture: Colour(red: 0, green: 0, blue: 0)
        }
    }
}
