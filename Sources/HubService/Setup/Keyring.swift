import Crypto
import Files
public import Foundation
import Signage

/// The keys of a hub: the publisher key that it seals with, and the key documents by which boards know it.
///
/// The root key is read only to make a key document; it may lie on a stick in a drawer at all other times.
public struct Keyring: Sendable {
    /// The bytes of the ``KeyChain``, as boards get them.
    let chain: Data
    /// The document in force.
    let document: KeyDocument
    /// Seals what boards are to trust.
    let publisher: SigningKey
    private let files: KeyFiles

    /// The keys that are there; nil when none were made yet.
    /// - Throws: when a file is damaged, or no publisher key of the document in force is there.
    public init?(state: String) throws {
        let files = KeyFiles(state: state)
        guard let chain = try readFile(files.chain, limit: KeyChain.longest) else { return nil }
        let document = try Self.inForce(chain, path: files.chain)
        let keys = document.publishers.compactMap { try? PublicKey(rawRepresentation: $0) }
        guard let publisher = try keys.lazy.compactMap({ try KeyFiles.signingKey(files.publisher($0)) }).first else {
            throw HubError(
                action: "use the publisher key \(keys.first.map(files.publisher) ?? files.folder)",
                cause: "it is missing",
                advice: "Restore it from a backup, or make a new one with litfass-hub keys rotate and the root key.")
        }
        self.init(files: files, chain: chain, document: document, publisher: publisher)
    }

    private init(files: KeyFiles, chain: Data, document: KeyDocument, publisher: SigningKey) {
        self.files = files
        self.chain = chain
        self.document = document
        self.publisher = publisher
    }

    /// Makes a root key, unless there is one in the file, and a publisher key that it names.
    /// - Parameter root: the file of the root key; `root.pem` in the state folder when nil.
    /// - Throws: when there are keys already, or a file cannot be written.
    public static func make(state: String, root path: String?, at now: Date) throws -> Keyring {
        let files = KeyFiles(state: state)
        guard try readFile(files.chain, limit: KeyChain.longest) == nil else {
            throw HubError(
                action: "make keys in \(state)", cause: "there are some",
                advice: "litfass-hub keys rotate replaces them so that boards follow.")
        }
        for folder in [state, files.folder] { try makeDirectory(folder, permissions: 0o700) }
        let root = try KeyFiles.signingKey(made: path ?? files.root)
        let publisher = try newPublisher(files)
        let document = try KeyDocument(
            version: 1, issued: now, root: [root.publicKey.rawRepresentation],
            publishers: [publisher.publicKey.rawRepresentation])
        return try write(document, after: [], sealedBy: [root], publisher, files)
    }

    /// Replaces the publisher key, and the root key where a new one is wanted. Boards follow as soon as the hub runs with it.
    /// - Parameters:
    ///   - path: the file of the root key in force; `root.pem` in the state folder when nil.
    ///   - newPath: the file of the root key to come, made when missing; nil keeps the root key.
    /// - Throws: when the root key is none of those in force, or the new one is; then nothing has changed.
    public static func rotate(
        state: String, root path: String?, newRoot newPath: String?, at now: Date
    ) throws -> Keyring {
        let files = KeyFiles(state: state)
        guard let chain = try readFile(files.chain, limit: KeyChain.longest) else {
            throw HubError(
                action: "rotate the keys of \(state)", cause: "there are none",
                advice: "litfass-hub keys init makes them.")
        }
        let document = try inForce(chain, path: files.chain)
        let path = path ?? files.root
        guard let root = try KeyFiles.signingKey(path) else {
            throw HubError(
                action: "use the root key \(path)", cause: "there is no such file",
                advice: "Name the file of the root key, on its stick perhaps, with --root.")
        }
        guard document.root.contains(root.publicKey.rawRepresentation) else {
            throw HubError(
                action: "use the root key \(path)",
                cause: "the key in it, \(root.publicKey.id), is none of those that boards go by",
                advice: "litfass-hub keys show tells which one is needed.")
        }
        let newRoot = try newPath.map(KeyFiles.signingKey(made:))
        if let newPath, let newRoot, document.root.contains(newRoot.publicKey.rawRepresentation) {
            throw HubError(
                action: "go on with the new root key \(newPath)", cause: "it is the one that boards go by already",
                advice: "Name a file that is not there yet with --new-root: the new key is written to it.")
        }
        let publisher = try newPublisher(files)
        let next = try KeyDocument(
            version: document.version + 1, issued: now, root: [(newRoot ?? root).publicKey.rawRepresentation],
            publishers: [publisher.publicKey.rawRepresentation])
        let earlier = try WireCoding.decode(KeyChain.self, from: chain).documents
        let keyring = try write(
            next, after: earlier, sealedBy: [root, newRoot].compactMap(\.self), publisher, files)
        for old in document.publishers.compactMap({ try? PublicKey(rawRepresentation: $0) }) {
            // What it could seal boards refuse from now on; whoever finds it later shall find nothing.
            try? FileManager.default.removeItem(atPath: files.publisher(old))
        }
        return keyring
    }

