import Crypto
import Foundation
import Signage

/// A chain of key documents in the making.
struct Keys {
    private(set) var documents: [Envelope] = []
    private var roots: [SigningKey]

    init(_ root: SigningKey) { roots = [root] }

    /// The next document: it names these publishers, and another root where one is given.
    /// - Parameter signers: who seals it; the root before and the one that it names when nil.
    func naming(
        _ publishers: [SigningKey], root: SigningKey? = nil, version: Int? = nil, sealedBy signers: [SigningKey]? = nil
    ) throws -> Keys {
        var next = self
        next.roots = [root ?? roots[0]]
        let document = try KeyDocument(
            version: version ?? documents.count + 1, issued: Fixtures.noon,
            root: next.roots.map(\.publicKey.rawRepresentation),
            publishers: publishers.map(\.publicKey.rawRepresentation))
        let signers = signers ?? (roots + next.roots)
        var envelope = try Envelope(WireCoding.encode(document), as: .keys, keyID: signers[0].publicKey.id) {
            try signers[0].sign($0)
        }
        for signer in signers.dropFirst() {
            envelope = try envelope.sealedToo(keyID: signer.publicKey.id) { try signer.sign($0) }
        }
        next.documents.append(envelope)
        return next
    }

    /// As it is published.
    var chain: Data {
        get throws { try WireCoding.encode(KeyChain(documents: documents)) }
    }
}
