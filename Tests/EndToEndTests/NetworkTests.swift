import Foundation
import MQTT
import Signage
import SignageTesting
import Testing

/// What networks do to a board, and people on the way: the programme plays on, and what was missed comes.
@Suite(.serialized) struct NetworkTests {
    @Test("on a line of 50 kB/s that loses one segment in a hundred a picture arrives, and the board stays reachable")
    func slowLine() async throws {
        try await Street.withBench(behindLine: true) { street in
            let first = try street.publish("Vor dem Bild", on: Street.bench)
            let before = try await street.shown(first, on: Street.bench)
            street.line?.change { ($0.bytesPerSecond, $0.lostPercent) = (50_000, 1) }
            // 32 s on that line at least, longer than a connection may be silent.
            let picture = street.folder.appending(path: "long.jpg")
            try TestPictures.jpeg(atLeast: 1_600_000).write(to: picture)
            let id = try street.publish(
                "Mit Bild", ["--image", picture.path, "--image-description", "Ein Baum"], on: Street.bench)
            let patience = ContinuousClock.now + .seconds(180)
            while try await street.applied(on: Street.bench)?.version == before.version {
                try #require(ContinuousClock.now < patience, "no picture in 180 s; \(street.log(of: Street.bench))")
                #expect(try street.status(of: Street.bench).presence == .online)
                // Nothing happens that could be waited for: that is what is shown.
                try await Task.sleep(for: .seconds(1))
            }
            _ = try await street.shown(id, on: Street.bench)
            #expect(street.line?.connections == 1)
        }
    }

    @Test("a board whose connection hangs half open notices, dials anew, and catches up")
    func halfOpen() async throws {
        try await Street.withBench(behindLine: true) { street in
            let first = try street.publish("Vorher", on: Street.bench)
            _ = try await street.shown(first, on: Street.bench)
            street.line?.change { $0.isFrozen = true }
            let missed = try street.publish("Verpasst", on: Street.bench)
            // At most twice the keep-alive of 30 s.
            try await street.until("a second dial; \(street.log(of: Street.bench))", within: .seconds(75)) {
                street.line?.connections ?? 0 > 1 ? true : nil
            }
            street.line?.change { $0.isFrozen = false }
            _ = try await street.shown(missed, on: Street.bench)
        }
    }

    @Test("a board that the broker refuses keeps asking, and is let in when it may")
    func refused() async throws {
        try await Street.withBench(behindLine: true) { street in
            let first = try street.publish("Vorher", on: Street.bench)
            _ = try await street.shown(first, on: Street.bench)
            street.line?.change { $0.refusals = 3 }
            street.line?.cut()
            let missed = try street.publish("Während der Weigerung", on: Street.bench)
            _ = try await street.shown(missed, on: Street.bench)
            #expect(street.line?.connections == 5)
            #expect(street.log(of: Street.bench).lowercased().contains("not authori"))
        }
    }

    @Test("a line that breaks again and again leaves no board that seems to be gone")
    func flapping() async throws {
        try await Street.withBench(behindLine: true) { street in
            let first = try street.publish("Vorher", on: Street.bench)
            _ = try await street.shown(first, on: Street.bench)
            for count in 1...6 {
                street.line?.cut()
                try await street.until("dial \(count + 1)") { street.line?.connections ?? 0 > count ? true : nil }
            }
            let after = try street.publish("Nachher", on: Street.bench)
            _ = try await street.shown(after, on: Street.bench)
            let topic = Topic.availability(cell: try Name(Street.cell), board: try Name(Street.bench))
            let last = try WireCoding.decode(Availability.self, from: try await street.payload(on: topic))
            #expect(last.state == .online)
            let status = try await street.until("the board to be reachable") {
                let status = try street.status(of: Street.bench)
                return status.presence == .online ? status : nil
            }
            #expect(status.faults.isEmpty)
        }
    }

    @Test("a manifest that somebody on the way withholds is noticed, and the crew is told")
    func withheld() async throws {
        try await Street.withBench(behindLine: true) { street in
            let first = try street.publish("Vorher", on: Street.bench)
            let before = try await street.shown(first, on: Street.bench)
            street.line?.change { $0.withholds = { topic in topic.hasSuffix("/dn/desired") } }
            let withheld = try street.publish("Zurückgehalten", on: Street.bench)
            // The next question of time comes with the next connection, or after ten minutes.
            street.line?.cut()
            try await street.reported("what is withheld", by: Street.bench) {
                $0.withheld?.desired == before.version + 1 ? true : nil
            }
            let crew = try await street.until("the crew to be told") {
                let text = try street.litfass("boards")
                return text.contains("is kept from it") ? text : nil
            }
            #expect(crew.contains("version \(before.version + 1)"))
            street.line?.change { $0.withholds = nil }
            street.line?.cut()
            _ = try await street.shown(withheld, on: Street.bench)
            try await street.reported("that nothing is missing", by: Street.bench) { $0.withheld == nil ? true : nil }
        }
    }

    @Test("a packet longer than the broker takes ends its sender's connection, and no board minds")
    func oversize() async throws {
        try await Street.withBench { street in
            let first = try street.publish("Vorher", on: Street.bench)
            _ = try await street.shown(first, on: Street.bench)
            let topic = Topic.desired(cell: try Name(Street.cell), board: try Name(Street.bench)).text
            await #expect(throws: (any Error).self) {
                try await street.send(Message(topic: topic, payload: Data(count: 3 << 20)))
            }
            // As long as the broker lets through, and far longer than a manifest.
            try await street.connected()
            try await street.send(Message(topic: topic, payload: Data(count: 2_000_000)))
            try await street.reported("a refusal", by: Street.bench) {
                $0.refused?.detail.contains("2000000 bytes, at most 65536") == true ? true : nil
            }
            let next = try street.publish("Nachher", on: Street.bench)
            _ = try await street.shown(next, on: Street.bench)
        }
    }

    @Test(
        "a broker whose store is damaged starts empty, and hub and boards fill it again",
        arguments: ["garbage", "truncated"])
    func damagedStore(kind: String) async throws {
        try await Street.withBench { street in
            let first = try street.publish("Vorher", on: Street.bench)
            _ = try await street.shown(first, on: Street.bench)
            let store = street.folder.appending(path: "hub/broker/mosquitto.db")
            street.endBroker(by: SIGTERM)
            let whole = try Data(contentsOf: store)
            try (kind == "garbage" ? Data("garbage".utf8) : whole.dropLast(7)).write(to: store)
            let missed = try street.publish("Während des Ausfalls", on: Street.bench)
            try await street.startBroker()
            try await street.connected()
            _ = try await street.shown(missed, on: Street.bench)
            #expect(FileManager.default.fileExists(atPath: store.path + ".broken-1"))
        }
    }
}