    private static func newPublisher(_ files: KeyFiles) throws -> SigningKey {
        let key = SigningKey.generate()
        try writeAtomically(key.pem, to: files.publisher(key.publicKey), permissions: 0o600)
        return key
    }

    /// The chain comes last: without it the new keys do not exist.
    private static func write(
        _ document: KeyDocument, after earlier: [Envelope], sealedBy roots: [SigningKey], _ publisher: SigningKey,
        _ files: KeyFiles
    ) throws -> Keyring {
        var envelope = try Envelope(try WireCoding.encode(document), as: .keys, keyID: roots[0].publicKey.id) {
            try roots[0].sign($0)
        }
        for root in roots.dropFirst() {
            envelope = try envelope.sealedToo(keyID: root.publicKey.id) { try root.sign($0) }
        }
        let chain = try WireCoding.encode(try KeyChain(documents: earlier + [envelope]))
        try writeAtomically(chain, to: files.chain)
        let keyring = Keyring(files: files, chain: chain, document: document, publisher: publisher)
        try keyring.writeRootPublic()
        return keyring
    }

    /// Sees to it that `root.pub.pem` holds the root key in force.
    func writeRootPublic() throws {
        let pem = try PublicKey(rawRepresentation: document.root[0]).pem
        if try readFile(files.rootPublic, limit: 16 << 10) != pem { try writeAtomically(pem, to: files.rootPublic) }
    }

    /// What is in force, in lines for people; nothing secret.
    public var summary: String {
        let here = (try? KeyFiles.signingKey(files.root)).flatMap(\.self)?.publicKey.rawRepresentation
        let root =
            here.map(document.root.contains) ?? false
            ? "Its private part lies in \(files.root). Take it to a safe place: only keys rotate needs it."
            : "Its private part is not in \(files.state); keys rotate needs it."
        let names = document.root.compactMap { try? PublicKey(rawRepresentation: $0).id }
        return """
            Keys of version \(document.version), made \(document.issued.ISO8601Format())
            root       \(names.joined(separator: ", "))
                       \(root)
            publisher  \(publisher.publicKey.id)
            Boards are given \(files.rootPublic).

            """
    }

    /// The newest document of a chain that holds from its first root on.
    private static func inForce(_ chain: Data, path: String) throws(HubError) -> KeyDocument {
        do {
            let chain = try WireCoding.decode(KeyChain.self, from: chain)
            let first = try WireCoding.decode(KeyDocument.self, from: chain.documents[0].payload)
            var keys = TrustedKeys(pinned: first.root[0])
            _ = try keys.follow(chain) { key, keyID, signature, message in
                PublicKey.isValid(signature: signature, for: message, by: key, called: keyID)
            }
            guard let document = keys.current else { throw KeyChainError.malformed("there is no document") }
            return document
        } catch {
            throw HubError(
                action: "use the key documents \(path)", cause: "\(error)",
                advice: "Restore the file from a backup: boards follow this chain only.")
        }
    }
}
