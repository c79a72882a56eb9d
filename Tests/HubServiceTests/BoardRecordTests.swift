import Foundation
import Signage
import Testing

@testable import HubService

@Suite struct BoardRecordTests {
    let start = Date(timeIntervalSince1970: 1_795_000_000)
    var record: BoardRecord

    init() throws {
        let rules = [
            try FaultRule(
                code: Name("silent"), severity: .severe, text: "Meldet sich nicht.", condition: .silent,
                holdSeconds: 150),
            try FaultRule(
                code: Name("hot"), severity: .moderate, text: "Zu warm.",
                condition: .above(.temperatureCelsius, limit: 75, clears: 70), holdSeconds: 60,
                dependsOn: [Name("silent")]),
        ]
        record = BoardRecord(
            board: try Board(name: Name("b"), title: "B", profile: Name("p"), layout: Name("l")), rules: rules)
    }

    @Test("a start that is heard again after another one is a clone, many starts are not, and an hour later it is over")
    func clones() throws {
        var record = record
        func birth(_ digit: Character, _ seconds: TimeInterval) throws {
            let boot = try Nonce(String(repeating: digit, count: 32))
            record.receive(
                Availability(session: UInt64(seconds), state: .online, boot: boot), isRetained: false,
                at: start + seconds)
            record.evaluate(listening: start, at: start + seconds)
        }
        for (number, digit) in "1234567890ab".enumerated() { try birth(digit, TimeInterval(number)) }
        #expect(record.faults.isEmpty)
        try birth("b", 20)
        #expect(record.faults.isEmpty, "the same one has connected again")
        try birth("a", 30)
        #expect(record.faults.map(\.code.text) == ["clone"] && record.faults.first?.since == start + 30)
        record.evaluate(listening: start, at: start + 30 + CloneWatch.holdSeconds)
        #expect(!record.faults.contains { $0.code.text == "clone" })
    }

    @Test("a board is unknown until it is heard, online for two and a half minutes after, then offline")
    mutating func presence() {
        #expect(record.presence(at: start) == .unknown)
        record.receive(Availability(session: 1, state: .online), isRetained: false, at: start)
        #expect(record.presence(at: start + 150) == .online)
        #expect(record.presence(at: start + 151) == .offline)
    }

    @Test("a retained birth alone makes no board online")
    mutating func retainedBirth() {
        record.receive(Availability(session: 1, state: .online), isRetained: true, at: start)
        #expect(record.presence(at: start) == .unknown)
    }

    @Test("a will of the newest session takes a board offline at once, and is no sign of life")
    mutating func will() {
        record.receive(Availability(session: 1, state: .online), isRetained: false, at: start)
        record.receive(Availability(session: 1, state: .offline), isRetained: false, at: start + 60)
        #expect(record.presence(at: start + 60) == .offline)
        #expect(record.contact.lastSeen == start)
    }

    @Test("a will older than the birth that is known is ignored, live or retained", arguments: [true, false])
    mutating func oldWill(isRetained: Bool) {
        record.receive(Availability(session: 5, state: .online), isRetained: false, at: start)
        record.receive(Availability(session: 6, state: .online), isRetained: false, at: start + 1)
        record.receive(Availability(session: 5, state: .offline), isRetained: isRetained, at: start + 2)
        #expect(record.presence(at: start + 2) == .online)
        #expect(record.contact.session == 6)
    }

    @Test("a live birth of a lower session is that of a board that lost its disk")
    mutating func lostDisk() {
        record.receive(Availability(session: 50, state: .online), isRetained: false, at: start)
        record.receive(Availability(session: 50, state: .offline), isRetained: false, at: start + 1)
        record.receive(Availability(session: 1, state: .online), isRetained: false, at: start + 2)
        #expect(record.presence(at: start + 2) == .online)
        record.receive(Availability(session: 1, state: .offline), isRetained: false, at: start + 3)
        #expect(record.presence(at: start + 3) == .offline)
    }

    @Test("a live report of a lower session ends offline when the birth was not heard, and its will counts")
    mutating func lostDiskAndBirth() throws {
        record.receive(Availability(session: 50, state: .online), isRetained: false, at: start)
        record.receive(Availability(session: 50, state: .offline), isRetained: false, at: start + 1)
        record.receive(Availability(session: 2, state: .online), isRetained: true, at: start + 2)
        #expect(record.presence(at: start + 2) == .offline)
        record.receive(try health(session: 2, celsius: nil, at: start), isRetained: false, at: start + 3)
        #expect(record.presence(at: start + 3) == .online)
        record.receive(Availability(session: 1, state: .offline), isRetained: false, at: start + 4)
        #expect(record.presence(at: start + 4) == .online)
        record.receive(Availability(session: 2, state: .offline), isRetained: false, at: start + 5)
        #expect(record.presence(at: start + 5) == .offline)
    }

    @Test("a late report of an older session does not take the place of the one that stands")
    mutating func lateReport() throws {
        record.receive(Availability(session: 6, state: .online), isRetained: false, at: start)
        record.receive(try health(session: 5, celsius: nil, at: start), isRetained: false, at: start + 1)
        record.receive(Availability(session: 5, state: .offline), isRetained: false, at: start + 2)
        #expect(record.presence(at: start + 2) == .online)
        #expect(record.contact.session == 6)
    }

    @Test("a report of a newer session stands for the birth that was lost")
    mutating func lostBirth() throws {
        record.receive(Availability(session: 1, state: .offline), isRetained: true, at: start)
        record.receive(try health(session: 2, celsius: nil, at: start), isRetained: false, at: start)
        #expect(record.presence(at: start) == .online)
    }

