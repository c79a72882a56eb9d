import Foundation
import Signage
import SignageTesting
import Testing

/// Power cuts, dead brokers and forged programmes: the last good programme plays on.
@Suite(.serialized) struct DamageTests {
    private static let board = Street.bench

    @Test("a board killed at any moment of a download or a switch starts with a whole programme and catches up")
    func killed() async throws {
        try await Street.withBench(behindLine: true) { street in
            var last = try street.publish("Erster Aushang", on: Self.board)
            _ = try await street.shown(last, on: Self.board)
            // A picture takes about a second, and so the moments lie in its download, at the switch and behind it.
            street.line?.change { $0.bytesPerSecond = 1_500_000 }
            var generator = SystemRandomNumberGenerator()
            for round in 1...20 {
                let picture = street.folder.appending(path: "\(round).jpg")
                try TestPictures.jpeg(atLeast: 1_300_000, seed: UInt8(round)).write(to: picture)
                let id = try street.publish(
                    "Aushang \(round)", ["--image", picture.path, "--image-description", "Ein Baum"], on: Self.board)
                // Chance, not a time to wait for.
                try await Task.sleep(for: .microseconds(Int.random(in: 0...1_300_000, using: &generator)))
                street.endBoard(Self.board, by: SIGKILL)
                try FileManager.default.removeItem(at: street.folder.appending(path: "\(Self.board)/board.log"))
                try await street.startBench()
                try await street.until("a stored programme in round \(round); \(street.log(of: Self.board))") {
                    street.log(of: Self.board).contains("as stored") ? true : nil
                }
                #expect(!street.log(of: Self.board).contains("refused"))
                try await street.reported("version of round \(round)", by: Self.board) { state in
                    state.refused == nil && state.applied?.notice == id ? true : nil
                }
                try street.litfass("withdraw", last.text)
                last = id
            }
        }
    }

    @Test("a board without broker and hub shows its stored programme after a restart")
    func offline() async throws {
        try await Street.withBench { street in
            let id = try street.publish("Bleibt auch ohne Netz", on: Self.board)
            _ = try await street.shown(id, on: Self.board)
            street.endHub(by: SIGKILL)
            try street.killBroker(losingItsStore: false)
            func restarted() async throws -> Data {
                street.endBoard(Self.board, by: SIGKILL)
                try FileManager.default.removeItem(at: street.folder.appending(path: "\(Self.board)/panel.raw"))
                try FileManager.default.removeItem(at: street.folder.appending(path: "\(Self.board)/board.log"))
                try await street.startBench()
                return try await street.until("the stored programme on the panel; \(street.log(of: Self.board))") {
                    street.log(of: Self.board).contains("is on the panel") ? street.panel(of: Self.board) : nil
                }
            }
            // A feed may have been stored just before the power went, and not drawn any more.
            let first = try await restarted()
            // Feeds, clock and programme are the same, and so is the picture, byte for byte.
            #expect(try await restarted() == first)
        }
    }

    @Test("a broker that lost its store gets every programme again, and boards catch up with what they missed")
    func brokerLost() async throws {
        try await Street.withBench { street in
            let id = try street.publish("Vor dem Ausfall", on: Self.board)
            _ = try await street.shown(id, on: Self.board)
            try street.killBroker(losingItsStore: true)
            let missed = try street.publish("Während des Ausfalls", on: Self.board)
            try await street.startBroker()
            try await street.until("the board to show what it missed") {
                let list = try WireCoding.decode(NoticeList.self, from: Data(street.litfass("notices", "--json").utf8))
                let delivery = list.notices.first { $0.notice.id == missed }?.deliveries.first
                return delivery?.appliedAt != nil ? true : nil
            }
        }
    }

    @Test("a hub that is killed and started again keeps its notices and counts on")
    func hubKilled() async throws {
        try await Street.withBench { street in
            let before = try street.publish("Vor dem Neustart", on: Self.board)
            let applied = try await street.shown(before, on: Self.board)
            street.endHub(by: SIGKILL)
            try await street.startHub()
            let after = try street.publish("Nach dem Neustart", on: Self.board)
            #expect(try await street.shown(after, on: Self.board).version > applied.version)
            let list = try WireCoding.decode(NoticeList.self, from: Data(street.litfass("notices", "--json").utf8))
            #expect(list.notices.map(\.notice.id) == [after, before])
        }
    }
}
