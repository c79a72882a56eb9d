import Crypto
import Foundation
import ProgramSupport
import Signage

/// `litfass-bench state`: makes the state folder of a board that has its programme and feeds, as if a hub had sent them.
struct StoredProgramme {
    private let layout: String
    private let out: URL
    private static let board = "marktplatz"

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: ["--layout", "--out"])
        layout = try arguments.required("--layout")
        out = URL(fileURLWithPath: try arguments.required("--out"), isDirectory: true)
    }

    func run() throws {
        let now = Date()
        let content = try BenchContent(layout: layout, now: now)
        let (root, key) = (SigningKey.generate(), SigningKey.generate())
        for folder in ["documents", "feeds"] {
            try FileManager.default.createDirectory(
                at: out.appending(path: folder), withIntermediateDirectories: true)
        }
        func store(_ document: Data, as type: String, _ role: DocumentReference.Role) throws -> DocumentReference {
            let id = try BenchContent.id(of: document)
            try document.write(to: out.appending(path: "documents/\(id)"))
            return try DocumentReference(id: id, length: document.count, mediaType: type, role: role)
        }
        func seal(_ payload: Data, as type: Envelope.PayloadType) throws -> Data {
            try WireCoding.encode(
                Envelope(payload, as: type, keyID: key.publicKey.id, sign: { try key.sign($0) }))
        }
        let manifest = try DesiredState(
            version: 1, issued: now, expires: now + 86_400, board: Name(Self.board),
            entries: [
                store(content.layout, as: "application/json", .layout),
                store(WireCoding.encode(content.notice), as: "application/json", .notice),
                store(content.photo, as: "image/jpeg", .image),
            ], feeds: content.feeds.map(\.feed), settings: content.settings)
        try seal(WireCoding.encode(manifest), as: .desired).write(to: out.appending(path: "desired.json"))
        for feed in content.feeds {
            try seal(WireCoding.encode(feed), as: .feed).write(to: out.appending(path: "feeds/\(feed.feed).json"))
        }
        let keys = try KeyDocument(
            version: 1, issued: now, root: [root.publicKey.rawRepresentation],
            publishers: [key.publicKey.rawRepresentation])
        let link = try Envelope(WireCoding.encode(keys), as: .keys, keyID: root.publicKey.id) { try root.sign($0) }
        try WireCoding.encode(KeyChain(documents: [link])).write(to: out.appending(path: "keys.json"))
        try root.publicKey.pem.write(to: out.appending(path: "root.pem"))
    }
}
