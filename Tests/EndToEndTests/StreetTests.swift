import Foundation
import MQTT
import Signage
import Testing

/// Real processes on one machine: what staff, crews and people in the street see.
@Suite(.serialized) struct StreetTests {
    private static let profiles = [
        "marktplatz": "board-landscape-55", "ebendorf": "board-portrait-32", "jersleber-see": "bench-epaper-13",
    ]

    private func onStreet(_ boards: String..., body: (Street) async throws -> Void) async throws {
        let street = try await Street()
        do {
            for board in boards {
                try await street.startBoard(board, profile: Self.profiles[board] ?? "", temperature: "23400\n")
            }
            try await body(street)
        } catch {
            await street.end()
            throw error
        }
        await street.end()
    }

    @Test("a notice travels from the command line to every panel, shows there, and is gone when it is withdrawn")
    func travels() async throws {
        try await onStreet("marktplatz", "ebendorf", "jersleber-see") { street in
            let id = try street.publish("Rathaus am Freitag geschlossen", on: "marktplatz", "ebendorf", "jersleber-see")
            for board in Self.profiles.keys {
                _ = try await street.shown(id, on: board)
                #expect(street.panel(of: board).contains { $0 != 0 })
            }
            try await street.until("the hub to know of every panel") {
                let list = try WireCoding.decode(
                    NoticeList.self, from: Data(street.litfass("notices", "--json").utf8))
                return list.notices[0].deliveries.allSatisfy { $0.appliedAt != nil } ? true : nil
            }
            let withNotice = street.panel(of: "jersleber-see")
            try street.litfass("withdraw", id.text)
            try await street.reported("a programme without the notice", by: "jersleber-see") {
                $0.applied?.notice == nil ? true : nil
            }
            #expect(street.panel(of: "jersleber-see") != withNotice)
        }
    }

    @Test("the crew sees whether a board can be reached, what it shows, and how warm it is")
    func crew() async throws {
        try await onStreet("marktplatz") { street in
            let id = try street.publish("Laubsäcke werden abgeholt", on: "marktplatz")
            let applied = try await street.shown(id, on: "marktplatz")
            let status = try await street.until("the board's health") {
                let status = try street.status(of: "marktplatz")
                return status.temperatureCelsius != nil && status.applied == applied.version ? status : nil
            }
            #expect(status.presence == .online)
            #expect(status.temperatureCelsius == 23.4)
            #expect(status.desired == applied.version)
            #expect(status.faults.isEmpty)
            let never = try street.status(of: "ebendorf")
            #expect(never.presence == .unknown)
            #expect(never.temperatureCelsius == nil)
            #expect(never.faults.isEmpty)
            street.endBoard("marktplatz", by: SIGTERM)
            try await street.until("the hub to hear the farewell") {
                try street.status(of: "marktplatz").presence == .offline ? true : nil
            }
            let table = try street.litfass("boards")
            #expect(table.contains("–"))
        }
    }

    @Test("the page shows the picture that the board itself sent")
    func page() async throws {
        try await onStreet("marktplatz") { street in
            let id = try street.publish("Wochenmarkt zieht um", on: "marktplatz")
            _ = try await street.shown(id, on: "marktplatz")
            try await street.until("a picture on the hub") {
                try street.status(of: "marktplatz").pictureAt != nil ? true : nil
            }
            let text = String(decoding: try await street.page("/"), as: UTF8.self)
            #expect(text.contains("Marktplatz"))
            let png = try await street.page("/boards/marktplatz/picture.png")
            #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            // Width in the header chunk: at most 640 pixels.
            #expect(png[16..<20].reduce(0) { $0 << 8 | Int($1) } == 640)
        }
    }

    @Test("council meetings travel from the council's server to the boards, sealed and with their source")
    func council() async throws {
        try await onStreet("marktplatz") { street in
            let sealed = try await street.payload(
                on: .feed(cell: Name(Street.cell), feed: Name("council")))
            let envelope = try WireCoding.decode(Envelope.self, from: sealed)
            let snapshot = try WireCoding.decode(FeedSnapshot.self, from: envelope.payload)
            #expect(snapshot.items.count == 8)
            #expect(!snapshot.attribution.text.isEmpty)
            let stored = street.folder.appending(path: "marktplatz/state/feeds/council.json")
            try await street.until("the feed on the board's disk") { try? Data(contentsOf: stored) }
        }
    }
}
