import Foundation
import Signage
import Testing

@testable import Render

/// One widget on a panel, for looking at what it records.
struct Drawn {
    let renderer: Renderer
    let stage: Stage
    let programme: Programme
    let zone: Zone

    init(
        _ widget: Widget, on device: String, feeds: [FeedSnapshot] = [], notices: [Notice] = [],
        layout: String = "notice-alone", images: [DocumentID: Data] = [:], surface: String = "paper"
    ) throws {
        let scene = try Examples.scene(layout, device, notices: notices, feeds: feeds, images: images)
        renderer = try Renderer()
        stage = scene.stage
        programme = scene.programme
        zone = Zone(widget: widget, surface: surface, distance: .detail)
    }

    /// A list of a feed.
    init(_ kind: FeedWidget.Kind, _ snapshot: FeedSnapshot, most: Int = 4, on device: String) throws {
        try self.init(
            .feed(FeedWidget(kind: kind, feed: snapshot.feed, most: most)), on: device, feeds: [snapshot])
    }

    func view(at now: Date = Examples.now) -> any WidgetView {
        let scene = Scene(stage: stage, programme: programme, now: now)
        return renderer.context(of: zone, in: scene).view(of: zone.widget)
    }

    /// What is recorded, not cut at the zone's edges.
    func marks(in box: Box, at now: Date = Examples.now) -> [DrawList.Mark] {
        var list = DrawList(in: PixelRect(x: -4_000, y: -4_000, width: 12_000, height: 12_000))
        view(at: now).draw(on: &list, in: box)
        return list.marks
    }

    /// The texts in the order in which they are drawn, without soft hyphens and with plain spaces.
    func texts(in box: Box, at now: Date = Examples.now) -> [String] {
        marks(in: box, at: now).compactMap { mark in
            guard case .text(let block, _, _) = mark.shape else { return nil }
            return block.content.text.replacingOccurrences(of: "\u{AD}", with: "")
                .replacingOccurrences(of: "\u{A0}", with: " ")
        }
    }

    /// What is drawn beyond a box, with a pixel for antialiasing.
    func outside(_ box: Box, at now: Date = Examples.now) -> [PixelRect] {
        marks(in: box, at: now).map(\.bounds).filter {
            Double($0.x) < box.x - 1 || Double($0.y) < box.y - 1 || Double($0.x + $0.width) > box.maxX + 1
                || Double($0.y + $0.height) > box.maxY + 1
        }
    }

    /// Goes from change to change and says where the picture was another one before the view said so.
    func untold(in box: Box, from start: Date = Examples.now, steps: Int = 12) -> [String] {
        var (now, untold) = (start, [String]())
        for _ in 0..<steps {
            let next = view(at: now).nextChange(in: box)
            if let next, next <= now { return untold + ["\(next) is not after \(now)"] }
            let end = next ?? now + 400 * 86_400
            let before = marks(in: box, at: now)
            for part in [0.1, 0.35, 0.6, 0.85, 0.999] {
                let then = now + end.timeIntervalSince(now) * part
                if marks(in: box, at: then) != before { untold.append("at \(then), said \(end)") }
            }
            if marks(in: box, at: end - 0.5) != before, end - 0.5 > now { untold.append("just before \(end)") }
            guard next != nil else { return untold }
            now = end
        }
        return untold
    }
}
