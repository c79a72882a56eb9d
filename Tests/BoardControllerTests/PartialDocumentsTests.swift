import Crypto
import Files
import Foundation
import Signage
import Testing

@testable import BoardController

@Suite("Documents that are on their way")
struct PartialDocumentsTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "partial-\(UUID().uuidString)").path
    private let document = Data((0..<100 * DocumentChunk.size - 5).map { UInt8(truncatingIfNeeded: $0 / 999) })

    private func with(_ body: (DocumentReference, inout PartialDocuments) throws -> Void) throws {
        try makeDirectory(folder)
        defer { StateFolder.remove(folder) }
        let reference = try DocumentReference(
            id: DocumentID(SHA256.hash(document).hexString), length: document.count, mediaType: "image/png",
            role: .image)
        var partials = PartialDocuments(folder: folder)
        try body(reference, &partials)
    }

    private func chunk(_ index: Int, of document: Data? = nil) throws -> DocumentChunk {
        try #require(DocumentChunk(index, of: document ?? self.document))
    }

    @Test("after a power cut at any chunk, all but the last MiB is still here, and the rest makes the document whole")
    func resumed() throws {
        try with { reference, partials in
            var there = IndexSet()
            for cut in [1, 31, 32, 33, 70, 99] {
                for index in IndexSet(integersIn: 0..<cut).subtracting(there) {
                    try partials.store(chunk(index), of: reference)
                }
                // What a process keeps in its memory is gone with it.
                partials = PartialDocuments(folder: folder)
                there = partials.chunks(of: reference)
                #expect(there.isSubset(of: IndexSet(integersIn: 0..<cut)))
                #expect(there.count > cut - PartialDocuments.chunksPerMap)
            }
            for index in IndexSet(integersIn: 0..<99).subtracting(there) {
                try partials.store(chunk(index), of: reference)
            }
            let path = folder + "/done"
            #expect(try partials.finish(reference, with: chunk(99), as: path) == document)
            #expect(try readFile(path, limit: document.count) == document)
            #expect(StateFolder.names(in: folder) == ["done"])
        }
    }

    @Test("bytes that are not what the name says leave nothing behind")
    func wrong() throws {
        try with { reference, partials in
            var other = document
            other[7] ^= 1
            for index in 0..<99 { try partials.store(chunk(index, of: other), of: reference) }
            #expect(try partials.finish(reference, with: chunk(99), as: folder + "/done") == nil)
            #expect(partials.chunks(of: reference).isEmpty)
            #expect(StateFolder.names(in: folder).isEmpty)
        }
    }

    @Test(
        "a map that is damaged, of another length or document counts as none",
        arguments: ["", "{", "garbage", "length", "short", "document"])
    func map(kind: String) throws {
        try with { reference, partials in
            for index in 0..<40 { try partials.store(chunk(index), of: reference) }
            let path = "\(folder)/\(reference.id.hex).map"
            let text = String(decoding: try #require(try readFile(path, limit: 4_096)), as: UTF8.self)
            #expect(PartialDocuments(folder: folder).known(reference).count == 32)
            let damaged =
                switch kind {
                case "length": text.replacing("\(document.count)", with: "\(document.count + 1)")
                case "short": text.replacing("/////", with: "")
                case "document": text.replacing(reference.id.hex, with: String(repeating: "0", count: 64))
                default: kind
                }
            #expect(damaged != text)
            try writeAtomically(Data(damaged.utf8), to: path)
            #expect(PartialDocuments(folder: folder).known(reference).isEmpty)
        }
    }

    @Test("what no programme names any more is removed, and the rest stays")
    func tidied() throws {
        try with { reference, partials in
            for index in 0..<40 { try partials.store(chunk(index), of: reference) }
            try writeAtomically(Data("x".utf8), to: folder + "/stray.part")
            partials.keep(only: [reference.id])
            #expect(StateFolder.names(in: folder).count == 2)
            #expect(partials.chunks(of: reference).count == 40)
            partials.keep(only: [])
            #expect(StateFolder.names(in: folder).isEmpty)
            #expect(partials.chunks(of: reference).isEmpty)
        }
    }
}

extension PartialDocuments {
    /// What a start finds.
    fileprivate func known(_ reference: DocumentReference) -> IndexSet {
        var copy = self
        return copy.chunks(of: reference)
    }
}
