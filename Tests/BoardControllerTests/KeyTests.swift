import Crypto
import Foundation
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite struct KeyTests {
    @Test(
        "a board follows to a new publisher key: the old one's seals are refused, versions begin anew, the programme plays on"
    )
    func rotated() async throws {
        try await Street.with { street in
            try await street.board { panel in
                try await street.hub.publish(try Programme(version: 7, notices: [Fixtures.notice("Baubeginn")]))
                #expect(try await street.applied(7).floor == 7)
                let successor = SigningKey.generate()
                try await street.hub.publish(
                    keys: try Keys(street.hub.root).naming([street.hub.key]).naming([successor]).chain)
                try await street.hub.heard.wait("a floor that begins anew") { $0.reported.last?.floor == 0 }
                #expect(panel.frames.value.last == TestPainter.frame("Baubeginn"))

                try await street.hub.publish(try Programme(version: 8))
                try await street.refused(.seal)
                let next = try Programme(version: 1, notices: [Fixtures.notice("Bauende")])
                await street.hub.serve(next)
                try await street.hub.publish(desired: try successor.seal(next.manifest, as: .desired))
                #expect(try await street.applied(1).floor == 1)
            }
        }
    }

    @Test("what was sealed by a new key is taken though it came before the keys that name it")
    func overtaken() async throws {
        try await Street.with { street in
            try await street.board { _ in
                let successor = SigningKey.generate()
                let next = try Programme(version: 1, notices: [Fixtures.notice("Bauende")])
                await street.hub.serve(next)
                try await street.hub.publish(desired: try successor.seal(next.manifest, as: .desired))
                try await street.refused(.seal)
                try await street.hub.publish(
                    keys: try Keys(street.hub.root).naming([street.hub.key]).naming([successor]).chain)
                try await street.applied(1)
            }
        }
    }

    @Test(
        "keys that are old, of another story, of a stranger or no keys at all are refused, and the board keeps its own",
        arguments: ["old", "forked", "stranger", "publisher", "garbage", "none"])
    func refused(kind: String) async throws {
        try await Street.with { street in
            try await street.board { _ in
                let second = SigningKey.generate()
                let first = try Keys(street.hub.root).naming([street.hub.key])
                let good = try first.naming([street.hub.key, second])
                try await street.hub.publish(keys: try good.chain)
                try await street.hub.publish(try Programme(version: 2))
                try await street.applied(2)
                let bad: Data =
                    switch kind {
                    case "old": try first.chain
                    case "forked": try first.naming([second]).chain
                    case "stranger": try good.naming([second], sealedBy: [SigningKey.generate()]).chain
                    case "publisher": try good.naming([second], sealedBy: [street.hub.key]).chain
                    case "garbage": Data([0xFF, 0xFE, 0x00])
                    default: Data(#"{"documents": []}"#.utf8)
                    }
                try await street.hub.publish(keys: bad)
                let reason: ReportedState.Refusal.Reason =
                    ["old": .version, "garbage": .malformed, "none": .malformed][kind] ?? .seal
                let report = try await street.refused(reason)
                #expect(report.refused?.detail.hasPrefix("the keys ") == true)
                // A manifest of the key that is in force is still taken.
                try await street.hub.publish(try Programme(version: 3))
                try await street.applied(3)
            }
        }
    }

    @Test("a board that was away while keys changed learns it with the next connect, and plays what it has until then")
    func away() async throws {
        try await Street.with { street in
            let old = try Programme(version: 4, notices: [Fixtures.notice("Baubeginn")])
            try await street.board { _ in
                try await street.hub.publish(old)
                try await street.applied(4)
            }
            let successor = SigningKey.generate()
            try await street.hub.publish(
                keys: try Keys(street.hub.root).naming([street.hub.key]).naming([successor]).chain)
            let new = try Programme(version: 5, notices: [Fixtures.notice("Bauende")])
            await street.hub.serve(new)
            try await street.hub.publish(desired: try successor.seal(new.manifest, as: .desired))
            try await street.board { panel in
                try await street.applied(5)
                #expect(panel.frames.value.first == TestPainter.frame("Baubeginn"))
            }
            // A key that was taken out has sealed nothing of what plays now; the keys are known without the network.
            try await street.board(isOnline: false) { panel in
                let frames = try await panel.frames.wait("frame") { !$0.isEmpty }
                #expect(frames.first == TestPainter.frame("Bauende"))
            }
        }
    }

    @Test("a programme whose key was taken out since plays on from the disk without the network")
    func formerPublisher() async throws {
        try await Street.with { street in
            try await street.board { _ in
                try await street.hub.publish(try Programme(version: 4, notices: [Fixtures.notice("Baubeginn")]))
                try await street.applied(4)
                try await street.hub.publish(
                    keys: try Keys(street.hub.root).naming([street.hub.key]).naming([.generate()]).chain)
                try await street.hub.heard.wait("a floor that begins anew") { $0.reported.last?.floor == 0 }
            }
            try await street.board(isOnline: false) { panel in
                let frames = try await panel.frames.wait("frame") { !$0.isEmpty }
                #expect(frames.first == TestPainter.frame("Baubeginn"))
            }
        }
    }

    @Test("a chain whose beginning somebody has cut off is followed from where the board is, and holds after a restart")
    func cutOff() async throws {
        try await Street.with { street in
            let known = try Keys(street.hub.root).naming([street.hub.key])
                .naming([street.hub.key], root: .generate()).naming([street.hub.key])
            let next = try known.naming([.generate()])
            try await street.board { _ in
                try await street.hub.publish(keys: try known.chain)
                try await street.hub.publish(try Programme(version: 4, notices: [Fixtures.notice("Baubeginn")]))
                try await street.applied(4)
                // Nothing in it is sealed by the root key that the board was given.
                let rest = try KeyChain(documents: Array(next.documents.suffix(2)))
                try await street.hub.publish(keys: try WireCoding.encode(rest))
                try await street.hub.heard.wait("the keys") { $0.reported.last?.keys == 4 }
            }
            try await street.board(isOnline: false) { panel in
                let frames = try await panel.frames.wait("frame") { !$0.isEmpty }
                #expect(frames.first == TestPainter.frame("Baubeginn"))
            }
        }
    }

    @Test(
        "keys that the disk has lost are told, the programme plays on, and an older chain is not taken in their place",
        arguments: ["gone", "garbage"])
    func lost(kind: String) async throws {
        try await Street.with { street in
            let second = SigningKey.generate()
            let first = try Keys(street.hub.root).naming([street.hub.key])
            let good = try first.naming([street.hub.key, second])
            try await street.hub.publish(keys: try good.chain)
            try await street.board { _ in
                try await street.hub.publish(try Programme(version: 4, notices: [Fixtures.notice("Baubeginn")]))
                try await street.applied(4)
            }
            if kind == "gone" {
                try FileManager.default.removeItem(atPath: street.state.keys)
            } else {
                try Data("garbage".utf8).write(to: URL(fileURLWithPath: street.state.keys))
            }
            try await street.hub.publish(keys: try first.chain)
            street.hub.forget()
            try await street.board { panel in
                #expect(try await street.refused(.version).refused?.detail.contains("2 was accepted before") == true)
                #expect(panel.frames.value.first == TestPainter.frame("Baubeginn"))
                try await street.hub.publish(keys: try good.chain)
                try await street.hub.publish(try Programme(version: 5))
                try await street.applied(5)
            }
        }
    }

    @Test("a floor of an earlier release, which names no key, holds")
    func earlierFloor() throws {
        let floor = try WireCoding.decode(VersionFloor.self, from: Data(#"{"version": 7, "manifest": "ab"}"#.utf8))
        #expect(floor.version == 7 && floor.keyID == nil && floor.keys == 0)
        #expect(refusal(#"{"version": -1}"#) && refusal(#"{"version": "7"}"#))
    }

    private func refusal(_ json: String) -> Bool {
        (try? WireCoding.decode(VersionFloor.self, from: Data(json.utf8))) == nil
    }
}
