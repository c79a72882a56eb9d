import Crypto
import Foundation
import Render
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("Interrupts on a board")
struct InterruptTests {
    private static let notice = Fixtures.notice("Baubeginn")
    private static let warning = Fixtures.interrupt("Wasser abkochen")

    @Test("an interrupt shows instead of everything else, is told, and ends at its time with the network gone")
    func ends() async throws {
        try await Street.with { street in
            try await street.board { _ in
                try await street.hub.publish(try Programme(version: 1, notices: [Self.notice]))
                try await street.applied(1)
                try await street.hub.publish(Fixtures.interrupts(version: 3, Self.warning))
                let report = try await street.interrupt("the interrupt on the panel") { $0.isOn }
                #expect(report.interrupt?.version == 3)
                #expect(report.interrupt?.shown == [Self.warning.id])
                #expect(report.interrupt?.until == Self.warning.until)
                #expect(report.applied?.version == 1)
            }
            try await street.board(isOnline: false) { panel in
                let frames = try await panel.frames.wait("a frame") { !$0.isEmpty }
                #expect(frames[0] == TestPainter.frame("Wasser abkochen"))
            }
            street.clock.advance(by: 7_199)
            try await street.board(isOnline: false) { panel in
                try await panel.frames.wait("the interrupt") { $0.last == TestPainter.frame("Wasser abkochen") }
                // The player sleeps for the second that is left.
                street.clock.advance(by: 1)
                try await panel.frames.wait("the notice") { $0.last == TestPainter.frame("Baubeginn") }
            }
        }
    }

    @Test("a board that has no programme yet shows it in the layout that is built in")
    func withoutProgramme() async throws {
        try await Street.with { street in
            try await street.board { panel in
                try await street.hub.publish(Fixtures.interrupts(version: 1, Self.warning))
                try await street.interrupt("the interrupt on the panel") { $0.isOn }
                #expect(panel.frames.value.last == TestPainter.frame("Wasser abkochen", .emergency))
            }
        }
    }

    @Test("in a layout that has no place for notices it shows in the one that is built in")
    func withoutPlace() async throws {
        let meetings = Zone(
            widget: .feed(try FeedWidget(kind: .meetings, feed: Fixtures.meetings)), surface: "paper",
            distance: .detail)
        let layout = try Layout(
            name: Name("sitzungen"), title: "Sitzungen", theme: Fixtures.layout.theme,
            arrangements: [.landscape: Region(content: .zone(meetings))])
        try await Street.with { street in
            try await street.board { panel in
                try await street.hub.publish(try Programme(version: 1, layout: WireCoding.encode(layout)))
                try await street.applied(1)
                try await street.hub.publish(Fixtures.interrupts(version: 1, Self.warning))
                try await street.interrupt("the interrupt on the panel") { $0.isOn }
                #expect(panel.frames.value.last == TestPainter.frame("Wasser abkochen", .emergency))
            }
        }
    }

    @Test("a drill says that it is one, whatever the layout")
    func drill() async throws {
        try await Street.with { street in
            try await street.board { panel in
                let drill = Fixtures.interrupt("Wasser abkochen", isDrill: true)
                try await street.hub.publish(Fixtures.interrupts(version: 1, drill))
                try await panel.frames.wait("the drill") {
                    $0.last == TestPainter.frame("ÜBUNG: Wasser abkochen", .emergency)
                }
            }
        }
    }

    @Test("what ends it stays: after a restart, the older one that comes again is refused and does not show")
    func staysEnded() async throws {
        try await Street.with { street in
            var old = Data()
            try await street.board { panel in
                old = try await street.hub.publish(Fixtures.interrupts(version: 1, Self.warning))
                try await street.interrupt("the interrupt on the panel") { $0.isOn }
                try await street.hub.publish(Fixtures.interrupts(version: 2))
                let report = try await street.interrupt("the end") { $0.version == 2 && !$0.isOn }
                #expect(report.interrupt?.until == nil)
                try await panel.frames.wait("evergreen content") { $0.last == TestPainter.frame(nil, .evergreen) }
            }
            street.hub.forget()
            try await street.board { panel in
                try await street.hub.publish(interrupts: old)
                let report = try await street.interrupt("a refusal") { $0.refused?.reason == .version }
                #expect(report.interrupt?.version == 2 && report.interrupt?.isOn == false)
                #expect(report.refused == nil, "refusals of programmes are told apart")
                #expect(panel.frames.value.count == 1)
            }
        }
    }

