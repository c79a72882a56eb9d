import Foundation
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("The log of a board")
struct LogTests {
    @Test("what would move the cursor, break the line or turn the text is replaced, other languages are not")
    func harmless() {
        #expect(LogLine.harmless("Straße № 5 – 日本 👋") == "Straße № 5 – 日本 👋")
        #expect(LogLine.harmless("a\u{1B}[2Jb\r\nc\u{7F}\u{9B}d") == "a�[2Jb��c��d")
        #expect(LogLine.harmless("a\u{202E}b\u{2028}c\0") == "a�b�c�")
    }

    @Test(
        "a line has at most 300 characters", arguments: ["x", "\u{1B}", "👋", "\r\n", "e\u{301}\u{302}\u{303}\u{304}"])
    func length(of character: String) {
        let line = LogLine.harmless(String(repeating: character, count: 5000))
        #expect(line.count <= 300)
        #expect(line.hasSuffix("…"))
        #expect(line.utf8.count < 5000)
    }

    @Test("a line of 300 characters is whole")
    func whole() {
        let text = String(repeating: "ä", count: 300)
        #expect(LogLine.harmless(text) == text)
        #expect(LogLine.harmless(text + "x") == String(repeating: "ä", count: 299) + "…")
    }

    @Test("one refusal a reason and minute is told, and then how many were not")
    func rate() {
        var log = RefusalLog()
        let start = ContinuousClock.now
        #expect(log.line(.seal, "first", at: start) == "refused (seal): first")
        for second in 1..<60 { #expect(log.line(.seal, "again", at: start + .seconds(second)) == nil) }
        #expect(log.line(.storage, "other", at: start + .seconds(1)) == "refused (storage): other")
        let minute = start + .seconds(60)
        #expect(log.line(.seal, "later", at: minute) == "refused (seal, and 59 more before): later")
        #expect(log.line(.seal, "latest", at: minute + .seconds(60)) == "refused (seal): latest")
    }

    @Test("what a stranger sends reaches the log as one harmless line")
    func stranger() async throws {
        try await Street.with { street in
            let lines = Watched<[String]>([])
            try await street.board(log: { line in lines.update { $0.append(line) } }) { _ in
                let hostile = "\u{1B}]0;gone\u{7}\nrefused (seal): forged" + String(repeating: "x", count: 900)
                let envelope: [String: Any] = ["payloadType": hostile, "payload": "", "signatures": [String]()]
                let data = try JSONSerialization.data(withJSONObject: envelope)
                try await street.hub.publish(desired: data)
                try await street.refused(.malformed)
                try await street.hub.publish(desired: Data("something else".utf8))
                try await street.hub.heard.wait("second refusal") { $0.reported.last?.refusals == 2 }
            }
            let refusals = lines.value.filter { $0.contains("refused") }
            #expect(refusals.count == 1)
            #expect(refusals.first?.contains("gone") == true)
            #expect(lines.value.allSatisfy { $0 == LogLine.harmless($0) })
        }
    }
}
