import Crypto
import Foundation
import MQTT
import SQLite
import Signage
import SignageTesting
import Testing

/// Proof of display over real processes, of which any may be killed, and any disk full.
@Suite(.serialized) struct ProofTests {
    private static let board = "marktplatz"

    private func onStreet(stateOn disk: SmallDisk? = nil, _ body: (Street) async throws -> Void) async throws {
        try await Street.with(hubState: disk?.path, body)
    }

    @Test(
        "a hub that is killed between commit and acknowledgement, ten times, has every record once and the chain whole")
    func hubKilledBeforeAcknowledging() async throws {
        try await onStreet { street in
            var outbox = try TestOutbox(Self.board)
            try await street.send(outbox.introduction())
            let notice = try Name("markt")
            for round in 0..<10 {
                street.endHub(by: SIGTERM)
                let log = try FullPipe(at: street.folder.path + "/pipe-\(round)")
                try await street.startHub(log: log.path)
                let first = try outbox.chain.batch([try outbox.chain.show(notice, quarter: round * 6)])
                try await street.deliver(first, of: outbox)
                // From here on the hub halts at the next line that it logs: that of an incident, which follows the commit.
                log.fill()
                let events = try (1...5).map { try outbox.chain.show(notice, quarter: round * 6 + $0) }
                let batch = try outbox.chain.batch(events + [outbox.chain.happen("round \(round)")])
                try await street.send(outbox.message(batch))
                try await street.until("the commit of round \(round)") {
                    try street.storedRecords(of: Self.board).count == outbox.chain.links.count ? true : nil
                }
                street.endHub(by: SIGKILL)
                #expect(try street.acknowledged(outbox) == first.last)
                try await street.startHub()
                try await street.deliver(batch, of: outbox)
            }
            #expect(try street.storedRecords(of: Self.board) == outbox.chain.links)
            let list = try street.plays()
            #expect(list.plays.map(\.times) == [60] && list.plays.map(\.seconds) == [3_600])
            #expect(list.caveats.isEmpty)
        }
    }

    @Test("a hub that is killed before its commit is sent again by the broker what it had not stored")
    func hubKilledBeforeCommit() async throws {
        try await onStreet { street in
            var outbox = try TestOutbox(Self.board)
            try await street.send(outbox.introduction())
            let notice = try Name("markt")
            let first = try outbox.chain.batch([try outbox.chain.show(notice, quarter: 0)])
            try await street.deliver(first, of: outbox)
            let second = try outbox.chain.batch([try outbox.chain.show(notice, quarter: 1)])
            try await street.whileDatabaseIsHeld {
                try await street.send(outbox.message(second))
                // What the broker has delivered after it has come: then so has it.
                try await street.passThroughHub(as: Self.board)
                street.endHub(by: SIGKILL)
            }
            #expect(try street.storedRecords(of: Self.board).count == 1)
            try await street.startHub()
            // Nobody but the broker sends it again.
            try await street.until("the acknowledgement of the second") {
                try street.acknowledged(outbox) == second.last ? true : nil
            }
            #expect(try street.storedRecords(of: Self.board) == outbox.chain.links)
        }
    }