    @Test("one that was ended is told as shown until the panel shows something else")
    func stillThere() async throws {
        try await Street.with { street in
            try await street.board { panel in
                try await street.hub.publish(Fixtures.interrupts(version: 1, Self.warning))
                try await street.interrupt("the interrupt on the panel") { $0.isOn }
                // From here on nothing else gets to the panel.
                panel.isBroken.update { $0 = true }
                try await street.hub.publish(Fixtures.interrupts(version: 2))
                let ended = try await street.interrupt("the end") { $0.version == 2 }
                #expect(ended.interrupt?.shown == [Self.warning.id])
                panel.isBroken.update { $0 = false }
                try await street.hub.publish(try Programme(version: 1))
                try await street.interrupt("the panel without it") { !$0.isOn }
            }
        }
    }

    @Test("one for other boards is kept as a floor only, and two at once take turns")
    func addressed() async throws {
        try await Street.with { street in
            try await street.board { panel in
                let other = Fixtures.interrupt("Bombenfund", boards: [Fixtures.name("ebendorf")])
                try await street.hub.publish(Fixtures.interrupts(version: 7, other))
                let report = try await street.interrupt("the version") { $0.version == 7 }
                #expect(report.interrupt?.isOn == false && report.interrupt?.until == nil)
                #expect(panel.frames.value.count == 1)
                let own = Fixtures.interrupt("Sturm", boards: [Fixtures.board], until: Fixtures.noon + 60)
                try await street.hub.publish(Fixtures.interrupts(version: 8, other, Self.warning, own))
                try await street.interrupt("one of them") { $0.version == 8 && $0.isOn }
                // Each publication lets the player look at the clock: after a minute's turns, both have had one.
                for version in 9...17 {
                    street.clock.advance(by: 6)
                    try await street.hub.publish(
                        Fixtures.interrupts(version: version, issued: street.clock.now, other, Self.warning, own))
                    try await street.interrupt("version \(version)") { $0.version == version }
                }
                let both = try await street.interrupt("both of them") { $0.shown.count == 2 }
                #expect(both.interrupt?.until == Self.warning.until)
            }
        }
    }

    enum Offence: CaseIterable, Sendable {
        case noJSON, empty, tooLong, bare, sealedAsManifest, foreignKey, otherCell, sameVersionOtherBytes, tooMany

        var reason: ReportedState.Refusal.Reason {
            switch self {
            case .noJSON, .empty, .tooLong, .bare, .sealedAsManifest, .tooMany: .malformed
            case .foreignKey: .seal
            case .otherCell: .board
            case .sameVersionOtherBytes: .version
            }
        }

        func envelope(key: SigningKey) throws -> Data {
            let next = Fixtures.interrupts(version: 6)
            switch self {
            case .noJSON: return Data("{".utf8)
            case .empty: return Data()
            case .tooLong: return Data(repeating: 0x20, count: InterruptState.longestEnvelope + 1)
            case .bare: return try WireCoding.encode(next)
            case .sealedAsManifest: return try key.seal(next, as: .desired)
            case .foreignKey: return try SigningKey.generate().seal(next, as: .interrupt)
            case .otherCell:
                return try key.seal(
                    Fixtures.interrupts(version: 6, cell: Fixtures.name("wolmirstedt")), as: .interrupt)
            case .sameVersionOtherBytes: return try key.seal(Fixtures.interrupts(version: 5), as: .interrupt)
            case .tooMany:
                let warnings = (0..<9).map { Fixtures.interrupt("Warnung \($0)") }
                let object = try JSONSerialization.jsonObject(with: WireCoding.encode(next)) as? [String: Any] ?? [:]
                let list = try JSONSerialization.jsonObject(with: WireCoding.encode(warnings))
                return try key.seal(
                    bytes: JSONSerialization.data(withJSONObject: object.merging(["interrupts": list]) { $1 }),
                    as: .interrupt)
            }
        }
    }

