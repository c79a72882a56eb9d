import Foundation
import Signage

extension Examples {
    /// A feed of items that were fetched a few minutes ago.
    static func feed(
        _ name: String, _ source: String, fetched: Date = now - 420, _ items: [(String, FeedItem.Content)],
        change: (inout FeedItem, Int) -> Void = { _, _ in }
    ) throws -> FeedSnapshot {
        let attribution = Attribution(text: "Quelle: \(source)")
        let feed = try Name(name)
        return FeedSnapshot(
            feed: feed, fetchedAt: fetched, observedAt: nil, attribution: attribution,
            items: items.enumerated().map { index, content in
                var item = FeedItem(
                    id: "\(name)-\(index)", source: feed, title: content.0, fetchedAt: fetched,
                    attribution: attribution, content: content.1)
                change(&item, index)
                return item
            })
    }

    static func alert(
        _ severity: FeedItem.Alert.Severity, from onset: String?, until expires: String?, instruction: String? = nil,
        areas: [String] = ["Gemeinde Barleben"], issuer: String? = "Deutscher Wetterdienst"
    ) -> FeedItem.Content {
        .alert(
            FeedItem.Alert(
                severity: severity, urgency: .expected, certainty: .likely, instruction: instruction,
                areas: areas.map { FeedItem.Alert.Area(name: $0) }, onset: onset.map(time), expires: expires.map(time),
                issuer: issuer))
    }

    static func alerts(fetched: Date = now - 420) throws -> FeedSnapshot {
        try feed(
            "alerts", "Deutscher Wetterdienst", fetched: fetched,
            [
                (
                    "Frost",
                    alert(
                        .minor, from: "2026-11-23T20:00:00+01:00", until: "2026-11-24T09:00:00+01:00",
                        areas: ["Gemeinde Barleben", "Wolmirstedt", "Niedere Börde", "Hohe Börde", "Magdeburg"])
                ),
                (
                    "Orkanartige Böen",
                    alert(
                        .severe, from: "2026-11-23T13:00:00+01:00", until: "2026-11-23T19:00:00+01:00",
                        instruction: """
                            Schließen Sie alle Fenster und Türen! Sichern Sie Gegenstände im Freien! Halten Sie \
                            Abstand von Gebäuden, Bäumen, Gerüsten und Hochspannungsleitungen.
                            """)
                ),
                ("Glätte", alert(.moderate, from: "2026-11-22T13:00:00+01:00", until: "2026-11-23T14:00:00+01:00")),
            ])
    }

    static func works(fetched: Date = now - 86_400) throws -> FeedSnapshot {
        func day(_ text: String) -> FeedTime? { CalendarDate(text).map(FeedTime.date) }
        let places = ["zwischen Hauptstraße und Am Thieplatz", "Meitzendorf", "Abzweig Technologiepark", "Barleben"]
        return try feed(
            "works", "Landesstraßenbaubehörde", fetched: fetched,
            [
                (
                    "Magdeburger Straße",
                    .works(
                        .init(
                            from: .instant(time("2026-11-25T07:00:00+01:00")), to: day("2026-12-18"), impact: .closed,
                            detour: "über Ringstraße und Schulstraße"))
                ),
                ("Lange Straße", .works(.init(from: day("2026-11-02"), to: nil, impact: .oneDirectionClosed))),
                ("L 44", .works(.init(from: day("2026-10-12"), to: day("2026-11-27"), impact: .narrowed))),
                ("Bahnübergang Breiteweg", .works(.init(from: nil, to: day("2027-02-12"), impact: .closed))),
            ]
        ) { item, index in item.place = places[index] }
    }

    static func news() throws -> FeedSnapshot {
        let summaries = [
            "Vom 27. bis 29. November öffnen 34 Stände zwischen Rathaus und Kirche.",
            "Wegen der Umstellung auf die neue Grundsteuer bleibt das Bürgerbüro zwei Tage geschlossen.", nil,
        ]
        return try feed(
            "news", "www.barleben.de",
            [
                (
                    "Weihnachtsmarkt auf dem Breiteweg beginnt am Freitag",
                    .article(.init(publishedAt: .instant(time("2026-11-23T09:12:00+01:00"))))
                ),
                (
                    "Bürgerbüro am 30. November und 1. Dezember geschlossen",
                    .article(.init(publishedAt: .instant(time("2026-11-20T11:00:00+01:00"))))
                ),
                (
                    "Neue Sitzbänke am Jersleber See",
                    .article(.init(publishedAt: CalendarDate("2026-11-17").map(FeedTime.date)))
                ),
            ]
        ) { item, index in item.summary = summaries[index] }
    }

    static func projects() throws -> FeedSnapshot {
        try feed(
            "projects", "Gemeinde Barleben",
            [
                (
                    "Sanierung der Grundschule Ebendorf, Bauabschnitt 2",
                    .project(.init(phase: "Rohbau, Fertigstellung im August 2027", participationUntil: nil))
                ),
                (
                    "Bebauungsplan Nr. 31 „Am Mittellandkanal“",
                    .project(
                        .init(
                            phase: "Öffentliche Auslegung im Rathaus, Zimmer 12",
                            participationUntil: CalendarDate("2026-12-06").map(FeedTime.date)))
                ),
            ])
    }
}
