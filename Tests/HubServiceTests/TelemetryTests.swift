import Foundation
import SQLite
import Signage
import Testing

@testable import HubService

@Suite struct TelemetryTests {
    let fixture: Fixture
    let board: Name

    init() throws {
        fixture = try Fixture()
        board = try Name("marktplatz")
    }

    @Test("what boards told is there after a restart")
    func restart() async throws {
        let contact = try contact(at: fixture.now)
        do {
            let telemetry = try Telemetry(path: fixture.path("hub.sqlite"))
            try await telemetry.save([board: contact], at: fixture.now)
        }
        let telemetry = try Telemetry(path: fixture.path("hub.sqlite"))
        #expect(try await telemetry.contacts() == [board: contact])
    }

    @Test("a contact without a new picture keeps the picture")
    func picture() async throws {
        let telemetry = try Telemetry(path: fixture.path("hub.sqlite"))
        var contact = try contact(at: fixture.now)
        try await telemetry.save([board: contact], at: fixture.now)
        let picture = contact.picture
        contact.picture = nil
        contact.state = .offline
        try await telemetry.save([board: contact], at: fixture.now)
        #expect(try await telemetry.contacts()[board]?.picture == picture)
        #expect(try await telemetry.contacts()[board]?.state == .offline)
    }

    @Test("the history keeps one report in ten minutes for thirty days")
    func history() async throws {
        let telemetry = try Telemetry(path: fixture.path("hub.sqlite"))
        for _ in 0..<30 {
            try await telemetry.save([board: contact(at: fixture.now)], at: fixture.now)
            fixture.advance(60)
        }
        #expect(try (3...4).contains(keptReports()))
        fixture.advance(31 * 86_400)
        try await telemetry.save([:], at: fixture.now)
        #expect(try keptReports() == 0)
    }

    private func keptReports() throws -> Int {
        var database = try HubDatabase.open(fixture.path("hub.sqlite"))
        return try database.rows("SELECT slot FROM health WHERE board = ?", .text(board.text)) { try $0.integer(0) }
            .count
    }

    private func contact(at now: Date) throws -> Contact {
        let report = HealthReport(
            session: .max, at: now, uptimeSeconds: 1,
            readings: [try Reading(quantity: .temperatureCelsius, value: 40, measuredAt: now)], programmeVersion: 3,
            frame: "f", reconnects: 0)
        let reported = ReportedState(
            session: .max, applied: .init(version: 3, notice: nil, frame: "f", at: now), pending: nil, refused: nil,
            refusals: 0, floor: 3, renderer: "r")
        return Contact(
            lastSeen: now.wholeSeconds, session: .max, state: .online, reported: reported,
            health: .init(report: report, received: now.wholeSeconds),
            picture: Picture(png: Data([1, 2]), received: now), frame: "f", pictureFrame: "e")
    }
}