    @Test("interrupts with this offence are refused and told, and what is on goes on", arguments: Offence.allCases)
    func refusal(_ offence: Offence) async throws {
        try await Street.with { street in
            try await street.board { panel in
                try await street.hub.publish(Fixtures.interrupts(version: 5, Self.warning))
                try await street.interrupt("the interrupt on the panel") { $0.isOn }
                try await street.hub.publish(interrupts: try offence.envelope(key: street.hub.key))
                let report = try await street.interrupt("a refusal") { $0.refused?.reason == offence.reason }
                #expect(report.refusals == 1)
                #expect(report.interrupt?.version == 5 && report.interrupt?.isOn == true)
                #expect(panel.frames.value.last == TestPainter.frame("Wasser abkochen", .emergency))
                try await street.minutePasses()
                try await street.hub.heard.wait("the incident") { heard in
                    heard.batches.flatMap(\.events).contains { event in
                        guard case .incident(let incident) = event.content else { return false }
                        return incident.kind == .refusal && incident.detail.contains("the interrupts ")
                    }
                }
                try await street.hub.publish(Fixtures.interrupts(version: 6))
                let later = try await street.interrupt("the end") { $0.version == 6 }
                #expect(later.interrupt?.refused == nil)
            }
        }
    }

    @Test("versions of a key that was taken out count no more, and what it has sealed stays on until it is replaced")
    func rotatedKey() async throws {
        try await Street.with { street in
            let successor = SigningKey.generate()
            try await street.board { panel in
                try await street.hub.publish(Fixtures.interrupts(version: 900, Self.warning))
                try await street.interrupt("the interrupt on the panel") { $0.isOn }
                // It comes before the key that it is sealed by is known.
                let next = Fixtures.interrupts(version: 4, Fixtures.interrupt("Sturm"))
                try await street.hub.publish(interrupts: try successor.seal(next, as: .interrupt))
                let refused = try await street.interrupt("a refusal") { $0.refused?.reason == .seal }
                #expect(refused.interrupt?.shown == [Self.warning.id])
                try await street.hub.publish(
                    keys: try Keys(street.hub.root).naming([street.hub.key]).naming([successor]).chain)
                try await street.interrupt("the one of the new key") { $0.shown == [Fixtures.name("sturm")] }
                #expect(panel.frames.value.last == TestPainter.frame("Sturm", .emergency))
            }
        }
    }

    @Test("without its keys a board leaves a stored interrupt where it is, and shows it when they come")
    func lostKeys() async throws {
        try await Street.with { street in
            try await street.board { _ in
                try await street.hub.publish(Fixtures.interrupts(version: 2, Self.warning))
                try await street.interrupt("the interrupt on the panel") { $0.isOn }
            }
            StateFolder.remove(street.state.keys)
            street.hub.forget()
            try await street.board { panel in
                try await panel.frames.wait("the interrupt") {
                    $0.last == TestPainter.frame("Wasser abkochen", .emergency)
                }
                try await street.interrupt("the interrupt on the panel") { $0.isOn && $0.refused == nil }
            }
        }
    }

    @Test("fields that the board does not know are ignored")
    func unknownFields() async throws {
        try await Street.with { street in
            try await street.board { _ in
                let state = Fixtures.interrupts(version: 1, Self.warning)
                let text = String(decoding: try WireCoding.encode(state), as: UTF8.self)
                    .replacing("\"headline\":", with: "\"siren\":{\"tone\":[1]},\"headline\":")
                    .replacing("\"version\":", with: "\"season\":null,\"version\":")
                let sealed = try street.hub.key.seal(bytes: Data(text.utf8), as: .interrupt)
                try await street.hub.publish(interrupts: sealed)
                try await street.interrupt("the interrupt on the panel") { $0.isOn }
            }
        }
    }

