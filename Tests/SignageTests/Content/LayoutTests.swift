import Foundation
import SignageTesting
import Testing

@testable import Signage

@Suite struct LayoutTests {
    static let zone = #"{"widget": "notice", "surface": "paper", "distance": "headline"}"#
    static let weighted = #"{"weight": 1, "widget": "notice", "surface": "paper", "distance": "headline"}"#

    /// A layout whose landscape arrangement is the given region.
    static func json(_ region: String, more: String = "", ratio: String = "1.2") -> String {
        let surface =
            ##"{"background": "#ffffff", "text": "#000000", "muted": "#000000", "accent": "#000000", "rule": "#000000"}"##
        return """
            {"name": "a", "title": "b", "theme": {"ratio": \(ratio), "surfaces": {"paper": \(surface)}},
             "arrangements": {"landscape": \(region)}\(more)}
            """
    }

    /// A region divided so many times.
    static func nested(_ depth: Int) -> String {
        (0..<depth).reduce(zone) { region, _ in "{\"rows\": [\(region)]}" }
    }

    @Test("the example of a layout in the README is one, without a key that nothing reads")
    func readme() throws {
        let text = try String(contentsOf: Repository.root.appendingPathComponent("README.md"), encoding: .utf8)
        let json = Data(
            try #require(text.components(separatedBy: "```json\n").dropFirst().first).components(separatedBy: "```")[0]
                .utf8)
        #expect(try WireCoding.decode(Layout.self, from: json).name.text == "my-board")
        #expect(WireCoding.unknownKeys(in: json, for: Layout.self) == [])
        let names = Widget.Kind.allCases.map(\.rawValue) + FeedWidget.Kind.allCases.map(\.rawValue)
        #expect(names.filter { $0 != "joining" && !text.contains("`\($0)`") } == [])
    }

    @Test("a single zone is a layout, and fields from the future are ignored")
    func least() {
        #expect(refusal(Layout.self, Self.json(Self.zone)) == nil)
        #expect(refusal(Layout.self, Self.json(Self.zone, more: #", "transitions": ["fade"]"#)) == nil)
    }

    @Test(
        "what cannot be drawn is refused with its path",
        arguments: [
            (
                #"{"widget": "notice", "surface": "mud", "distance": "headline"}"#,
                ".surface: the theme has no surface \"mud\"; it has alarm, alarm-foot, alarm-head, foot, ink, paper, sand"
            ),
            (#"{"rows": []}"#, ".rows: must have 1 to 24 regions"),
            (#"{"columns": []}"#, ".columns: must have 1 to 24 regions"),
            ("{\"rows\": [\(zone), {\"rows\": []}]}", ".rows.1.rows: must have 1 to 24 regions"),
            ("{\"columns\": [\(weighted), \(zone)]}", ".columns.1: a column needs a weight or a minimum"),
            (zone.replacingOccurrences(of: "{", with: "{\"weight\": 0, "), ".weight: must be 0.01 to 1000"),
            (zone.replacingOccurrences(of: "{", with: "{\"weight\": -1, "), ".weight: must be 0.01 to 1000"),
            (zone.replacingOccurrences(of: "{", with: "{\"minimum\": 181, "), ".minimum: must be 0 to 180 grid units"),
            (zone.replacingOccurrences(of: "{", with: "{\"weight\": \"1\", "), ".weight: must be a number"),
            (#"{"widget": "notice", "surface": "paper"}"#, ".distance: is missing"),
            (#"{"widget": "meetings", "surface": "paper", "distance": "detail"}"#, ".feed: is missing"),
            (
                #"{"widget": "meetings", "feed": "a", "most": 21, "surface": "paper", "distance": "detail"}"#,
                ".most: must be 1 to 20 items"
            ),
            (
                #"{"widget": "meetings", "feed": "a", "most": 2.5, "surface": "paper", "distance": "detail"}"#,
                ".most: must be a whole number in range"
            ),
            (
                #"{"widget": "meetings", "feed": "A", "surface": "paper", "distance": "detail"}"#,
                ".feed: a name has only the characters a-z, 0-9 and -"
            ),
            ("{}", ".widget: is missing"), ("[]", ": must be an object"),
            (nested(8), String(repeating: ".rows.0", count: 8) + ": is divided more than eight times"),
            (nested(9), String(repeating: ".rows.0", count: 8) + ": is divided more than eight times"),
        ])
    func refused(region: String, ending: String) {
        #expect(refusal(Layout.self, Self.json(region))?.description == "arrangements.landscape" + ending)
    }

    @Test("seven divisions are taken")
    func deep() {
        #expect(refusal(Layout.self, Self.json(Self.nested(7))) == nil)
    }

    @Test("thousands of nested regions are refused without a crash")
    func veryDeep() {
        #expect(refusal(Layout.self, Self.json(Self.nested(5_000))) != nil)
    }

    @Test("a widget that does not exist is told by its key")
    func unknownWidget() {
        let region = Self.zone.replacingOccurrences(of: "notice", with: "weather")
        #expect(refusal(Layout.self, Self.json(region))?.field == "arrangements.landscape.widget")
    }

    @Test("a layout needs an arrangement, a title and a ratio in range")
    func whole() throws {
        let good = Self.json(Self.zone)
        #expect(
            refusal(Layout.self, good.replacingOccurrences(of: "\"landscape\": \(Self.zone)", with: ""))?.field
                == "arrangements")
        #expect(
            refusal(Layout.self, good.replacingOccurrences(of: "landscape", with: "round"))?.field.hasPrefix(
                "arrangements") == true)
        #expect(
            refusal(Layout.self, good.replacingOccurrences(of: "\"b\"", with: "\"\""))?.description == "title: is empty"
        )
        for ratio in ["1", "2.1", "-1"] {
            #expect(
                refusal(Layout.self, Self.json(Self.zone, ratio: ratio))?.description
                    == "theme.ratio: must be 1.05 to 2")
        }
    }

