import Crypto
import Foundation
import ProgramSupport
import Render
import Signage

/// What the drawing benchmarks show: a notice with text, facts, photograph and link, beside what feeds tell.
struct BenchContent {
    let layout: Data
    let profile: DeviceProfile
    let photo: Data
    let settings: BoardSettings
    private(set) var notice: Notice { didSet { schedule = Self.schedule(of: notice, profile, settings) } }
    /// Kept as a board keeps it.
    private var schedule: Schedule
    let feeds: [FeedSnapshot]

    /// - Parameters:
    ///   - layout: path of the layout.
    ///   - now: the instant at which all of it is new.
    init(layout: String, now: Date) throws {
        func read(_ path: String) throws -> Data {
            do {
                return try Data(contentsOf: URL(fileURLWithPath: path))
            } catch {
                throw Failure("could not read \(path): \(error); run this from the folder that holds Package.swift")
            }
        }
        self.layout = try read(layout)
        profile = try WireCoding.decode(DeviceProfile.self, from: read("Devices/board-landscape-55.json"))
        photo = try read("Firmware-Sim/Scenarios/street.jpg")
        settings = try BoardSettings(
            municipality: "Gemeinde Barleben", title: "Marktplatz", timeZone: "Europe/Berlin",
            pictureIntervalSeconds: 60)
        notice = try Self.notice(photo: photo, now: now)
        feeds = try Self.feeds(now: now)
        schedule = Self.schedule(of: notice, profile, settings)
    }

    private static func schedule(
        of notice: Notice, _ profile: DeviceProfile, _ settings: BoardSettings
    ) -> Schedule {
        Schedule(
            notices: [notice], shortestTurnSeconds: profile.panel.shortestTurnSeconds,
            clock: WallClock(zone: settings.zone))
    }

    /// With no more text than fits one page.
    func withoutPages() throws -> BenchContent {
        var short = self
        short.notice = try Notice(
            id: notice.id, headline: notice.headline, body: "", category: notice.category, facts: notice.facts,
            link: notice.link,
            image: notice.image, window: notice.window, published: notice.published)
        return short
    }

    /// The same with another colour of light, so that no pixel of the ground stays.
    func stage(_ appearance: Theme.Appearance) throws -> Stage {
        Stage(
            layout: try WireCoding.decode(Layout.self, from: layout), profile: profile, settings: settings,
            feeds: Dictionary(uniqueKeysWithValues: feeds.map { ($0.feed, $0) }),
            images: [try Self.id(of: photo): photo], appearance: appearance)
    }

    func scene(_ stage: Stage, at now: Date) -> Scene {
        Scene(stage: stage, programme: schedule.programme(at: now), now: now)
    }

    static func id(of document: Data) throws -> DocumentID { try DocumentID(SHA256.hash(document).hexString) }

    /// 600 characters of text, as many as a notice of a building office has.
    private static func notice(photo: Data, now: Date) throws -> Notice {
        try Notice(
            id: Name("magdeburger"), headline: "Magdeburger Straße ab Mittwoch gesperrt",
            body: """
                Zwischen Hauptstraße und Am Thieplatz wird die Fahrbahn erneuert. Die Umleitung führt über die Ringstraße; \
                für Fußgängerinnen, Fußgänger und den Radverkehr bleibt ein Weg frei. Der Bus 610 hält während der Arbeiten \
                an der Ersatzhaltestelle am Feuerwehrhaus.

                Die Abfallbehälter der Anwohnerinnen und Anwohner holt der Bauhof an den Leerungstagen ab und bringt sie zu \
                einem Sammelplatz an der Ecke Hauptstraße. Bitte stellen Sie sie bis 6 Uhr vor das Grundstück. Grundstücke \
                sind zu Fuß jederzeit erreichbar; mit dem Auto nur nach Absprache mit der Bauleitung vor Ort.
                """,
            category: "Straßenbau · Ortschaft Ebendorf",
            facts: [
                Notice.Fact(label: "Beginn", value: "Mi, 25. November, 7 Uhr"),
                Notice.Fact(label: "Ende", value: "voraussichtlich Fr, 18. Dezember"),
                Notice.Fact(label: "Fragen", value: "Bauamt im Rathaus, Zimmer 12"),
            ],
            link: "https://www.barleben.de/bauen",
            image: Notice.Image(document: id(of: photo), description: "Die Magdeburger Straße vor dem Umbau"),
            window: DisplayWindow(onset: now - 3_600, expires: now + 14 * 86_400), published: now - 3_600)
    }

    private static func feeds(now: Date) throws -> [FeedSnapshot] {
        let (council, departures, air) = (try Name("council"), try Name("departures"), try Name("air"))
        func snapshot(
            _ feed: Name, source: String, _ items: [(title: String, content: FeedItem.Content)]
        ) -> FeedSnapshot {
            let attribution = Attribution(text: "Quelle: \(source)")
            return FeedSnapshot(
                feed: feed, fetchedAt: now, observedAt: now, attribution: attribution,
                items: items.enumerated().map { index, item in
                    FeedItem(
                        id: "\(index)", source: feed, title: item.title, observedAt: now, fetchedAt: now,
                        attribution: attribution, content: item.content)
                })
        }
        func meeting(_ title: String, days: Double, _ place: String, _ agenda: [String]) -> (String, FeedItem.Content) {
            let items = agenda.enumerated().map { index, title in
                FeedItem.Event.AgendaItem(number: "\(index + 1)", title: title, isHeading: false, publicity: .public)
            }
            return (
                title,
                .event(
                    FeedItem.Event(
                        start: .instant(now + days * 86_400), status: .scheduled, location: place, organiser: title,
                        publicity: .public, agenda: items))
            )
        }
        // So far off that none leaves while the clock goes on.
        func departure(_ line: String, _ headsign: String, _ minutes: Double) -> (String, FeedItem.Content) {
            (line, .departure(FeedItem.Departure(line: line, headsign: headsign, planned: now + 36_000 + minutes * 60)))
        }
        let scale = [(0.0, "sehr gut"), (10, "gut"), (20, "mäßig"), (25, "schlecht")]
        return [
            snapshot(
                council, source: "Ratsinformationssystem",
                [
                    meeting(
                        "Bauausschuss", days: 3, "Rathaus, Ratssaal",
                        ["Sanierung der Grundschule Ebendorf", "Bebauungsplan „Am Mittellandkanal“"]),
                    meeting("Haupt- und Finanzausschuss", days: 5, "Rathaus, Ratssaal", ["Haushaltsplan 2027"]),
                    meeting("Gemeinderat", days: 12, "Mittellandhalle", ["Einwohnerfragestunde", "Haushaltssatzung"]),
                ]),
            snapshot(
                departures, source: "NASA GmbH",
                [
                    departure("610", "Magdeburg, ZOB", 3), departure("613", "Wolmirstedt, Bahnhof", 11),
                    departure("S 1", "Schönebeck-Bad Salzelmen", 17), departure("610", "Ebendorf, Kirche", 24),
                    departure("614", "Meitzendorf", 39), departure("S 1", "Wittenberge", 47),
                ]),
            snapshot(
                air, source: "Umweltbundesamt",
                [
                    (
                        "Feinstaub",
                        .measurement(
                            FeedItem.Measurement(
                                quantity: "PM10", value: 14, unit: "ug/m3", displayUnit: "µg/m³",
                                thresholds: scale.map { FeedItem.Measurement.Threshold(value: $0, label: $1) },
                                trend: .steady, better: .lower))
                    )
                ]),
        ]
    }
}