    @Test("a full disk keeps no interrupt from the panel; it is told, and stored when there is room")
    func fullDisk() async throws {
        try await Street.with { street in
            try await street.board(asksAgainAfter: .milliseconds(50)) { panel in
                try await panel.frames.wait("evergreen frame") { !$0.isEmpty }
                // With the keys it looks for what is stored, and would put the folder aside.
                try await street.hub.heard.wait("keys") { $0.reported.last?.keys == 1 }
                // No file can take the place of a folder.
                try FileManager.default.createDirectory(
                    atPath: street.state.interrupt, withIntermediateDirectories: true)
                let envelope = try await street.hub.publish(Fixtures.interrupts(version: 1, Self.warning))
                let report = try await street.interrupt("both") { $0.isOn && $0.refused?.reason == .storage }
                #expect(report.interrupt?.version == 1)
                StateFolder.remove(street.state.interrupt)
                try await street.interrupt("that it is stored") { $0.refused == nil }
                #expect(try Data(contentsOf: URL(fileURLWithPath: street.state.interrupt)) == envelope)
            }
        }
    }

    @Test("stored bytes that nobody has sealed are put aside and told, and the board starts")
    func damaged() async throws {
        try await Street.with { street in
            try FileManager.default.createDirectory(atPath: street.state.path, withIntermediateDirectories: true)
            // The keys are known, as after a first start.
            try await street.board { _ in
                try await street.hub.heard.wait("keys") { $0.reported.last?.keys == 1 }
            }
            street.hub.forget()
            let forged = try SigningKey.generate().seal(
                Fixtures.interrupts(version: 9, Self.warning), as: .interrupt)
            try forged.write(to: URL(fileURLWithPath: street.state.interrupt))
            try await street.board { panel in
                let report = try await street.interrupt("a refusal") { $0.refused?.reason == .storage }
                #expect(report.interrupt?.version == 0)
                #expect(panel.frames.value.allSatisfy { $0 == TestPainter.frame(nil, .evergreen) })
                #expect(FileManager.default.fileExists(atPath: StateFolder.aside(street.state.interrupt)))
            }
        }
    }

    @Test("a board that does not know what time it is shows an interrupt until its end has certainly passed")
    func untrusted() async throws {
        try await Street.with { street in
            street.clock.set(Fixtures.date("1970-01-01T00:01:00Z"), isSynchronised: false)
            try await street.board { panel in
                try await street.hub.publish(try Programme(version: 1, notices: [Self.notice]))
                try await street.applied(1)
                let short = Fixtures.interrupt("Wasser abkochen", until: Fixtures.noon + 1)
                try await street.hub.publish(Fixtures.interrupts(version: 1, short))
                try await street.interrupt("the interrupt on the panel") { $0.isOn }
                #expect(panel.frames.value.last == TestPainter.frame("Wasser abkochen"))
            }
            // Nobody knows how long the board was off.
            street.clock.advance(by: 86_400)
            try await street.board(isOnline: false) { panel in
                try await panel.frames.wait("the interrupt") { $0.last == TestPainter.frame("Wasser abkochen") }
                street.clock.advance(by: 1)
                try await panel.frames.wait("what has no date") { $0.last == TestPainter.frame(nil) }
            }
        }
    }

    @Test("an interrupt that is kept from the board is noticed and told, and no longer when it comes")
    func withheld() async throws {
        try await Street.with { street in
            await street.hub.tellTime {
                try? TimeAnswer(nonce: $0.nonce, board: Fixtures.board, at: Fixtures.noon, desired: 0, interrupt: 4)
            }
            try await street.board { _ in
                let heard = try await street.hub.heard.wait("what is withheld") {
                    $0.reported.last?.withheld?.interrupt == 4
                }
                #expect(heard.reported.last?.withheld?.desired == nil)
                try await street.hub.publish(Fixtures.interrupts(version: 4, Self.warning))
                let report = try await street.interrupt("the interrupt on the panel") { $0.isOn }
                #expect(report.withheld == nil)
            }
        }
    }
}