    @Test(
        "a colour is #rrggbb and nothing else",
        arguments: ["", "#fff", "#ffffff0", "ffffff", "#gggggg", "#+fffff", "#-fffff", "#ffffféz", "#１１"])
    func badColour(text: String) {
        let broken = Self.json(Self.zone).replacingOccurrences(
            of: "\"text\": \"#000000\"", with: "\"text\": \"\(text)\"")
        #expect(
            refusal(Layout.self, broken)?.description == "theme.surfaces.paper.text: must be a colour such as #17212b")
    }

    @Test("a colour is written as it was read", arguments: ["#000000", "#17212b", "#ffffff", "#00000a"])
    func colour(text: String) throws {
        #expect(try Colour(text).description == text)
        #expect(try Colour(text.uppercased()).description == text)
        #expect(try roundTrip(Colour(text)) == Colour(text))
    }

    @Test("every file in Layouts loads and is the same after its bytes")
    func files() throws {
        let catalogue = Catalogue<Layout>(files: try Repository.jsonFiles("Layouts")) { $0.name }
        #expect(catalogue.problems == [])
        #expect(catalogue.items.count == (try Repository.jsonFiles("Layouts").count))
        #expect(!catalogue.items.isEmpty)
        for layout in catalogue.items.values { #expect(try roundTrip(layout) == layout) }
    }

    @Test("a panel gets the arrangement of its class, else the one that comes nearest")
    func nearest() throws {
        func layout(_ classes: [Panel.Class]) throws -> Layout {
            let theme = try WireCoding.decode(Layout.self, from: Data(Self.json(Self.zone).utf8)).theme
            return try Layout(
                name: Name("a"), title: "b", theme: theme,
                arrangements: Dictionary(
                    uniqueKeysWithValues: classes.map { panelClass in
                        let distance: ViewingDistances.Role =
                            switch panelClass {
                            case .landscape: .headline
                            case .portrait: .body
                            case .epaper: .detail
                            case .small: .headline
                            }
                        let zone = Zone(widget: .notice, surface: "paper", distance: distance)
                        return (panelClass, Region(content: .zone(zone)))
                    }))
        }
        func panel(_ width: Int, _ height: Int, _ technology: Panel.Technology) throws -> Panel {
            try Panel(
                width: width, height: height, widthMillimetres: Double(width) * 10,
                heightMillimetres: Double(height) * 10,
                technology: technology, pixelFormat: .xrgb8888)
        }
        let all = try layout([.landscape, .portrait, .epaper])
        #expect(all.arrangement(for: try panel(20, 16, .lcd)).zones[0].distance == .headline)
        #expect(all.arrangement(for: try panel(16, 20, .lcd)).zones[0].distance == .body)
        #expect(all.arrangement(for: try panel(16, 20, .epaper)).zones[0].distance == .detail)
        let two = try layout([.landscape, .portrait])
        #expect(two.arrangement(for: try panel(16, 20, .epaper)).zones[0].distance == .body)
        #expect(two.arrangement(for: try panel(20, 20, .epaper)).zones[0].distance == .headline)
        #expect(try layout([.epaper]).arrangement(for: panel(16, 20, .lcd)).zones[0].distance == .detail)
        let small = try Panel(
            width: 160, height: 200, widthMillimetres: 80, heightMillimetres: 100, technology: .epaper,
            pixelFormat: .mono1)
        #expect(try layout([.small, .epaper]).arrangement(for: small).zones[0].distance == .headline)
        #expect(all.arrangement(for: small).zones[0].distance == .detail)
        #expect(two.arrangement(for: small).zones[0].distance == .body)
        #expect(try layout([.small]).arrangement(for: panel(16, 20, .lcd)).zones[0].distance == .headline)
    }
}
