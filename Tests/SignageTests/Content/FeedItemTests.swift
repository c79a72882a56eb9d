import Foundation
import Testing

@testable import Signage

@Suite struct FeedItemTests {
    static let day = FeedTime.date(CalendarDate(Examples.now, in: Examples.berlin))
    static let instant = FeedTime.instant(Examples.now)

    static let contents: [(kind: String, key: String, content: FeedItem.Content)] = [
        (
            "event", "agenda",
            .event(
                .init(
                    start: instant, end: day, allDay: true, status: .moved, location: "Rathaus", organiser: "Rat",
                    publicity: .public,
                    agenda: [.init(number: nil, title: "Teil", isHeading: true, publicity: .closed, result: "ja")]))
        ),
        ("collection", "fraction", .collection(.init(date: day, fraction: "Restmüll"))),
        ("article", "publishedAt", .article(.init(publishedAt: instant))),
        (
            "alert", "areas",
            .alert(
                .init(
                    severity: .severe, urgency: .immediate, certainty: .likely, instruction: "Fenster schließen",
                    areas: [
                        .init(
                            name: "Barleben", codes: ["WARNCELLID": ["1", "2"]],
                            shapes: [.polygon([place(52, 11), place(53, 11), place(52, 12), place(52, 11)])],
                            excluded: [.circle(centre: place(52, 11), radiusMetres: 100)])
                    ], onset: Examples.now, expires: Examples.now + 60, issuer: "DWD"))
        ),
        (
            "measurement", "displayUnit",
            .measurement(
                .init(
                    quantity: "PM2.5", value: 4.25, unit: "ug/m3", displayUnit: "µg/m³",
                    thresholds: [.init(value: 10, label: "mäßig")], trend: .falling, better: .lower))
        ),
        ("forecast", "steps", .forecast(.init(steps: [.init(from: Examples.now, to: Examples.now + 3_600)]))),
        (
            "departure", "headsign",
            .departure(
                .init(
                    line: "610", headsign: "Magdeburg", planned: Examples.now, estimated: Examples.now + 60,
                    realtime: true, platform: "2", plannedPlatform: "1", cancelled: true, occupancy: .standing))
        ),
        ("works", "impact", .works(.init(from: day, to: nil, impact: .oneDirectionClosed, detour: "Ringstraße"))),
        (
            "project", "documents",
            .project(
                .init(phase: "Auslegung", participationUntil: day, documents: [.init(title: "Plan", url: "https://a")]))
        ),
        ("availability", "free", .availability(.init(free: ["bike": 21, "ebike": 6], docks: 3))),
    ]

    static func place(_ latitude: Double, _ longitude: Double) -> Geometry.Position {
        do {
            return try Geometry.Position(latitude: latitude, longitude: longitude)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    static func item(_ content: FeedItem.Content) -> FeedItem {
        FeedItem(
            id: "https://a/1", source: Examples.name("council"), title: "Rat", summary: "s", language: "de",
            link: "https://a", place: "Rathaus",
            geometry: .collection([.point(place(52.2, 11.6)), .line([place(0, 0), place(-90, 180)])]),
            categories: ["c"], validFrom: day, validTo: instant, observedAt: Examples.now, fetchedAt: Examples.now,
            supersedes: ["b"], attribution: Attribution(text: "Quelle: Rat", url: "u", licence: "l", modified: true),
            quality: [.endBeforeStart, .zoneAssumed], content: content)
    }

    @Test("an item of any kind is the same after its bytes", arguments: contents.indices)
    func roundTrips(index: Int) throws {
        let item = Self.item(Self.contents[index].content)
        #expect(try roundTrip(item) == item)
        let snapshot = FeedSnapshot(
            feed: item.source, fetchedAt: Examples.now, observedAt: nil, attribution: item.attribution, items: [item])
        #expect(try roundTrip(snapshot) == snapshot)
    }

    @Test("what only one kind has stands beside the common keys", arguments: contents.indices)
    func flat(index: Int) throws {
        let (kind, key, content) = Self.contents[index]
        let object = try Examples.object(WireCoding.encode(Self.item(content)))
        #expect(object["kind"] as? String == kind)
        #expect(object[key] != nil)
        #expect(object["title"] as? String == "Rat")
        #expect(object["content"] == nil)
    }

    @Test("every kind has an example here")
    func kinds() {
        #expect(Set(Self.contents.map(\.kind)).count == 10)
    }

    @Test("what is optional may be absent, what is needed may not, and an unknown kind is told by its key")
    func leastItem() throws {
        func json(_ kind: String, _ more: String) -> String {
            """
            {"id": "a", "source": "b", "title": "c", "fetchedAt": "2026-11-23T13:07:00Z",
             "attribution": {"text": "d", "modified": false}, "kind": "\(kind)"\(more)}
            """
        }
        let least = try WireCoding.decode(FeedItem.self, from: Data(json("article", "").utf8))
        #expect(least.categories.isEmpty && least.quality.isEmpty && least.observedAt == nil)
        #expect(refusal(FeedItem.self, json("riddle", ""))?.field == "kind")
        #expect(refusal(FeedItem.self, json("collection", #", "date": "2026-01-01""#))?.field == "fraction")
        #expect(
            refusal(
                FeedItem.self, json("article", #", "geometry": {"point": {"_0": {"latitude": 91, "longitude": 0}}}"#))?
                .description == "geometry.point._0.latitude: must be -90 to 90 degrees")
    }

    @Test(
        "a position off the globe is refused",
        arguments: [(91.0, 0.0), (-90.1, 0), (0, 180.5), (.nan, 0), (0, .infinity)])
    func position(latitude: Double, longitude: Double) {
        #expect(refusal { _ = try Geometry.Position(latitude: latitude, longitude: longitude) } != nil)
    }
}
