import Crypto
import Foundation
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("What a board has shown, and how the hub gets to know")
struct ProofTests {
    private static let market = Fixtures.notice("Wochenmarkt")

    /// Plays a notice for some minutes.
    private func play(_ street: Street, minutes: Int, version: Int = 1) async throws {
        try await street.hub.publish(try Programme(version: version, notices: [Self.market]))
        try await street.applied(version)
        for _ in 0..<minutes { try await street.minutePasses() }
    }

    private func played(_ chain: Chain) -> [PlayRecord] {
        chain.contents.compactMap { if case .played(let record) = $0 { record } else { nil } }
    }

    @Test("what was shown comes to the hub in a chain, sealed by the key that the board reports, and leaves its disk")
    func told() async throws {
        try await Street.with { street in
            await street.hub.acknowledgesEvents(true)
            try await street.board { _ in
                try await play(street, minutes: 31)
                let heard = try await street.hub.heard.wait("two quarters of an hour") {
                    $0.records.count { $0.item == Self.market.id } >= 2
                }
                let chain = try Chain(heard.batches)
                #expect(chain.isWhole)
                let records = played(chain).filter { $0.played.item == Self.market.id }
                #expect(records.map(\.seconds) == [900, 900] && records.map(\.times) == [1, 0])
                #expect(records.allSatisfy { $0.version == 1 && $0.clock == .system })
                #expect(records[0].frame.hex == TestPainter.hash(TestPainter.frame("Wochenmarkt")))
                let key = try #require(heard.reported.last?.key)
                #expect(heard.keyIDs == [try PublicKey(rawRepresentation: key).id])
                try await street.minutePasses()
                try await street.minutePasses()
                #expect(try street.waiting() == 0)
            }
        }
    }

    @Test("a day without a hub is told afterwards: nothing is missing, nothing is there twice")
    func day() async throws {
        try await Street.with { street in
            try await street.board { _ in
                try await play(street, minutes: 0)
                await street.hub.stop()
                for _ in 0..<1_440 { try await street.minutePasses() }
                street.hub.forget()
                await street.hub.acknowledgesEvents(true)
                try await street.hub.start()
                // The board finds out when its connection is a new one.
                try await street.interrupt()
                let heard = try await street.hub.heard.wait("a day of records") { heard in
                    heard.records.count { $0.item == Self.market.id } >= 96
                }
                let chain = try Chain(heard.batches)
                #expect(chain.isWhole && Set(chain.hashes).count == chain.hashes.count)
                let records = played(chain).filter { $0.played.item == Self.market.id }
                #expect(records.map(\.seconds).reduce(0, +) == 86_400 && records.map(\.times).reduce(0, +) == 1)
                try await street.minutePasses()
                try await street.minutePasses()
                #expect(try street.waiting() == 0)
            }
        }
    }

    @Test("a board that was ended in order tells all it has shown up to then, and the gap, in the chain that it had")
    func restart() async throws {
        try await Street.with { street in
            var key: Data?
            try await street.board { _ in
                try await play(street, minutes: 7)
                key = street.hub.heard.value.reported.last?.key
            }
            street.clock.advance(by: 3_600)
            street.hub.forget()
            await street.hub.acknowledgesEvents(true)
            try await street.board { _ in
                let heard = try await street.hub.heard.wait("records and a gap") { $0.gaps.count == 1 }
                #expect(heard.gaps[0].reason == .stopped)
                #expect(heard.gaps[0].from == Fixtures.noon + 420 && heard.gaps[0].to == Fixtures.noon + 4_020)
                let chain = try Chain(heard.batches)
                #expect(chain.isWhole)
                #expect(played(chain).filter { $0.played.item == Self.market.id }.map(\.seconds) == [420])
                try await street.applied(1)
                #expect(street.hub.heard.value.reported.last?.key == key)
            }
            let attributes = try FileManager.default.attributesOfItem(atPath: street.state.key)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        }
    }

    @Test("an acknowledgement that is forged, for another board or of what was never sent deletes nothing")
    func foreign() async throws {
        try await Street.with { street in
            try await street.board { _ in
                try await play(street, minutes: 16)
                let heard = try await street.hub.heard.wait("a record") { !$0.batches.isEmpty }
                let boot = try #require(heard.batches.last).boot
                var generator = SystemRandomNumberGenerator()
                let other = Nonce(using: &generator)
                try await street.hub.acknowledge(boot: boot, through: 1_000, by: .generate())
                try await street.refused(.seal)
                try await street.hub.acknowledge(boot: boot, through: 1_000, board: Fixtures.name("ebendorf"))
                try await street.hub.acknowledge(boot: other, through: 1_000)
                try await street.hub.acknowledge(boot: boot, through: 0)
                // What was sent before this has come by now.
                try await street.hub.publish(try Programme(version: 2, notices: [Self.market]))
                try await street.applied(2)
                let before = try street.waiting()
                for _ in 0..<3 { try await street.minutePasses() }
                #expect(try street.waiting() >= before && before > 0)
            }
        }
    }

    @Test("a disk that does not take the outbox is told, the board plays on, and what it has shown comes when it can")
    func storage() async throws {
        try await Street.with { street in
            // A folder in the place of the database, which is no damage that could be put aside.
            let folder = street.state.outbox + "-wal"
            try FileManager.default.createDirectory(atPath: folder + "/full", withIntermediateDirectories: true)
            await street.hub.acknowledgesEvents(true)
            try await street.board { panel in
                try await street.refused(.storage)
                try await play(street, minutes: 20)
                #expect(panel.frames.value.last == TestPainter.frame("Wochenmarkt"))
                #expect(street.hub.heard.value.batches.isEmpty)
                try FileManager.default.removeItem(atPath: folder)
                try await street.minutePasses()
                let heard = try await street.hub.heard.wait("the record") { heard in
                    heard.records.contains { $0.item == Self.market.id }
                }
                #expect(try Chain(heard.batches).isWhole)
                #expect(played(try Chain(heard.batches)).last?.seconds == 900)
            }
        }
    }

    @Test("while the panel is off nothing is shown, whatever the programme says")
    func off() async throws {
        try await Street.with { street in
            await street.hub.acknowledgesEvents(true)
            try await street.board { panel in
                try await play(street, minutes: 5)
                // From here on nothing gets to the panel.
                panel.isBroken.update { $0 = true }
                try await street.hub.publish(try Programme(version: 2, notices: [Fixtures.notice("Baustelle")]))
                try await street.refused(.document)
                for _ in 0..<20 { try await street.minutePasses() }
                let heard = try await street.hub.heard.wait("a record") { heard in
                    heard.records.contains { $0.item == Self.market.id }
                }
                #expect(played(try Chain(heard.batches)).filter { $0.played.item != nil }.map(\.seconds) == [300])
            }
        }
    }
}
