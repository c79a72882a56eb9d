import Foundation
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("Documents on their way to a board")
struct DocumentTests {
    /// Of three chunks.
    private static let long = Fixtures.notice("Satzung", body: String(repeating: "ä€ ", count: 2_600))
    private static var padded: Data { get throws { try padded(80_000) } }

    private static func padded(_ count: Int) throws -> Data {
        // Readers ignore unknown fields, so that a document may be of any length.
        let whole = String(decoding: try WireCoding.encode(Fixtures.layout), as: UTF8.self)
        return Data((whole.dropLast() + ",\"x\":\"\(String(repeating: "x", count: count))\"}").utf8)
    }

    @Test("a chunk that was lost is asked for again, and only that")
    func lostChunk() async throws {
        try await Street.with { street in
            await street.hub.answer { chunk, ask in chunk.index == 1 && ask == 0 ? nil : chunk.payload }
            try await street.board(asksAgainAfter: .milliseconds(500)) { _ in
                try await street.hub.publish(try Programme(version: 1, layout: Self.padded))
                try await street.applied(1)
                #expect(street.hub.heard.value.gets.map { $0.indices(count: 3) } == [[0, 1, 2], [1]])
            }
        }
    }

    @Test("a document with a tampered chunk is thrown away, counted and asked for again")
    func tamperedChunk() async throws {
        try await Street.with { street in
            await street.hub.answer { chunk, ask in
                var payload = chunk.payload
                if ask == 0, chunk.index == 1 { payload[payload.endIndex - 1] ^= 1 }
                return payload
            }
            try await street.board(asksAgainAfter: .milliseconds(500)) { _ in
                try await street.hub.publish(try Programme(version: 1, layout: Self.padded))
                let report = try await street.applied(1)
                #expect(report.refusals == 1)
                #expect(report.refused == nil)
                #expect(street.hub.heard.value.gets.map { $0.indices(count: 3) } == [[0, 1, 2], [0, 1, 2]])
            }
        }
    }

    @Test("a document that is longer than the manifest names is not taken")
    func longerThanNamed() async throws {
        try await Street.with { street in
            await street.hub.answer { chunk, ask in
                guard ask == 0 else { return chunk.payload }
                return DocumentChunk(0, of: chunk.bytes + Data(repeating: 0x20, count: 10))?.payload
            }
            try await street.board(asksAgainAfter: .milliseconds(500)) { _ in
                try await street.hub.publish(try Programme(version: 1))
                try await street.hub.heard.wait("refusal") { $0.reported.contains { $0.refused?.reason == .document } }
                try await street.applied(1)
                #expect(street.hub.heard.value.reported.last?.refusals == 1)
            }
        }
    }

    @Test("a document is asked for at once after a reconnect")
    func reconnect() async throws {
        try await Street.with { street in
            let programme = try Programme(version: 1)
            try await street.board { _ in
                try await street.hub.publish(programme, serves: false)
                try await street.hub.heard.wait("first request") { !$0.gets.isEmpty }
                await street.hub.serve(programme)
                try await street.interrupt()
                try await street.applied(1)
                #expect(street.hub.heard.value.gets.count == 2)
            }
        }
    }

    @Test("a document that was asked for in vain is asked for at once when the hub publishes the manifest again")
    func hubComesBack() async throws {
        try await Street.with { street in
            let programme = try Programme(version: 1)
            try await street.board { _ in
                try await street.hub.publish(programme, serves: false)
                try await street.hub.heard.wait("first request") { !$0.gets.isEmpty }
                try await street.hub.publish(programme)
                try await street.applied(1)
            }
        }
    }

    @Test("many documents come eight at a time")
    func many() async throws {
        try await Street.with { street in
            try await street.board { _ in
                let notices = (1...40).map { Fixtures.notice("Bekanntmachung \($0)") }
                try await street.hub.publish(try Programme(version: 1, notices: notices))
                try await street.applied(1)
                #expect(Set(street.hub.heard.value.gets.map(\.document)).count == 41)
            }
            #expect(StateFolder.names(in: street.state.documents).count == 41)
        }
    }

    @Test("documents of versions that never got to the panel are removed, but for those of the last")
    func neverShown() async throws {
        try await Street.with { street in
            try await street.board { panel in
                panel.isBroken.update { $0 = true }
                var last: Set<String> = []
                for version in 1...4 {
                    let programme = try Programme(version: version, notices: [Fixtures.notice("Notiz \(version)")])
                    last = Set(programme.documents.keys.map(\.hex))
                    try await street.hub.publish(programme)
                    try await street.hub.heard.wait("that version \(version) cannot be shown") { heard in
                        heard.reported.last?.refused?.detail.hasPrefix("version \(version) cannot be shown") ?? false
                    }
                }
                let there = Set(StateFolder.names(in: street.state.documents))
                // The layout, and the notices of this version and of the one that it took the place of.
                #expect(there.isSuperset(of: last) && there.count <= 3)
            }
        }
    }

    @Test("a board that ended in the middle of a document goes on where it was")
    func resumed() async throws {
        try await Street.with { street in
            let programme = try Programme(version: 1, layout: try Self.padded(3 << 20))
            // From chunk 70 on nothing comes.
            await street.hub.answer { chunk, _ in chunk.index < 70 ? chunk.payload : nil }
            try await street.board { _ in
                try await street.hub.publish(programme)
                try await street.hub.heard.wait("request beyond what comes") { heard in
                    heard.gets.contains { $0.indices(count: 97).contains { $0 >= 70 } }
                }
            }
            #expect(StateFolder.names(in: street.state.downloads).count == 2)
            street.hub.forget()
            await street.hub.answer { chunk, _ in chunk.payload }
            try await street.board { _ in
                try await street.applied(1)
                let asked = street.hub.heard.value.gets.flatMap { $0.indices(count: 97) }
                // Two maps had been written, of 32 chunks each.
                #expect(asked.min() == 64)
                #expect(Set(asked).count == asked.count)
            }
            #expect(StateFolder.names(in: street.state.downloads).isEmpty)
        }
    }

    @Test("a hub that has come back hears from the board, and is asked for what it did not send")
    func hubBirth() async throws {
        try await Street.with { street in
            let programme = try Programme(version: 1)
            try await street.board { _ in
                try await street.hub.publish(programme, serves: false)
                try await street.hub.heard.wait("first request") { !$0.gets.isEmpty }
                await street.hub.serve(programme)
                street.hub.forget()
                try await street.hub.sayBirth()
                try await street.applied(1)
                try await street.hub.heard.wait("health, and a question of time") {
                    !$0.health.isEmpty && !$0.timeRequests.isEmpty
                }
            }
            // A birth that lies on the broker was answered by connecting.
            street.hub.forget()
            // A question that is answered is not asked again.
            await street.hub.tellTime { request in
                try? TimeAnswer(nonce: request.nonce, board: Fixtures.board, at: Fixtures.noon, desired: 0)
            }
            try await street.board { _ in
                try await street.applied(1)
                try await street.hub.publish(try Programme(version: 2))
                try await street.applied(2)
                #expect(street.hub.heard.value.timeRequests.count == 1)
            }
        }
    }
}
