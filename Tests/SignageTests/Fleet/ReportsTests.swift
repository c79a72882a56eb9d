import Foundation
import Testing

@testable import Signage

@Suite struct ReportsTests {
    private let frame = String(repeating: "c", count: 64)

    @Test("what a board reports is the same after its bytes", arguments: [true, false])
    func reported(isWhole: Bool) throws {
        let report = ReportedState(
            session: .max,
            applied: isWhole ? .init(version: 3, notice: Examples.name("a"), frame: frame, at: Examples.now) : nil,
            pending: isWhole ? .init(version: 4, missing: 2) : nil,
            refused: isWhole ? .init(reason: .seal, detail: "no signature", at: Examples.now) : nil, refusals: 7,
            floor: 4, renderer: "pango 1.50", key: isWhole ? Data(repeating: 7, count: 32) : nil)
        #expect(try roundTrip(report) == report)
    }

    @Test("a refusal of any length is told in 500 characters, whoever sends it")
    func detail() throws {
        let long = String(repeating: "x", count: 10_000)
        let refusal = ReportedState.Refusal(reason: .malformed, detail: long, at: Examples.now)
        #expect(refusal.detail.count == 500)
        let json = #"{"reason": "seal", "detail": "\#(long)", "at": "2026-11-23T13:07:00Z"}"#
        #expect(try WireCoding.decode(ReportedState.Refusal.self, from: Data(json.utf8)).detail.count == 500)
    }

    @Test("health is the same after its bytes, and the newest reading of a quantity counts")
    func health() throws {
        let report = HealthReport(
            session: 5, at: Examples.now, uptimeSeconds: 60,
            readings: [
                try Reading(quantity: .temperatureCelsius, value: 41.5, measuredAt: Examples.now),
                try Reading(quantity: .temperatureCelsius, value: 40, measuredAt: Examples.now - 10),
                try Reading(quantity: .freeDiskBytes, value: 1e12, measuredAt: Examples.now),
                try Reading(quantity: .residentMemoryBytes, value: 1, measuredAt: Examples.now - 11),
            ], programmeVersion: nil, frame: frame, reconnects: 1)
        #expect(try roundTrip(report) == report)
        #expect(report.values(within: 10) == [.temperatureCelsius: 41.5, .freeDiskBytes: 1e12])
    }

    @Test("read without a decoder a report is what the decoder makes of it, or is left to it, whatever byte is changed")
    func scanned() throws {
        let full = HealthReport(
            session: 1_796_000_000_000, at: Examples.now, uptimeSeconds: 86_400,
            readings: [
                try Reading(quantity: .temperatureCelsius, value: -4.25, measuredAt: Examples.now),
                try Reading(quantity: .freeDiskBytes, value: 4_000_000_123, measuredAt: Examples.now - 5),
                try Reading(quantity: .residentMemoryBytes, value: 0, measuredAt: Examples.now - 5),
            ], programmeVersion: 12, frame: frame, reconnects: 1, clock: .sealed)
        let bare = HealthReport(
            session: 0, at: Examples.now, uptimeSeconds: 0, readings: [], programmeVersion: nil, frame: nil,
            reconnects: 0)
        for report in [full, bare] {
            let bytes = try WireCoding.encode(report)
            #expect(HealthReport(canonical: bytes) == report)
            for position in bytes.indices {
                #expect(HealthReport(canonical: bytes[..<position]) == nil)
                for byte in Array("0129-.eE+\"\\,:{}[]Zz \u{7F}".utf8) + [0x00, 0xC3, 0xFF] {
                    var changed = bytes
                    changed[position] = byte
                    guard let read = HealthReport(canonical: changed) else { continue }
                    #expect(read == (try? WireCoding.decode(HealthReport.self, from: changed)))
                }
            }
            #expect(HealthReport(canonical: bytes + Data(" ".utf8)) == nil)
        }
        // Numbers that a whole one of the decoder would have to look at.
        for odd in ["1.5", "1e3", "-0", "01", "9999999999999999999999", "-1"] {
            let json = String(decoding: try WireCoding.encode(bare), as: UTF8.self)
                .replacingOccurrences(of: "\"reconnects\":0", with: "\"reconnects\":\(odd)")
            #expect(HealthReport(canonical: Data(json.utf8)) == nil)
        }
    }

    @Test("a reading is a finite number", arguments: [Double.nan, .infinity, -.infinity])
    func finite(value: Double) {
        #expect(
            refusal { _ = try Reading(quantity: .freeDiskBytes, value: value, measuredAt: Examples.now) }?.field
                == "value")
    }

    @Test("birth and will are the same after their bytes", arguments: [Availability.State.online, .offline])
    func availability(state: Availability.State) throws {
        let birth = Availability(session: 12, state: state)
        #expect(try roundTrip(birth) == birth)
        #expect(refusal(Availability.self, #"{"session": -1, "state": "online"}"#) != nil)
        #expect(refusal(Availability.self, #"{"session": 1, "state": "away"}"#)?.field == "state")
        #expect(refusal(Availability.self, #"{"state": "online"}"#)?.description == "session: is missing")
    }

    @Test("a board is there while it was heard within two and a half minutes and said no farewell")
    func presence() {
        let now = Examples.now
        #expect(Presence(lastSeen: nil, state: nil, at: now) == .unknown)
        #expect(Presence(lastSeen: nil, state: .online, at: now) == .unknown, "a retained birth proves nothing")
        #expect(Presence(lastSeen: now, state: nil, at: now) == .online)
        #expect(Presence(lastSeen: now - 150, state: .online, at: now) == .online)
        #expect(Presence(lastSeen: now - 151, state: .online, at: now) == .offline)
        #expect(Presence(lastSeen: now, state: .offline, at: now) == .offline)
    }

    @Test("how a board is doing is the same after its bytes")
    func status() throws {
        let board = try Board(
            name: Name("marktplatz"), title: "Marktplatz", site: Name("barleben"), tags: [Name("school")],
            profile: Name("p"), layout: Name("l"))
        let rule = try FaultRule(code: Name("silent"), severity: .severe, text: "a", condition: .silent, holdSeconds: 1)
        var monitor = FaultMonitor(rules: [rule])
        let faults = monitor.update(
            Evidence(lastSeen: Examples.now - 9, values: [:], desired: 1, applied: nil), at: Examples.now)
        let status = BoardStatus(
            board: board, presence: .offline, lastSeen: Examples.now, desired: 2, applied: nil,
            refused: .init(reason: .version, detail: "older", at: Examples.now), temperatureCelsius: 41.5,
            faults: faults, pictureAt: Examples.now)
        #expect(faults.count == 1)
        #expect(try roundTrip(BoardList(boards: [status])) == BoardList(boards: [status]))
    }
}
