import Crypto
import Foundation
import Render
import Signage

/// What the tests' fleet looks like.
enum Fixtures {
    static let cell = name("barleben")
    static let board = name("marktplatz")
    static let meetings = name("sitzungen")
    static let noon = date("2026-07-01T12:00:00Z")

    static func name(_ text: String) -> Name { made { try Name(text) } }

    static func date(_ text: String) -> Date {
        guard let date = WireCoding.date(text) else { preconditionFailure("\(text) is no time") }
        return date
    }

    /// 16 by 16 pixels, so that a frame has 1 KiB.
    static let profile = made {
        try DeviceProfile(
            name: Name("probe"), title: "Probetafel",
            panel: Panel(
                width: 16, height: 16, widthMillimetres: 160, heightMillimetres: 160, technology: .lcd,
                pixelFormat: .xrgb8888),
            viewing: ViewingDistances(headlineMetres: 3, bodyMetres: 2, detailMetres: 1),
            sensors: [
                SensorSource(quantity: .temperatureCelsius, path: "class/thermal/thermal_zone0/temp", scale: 0.001)
            ],
            evergreen: .init(headline: "Willkommen", body: ""))
    }

    static let settings = made {
        try BoardSettings(
            municipality: "Gemeinde Barleben", title: "Marktplatz", timeZone: "Europe/Berlin",
            pictureIntervalSeconds: 1)
    }

    /// Shows the notice and the feed of meetings.
    static let layout = made {
        let white = Colour(red: 255, green: 255, blue: 255)
        let black = Colour(red: 0, green: 0, blue: 0)
        let surface = Theme.Surface(background: white, text: black, muted: black, accent: black, rule: black)
        let notice = Region(weight: 2, content: .zone(Zone(widget: .notice, surface: "paper", distance: .headline)))
        let side = try Region(
            weight: 1,
            content: .zone(
                Zone(widget: .feed(FeedWidget(kind: .meetings, feed: meetings)), surface: "paper", distance: .detail)))
        return try Layout(
            name: Name("aushang"), title: "Aushang", theme: Theme(surfaces: ["paper": surface], ratio: 1.25),
            arrangements: [.landscape: Region(content: .columns([notice, side]))])
    }

    static func notice(
        _ headline: String, from onset: Date = noon.addingTimeInterval(-3600), days: Double = 7, body: String = ""
    ) -> Notice {
        made {
            try Notice(
                id: Name(headline.lowercased().replacing(" ", with: "-")), headline: headline, body: body,
                window: DisplayWindow(onset: onset, expires: onset.addingTimeInterval(days * 86_400)),
                published: onset.addingTimeInterval(-600))
        }
    }

    static func snapshot(of feed: Name = meetings, at fetched: Date = noon, title: String) -> FeedSnapshot {
        let attribution = Attribution(text: "Quelle: Ratsinformationssystem")
        let event = FeedItem.Event(start: .instant(noon.addingTimeInterval(86_400)), publicity: .public)
        let item = FeedItem(
            id: "1", source: feed, title: title, fetchedAt: fetched, attribution: attribution, content: .event(event))
        return FeedSnapshot(feed: feed, fetchedAt: fetched, observedAt: nil, attribution: attribution, items: [item])
    }

    static func made<Value>(_ make: () throws -> Value) -> Value {
        do { return try make() } catch { preconditionFailure("a fixture is wrong: \(error)") }
    }
}

/// A manifest and the documents it names.
struct Programme {
    var manifest: DesiredState
    var documents: [DocumentID: Data]

    init(
        version: Int, board: Name = Fixtures.board, layout: Data? = nil, notices: [Notice] = [],
        images: [Data] = [], feeds: [Name] = [Fixtures.meetings],
        expires: Date = Fixtures.noon.addingTimeInterval(86_400)
    ) throws {
        var entries: [DocumentReference] = []
        var documents: [DocumentID: Data] = [:]
        func add(_ data: Data, _ role: DocumentReference.Role) throws {
            let id = try DocumentID(SHA256.hash(data).hexString)
            documents[id] = data
            entries.append(
                try DocumentReference(id: id, length: data.count, mediaType: "application/json", role: role))
        }
        try add(try layout ?? WireCoding.encode(Fixtures.layout), .layout)
        for notice in notices { try add(try WireCoding.encode(notice), .notice) }
        for image in images { try add(image, .image) }
        manifest = try DesiredState(
            version: version, issued: Fixtures.noon.addingTimeInterval(-2 * 86_400), expires: expires, board: board,
            entries: entries, feeds: feeds, settings: Fixtures.settings)
        self.documents = documents
    }
}

extension SigningKey {
    func seal(_ value: some Encodable, as type: Envelope.PayloadType) throws -> Data {
        try seal(bytes: try WireCoding.encode(value), as: type)
    }

    func seal(bytes: Data, as type: Envelope.PayloadType) throws -> Data {
        try WireCoding.encode(Envelope(bytes, as: type, keyID: publicKey.id) { try sign($0) })
    }
}
