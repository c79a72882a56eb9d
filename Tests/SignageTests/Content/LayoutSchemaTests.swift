import Foundation
import SignageTesting
import Testing

@testable import Signage

/// Holds `Layouts/schema/layout.json` against the types that read layouts.
@Suite struct LayoutSchemaTests {
    private let validator: SchemaValidator

    init() throws {
        validator = try SchemaValidator(
            Data(contentsOf: Repository.root.appendingPathComponent("Layouts/schema/layout.json")))
    }

    private static func files() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: Repository.root.appendingPathComponent("Layouts"), includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    }

    private func problems(_ data: Data) throws -> [String] {
        validator.problems(try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed))
    }

    private func values(_ reference: String, _ key: String) -> Set<String> {
        let property = (validator.resolve(reference)?["properties"] as? [String: Any])?[key]
        return Set((property as? [String: Any])?["enum"] as? [String] ?? [])
    }

    private func keys(_ reference: String) -> Set<String> {
        Set((validator.resolve(reference)?["properties"] as? [String: Any] ?? [:]).keys)
    }

    @Test("every layout holds to the schema, as it is in its file and as a board gets it")
    func files() throws {
        let files = try Self.files()
        #expect(files.count >= 6)
        for file in files {
            let data = try Data(contentsOf: file)
            #expect(try problems(data) == [], "\(file.lastPathComponent)")
            let layout = try WireCoding.decode(Layout.self, from: data)
            #expect(try problems(WireCoding.encode(layout)) == [], "\(file.lastPathComponent), written anew")
        }
    }

    @Test("the schema names every widget, every class of panel and every distance, and no other")
    func names() {
        let lists = Set(FeedWidget.Kind.allCases.map(\.rawValue))
        let others = Set(Widget.Kind.allCases.map(\.rawValue))
        #expect(values("#/$defs/region", "widget") == lists.union(others))
        #expect(values("#/$defs/list", "widget") == lists)
        let single = ["masthead", "code", "image", "joining"]
        #expect(values("#/$defs/plain", "widget").union(single) == others)
        for name in single { #expect(values("#/$defs/\(name)", "widget") == [name]) }
        #expect(values("#/$defs/region", "distance") == ["headline", "body", "detail"])
        #expect(keys("#/properties/arrangements") == Set(Panel.Class.allCases.map(\.rawValue)))
        // By day is the key `surfaces`.
        let lights = Theme.Appearance.allCases.map { $0 == .light ? "surfaces" : $0.rawValue }
        #expect(keys("#/$defs/theme") == Set(lights + ["ratio"]))
        let reserved = (validator.resolve("#/$defs/name")?["not"] as? [String: Any])?["enum"] as? [String]
        #expect(Set(reserved ?? []) == Name.reserved)
    }

    /// One zone of each widget with all of its settings.
    private static func everything() throws -> [Widget] {
        let picture = try DocumentID(String(repeating: "0123456789abcdef", count: 4))
        let lists = try FeedWidget.Kind.allCases.map {
            Widget.feed(try FeedWidget(kind: $0, feed: Name("a"), most: 20, title: "Überschrift"))
        }
        return [
            .masthead(clock: false), .notice, .clock, .code(link: "https://a.de", label: "Mehr"), .image(picture),
            .banner,
            .validity, .joining(code: "K7M-4QX", link: "https://a.de"), .sources,
        ] + lists
    }

    @Test("every key that the types write is in the schema, and the schema has no other")
    func keysWritten() throws {
        let regions = try Self.everything().map {
            Region(weight: 1, minimum: 2, content: .zone(Zone(widget: $0, surface: "paper", distance: .body)))
        }
        let turns = ["paper", "ink"].map { Zone(widget: .clock, surface: $0, distance: .detail) }
        let whole = Region(
            content: .rows(
                [
                    Region(weight: 1, content: .columns(Array(regions.prefix(10)))),
                    Region(weight: 1, content: .turns(turns)),
                ]
                    + regions.dropFirst(10)))
        let layout = try Layout(
            name: Name("all-widgets"), title: "Alles", theme: .municipal,
            arrangements: Dictionary(uniqueKeysWithValues: Panel.Class.allCases.map { ($0, whole) }))
        let data = try WireCoding.encode(layout)
        #expect(try problems(data) == [])
        var written = Set<String>()
        func collect(_ value: Any) {
            if let object = value as? [String: Any] {
                if object["widget"] != nil || object["rows"] != nil || object["columns"] != nil
                    || object["turns"] != nil
                {
                    written.formUnion(object.keys)
                }
                object.values.forEach(collect)
            }
            (value as? [Any])?.forEach(collect)
        }
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        collect(object)
        #expect(written == keys("#/$defs/region"))
        #expect(Set(object.keys) == Set((validator.schema["properties"] as? [String: Any] ?? [:]).keys))
        let theme = try #require(object["theme"] as? [String: Any])
        #expect(Set(theme.keys) == keys("#/$defs/theme"))
        let surface = (theme["surfaces"] as? [String: Any])?["paper"] as? [String: Any]
        #expect(Set((surface ?? [:]).keys) == keys("#/$defs/surface"))
    }

    private static let zone = #""widget": "notice", "surface": "paper", "distance": "headline""#

    private static func layout(
        _ region: String, name: String = #""a""#, title: String = #""A""#, theme: String? = nil
    ) -> String {
        #"{"name": \#(name), "title": \#(title), \#(theme.map { #""theme": \#($0), "# } ?? "")"arrangements": {"landscape": \#(region)}}"#
    }

    /// Layouts that are right at the edge of what is allowed.
    static let accepted = [
        layout("{\(zone)}"), layout(#"{"weight": 0.01, "minimum": 180, \#(zone)}"#),
        layout(#"{"weight": 1000, "minimum": 0, \#(zone)}"#), layout(#"{"rows": [{\#(zone)}]}"#),
        layout(#"{"columns": [{"weight": 1, \#(zone)}, {"minimum": 3, \#(zone)}]}"#),
        layout(#"{"weight": 1, "turns": [{\#(zone)}, {"widget": "clock", "surface": "ink", "distance": "detail"}]}"#),
        layout("{\(zone)}", theme: "{}"), layout("{\(zone)}", theme: #"{"ratio": 1.05}"#),
        layout("{\(zone)}", name: #""a-1""#), layout("{\(zone)}", title: #""\#(String(repeating: "ä", count: 80))""#),
        layout(#"{"widget": "masthead", "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "news", "feed": "news", "most": 1, "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "code", "link": "a", "label": "", "surface": "ink", "distance": "detail"}"#),
    ]

    /// Layouts with one fault each.
    static let refused = [
        "[]", "{}", #"{"name": "a", "title": "A", "arrangements": {}}"#, #"{"name": "a", "title": "A"}"#,
        layout("[]"), layout("{}"), layout(#"{"weight": 1}"#), layout("{\(zone)}", name: "1"),
        layout("{\(zone)}", name: #""A""#), layout("{\(zone)}", name: #""all""#), layout("{\(zone)}", name: #""""#),
        layout("{\(zone)}", name: #""\#(String(repeating: "a", count: 64))""#), layout("{\(zone)}", title: #"" ""#),
        layout("{\(zone)}", title: #""a\nb""#),
        layout("{\(zone)}", title: #""\#(String(repeating: "ä", count: 81))""#),
        layout("{\(zone)}", theme: "[]"), layout("{\(zone)}", theme: #"{"ratio": 1}"#),
        layout("{\(zone)}", theme: #"{"ratio": "1.2"}"#), layout("{\(zone)}", theme: #"{"surfaces": {"a": {}}}"#),
        layout("{\(zone)}", theme: #"{"dark": {"paper": {"background": "red"}}}"#),
        layout(#"{"weight": 0, \#(zone)}"#), layout(#"{"weight": 1001, \#(zone)}"#),
        layout(#"{"weight": "1", \#(zone)}"#), layout(#"{"minimum": -1, \#(zone)}"#),
        layout(#"{"minimum": 181, \#(zone)}"#), layout(#"{"rows": []}"#), layout(#"{"columns": []}"#),
        layout(#"{"rows": {}}"#), layout(#"{"columns": [{\#(zone)}]}"#),
        layout(#"{"columns": [{"minimum": 0, \#(zone)}]}"#), layout(#"{"rows": [1]}"#),
        layout(#"{"rows": [\#(Array(repeating: "{\(zone)}", count: 25).joined(separator: ","))]}"#),
        layout(#"{"widget": "notice", "distance": "headline"}"#),
        layout(#"{"widget": "notice", "surface": "paper"}"#),
        layout(#"{"widget": "notice", "surface": "paper", "distance": "far"}"#),
        layout(#"{"widget": "lottery", "surface": "paper", "distance": "body"}"#),
        layout(#"{"widget": "masthead", "clock": 1, "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "news", "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "news", "feed": "News", "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "news", "feed": "news", "most": 0, "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "news", "feed": "news", "most": 21, "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "news", "feed": "news", "most": 1.5, "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "news", "feed": "news", "title": "", "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "code", "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "code", "link": "", "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "image", "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "image", "document": "AB", "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "joining", "code": "a", "surface": "ink", "distance": "detail"}"#),
        layout(#"{"widget": "joining", "link": "a", "surface": "ink", "distance": "detail"}"#),
    ]

    @Test("what the schema accepts, a board accepts", arguments: accepted)
    func accepts(json: String) throws {
        #expect(try problems(Data(json.utf8)) == [])
        #expect(throws: Never.self) { try WireCoding.decode(Layout.self, from: Data(json.utf8)) }
    }

    @Test("what the schema refuses, a board refuses", arguments: refused)
    func refuses(json: String) throws {
        #expect(try problems(Data(json.utf8)) != [])
        #expect(throws: (any Error).self) { try WireCoding.decode(Layout.self, from: Data(json.utf8)) }
    }

    @Test("a slip of the pen in a key is shown by the schema, where a board would go on without it")
    func unknownKey() throws {
        let json = Self.layout(#"{"wieght": 1, \#(Self.zone)}"#)
        #expect(try problems(Data(json.utf8)) != [])
        #expect(throws: Never.self) { try WireCoding.decode(Layout.self, from: Data(json.utf8)) }
    }
}
