import Foundation
import Signage
import Testing

@testable import Render

@Suite struct ListViewsTests {
    static let devices = ["board-landscape-55", "board-portrait-32", "bench-epaper-13", "bench-epaper-7"]
    static let kinds: [FeedWidget.Kind] = [.alerts, .works, .news, .projects]

    private static func feed(_ kind: FeedWidget.Kind) throws -> FeedSnapshot {
        switch kind {
        case .alerts: try Examples.alerts()
        case .works: try Examples.works()
        case .news: try Examples.news()
        default: try Examples.projects()
        }
    }

    private static func copy(_ snapshot: FeedSnapshot, _ items: [FeedItem], fetched: Date? = nil) -> FeedSnapshot {
        FeedSnapshot(
            feed: snapshot.feed, fetchedAt: fetched ?? snapshot.fetchedAt, observedAt: nil,
            attribution: snapshot.attribution, items: items)
    }

    private static let wide = Box(x: 0, y: 90, width: 1080, height: 900)
    private static let narrow = Box(x: 400, y: 60, width: 380, height: 400)

    @Test("between two changes that a list tells, its picture stays the same", arguments: kinds, devices)
    func nextChange(kind: FeedWidget.Kind, device: String) throws {
        let snapshot = try Self.feed(kind)
        for fetched in [snapshot.fetchedAt, Examples.now - 30 * 86_400] {
            let drawn = try Drawn(kind, Self.copy(snapshot, snapshot.items, fetched: fetched), most: 2, on: device)
            #expect(drawn.untold(in: Self.wide) == [])
            let empty = try Drawn(kind, Self.copy(snapshot, [], fetched: fetched), on: device)
            #expect(empty.untold(in: Self.wide) == [])
        }
    }

    @Test(
        "none, one and twenty items of any length lie within their zone", arguments: kinds, devices)
    func within(kind: FeedWidget.Kind, device: String) throws {
        let snapshot = try Self.feed(kind)
        let item = try #require(snapshot.items.dropFirst().first)
        for title in ["Kurz", String(String(repeating: "Straßenbauverwaltung der Gemeinde ", count: 9).prefix(300))] {
            for count in [0, 1, 20] {
                var long = item
                long.title = title
                long.place = String(repeating: "Ebendorf, ", count: 30)
                long.summary = String(repeating: "Lang und breit. ", count: 60)
                let feed = Self.copy(snapshot, Array(repeating: long, count: count))
                let drawn = try Drawn(kind, feed, most: 20, on: device)
                for box in [Self.wide, Self.narrow] {
                    let one = try Drawn(kind, feed, most: 1, on: device)
                    // A zone that has no room for one row is cut by the panel.
                    guard one.view().naturalHeight(in: box) <= box.height else { continue }
                    #expect(drawn.outside(box) == [], "\(count) × \(title.count) in \(box)")
                    #expect(count == 0 || drawn.texts(in: box).count > 1)
                }
            }
        }
    }

    @Test("an empty list says so, one that never came says that, and an old empty one is no news", arguments: kinds)
    func empty(kind: FeedWidget.Kind) throws {
        let snapshot = try Self.feed(kind)
        let none = try Drawn(kind, Self.copy(snapshot, []), on: "board-landscape-55")
        #expect(none.view().isEmpty)
        #expect(none.texts(in: Self.wide).last?.hasPrefix("Zurzeit keine") == true)
        let unknown = try Drawn(
            .feed(FeedWidget(kind: kind, feed: snapshot.feed)), on: "board-landscape-55")
        #expect(unknown.texts(in: Self.wide).last == "Zurzeit ohne Angaben.")
        guard kind == .alerts || kind == .works else { return }
        let old = try Drawn(
            kind, Self.copy(snapshot, [], fetched: Examples.now - 30 * 86_400), on: "board-landscape-55")
        #expect(old.texts(in: Self.wide).last == "Zurzeit ohne aktuelle Angaben.")
    }

    @Test("a long title ends with a mark after a whole word")
    func cut() throws {
        let snapshot = try Examples.news()
        var item = snapshot.items[0]
        item.title = String(String(repeating: "Weihnachtsmarkt ", count: 19).prefix(300))
        let drawn = try Drawn(.news, Self.copy(snapshot, [item]), on: "board-landscape-55")
        let title = drawn.texts(in: Box(x: 0, y: 0, width: 560, height: 260))[1]
        #expect(title.hasSuffix("Weihnachtsmarkt …"))
        #expect(title.count < 200)
    }

    // MARK: Warnings

    @Test("warnings stand with the worst first, and leave when they are over")
    func alerts() throws {
        let drawn = try Drawn(.alerts, Examples.alerts(), on: "board-landscape-55")
        func titles(_ time: String) -> [String] {
            drawn.texts(in: Self.wide, at: Examples.time(time)).filter {
                ["Frost", "Orkanartige Böen", "Glätte"].contains($0)
            }
        }
        #expect(titles("2026-11-23T13:59:59+01:00") == ["Orkanartige Böen", "Glätte", "Frost"])
        #expect(titles("2026-11-23T14:00:00+01:00") == ["Orkanartige Böen", "Frost"])
        #expect(titles("2026-11-23T19:00:00+01:00") == ["Frost"])
        #expect(titles("2026-11-24T09:00:00+01:00") == [])
    }

