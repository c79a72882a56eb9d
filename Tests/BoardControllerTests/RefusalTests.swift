import Crypto
import Foundation
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("What a board refuses")
struct RefusalTests {
    enum Offence: CaseIterable, Sendable {
        case noJSON, empty, tooLong, bareManifest, noManifest, sealedAsFeed
        case foreignKey, alteredPayload
        case otherBoard, olderVersion, sameVersionOtherBytes, expired, unknownMajor

        var reason: ReportedState.Refusal.Reason {
            switch self {
            case .noJSON, .empty, .tooLong, .bareManifest, .noManifest, .sealedAsFeed: .malformed
            case .foreignKey, .alteredPayload: .seal
            case .otherBoard: .board
            case .olderVersion, .sameVersionOtherBytes: .version
            case .expired: .expired
            case .unknownMajor: .contract
            }
        }

        func envelope(key: SigningKey) throws -> Data {
            let next = try Programme(version: 6).manifest
            switch self {
            case .noJSON: return Data("{".utf8)
            case .empty: return Data()
            case .tooLong: return Data(repeating: 0x20, count: DesiredState.longestEnvelope + 1)
            case .bareManifest: return try WireCoding.encode(next)
            case .noManifest: return try key.seal(bytes: Data("{\"version\":6}".utf8), as: .desired)
            case .sealedAsFeed: return try key.seal(next, as: .feed)
            case .foreignKey: return try SigningKey.generate().seal(next, as: .desired)
            case .alteredPayload:
                let sealed = try WireCoding.decode(Envelope.self, from: try key.seal(next, as: .desired))
                let altered = try WireCoding.encode(try Programme(version: 7).manifest)
                let whole: [String: Any] = [
                    "payloadType": sealed.payloadType, "payload": altered.base64EncodedString(),
                    "signatures": sealed.signatures.map { ["keyid": $0.keyid, "sig": $0.sig.base64EncodedString()] },
                ]
                return try JSONSerialization.data(withJSONObject: whole)
            case .otherBoard:
                return try key.seal(try Programme(version: 6, board: Fixtures.name("ebendorf")).manifest, as: .desired)
            case .olderVersion: return try key.seal(try Programme(version: 4).manifest, as: .desired)
            case .sameVersionOtherBytes: return try key.seal(try Programme(version: 5).manifest, as: .desired)
            case .expired:
                return try key.seal(try Programme(version: 6, expires: Fixtures.noon).manifest, as: .desired)
            case .unknownMajor: return try key.seal(next, as: .desired)
            }
        }

        var topic: String {
            let own = Topic.desired(cell: Fixtures.cell, board: Fixtures.board).text
            return self == .unknownMajor ? own.replacing("litfass/1/", with: "litfass/2/") : own
        }
    }

    @Test(
        "a manifest with this offence is refused and reported, and the old programme plays on",
        arguments: Offence.allCases)
    func refusal(_ offence: Offence) async throws {
        try await Street.with { street in
            try await street.board { panel in
                try await street.hub.publish(try Programme(version: 5, notices: [Fixtures.notice("Baubeginn")]))
                try await street.applied(5)
                // The broker takes no more than its limit, so the payload goes as it is.
                try await street.hub.publish(try offence.envelope(key: street.hub.key), to: offence.topic)
                let report = try await street.refused(offence.reason)
                #expect(report.refusals == 1)
                #expect(report.applied?.version == 5)
                #expect(report.floor == 5)
                #expect(report.pending == nil)
                #expect(report.refused?.detail.isEmpty == false)
                #expect(panel.frames.value.last == TestPainter.frame("Baubeginn"))
                #expect(panel.frames.value.count == 2)
            }
        }
    }

