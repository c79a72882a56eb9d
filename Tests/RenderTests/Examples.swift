import Foundation
import Render
import Signage
import SignageTesting

/// What the goldens show: a small municipality on Monday, 23 November 2026, 14:07 local time.
enum Examples {
    static let now = time("2026-11-23T14:07:00+01:00")

    static func time(_ text: String) -> Date {
        guard let date = WireCoding.date(text) else { preconditionFailure("\(text) is no time") }
        return date
    }

    static func layout(_ name: String) throws -> Layout {
        try WireCoding.decode(
            Layout.self, from: Data(contentsOf: Repository.root.appendingPathComponent("Layouts/\(name).json")))
    }

    static func profile(_ name: String) throws -> DeviceProfile {
        try WireCoding.decode(
            DeviceProfile.self, from: Data(contentsOf: Repository.root.appendingPathComponent("Devices/\(name).json")))
    }

    static func notice(
        _ id: String, headline: String, body: String = "", category: String? = nil, facts: [(String, String)] = [],
        from onset: String = "2026-11-23T08:00:00+01:00", until expires: String = "2026-12-07T00:00:00+01:00"
    ) throws -> Notice {
        try Notice(
            id: Name(id), headline: headline, body: body, category: category,
            facts: facts.map { try Notice.Fact(label: $0, value: $1) },
            window: DisplayWindow(onset: time(onset), expires: time(expires)), published: time(onset))
    }

    static func closure() throws -> Notice {
        try notice(
            "closure", headline: "Magdeburger Straße ab Mittwoch gesperrt",
            body: """
                Zwischen Hauptstraße und Am Thieplatz wird die Fahrbahn erneuert. Die Umleitung führt über die \
                Ringstraße. Fuß- und Radweg bleiben frei. Der Bus 610 hält während der Arbeiten an der \
                Ersatzhaltestelle am Feuerwehrhaus.
                """,
            category: "Straßenbau · Ortschaft Ebendorf",
            facts: [
                ("Beginn", "Mi, 25. November, 7 Uhr"), ("Ende", "voraussichtlich Fr, 18. Dezember"),
                ("Fragen", "Bauamt im Rathaus, Zimmer 12"),
            ])
    }

    static func bathing() throws -> Notice {
        try notice(
            "bathing", headline: "Badestelle geprüft: Wasser ist gut",
            body: """
                Das Gesundheitsamt hat am 20. November gemessen. Bei unter 10 °C bitte nicht allein schwimmen. \
                Nächster Rettungsring: am Steg.
                """)
    }

    static func council() throws -> FeedSnapshot {
        let attribution = Attribution(text: "Quelle: Ratsinformationssystem", licence: "CC-BY-4.0")
        let feed = try Name("council")
        let fetched = time("2026-11-23T13:30:00+01:00")
        func meeting(
            _ title: String, _ start: String, _ place: String, status: FeedItem.Event.Status = .scheduled,
            _ agenda: [(String?, String)]
        ) -> FeedItem {
            let items = agenda.map {
                FeedItem.Event.AgendaItem(number: $0, title: $1, isHeading: $0 == nil, publicity: .public)
            }
            let event = FeedItem.Event(
                start: .instant(time(start)), status: status, location: place, organiser: title, publicity: .mixed,
                agenda: items)
            return FeedItem(
                id: title + start, source: feed, title: title, fetchedAt: fetched, attribution: attribution,
                content: .event(event))
        }
        return FeedSnapshot(
            feed: feed, fetchedAt: fetched, observedAt: fetched, attribution: attribution,
            items: [
                meeting(
                    "Bauausschuss", "2026-12-01T18:30:00+01:00", "Rathaus, Sitzungssaal",
                    [
                        (nil, "Öffentlicher Teil"), ("3", "Sanierung Grundschule Ebendorf, Bauabschnitt 2"),
                        ("4", "Bebauungsplan Nr. 31 „Am Mittellandkanal“"), ("5", "Straßenbau 2027: Prioritäten"),
                    ]),
                meeting("Sozialausschuss", "2026-12-02T18:30:00+01:00", "Mittellandhalle", status: .moved, []),
                meeting(
                    "Haupt- und Finanzausschuss", "2026-12-03T18:30:00+01:00", "Rathaus, Sitzungssaal",
                    [("2", "Haushaltsplan 2027, zweite Lesung")]),
                meeting(
                    "Gemeinderat", "2026-12-15T19:00:00+01:00", "Mittellandhalle",
                    [("1", "Einwohnerfragestunde"), ("2", "Haushaltssatzung 2027")]),
            ])
    }

    static func scene(
        _ layout: String, _ profile: String, notices: [Notice], feeds: [FeedSnapshot] = [],
        images: [DocumentID: Data] = [:], appearance: Theme.Appearance = .light, at now: Date = now
    ) throws -> Scene {
        let profile = try Self.profile(profile)
        let settings = try BoardSettings(
            municipality: "Gemeinde Barleben",
            title: profile.panel.technology == .epaper ? "Jersleber See" : "Marktplatz",
            timeZone: "Europe/Berlin", pictureIntervalSeconds: 60)
        let layout = try Self.layout(layout)
        let stage = Stage(
            layout: layout, profile: profile, settings: settings,
            feeds: Dictionary(uniqueKeysWithValues: feeds.map { ($0.feed, $0) }), images: images,
            appearance: appearance)
        let schedule = Schedule(
            notices: notices, shortestTurnSeconds: profile.panel.shortestTurnSeconds,
            clock: WallClock(zone: settings.zone))
        return Scene(stage: stage, programme: schedule.programme(at: now), now: now)
    }
}
