import Foundation
import Testing

@testable import Signage

@Suite struct DesiredStateTests {
    private func settings() throws -> BoardSettings {
        try BoardSettings(
            municipality: "Gemeinde Barleben", title: "Marktplatz", timeZone: "Europe/Berlin",
            pictureIntervalSeconds: 60)
    }

    private func reference(_ digit: Character, _ role: DocumentReference.Role) throws -> DocumentReference {
        try DocumentReference(
            id: Examples.document(digit), length: 10, mediaType: "application/json", role: role)
    }

    private func state(
        version: Int = 1, lifetime: TimeInterval = 60, entries: [DocumentReference]? = nil
    ) throws -> DesiredState {
        try DesiredState(
            version: version, issued: Examples.now, expires: Examples.now + lifetime, board: Name("marktplatz"),
            entries: entries ?? [reference("a", .layout), reference("b", .notice)], feeds: [Name("council")],
            settings: settings())
    }

    @Test("a manifest is the same after its bytes, and one of many notices stays within what is read")
    func coding() throws {
        #expect(try roundTrip(state()) == state())
        let notices = try (0..<200).map { index in
            let hex = String(repeating: "0", count: 62) + String(format: "%02x", index)
            return try DocumentReference(
                id: DocumentID(hex), length: 9_000, mediaType: "application/json", role: .notice)
        }
        let all = try state(entries: [reference("f", .layout)] + notices)
        #expect(try WireCoding.encode(all).count < DesiredState.longestEnvelope * 3 / 4 - 512)
    }

    @Test("put together from parts it has the bytes that the encoder makes, also where a text needs escapes")
    func encoded() throws {
        for type in ["application/json", "image/\"ä\\\u{1}/"] {
            let entry = try DocumentReference(
                id: Examples.document("c"), length: 1 << 20, mediaType: type, role: .image)
            for entries in [[], [entry]] {
                let state = try state(version: 12, entries: [reference("a", .layout)] + entries)
                let settings = try WireCoding.encode(state.settings)
                #expect(state.encoded(settings: settings) == (try WireCoding.encode(state)))
            }
        }
    }

    @Test("a manifest that contradicts itself is refused by its field")
    func refused() throws {
        let (layout, notice) = (try reference("a", .layout), try reference("b", .notice))
        #expect(refusal { _ = try state(version: 0) }?.description == "version: must be positive")
        #expect(refusal { _ = try state(version: -1) }?.field == "version")
        #expect(refusal { _ = try state(lifetime: 0) }?.description == "expires: must be later than issued")
        #expect(refusal { _ = try state(lifetime: 0.5) }?.field == "expires", "they are the same on the wire")
        for entries in [[], [notice], [layout, try reference("c", .layout)]] {
            #expect(
                refusal { _ = try state(entries: entries) }?.description == "entries: must name exactly one layout")
        }
        #expect(
            refusal { _ = try state(entries: [layout, notice, notice]) }?.description
                == "entries: must not name a document twice")
        #expect(refusal { _ = try state(entries: [layout, reference("a", .notice)]) }?.field == "entries")
    }

    @Test(
        "what a forger might write is refused by its path",
        arguments: [
            ("\"length\":10", "\"length\":0", "entries.0.length"),
            ("\"length\":10", "\"length\":-1", "entries.0.length"),
            ("\"length\":10", "\"length\":67108865", "entries.0.length"),
            ("\"length\":10", "\"length\":1e99", "entries.0.length"),
            ("\"role\":\"layout\"", "\"role\":\"program\"", "entries.0.role"),
            ("aaaaaaaa\"", "AAAAAAAA\"", "entries.0.sha256"), ("aaaaaaaa\"", "\"", "entries.0.sha256"),
            ("Europe/Berlin", "Europe/Atlantis", "settings.timeZone"),
            ("\"pictureIntervalSeconds\":60", "\"pictureIntervalSeconds\":0", "settings.pictureIntervalSeconds"),
            ("\"Marktplatz\"", "\"\"", "settings.title"), ("\"version\":1", "\"version\":1.5", "version"),
            ("\"version\":1", "\"version\":99999999999999999999", "version"),
            ("\"marktplatz\"", "\"all\"", "board"), ("[\"council\"]", "[\"Council\"]", "feeds.0"),
        ])
    func forged(text: String, replacement: String, field: String) throws {
        let json = String(decoding: try WireCoding.encode(state()), as: UTF8.self)
        #expect(json.contains(text))
        let forged = json.replacingOccurrences(of: text, with: replacement)
        #expect(refusal(DesiredState.self, forged)?.field == field)
    }

    @Test("a document's name is 64 lower-case hexadecimal digits")
    func documentID() throws {
        #expect(try DocumentID(String(repeating: "0f", count: 32)).hex.count == 64)
        for bad in ["", "0f", String(repeating: "0F", count: 32), String(repeating: "0g", count: 32), "../etc/passwd"] {
            #expect(refusal { _ = try DocumentID(bad) } != nil)
        }
    }
}
