import Crypto
import Files
import Foundation
import Signage

/// Documents that are on their way, chunk by chunk on the disk: what has come outlasts a power cut.
///
/// ```
/// <sha256>.part   the bytes, each chunk in its place
/// <sha256>.map    which chunks are certainly among them: the document's length and a bit a chunk
/// ```
/// The map is written after the bytes that it names are on the disk, once in ``chunksPerMap``; what it does not name yet is fetched
/// again after a power cut. Documents of one chunk need none of this.
struct PartialDocuments {
    /// A power cut costs no more than this many chunks: 1 MiB.
    static let chunksPerMap = 32

    private struct Map: Codable {
        let length: Int
        /// What the board would ask for, as it would ask.
        let request: DocumentRequest
    }

    private let folder: String
    /// What has been written since the last map of each.
    private var unmapped: [DocumentID: Int] = [:]
    /// The chunks that are in the file of each, on the disk or on their way there.
    private var written: [DocumentID: IndexSet] = [:]

    init(folder: String) { self.folder = folder }

    /// The chunks of a document that are here.
    mutating func chunks(of reference: DocumentReference) -> IndexSet {
        if let known = written[reference.id] { return known }
        let chunks = storedChunks(of: reference)
        written[reference.id] = chunks
        return chunks
    }

    /// Takes a chunk in.
    mutating func store(_ chunk: DocumentChunk, of reference: DocumentReference) throws(FileError) {
        let id = reference.id
        var chunks = chunks(of: reference)
        try write(chunk.bytes, at: chunk.index * DocumentChunk.size, in: part(id))
        chunks.insert(chunk.index)
        written[id] = chunks
        unmapped[id, default: 0] += 1
        guard unmapped[id, default: 0] >= Self.chunksPerMap else { return }
        try syncFile(part(id))
        let count = DocumentChunk.count(length: reference.length)
        let missing = IndexSet(integersIn: 0..<count).subtracting(chunks)
        let request = DocumentRequest(document: id, missing: missing, count: count)
        guard let map = try? WireCoding.encode(Map(length: reference.length, request: request)) else { return }
        try writeAtomically(map, to: self.map(id))
        unmapped[id] = 0
    }

    /// Takes the last chunk in and puts the document into its place, if its bytes are those that its name says.
    /// - Returns: the bytes; nil when they are others, and then nothing of it is here any more.
    mutating func finish(
        _ reference: DocumentReference, with chunk: DocumentChunk, as path: String
    ) throws(FileError) -> Data? {
        let isWhole = chunk.bytes.count == reference.length
        if !isWhole { try store(chunk, of: reference) }
        let bytes = isWhole ? chunk.bytes : try readFile(part(reference.id), limit: reference.length)
        guard let bytes, bytes.count == reference.length, SHA256.hash(bytes).hexString == reference.id.hex else {
            forget(reference.id)
            return nil
        }
        if isWhole { try writeAtomically(bytes, to: path) } else { try moveIntoPlace(part(reference.id), to: path) }
        forget(reference.id)
        return bytes
    }

    /// Removes all but these.
    mutating func keep(only ids: Set<DocumentID>) {
        for id in written.keys where !ids.contains(id) { (written[id], unmapped[id]) = (nil, nil) }
        let names = Set(ids.flatMap { ["\($0.hex).part", "\($0.hex).map"] })
        for name in StateFolder.names(in: folder) where !names.contains(name) {
            StateFolder.remove("\(folder)/\(name)")
        }
    }

    private mutating func forget(_ id: DocumentID) {
        (written[id], unmapped[id]) = (nil, nil)
        StateFolder.remove(map(id))
        StateFolder.remove(part(id))
    }

    private func storedChunks(of reference: DocumentReference) -> IndexSet {
        let count = DocumentChunk.count(length: reference.length)
        guard count > 1, let data = try? readFile(map(reference.id), limit: 4_096),
            let map = try? WireCoding.decode(Map.self, from: data), map.length == reference.length,
            map.request.document == reference.id, map.request.missing.count == (count + 7) / 8
        else { return IndexSet() }
        return IndexSet(integersIn: 0..<count).subtracting(IndexSet(map.request.indices(count: count)))
    }

    private func part(_ id: DocumentID) -> String { "\(folder)/\(id.hex).part" }
    private func map(_ id: DocumentID) -> String { "\(folder)/\(id.hex).map" }
}
