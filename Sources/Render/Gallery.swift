public import Foundation
import Signage

/// Pictures of every layout on every device with the example content of `Layouts/examples`: for looking at, and for golden tests.
public struct Gallery: Sendable {
    /// One of them.
    public struct Picture: Sendable {
        /// Such as `council-week.board-portrait-32` or `mobility.board-landscape-55.dark`.
        public let name: String
        /// What it shows.
        public let scene: Scene
    }

    /// All of them.
    public let pictures: [Picture]

    /// Monday, 23 November 2026, 14:07 in Germany: the moment that the examples are about.
    static let now = Date(timeIntervalSince1970: 1_795_439_220)
    /// Where they are about.
    static let zone = TimeZone(identifier: "Europe/Berlin") ?? .gmt

    /// - Parameter root: the folder that has `Layouts` and `Devices`.
    /// - Throws: naming the file that is missing or broken.
    public init(root: URL) throws {
        let content = try ExampleContent(folder: root.appending(path: "Layouts/examples"))
        let layouts = try ExampleContent.decodeAll(Layout.self, in: root.appending(path: "Layouts"))
        let devices = try ExampleContent.decodeAll(DeviceProfile.self, in: root.appending(path: "Devices"))
        let situations = try Situation.all(layouts)
        pictures = try devices.flatMap { device in
            try situations.filter { $0.fits(device) }.flatMap { situation in
                try situation.appearances(on: device).map { appearance in
                    let dark = appearance == .dark ? ".dark" : ""
                    return Picture(
                        name: "\(situation.name).\(device.name)\(dark)",
                        scene: try content.scene(situation, on: device, appearance))
                }.flatMap { situation.isStress ? [$0] : [$0] + Self.laterTurns(of: $0) }
            }
        }
    }

    /// The same with the second of the zones that take turns, the third and so on.
    private static func laterTurns(of picture: Picture) -> [Picture] {
        let scene = picture.scene
        let places = Dictionary(
            grouping: scene.stage.layout.turningZones(on: scene.stage.profile.panel), by: \.place)
        let most = places.values.map(\.count).max() ?? 0
        return (1..<max(1, most)).map { number in
            var turns = scene.programme.turns
            for (place, items) in places where items.count > number {
                turns[place] = Turn(
                    item: items[number], position: number, count: items.count, start: scene.now,
                    seconds: Double(items[number].dwellSeconds.lowerBound))
            }
            return Picture(
                name: "\(picture.name).turn-\(number + 1)",
                scene: Scene(stage: scene.stage, programme: Programme(turns: turns), now: scene.now))
        }
    }
}

/// Which layout shows what.
struct Situation {
    /// What is known of feeds.
    enum Feeds { case current, unknown, empty, stale }

    let name: String
    let layout: Layout
    /// Of the file in `notices`; nil for evergreen content.
    var notice: String?
    var feeds = Feeds.current
    /// Whether it is one of the pictures that show what goes wrong rather than what a layout looks like.
    var isStress = true

    static func all(_ layouts: [Layout]) throws -> [Situation] {
        let byName = try ExampleContent.byName(layouts, "layouts") { $0.name.text }
        let usual = layouts.map { layout in
            let isEmergency = layout.name.text == "emergency"
            return Situation(
                name: layout.name.text, layout: layout, notice: isEmergency ? "water" : "closure", isStress: false)
        }
        guard let sidebar = byName["notice-with-sidebar"], let alone = byName["notice-alone"],
            let environment = byName["environment"], let emergency = byName["emergency"]
        else { return usual }
        return usual + [
            Situation(name: "short-notice", layout: alone, notice: "bathing"),
            Situation(name: "picture", layout: alone, notice: "concert"),
            Situation(name: "picture-with-sidebar", layout: sidebar, notice: "concert"),
            Situation(name: "broken-picture", layout: alone, notice: "broken-image"),
            Situation(name: "lists-and-tables", layout: sidebar, notice: "hours"),
            Situation(name: "long-words", layout: sidebar, notice: "long-words"),
            Situation(name: "long-notice", layout: sidebar, notice: "long"),
            Situation(name: "long-emergency", layout: emergency, notice: "evacuation"),
            Situation(name: "drill", layout: emergency, notice: "drill"),
            Situation(name: "right-to-left", layout: sidebar, notice: "right-to-left"),
            Situation(name: "evergreen", layout: sidebar),
            Situation(name: "unknown-feeds", layout: sidebar, notice: "bathing", feeds: .unknown),
            Situation(name: "empty-feeds", layout: environment, notice: nil, feeds: .empty),
            Situation(name: "stale-feeds", layout: sidebar, notice: "closure", feeds: .stale),
            Situation(name: "stale-environment", layout: environment, notice: nil, feeds: .stale),
            Situation(
                name: "joining", layout: .joining(code: "K7M-4QX", link: "https://tafeln.example.org/beitritt")),
        ]
    }

    /// A large panel shows what one of half its resolution shows, too; its pictures take long.
    func fits(_ device: DeviceProfile) -> Bool { !isStress || device.panel.width < 3_000 }

    /// The lights that make a difference on a device.
    func appearances(on device: DeviceProfile) -> [Theme.Appearance] {
        guard device.panel.technology == .lcd else { return [.epaper] }
        return isStress || device.panel.width >= 3_000 ? [.light] : [.light, .dark]
    }
}
