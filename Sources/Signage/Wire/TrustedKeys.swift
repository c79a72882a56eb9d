public import Foundation

/// Which keys count for somebody who was given one root key: what they have followed of the ``KeyChain``.
///
/// Pure: checking a signature is handed in. Invariant: each document in it is sealed by a root key of the one before, the first by
/// the root key that was given, and versions grow by one.
public struct TrustedKeys: Sendable {
    /// Whether a signature was made over a message with the key that has these 32 bytes and is called `keyID`.
    public typealias Check = (_ key: Data, _ keyID: String, _ signature: Data, _ message: Data) -> Bool

    /// The 32 bytes of the root key that was given.
    public let pinned: Data
    /// What was followed so far, the oldest first, each with the envelope that it came in.
    public private(set) var documents: [(envelope: Envelope, document: KeyDocument)] = []

    /// Trusts one root key, and nothing that it may have sealed before it is ``follow(_:check:)``ed.
    public init(pinned: Data) { self.pinned = pinned }

    /// The document in force; nil before the first.
    public var current: KeyDocument? { documents.last?.document }

    /// The 32 bytes of each key that may seal what boards show.
    public var publishers: [Data] { current?.publishers ?? [] }

    /// Those that once might and may no longer: what they sealed is not accepted any more, but what was accepted plays on.
    public var formerPublishers: [Data] {
        Array(Set(documents.flatMap(\.document.publishers)).subtracting(publishers))
    }

    /// Follows a chain to its end, or not at all.
    /// - Parameter lowest: a version that was followed once before; a chain that ends below it is an old one.
    /// - Returns: whether there was something new.
    public mutating func follow(
        _ chain: KeyChain, lowest: Int = 0, check: Check
    ) throws(KeyChainError) -> Bool {
        var links: [(envelope: Envelope, document: KeyDocument)] = []
        for envelope in chain.documents {
            do {
                links.append((envelope, try WireCoding.decode(KeyDocument.self, from: envelope.payload)))
            } catch {
                throw .malformed("\(error)")
            }
        }
        let newest = links.last?.document.version ?? 0
        guard newest >= max(lowest, current?.version ?? 0) else {
            throw .replayed(version: newest, known: max(lowest, current?.version ?? 0))
        }
        var followed = documents
        if let last = followed.last {
            guard let known = links.firstIndex(where: { $0.document.version == last.document.version }),
                links[known].envelope.payload == last.envelope.payload
            else { throw .forked(version: last.document.version) }
            links.removeFirst(known + 1)
        } else {
            // Whoever was given a later root key begins where that came in.
            guard let start = links.firstIndex(where: { Self.isSealed($0.envelope, by: [pinned], check) }) else {
                throw .seal("none of the key documents is sealed by the root key that this board was given")
            }
            links.removeFirst(start)
        }
        for link in links {
            let version = link.document.version
            if let last = followed.last?.document {
                guard version - 1 == last.version else {
                    throw .malformed("version \(version) follows version \(last.version)")
                }
                guard Self.isSealed(link.envelope, by: last.root, check) else {
                    throw .seal("version \(version) is not sealed by a root key of version \(last.version)")
                }
            }
            guard Self.isSealed(link.envelope, by: link.document.root, check) else {
                throw .seal("version \(version) is not sealed by a root key that it names")
            }
            followed.append(link)
        }
        let isNew = followed.count > documents.count
        documents = followed
        return isNew
    }

    private static func isSealed(_ envelope: Envelope, by keys: [Data], _ check: Check) -> Bool {
        let seals = try? envelope.check(.keys) { keyID, signature, message in
            keys.contains { check($0, keyID, signature, message) }
        }
        return seals != nil
    }
}

/// Why a chain of keys was not followed.
public enum KeyChainError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No chain, in words.
    case malformed(String)
    /// A link is not sealed by whom it must be, in words.
    case seal(String)
    /// An old one: somebody may want to bring back a key that was taken out.
    case replayed(version: Int, known: Int)
    /// It tells another story of a version that is known.
    case forked(version: Int)

    /// Completes "the keys …".
    public var description: String {
        switch self {
        case .malformed(let detail): "cannot be read: \(detail)"
        case .seal(let detail): "do not hold: \(detail)"
        case .replayed(let version, let known): "end with version \(version), and \(known) was accepted before"
        case .forked(let version): "have another version \(version) than the one that was accepted before"
        }
    }
}