    @Test("a retained report fills the versions and not last seen")
    mutating func retainedReport() {
        record.receive(reported(version: 7), isRetained: true, at: start)
        let status = record.status(at: start)
        #expect(status.applied == 7)
        #expect(status.lastSeen == nil)
        #expect(status.presence == .unknown)
    }

    @Test("a picture alone shows the board was there, not that its connection still is")
    mutating func pictureOfOffline() {
        record.receive(Availability(session: 3, state: .offline), isRetained: true, at: start)
        record.receive(Picture(png: Data(), received: start), isRetained: false, at: start)
        #expect(record.presence(at: start) == .offline)
        #expect(record.contact.lastSeen == start)
    }

    @Test("heat is a fault after its hold-off, and is explained away by silence")
    mutating func faults() throws {
        record.receive(try health(session: 1, celsius: 80, at: start), isRetained: false, at: start)
        record.evaluate(listening: start, at: start)
        #expect(record.status(at: start).faults.isEmpty)
        record.evaluate(listening: start, at: start + 60)
        #expect(record.status(at: start + 60).faults.map(\.code.text) == ["hot"])
        #expect(record.status(at: start + 60).temperatureCelsius == 80)
        record.evaluate(listening: start, at: start + 200)
        #expect(record.status(at: start + 200).faults.map(\.code.text) == ["silent"])
    }

    @Test("silence counts from when the hub could hear again")
    mutating func deafHub() throws {
        record.receive(try health(session: 1, celsius: nil, at: start), isRetained: false, at: start)
        let listening = start + 3_600
        record.evaluate(listening: listening, at: listening + 149)
        #expect(record.status(at: listening + 149).faults.isEmpty)
        record.evaluate(listening: listening, at: listening + 150)
        #expect(record.status(at: listening + 150).faults.map(\.code.text) == ["silent"])
    }

    @Test("a temperature is shown for ten minutes, whatever the board's clock says")
    mutating func oldReading() throws {
        let report = try health(session: 1, celsius: 40, at: Date(timeIntervalSince1970: 0))
        record.receive(report, isRetained: false, at: start)
        #expect(record.status(at: start + 600).temperatureCelsius == 40)
        #expect(record.status(at: start + 601).temperatureCelsius == nil)
    }

    @Test("a picture counts as current while it is young or the frame stays, and the board is there")
    mutating func currentPicture() throws {
        record.receive(try health(session: 1, celsius: nil, at: start, frame: "a"), isRetained: false, at: start)
        record.receive(Picture(png: Data(), received: start), isRetained: false, at: start)
        // The report of the frame that it was taken of comes after it.
        record.receive(try health(session: 1, celsius: nil, at: start, frame: "b"), isRetained: false, at: start + 8)
        for minute in stride(from: 60, through: 3_600, by: 60.0) {
            let report = try health(session: 1, celsius: nil, at: start, frame: "b")
            record.receive(report, isRetained: false, at: start + minute)
            #expect(record.isPictureCurrent(intervalSeconds: 10, at: start + minute + 59))
        }
        #expect(!record.isPictureCurrent(intervalSeconds: 10, at: start + 3_600 + 151))
    }

    @Test("a picture of another frame than the panel's is current while it is young, and no longer")
    mutating func oldPicture() throws {
        record.receive(try health(session: 1, celsius: nil, at: start, frame: "a"), isRetained: false, at: start)
        record.receive(Picture(png: Data(), received: start), isRetained: false, at: start)
        record.receive(try health(session: 1, celsius: nil, at: start, frame: "b"), isRetained: false, at: start + 20)
        #expect(record.isPictureCurrent(intervalSeconds: 10, at: start + 50))
        #expect(!record.isPictureCurrent(intervalSeconds: 10, at: start + 51))
    }

    @Test("a picture without any report of a frame is current while it is young, and no longer")
    mutating func pictureWithoutFrame() throws {
        record.receive(try health(session: 1, celsius: nil, at: start), isRetained: false, at: start)
        record.receive(Picture(png: Data(), received: start), isRetained: false, at: start)
        #expect(record.isPictureCurrent(intervalSeconds: 10, at: start + 50))
        #expect(!record.isPictureCurrent(intervalSeconds: 10, at: start + 51))
    }

    @Test("over a hub's restart a picture stays current while the board reports the frame it was taken of")
    mutating func pictureOverRestart() throws {
        record.receive(try health(session: 1, celsius: nil, at: start, frame: "a"), isRetained: false, at: start)
        record.receive(Picture(png: Data(), received: start), isRetained: false, at: start)
        var restarted = BoardRecord(board: record.board, rules: [], contact: record.contact)
        let later = start + 3_600
        restarted.receive(try health(session: 1, celsius: nil, at: later, frame: "a"), isRetained: false, at: later)
        #expect(restarted.isPictureCurrent(intervalSeconds: 10, at: later))
        restarted.receive(try health(session: 1, celsius: nil, at: later, frame: "b"), isRetained: false, at: later)
        #expect(!restarted.isPictureCurrent(intervalSeconds: 10, at: later))
    }

    private func health(session: UInt64, celsius: Double?, at now: Date, frame: String? = nil) throws -> HealthReport {
        let readings = try celsius.map { [try Reading(quantity: .temperatureCelsius, value: $0, measuredAt: now)] }
        return HealthReport(
            session: session, at: now, uptimeSeconds: 1, readings: readings ?? [], programmeVersion: nil, frame: frame,
            reconnects: 0)
    }

    private func reported(version: Int) -> ReportedState {
        ReportedState(
            session: 1, applied: .init(version: version, notice: nil, frame: "f", at: start), pending: nil,
            refused: nil,
            refusals: 0, floor: version, renderer: "r")
    }
}