    @Test("fields that the board does not know are ignored")
    func unknownFields() async throws {
        try await Street.with { street in
            try await street.board { _ in
                let programme = try Programme(version: 1)
                try await street.hub.publish(try Programme(version: 1), serves: true)
                try await street.applied(1)
                var manifest = try #require(
                    try JSONSerialization.jsonObject(with: WireCoding.encode(programme.manifest)) as? [String: Any])
                manifest["version"] = 2
                manifest["season"] = ["name": "summer"]
                let sealed = try street.hub.key.seal(
                    bytes: JSONSerialization.data(withJSONObject: manifest), as: .desired)
                var envelope = try #require(try JSONSerialization.jsonObject(with: sealed) as? [String: Any])
                envelope["note"] = "of a later version"
                try await street.hub.publish(desired: JSONSerialization.data(withJSONObject: envelope))
                try await street.applied(2)
            }
        }
    }

    @Test("the same retained manifest delivered again is no refusal")
    func sameAgain() async throws {
        try await Street.with { street in
            try await street.board { _ in
                let envelope = try await street.hub.publish(try Programme(version: 5))
                try await street.applied(5)
                street.clock.advance(by: 2 * 86_400)
                try await street.hub.publish(desired: envelope)
                try await street.hub.publish(desired: Data("a marker".utf8))
                let report = try await street.refused(.malformed)
                #expect(report.refusals == 1)
            }
        }
    }

    @Test("a manifest whose layout cannot be read is refused once, and the old programme plays on")
    func brokenLayout() async throws {
        try await Street.with { street in
            try await street.board { panel in
                try await street.hub.publish(try Programme(version: 1, notices: [Fixtures.notice("Baubeginn")]))
                try await street.applied(1)
                let broken = Data("{\"name\":\"broken\"}".utf8)
                let envelope = try await street.hub.publish(try Programme(version: 2, layout: broken))
                let report = try await street.refused(.document)
                #expect(report.refused?.detail.contains("title: is missing") == true)
                #expect(report.applied?.version == 1)
                #expect(report.floor == 2)
                try await street.hub.publish(desired: envelope)
                try await street.hub.publish(desired: Data("a marker".utf8))
                #expect(try await street.refused(.malformed).refusals == 2)
                #expect(panel.frames.value.last == TestPainter.frame("Baubeginn"))
            }
        }
    }

    @Test("the floor outlasts the loss of manifest and documents")
    func floorOutlasts() async throws {
        try await Street.with { street in
            var envelope = Data()
            try await street.board { _ in
                envelope = try await street.hub.publish(try Programme(version: 5))
                try await street.applied(5)
            }
            StateFolder.remove(street.state.desired)
            StateFolder.remove(street.state.documents)
            let old = try street.hub.key.seal(try Programme(version: 4).manifest, as: .desired)
            try await street.hub.publish(desired: old)
            street.hub.forget()
            try await street.board { _ in
                #expect(try await street.refused(.version).floor == 5)
                // What was accepted before may come back, nothing else of its version.
                try await street.hub.publish(desired: envelope)
                try await street.applied(5)
            }
        }
    }

    @Test("a manifest that had expired by a clock that was ahead is accepted when the clock is right")
    func clockAhead() async throws {
        try await Street.with { street in
            street.clock.advance(by: 2 * 86_400)
            try await street.board(asksAgainAfter: .milliseconds(50)) { _ in
                try await street.hub.publish(try Programme(version: 1))
                let report = try await street.refused(.expired)
                #expect(report.floor == 0)
                street.clock.advance(by: -2 * 86_400)
                let mended = try await street.applied(1)
                #expect(mended.refusals == 1)
            }
        }
    }

    @Test("a manifest that the disk did not take is accepted when it does")
    func fullDisk() async throws {
        try await Street.with { street in
            try await street.board(asksAgainAfter: .milliseconds(50)) { panel in
                try await panel.frames.wait("evergreen frame") { !$0.isEmpty }
                // No file can take the place of a folder.
                try FileManager.default.createDirectory(atPath: street.state.floor, withIntermediateDirectories: true)
                try await street.hub.publish(try Programme(version: 1))
                let report = try await street.refused(.storage)
                #expect(report.floor == 0)
                StateFolder.remove(street.state.floor)
                let mended = try await street.applied(1)
                #expect(mended.floor == 1)
                #expect(mended.refusals == 1)
            }
        }
    }

    @Test("the same refusal again is counted, and told with the next report only")
    func again() async throws {
        try await Street.with { street in
            try await street.board { _ in
                let bad = Data("garbage".utf8)
                try await street.hub.publish(desired: bad)
                try await street.hub.heard.wait("keys and a refusal") { heard in
                    heard.reported.last.map { $0.keys == 1 && $0.refused != nil } ?? false
                }
                let controller = try #require(street.running.value?.controller)
                await controller.accept(bad, isLive: true)
                #expect(await controller.refusals == 2)
                #expect(await controller.reportAlarm == nil)
                await controller.refuse(.seal, "another one")
                try await street.hub.heard.wait("all of them") { $0.reported.last?.refusals == 3 }
            }
        }
    }

    @Test("a manifest that came and that the disk did not take is not called withheld")
    func notWithheld() async throws {
        try await Street.with { street in
            await street.hub.tellTime {
                try? TimeAnswer(nonce: $0.nonce, board: Fixtures.board, at: Fixtures.noon, desired: 1)
            }
            try await street.board { _ in
                try await street.hub.heard.wait("what is withheld") { $0.reported.last?.withheld?.desired == 1 }
                // No file can take the place of a folder.
                try FileManager.default.createDirectory(atPath: street.state.floor, withIntermediateDirectories: true)
                try await street.hub.publish(try Programme(version: 1))
                #expect(try await street.refused(.storage).withheld == nil)
            }
        }
    }

    @Test("a postponed manifest is forgotten when another is accepted")
    func overtaken() async throws {
        try await Street.with { street in
            try await street.board(asksAgainAfter: .milliseconds(50)) { _ in
                try await street.hub.publish(try Programme(version: 1, expires: Fixtures.noon))
                try await street.refused(.expired)
                try await street.hub.publish(try Programme(version: 2))
                try await street.applied(2)
                street.clock.advance(by: -60)
                try await street.hub.publish(desired: Data("a marker".utf8))
                let report = try await street.refused(.malformed)
                #expect(report.refusals == 2)
                #expect(report.applied?.version == 2)
            }
        }
    }
}
