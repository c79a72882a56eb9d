import Crypto
import Foundation
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("Feeds on a board")
struct FeedTests {
    @Test("a snapshot shows, an older one is ignored, and the newest is shown again after a restart")
    func snapshots() async throws {
        try await Street.with { street in
            let newer = Fixtures.snapshot(at: Fixtures.noon, title: "Gemeinderat")
            let frame = TestPainter.frame("Baubeginn", Fixtures.layout, [Fixtures.meetings: newer])
            try await street.board { panel in
                try await street.hub.publish(try Programme(version: 1, notices: [Fixtures.notice("Baubeginn")]))
                try await street.applied(1)
                try await street.hub.publish(newer)
                try await panel.frames.wait("frame with the feed") { $0.last == frame }
                try await street.hub.publish(
                    Fixtures.snapshot(at: Fixtures.noon.addingTimeInterval(-60), title: "Bauausschuss"))
                try await street.hub.publish(desired: Data("a marker".utf8))
                #expect(try await street.refused(.malformed).refusals == 1)
                #expect(panel.frames.value.last == frame)
            }
            try await street.board(isOnline: false) { panel in
                let frames = try await panel.frames.wait("stored feed") { !$0.isEmpty }
                #expect(frames[0] == frame)
            }
        }
    }

    @Test("a snapshot under a foreign seal, or under another feed's topic, is refused")
    func refusals() async throws {
        try await Street.with { street in
            try await street.board { panel in
                try await street.hub.publish(try Programme(version: 1))
                try await street.applied(1)
                let snapshot = Fixtures.snapshot(title: "Gemeinderat")
                try await street.hub.publish(snapshot, sealedBy: .generate())
                try await street.refused(.seal)
                try await street.hub.publish(
                    Fixtures.snapshot(of: Fixtures.name("wetter"), title: "Regen"), on: Fixtures.meetings)
                #expect(try await street.refused(.malformed).refusals == 2)
                #expect(StateFolder.names(in: street.state.feeds).isEmpty)
                #expect(panel.frames.value.last == TestPainter.frame(nil))
            }
        }
    }

    @Test("a snapshot longer than 1 MiB is refused unread")
    func tooLong() throws {
        var cache = FeedCache(folder: FileManager.default.temporaryDirectory.path + "/none")
        let outcome = cache.take(
            Data(count: FeedCache.longest + 1), feed: Fixtures.meetings,
            with: Seal(root: SigningKey.generate().publicKey))
        guard case .refused(.malformed, _) = outcome else {
            Issue.record("not refused as malformed but \(outcome)")
            return
        }
        #expect(cache.snapshots.isEmpty)
    }
}
