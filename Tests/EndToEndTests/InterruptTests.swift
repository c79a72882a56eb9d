import Foundation
import MQTT
import Signage
import Testing

/// Emergencies: from the command line to every panel, through everything, and off again.
@Suite(.serialized) struct InterruptTests {
    private static let board = Street.bench

    private func onStreet(_ body: (Street) async throws -> Void) async throws {
        try await Street.withBench { street in
            try await street.reported("a first report", by: Self.board) { $0.applied == nil ? nil : true }
            try await body(street)
        }
    }

    @Test("a drill gets from the command line to every panel, staff and passers-by are told so, and it is ended again")
    func travels() async throws {
        try await onStreet { street in
            try await street.startBoard("marktplatz", profile: "board-landscape-55")
            try await street.until("both boards to be reachable") {
                try ["marktplatz", Self.board].allSatisfy { try street.status(of: $0).presence == .online } ? true : nil
            }
            let before = street.panel(of: Self.board)
            let words = try street.litfass(
                "interrupt", "Leitungswasser abkochen", "--until", street.time(after: 3_600), "--drill")
            #expect(words.contains("  drill until "))
            #expect(words.contains("\nshown on marktplatz, jersleber-see\n"))
            #expect(words.contains("\nnot to be reached now, so nobody knows what is shown there: ebendorf\n"))
            #expect(street.panel(of: Self.board) != before)
            let status = try street.status(of: "marktplatz")
            #expect(status.interrupt?.isOn == true)
            #expect(try street.litfass("boards").contains("an interrupt is on"))
            let text = String(decoding: try await street.page("/"), as: UTF8.self)
            #expect(text.contains("Übung bis") && text.contains("Leitungswasser abkochen"))

            let ended = try street.litfass("interrupt", "end")
            #expect(ended.contains("\ngone from marktplatz, jersleber-see\n"))
            #expect(try street.litfass("interrupt").contains("  ended  drill  "))
            #expect(street.panel(of: Self.board) == before)
        }
    }

    @Test("an interrupt survives the board's kill -9 without broker and hub, and ends at its time all the same")
    func survives() async throws {
        try await onStreet { street in
            let before = street.panel(of: Self.board)
            try street.interrupt("Bombenfund: Bahnhof meiden", "--until", street.time(after: 25))
            try await street.onPanel(1, of: Self.board)
            let during = street.panel(of: Self.board)
            #expect(during != before)
            street.endHub(by: SIGKILL)
            try street.killBroker(losingItsStore: true)
            street.endBoard(Self.board, by: SIGKILL)
            try FileManager.default.removeItem(at: street.folder.appending(path: "\(Self.board)/panel.raw"))
            try await street.startBench()
            try await street.until("the interrupt on the panel again; \(street.log(of: Self.board))") {
                street.panel(of: Self.board) == during ? true : nil
            }
            try await street.until("the programme instead; \(street.log(of: Self.board))") {
                street.panel(of: Self.board) == before ? true : nil
            }
        }
    }

    @Test("what ends an interrupt stays, also when the broker loses its store: an older one is refused")
    func staysEnded() async throws {
        try await onStreet { street in
            let before = street.panel(of: Self.board)
            let topic = Topic.interrupt(cell: try Name(Street.cell))
            try street.interrupt("Sturmwarnung", "--until", street.time(after: 3_600))
            try await street.onPanel(1, of: Self.board)
            let old = try await street.payload(on: topic)
            try street.litfass("interrupt", "end")
            try await street.reported("the end", by: Self.board) { $0.interrupt?.version == 2 ? true : nil }
            try street.killBroker(losingItsStore: true)
            try await street.startBroker()
            try await street.connected()
            let replayed = Message(topic: topic.text, payload: old, qualityOfService: .atLeastOnce, isRetained: true)
            for life in 1...2 {
                // The loss of the broker was one connection, and each life is another.
                try await street.logged("connected to", times: life + 1, by: Self.board)
                try await street.send(replayed)
                try await street.logged("refused (version): the interrupts", times: life, by: Self.board)
                #expect(street.panel(of: Self.board) == before)
                guard life == 1 else { break }
                street.endBoard(Self.board, by: SIGKILL)
                try await street.startBench()
            }
            try await street.until("the crew to see the refusal") {
                try street.status(of: Self.board).interrupt?.refused?.reason == .version ? true : nil
            }
        }
    }

    @Test("an interrupt that the hub did not seal is refused and told to the crew, and the one that is on goes on")
    func forged() async throws {
        try await onStreet { street in
            let topic = Topic.interrupt(cell: try Name(Street.cell))
            try street.interrupt("Echte Warnung", "--until", street.time(after: 3_600))
            try await street.onPanel(1, of: Self.board)
            let panel = street.panel(of: Self.board)
            let envelope = try WireCoding.decode(Envelope.self, from: try await street.payload(on: topic))
            let raised = String(decoding: envelope.payload, as: UTF8.self)
                .replacingOccurrences(of: "\"version\":", with: "\"version\":9")
            let forged: [String: Any] = [
                "payload": Data(raised.utf8).base64EncodedString(), "payloadType": envelope.payloadType,
                "signatures": envelope.signatures.map { ["keyid": $0.keyid, "sig": $0.sig.base64EncodedString()] },
            ]
            try await street.send(
                Message(
                    topic: topic.text, payload: try JSONSerialization.data(withJSONObject: forged),
                    qualityOfService: .atLeastOnce))
            try await street.reported("a refusal", by: Self.board) {
                $0.interrupt?.refused?.reason == .seal && $0.interrupt?.isOn == true ? true : nil
            }
            #expect(street.panel(of: Self.board) == panel)
            try await street.until("the crew to see the refusal") {
                try street.litfass("boards").contains("refused (seal): the interrupts ") ? true : nil
            }
        }
    }

    @Test("an interrupt that somebody keeps from a board is noticed by sealed time, and comes again")
    func withheld() async throws {
        try await onStreet { street in
            street.endBoard(Self.board, by: SIGTERM)
            try street.interrupt("Sturmwarnung", "--until", street.time(after: 3_600))
            let topic = Topic.interrupt(cell: try Name(Street.cell))
            // The hub answers when it has committed, and publishes after that.
            _ = try await street.payload(on: topic)
            // No payload: the broker retains nothing any more.
            try await street.send(
                Message(topic: topic.text, payload: Data(), qualityOfService: .atLeastOnce, isRetained: true))
            try await street.startBench()
            try await street.reported("what is withheld", by: Self.board) { $0.withheld?.interrupt == 1 ? true : nil }
            try await street.onPanel(1, of: Self.board)
            try await street.reported("that nothing is withheld", by: Self.board) {
                $0.withheld == nil && $0.interrupt?.isOn == true ? true : nil
            }
        }
    }
}

extension Street {
    /// As the command line takes it.
    func time(after seconds: TimeInterval) -> String { (Date() + seconds).ISO8601Format() }

    /// Puts an interrupt on with `litfass`.
    func interrupt(_ words: String...) throws { try litfass(["interrupt"] + words) }

    /// Waits until a board has written something so often, in all its lives.
    func logged(_ words: String, times: Int, by board: String) async throws {
        try await until("\"\(words)\" \(times) times; \(log(of: board))") {
            log(of: board).components(separatedBy: words).count > times ? true : nil
        }
    }

    /// Waits until a board says that interrupts of a version are on its panel.
    func onPanel(_ version: Int, of board: String) async throws {
        try await reported("interrupts of version \(version)", by: board) {
            $0.interrupt.flatMap { $0.version == version && $0.isOn ? true : nil }
        }
    }
}
