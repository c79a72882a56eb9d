import Foundation
import Testing

@testable import Signage

@Suite struct TrustedKeysTests {
    private static func key(_ number: UInt8) -> Data { Data(repeating: number, count: 32) }
    private static func name(_ key: Data) -> String { "key-\(key[key.startIndex])" }

    /// Stands in for a signature: key and message, so that any change of either shows.
    private static func check(_ key: Data, _ keyID: String, _ signature: Data, _ message: Data) -> Bool {
        keyID == name(key) && signature == key + message
    }

    private static func link(
        _ version: Int, root: UInt8 = 1, publishers: [UInt8] = [9], sealedBy signers: [UInt8] = [1]
    ) throws -> Envelope {
        let document = try KeyDocument(
            version: version, issued: Date(timeIntervalSince1970: 0), root: [key(root)],
            publishers: publishers.map(key))
        var envelope = try Envelope(WireCoding.encode(document), as: .keys, keyID: name(key(signers[0]))) {
            key(signers[0]) + $0
        }
        for signer in signers.dropFirst() {
            envelope = envelope.sealedToo(keyID: name(key(signer))) { key(signer) + $0 }
        }
        return envelope
    }

    private func follow(_ keys: inout TrustedKeys, _ links: [Envelope], lowest: Int = 0) -> Result<Bool, KeyChainError>
    {
        Result { () throws(KeyChainError) in
            guard let chain = try? KeyChain(documents: links) else { throw .malformed("no chain") }
            return try keys.follow(chain, lowest: lowest, check: Self.check)
        }
    }

    @Test("a chain is followed link by link, and tells which keys count and which no longer do")
    func followed() throws {
        var keys = TrustedKeys(pinned: Self.key(1))
        #expect(keys.publishers.isEmpty)
        let first = try Self.link(1)
        #expect(follow(&keys, [first]) == .success(true))
        #expect(keys.publishers == [Self.key(9)] && keys.formerPublishers.isEmpty)
        #expect(follow(&keys, [first]) == .success(false))
        let second = try Self.link(2, publishers: [8, 7])
        #expect(follow(&keys, [first, second]) == .success(true))
        #expect(keys.publishers == [Self.key(8), Self.key(7)])
        #expect(keys.formerPublishers == [Self.key(9)])
    }

    @Test("a new root must be sealed by the old one and by itself; then the old one counts no more")
    func newRoot() throws {
        let first = try Self.link(1)
        for signers in [[UInt8(1)], [2]] {
            var keys = TrustedKeys(pinned: Self.key(1))
            let half = try Self.link(2, root: 2, sealedBy: signers)
            guard case .failure(.seal) = follow(&keys, [first, half]) else {
                Issue.record("a root that only \(signers) has sealed was taken")
                continue
            }
            // Not even the first link of a chain that breaks later.
            #expect(keys.current == nil)
        }
        var keys = TrustedKeys(pinned: Self.key(1))
        let second = try Self.link(2, root: 2, sealedBy: [1, 2])
        #expect(follow(&keys, [first, second]) == .success(true))
        let third = try Self.link(3, root: 2, publishers: [5], sealedBy: [2])
        #expect(follow(&keys, [first, second, third]) == .success(true))
        var later = keys
        guard case .failure(.seal) = follow(&later, [first, second, third, try Self.link(4, sealedBy: [1])]) else {
            Issue.record("a root that was taken out sealed a document")
            return
        }
        // Who was given the later root begins where that came in.
        var newcomer = TrustedKeys(pinned: Self.key(2))
        #expect(follow(&newcomer, [first, second, third]) == .success(true))
        #expect(newcomer.publishers == [Self.key(5)])
    }

    @Test("an old chain, a gap, another story, a stranger's and a publisher's own are refused, and nothing changes")
    func refused() throws {
        let (first, second) = (try Self.link(1), try Self.link(2, publishers: [8]))
        var keys = TrustedKeys(pinned: Self.key(1))
        _ = follow(&keys, [first, second])
        #expect(follow(&keys, [first]) == .failure(.replayed(version: 1, known: 2)))
        #expect(follow(&keys, [first, try Self.link(2, publishers: [7])]) == .failure(.forked(version: 2)))
        #expect(
            follow(&keys, [first, second, try Self.link(4)]) == .failure(.malformed("version 4 follows version 2")))
        for signer in [UInt8(3), 8] {
            guard case .failure(.seal) = follow(&keys, [first, second, try Self.link(3, sealedBy: [signer])]) else {
                Issue.record("key \(signer) sealed a key document")
                continue
            }
        }
        #expect(keys.current?.version == 2 && keys.publishers == [Self.key(8)])
        var fresh = TrustedKeys(pinned: Self.key(1))
        #expect(follow(&fresh, [first, second], lowest: 3) == .failure(.replayed(version: 2, known: 3)))
        #expect(follow(&fresh, [first, second], lowest: 2) == .success(true))
        var stranger = TrustedKeys(pinned: Self.key(4))
        guard case .failure(.seal) = follow(&stranger, [first, second]) else {
            Issue.record("a stranger's chain was followed")
            return
        }
    }

    @Test("the highest version there can be is no way around the rule that they grow by one")
    func highest() throws {
        var keys = TrustedKeys(pinned: Self.key(1))
        #expect(follow(&keys, [try Self.link(.max)]) == .success(true))
        guard case .failure(.malformed) = follow(&keys, [try Self.link(.max), try Self.link(.max, publishers: [8])])
        else {
            Issue.record("a version was there twice")
            return
        }
    }

    @Test(
        "a key document without keys, with too many, doubled or misshapen ones, or of version 0 is refused",
        arguments: [
            #"{"version": 0, "issued": "2026-01-01T00:00:00Z", "root": ["K"], "publishers": ["P"]}"#,
            #"{"version": 1, "issued": "2026-01-01T00:00:00Z", "root": [], "publishers": ["P"]}"#,
            #"{"version": 1, "issued": "2026-01-01T00:00:00Z", "root": ["K"], "publishers": []}"#,
            #"{"version": 1, "issued": "2026-01-01T00:00:00Z", "root": ["K", "K"], "publishers": ["P"]}"#,
            #"{"version": 1, "issued": "2026-01-01T00:00:00Z", "root": ["AAAA"], "publishers": ["P"]}"#,
            #"{"version": 1, "issued": "2026-01-01T00:00:00Z", "root": ["K"]}"#,
            #"{"version": 1, "issued": "yesterday", "root": ["K"], "publishers": ["P"]}"#,
        ])
    func documents(text: String) {
        let json = text.replacing("\"K\"", with: "\"\(Self.key(1).base64EncodedString())\"")
            .replacing("\"P\"", with: "\"\(Self.key(9).base64EncodedString())\"")
        #expect(refusal { _ = try WireCoding.decode(KeyDocument.self, from: Data(json.utf8)) } != nil)
    }
}
