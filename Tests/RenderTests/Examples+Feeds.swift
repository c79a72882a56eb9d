import Foundation
import Signage

/// What feeds tell in the same municipality at the same time.
extension Examples {
    private static func snapshot(
        _ feed: Name, _ attribution: Attribution, observed: Date, _ items: [FeedItem]
    ) -> FeedSnapshot {
        FeedSnapshot(
            feed: feed, fetchedAt: observed + 20, observedAt: observed, attribution: attribution, items: items)
    }

    private static func item(
        _ id: String, _ feed: Name, _ title: String, place: String? = nil, observed: Date, _ attribution: Attribution,
        _ content: FeedItem.Content
    ) -> FeedItem {
        FeedItem(
            id: id, source: feed, title: title, place: place, observedAt: observed, fetchedAt: observed + 20,
            attribution: attribution, content: content)
    }

    static func departure(
        _ line: String, _ headsign: String, _ minutes: Double, delay: Double? = 0, platform: (String, String)? = nil,
        cancelled: Bool = false
    ) -> FeedItem.Departure {
        let planned = now + minutes * 60
        return FeedItem.Departure(
            line: line, headsign: headsign, planned: planned, estimated: delay.map { planned + $0 * 60 },
            realtime: delay != nil, platform: platform?.0, plannedPlatform: platform?.1, cancelled: cancelled)
    }

    /// From the stop at the town hall; in minutes from ``now``.
    static let rathaus = [
        departure("610", "Magdeburg ZOB", 5), departure("S 1", "Wolmirstedt", 12, delay: 3),
        departure("611", "Meitzendorf", 24), departure("614", "Technologiepark Ostfalen", 33, delay: 1),
        departure("610", "Wolmirstedt Bahnhof", 41), departure("S 1", "Schönebeck-Bad Salzelmen", 46),
    ]

    static func departures(
        _ departures: [FeedItem.Departure] = rathaus, observed: Date = now - 40
    ) throws -> FeedSnapshot {
        let (feed, source) = (try Name("departures"), Attribution(text: "Quelle: NASA GmbH", licence: "CC-BY-4.0"))
        return snapshot(
            feed, source, observed: observed,
            departures.enumerated().map { index, departure in
                item("\(index)", feed, departure.headsign, observed: observed, source, .departure(departure))
            })
    }

    /// Fine dust of the Umweltbundesamt's air quality index, in five steps.
    static func air(_ value: Double = 8, trend: FeedItem.Measurement.Trend? = .falling) -> FeedItem.Measurement {
        let limits = [(0, "sehr gut"), (10, "gut"), (20, "mäßig"), (25, "schlecht"), (50, "sehr schlecht")]
        return FeedItem.Measurement(
            quantity: "PM2.5", value: value, unit: "ug/m3", displayUnit: "µg/m³",
            thresholds: limits.map { .init(value: Double($0), label: $1) }, trend: trend, better: .lower)
    }

    static func water(_ value: Double = 7.4) -> FeedItem.Measurement {
        FeedItem.Measurement(quantity: "waterTemperature", value: value, unit: "Cel", displayUnit: "°C", trend: .steady)
    }

    static func river(_ value: Double = 1.82) -> FeedItem.Measurement {
        FeedItem.Measurement(
            quantity: "waterLevel", value: value, unit: "m", displayUnit: "m",
            thresholds: [
                .init(value: 3.5, label: "Meldestufe 1"), .init(value: 4.5, label: "Meldestufe 2"),
                .init(value: 5.5, label: "Meldestufe 3"),
            ], trend: .rising, better: .lower)
    }

    static func measurements(
        _ values: [(title: String, place: String?, value: FeedItem.Measurement)], observed: Date = now - 4_020
    ) throws -> FeedSnapshot {
        let (feed, source) = (try Name("measurements"), Attribution(text: "Quelle: Umweltbundesamt"))
        return snapshot(
            feed, source, observed: observed,
            values.enumerated().map { index, value in
                item(
                    "\(index)", feed, value.title, place: value.place, observed: observed, source,
                    .measurement(value.value))
            })
    }

    /// One figure.
    static func airAlone(_ value: Double = 8, observed: Date = now - 4_020) throws -> FeedSnapshot {
        try measurements([("Feinstaub PM2,5", "Ebendorf", air(value))], observed: observed)
    }