    @Test("a warning says in words how bad it is and from when until when")
    func alertWords() throws {
        let drawn = try Drawn(.alerts, Examples.alerts(), on: "bench-epaper-13")
        let texts = drawn.texts(in: Self.wide)
        #expect(texts.contains("Große Gefahr · bis 19 Uhr"))
        #expect(texts.contains("Vorsicht · heute 20 Uhr bis Di, 24. November, 9 Uhr"))
        #expect(texts.contains("Gemeinde Barleben, Wolmirstedt, Niedere Börde und 2 weitere Gebiete"))
        let later = drawn.texts(in: Self.wide, at: Examples.time("2026-11-24T00:00:00+01:00"))
        #expect(later.contains("Vorsicht · bis 9 Uhr"))
    }

    @Test("in a narrow column the dates of meetings stand above titles that would be parted beside them")
    func narrowMeetings() throws {
        let drawn = try Drawn(.meetings, Examples.council(), on: "bench-epaper-13")
        let box = Box(x: 0, y: 0, width: 490, height: 1_000)
        let texts = drawn.texts(in: box)
        #expect(texts.contains("Di, 1. Dez. · 18:30 Uhr") && texts.contains("Bauausschuss"))
        for mark in drawn.marks(in: box) {
            guard case .text(let block, _, _) = mark.shape else { continue }
            #expect(!block.content.text.contains("\u{AD}"), "\(block.content.text)")
        }
        let wide = drawn.texts(in: Self.wide)
        #expect(wide.contains("Di, 1.") && wide.contains("Dezember"))
    }

    @Test("warnings that nobody fetched for an hour are dated")
    func staleAlerts() throws {
        let drawn = try Drawn(.alerts, Examples.alerts(fetched: Examples.now - 3_600), on: "board-landscape-55")
        #expect(drawn.texts(in: Self.wide).contains("Deutscher Wetterdienst · Stand 13:07 Uhr"))
        #expect(!drawn.texts(in: Self.wide, at: Examples.now - 1).contains { $0.contains("Stand") })
        let old = try Drawn(.alerts, Examples.alerts(fetched: Examples.now - 86_400), on: "board-landscape-55")
        // On two lines, whose end says as much as the dot.
        #expect(old.texts(in: Self.wide).contains("Deutscher Wetterdienst\u{2028}Stand So, 22. November, 14:07 Uhr"))
    }

    @Test("every colour of danger has legible ink and stands out from its ground", arguments: devices)
    func colours(device: String) throws {
        let drawn = try Drawn(.alerts, Examples.alerts(), on: device)
        let scene = Scene(stage: drawn.stage, programme: drawn.programme, now: Examples.now)
        let context = drawn.renderer.context(of: drawn.zone, in: scene)
        let colours = WarningColours(context: context)
        let pairs =
            [FeedItem.Alert.Severity.extreme, .severe, .moderate, .minor, .unknown].map { colours.colours(of: $0) }
            + [FeedItem.Works.Impact.closed, .oneDirectionClosed, .narrowed].compactMap { colours.colours(of: $0) }
        for pair in pairs {
            #expect(Contrast.ratio(pair.ground, pair.ink) >= Contrast.least)
            let sign = WarningSign(pair, on: context.surface, height: 40)
            let outer = sign.edge ?? pair.ground
            #expect(Contrast.ratio(outer, context.surface.background) >= Contrast.leastForLargeText)
        }
    }

    // MARK: Works

    @Test("works say what they do, from when until when, and leave when they are over")
    func works() throws {
        let drawn = try Drawn(.works, Examples.works(), on: "board-landscape-55")
        let texts = drawn.texts(in: Self.wide)
        #expect(texts.filter { $0 == "gesperrt" }.count == 2)
        #expect(texts.contains("halbseitig gesperrt") && texts.contains("Fahrbahn verengt"))
        #expect(texts.contains("bis auf Weiteres") && texts.contains("bis 12. Februar 2027"))
        #expect(texts.contains("ab Mi, 25. November, 7 Uhr, bis 18. Dezember"))
        #expect(texts.contains("Umleitung: über Ringstraße und Schulstraße"))
        // A day that is the last one is meant whole.
        let last = Examples.time("2026-11-27T23:59:59+01:00")
        #expect(drawn.texts(in: Self.wide, at: last).contains("L 44"))
        #expect(!drawn.texts(in: Self.wide, at: last + 1).contains("L 44"))
    }

    @Test("works of which nobody has heard for a week are dated")
    func staleWorks() throws {
        let drawn = try Drawn(.works, Examples.works(fetched: Examples.now - 7 * 86_400), on: "board-landscape-55")
        #expect(drawn.texts(in: Self.wide).contains("bis auf Weiteres · Stand Mo, 16. November, 14:07 Uhr"))
    }

    // MARK: News and projects

    @Test("news stand with the latest first, and today's are dated by that word")
    func news() throws {
        let drawn = try Drawn(.news, Examples.news(), on: "board-landscape-55")
        let texts = drawn.texts(in: Self.wide)
        #expect(texts[1] == "Weihnachtsmarkt auf dem Breiteweg beginnt am Freitag" && texts[2] == "gemeldet heute")
        #expect(texts.contains("gemeldet Fr, 20. November"))
        let tomorrow = drawn.texts(in: Self.wide, at: Examples.time("2026-11-24T00:00:00+01:00"))
        #expect(tomorrow[2] == "gemeldet Mo, 23. November")
    }

    @Test("a project in which citizens can take part comes first, and says until when, as long as it is true")
    func projects() throws {
        let drawn = try Drawn(.projects, Examples.projects(), on: "board-landscape-55")
        let texts = drawn.texts(in: Self.wide)
        #expect(texts[1] == "Bebauungsplan Nr. 31 „Am Mittellandkanal“")
        #expect(texts.contains("Beteiligung bis 6. Dezember"))
        let over = drawn.texts(in: Self.wide, at: Examples.time("2026-12-07T00:00:00+01:00"))
        #expect(!over.contains { $0.hasPrefix("Beteiligung") })
    }
}