    @Test("events that come twice, with fields that this hub does not know, are there once and as they were sealed")
    func twice() async throws {
        try await onStreet { street in
            var outbox = try TestOutbox(Self.board)
            try await street.send(outbox.introduction())
            _ = try outbox.chain.show(Name("markt"), quarter: 0)
            let bytes = try #require(outbox.chain.links.last)
            let newer = Data(
                String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "{", with: #"{"neu":[1],"#).utf8)
            var other = try TestOutbox(Self.board, key: outbox.key)
            let batch = try other.chain.batch([try other.chain.add(bytes: newer)])
            // A hub that has just begun may not listen yet.
            try await street.until("an acknowledgement") {
                for _ in 0..<3 {
                    try await street.send(
                        other.message(batch) { $0.replacingOccurrences(of: #"{"n":"#, with: #"{"neu":{},"n":"#) })
                }
                return try street.acknowledged(other) == 1 ? true : nil
            }
            #expect(try street.storedRecords(of: Self.board) == [newer])
            #expect(try street.plays().plays.map(\.times) == [1])
        }
    }

    @Test("a board that is killed leaves a gap on record, one that is ended in order all that it has shown")
    func boardKilled() async throws {
        try await onStreet { street in
            try await street.startBoard(Self.board, profile: "board-landscape-55")
            let id = try street.publish("Wochenmarkt zieht um", on: Self.board)
            _ = try await street.shown(id, on: Self.board)
            street.endBoard(Self.board, by: SIGTERM)
            try await street.startBoard(Self.board, profile: "board-landscape-55")
            let stopped = try await street.until("what the board has shown") { () -> PlayList? in
                let list = try street.plays()
                return list.totals.contains { $0.notice == id } ? list : nil
            }
            #expect(stopped.totals.first { $0.notice == id }?.headline == "Wochenmarkt zieht um")
            #expect(stopped.gaps.map(\.reason) == [.stopped])
            street.endBoard(Self.board, by: SIGKILL)
            try await street.startBoard(Self.board, profile: "board-landscape-55")
            let killed = try await street.until("the gap") { () -> PlayList? in
                let list = try street.plays()
                return list.gaps.count == 2 ? list : nil
            }
            // Both may lie in one second, which is as fine as their order is told.
            #expect(Set(killed.gaps.map(\.reason)) == [.stopped, .interrupted])
            #expect(!killed.caveats.contains { if case .broken = $0.kind { true } else { false } })
            let table = try street.litfass("plays")
            #expect(table.contains("Wochenmarkt zieht um (\(id))") && table.contains("was cut off at"))
        }
    }

    @Test(
        "a board whose disk is full tells so and plays on, and nothing that it has shown is lost",
        .enabled(if: SmallDisk.isPossible, "mounting a small disk takes root rights"))
    func boardDiskFull() async throws {
        let disk = try SmallDisk(megabytes: 4)
        try await onStreet { street in
            try await street.startBoard(Self.board, profile: "board-landscape-55", state: disk.path)
            try await street.until("membership") {
                street.log(of: Self.board).contains("connected to") ? true : nil
            }
            street.endBoard(Self.board, by: SIGKILL)
            try disk.fill()
            try await street.startBoard(Self.board, profile: "board-landscape-55", state: disk.path)
            try await street.reported("a full disk", by: Self.board) { $0.refused?.reason == .storage ? true : nil }
            try disk.free()
            let id = try street.publish("Wochenmarkt zieht um", on: Self.board)
            _ = try await street.shown(id, on: Self.board)
            street.endBoard(Self.board, by: SIGTERM)
            try await street.startBoard(Self.board, profile: "board-landscape-55", state: disk.path)
            let list = try await street.until("what the board has shown") { () -> PlayList? in
                let list = try street.plays()
                return list.totals.contains { $0.notice == id } ? list : nil
            }
            // Of the time in which the disk took nothing, too.
            #expect(list.plays.contains { $0.played.kind == .evergreen })
        }
    }

    @Test(
        "a hub whose disk is full acknowledges nothing and does all else; what boards send again is stored when there is room",
        .enabled(if: SmallDisk.isPossible, "mounting a small disk takes root rights"))
    func hubDiskFull() async throws {
        let disk = try SmallDisk(megabytes: 24)
        try await onStreet(stateOn: disk) { street in
            var outbox = try TestOutbox(Self.board)
            try await street.send(outbox.introduction())
            let first = try outbox.chain.batch([try outbox.chain.show(Name("markt"), quarter: 0)])
            try await street.deliver(first, of: outbox)
            try disk.fill()
            // More than what SQLite has room for already.
            var batches: [EventBatch] = []
            while !street.hubLog.contains("they keep it") {
                let events = try (0..<EventBatch.mostEvents).map {
                    try outbox.chain.show(Name("markt"), quarter: outbox.chain.links.count + $0)
                }
                let batch = try outbox.chain.batch(events)
                batches.append(batch)
                try await street.send(outbox.message(batch))
                try await street.until("an answer of the hub") {
                    let isStored = try street.acknowledged(outbox) == batch.last
                    return isStored || street.hubLog.contains("they keep it") ? true : nil
                }
                try #require(batches.count < 2_000)
            }
            let refused = try #require(batches.last)
            #expect(try street.acknowledged(outbox) < refused.last)
            try await street.passThroughHub(as: Self.board)
            try disk.free()
            try await street.deliver(refused, of: outbox)
            #expect(try street.storedRecords(of: Self.board).count == outbox.chain.links.count)
            #expect(try street.plays().caveats.isEmpty)
        }
    }
}