    /// A table.
    static func environment(observed: Date = now - 4_020) throws -> FeedSnapshot {
        var ground = FeedItem.Measurement(
            quantity: "groundwaterLevel", value: -2.46, unit: "m", displayUnit: "m", trend: .falling)
        ground.thresholds = [.init(value: -4, label: "niedrig"), .init(value: -3, label: "normal")]
        return try measurements(
            [
                ("Feinstaub PM2,5", "Ebendorf", air()), ("Wassertemperatur", "Jersleber See", water()),
                ("Elbe, Pegel", "Magdeburg-Strombrücke", river()), ("Grundwasser unter Flur", "Meitzendorf", ground),
            ], observed: observed)
    }

    /// Hours of weather: code, temperature and chance of rain for each span of six hours from midnight of ``now``'s day.
    static func forecast(observed: Date = now - 3_600) throws -> FeedSnapshot {
        let (feed, source) = (try Name("forecast"), Attribution(text: "Quelle: Deutscher Wetterdienst", modified: true))
        let midnight = time("2026-11-23T00:00:00+01:00")
        let spans: [(code: Int, celsius: (Double, Double), chance: Double)] = [
            (3, (4, 5), 0.1), (2, (5, 8), 0.1), (2, (7, 9.2), 0.15), (3, (4, 7), 0.3),
            (61, (3, 5), 0.7), (61, (5, 7), 0.8), (63, (6, 7), 0.85), (3, (4, 6), 0.4),
            (45, (1, 3), 0.05), (45, (1, 4), 0.05), (1, (3, 6), 0.05), (0, (-1, 3), 0),
            (0, (-4, -1), 0), (0, (-3, 2), 0), (1, (0, 3), 0), (3, (-2, 0), 0.2),
            (71, (-3, -1), 0.6), (73, (-2, 0), 0.75), (71, (-1, 0), 0.7), (3, (-5, -1), 0.3),
        ]
        let steps = spans.enumerated().map { index, span in
            let from = midnight + Double(index) * 21_600
            var step = FeedItem.Forecast.Step(from: from, to: from + 21_600)
            (step.minimumCelsius, step.maximumCelsius) = span.celsius
            (step.weatherCode, step.precipitationProbability) = (span.code, span.chance)
            return step
        }
        return snapshot(
            feed, source, observed: observed,
            [
                item(
                    "f", feed, "Vorhersage", place: "Barleben", observed: observed, source,
                    .forecast(.init(steps: steps)))
            ])
    }

    static func collections(
        _ dates: [(day: String, fraction: String)] = [
            ("2026-11-24", "Restmüll"), ("2026-11-24", "Gelber Sack"), ("2026-11-27", "Bioabfall"),
            ("2026-12-02", "Papier"), ("2026-12-02", "Strauchschnitt"), ("2026-12-08", "Restmüll"),
        ], places: [String?] = []
    ) throws -> FeedSnapshot {
        let (feed, source) = (try Name("collections"), Attribution(text: "Quelle: Landkreis Börde"))
        let items = try dates.enumerated().map { index, date in
            guard let day = CalendarDate(date.day) else {
                throw InvalidValue(field: "day", reason: "must be a day")
            }
            return item(
                "\(index)", feed, date.fraction, place: index < places.count ? places[index] : nil, observed: now,
                source,
                .collection(.init(date: .date(day), fraction: date.fraction)))
        }
        return snapshot(feed, source, observed: now - 86_400, items)
    }

    static func availability(observed: Date = now - 120) throws -> FeedSnapshot {
        let (feed, source) = (try Name("availability"), Attribution(text: "Quelle: nextbike GmbH"))
        let stations: [(String, FeedItem.Vacancy)] = [
            ("Rathaus Barleben", .init(free: ["bike": 5, "ebike": 2], docks: 12)),
            ("Bahnhof", .init(free: ["bike": 0], docks: 8)),
            ("Technologiepark Ostfalen", .init(free: ["charger": 3])),
        ]
        return snapshot(
            feed, source, observed: observed,
            stations.map { item($0.0, feed, $0.0, observed: observed, source, .availability($0.1)) })
    }
}
