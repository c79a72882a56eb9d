import Foundation
import Testing

@testable import Signage

@Suite struct DocumentChunkTests {
    @Test(
        "a document of any length is cut and put together again",
        arguments: [1, 2, 32_767, 32_768, 32_769, 65_536, 65_537, 200_000])
    func roundTrips(length: Int) throws {
        var generator = SeededGenerator(seed: UInt64(length))
        let document = Data((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
        // A slice does not begin at index 0, as what comes out of a buffer often does not.
        let slice = (Data([1, 2, 3]) + document).dropFirst(3)
        let count = DocumentChunk.count(length: length)
        var whole = Data()
        for index in 0..<count {
            let chunk = try #require(DocumentChunk(index, of: slice))
            let payload = chunk.payload
            #expect(payload.count <= DocumentChunk.headerLength + DocumentChunk.size)
            let received = try #require(DocumentChunk(payload: (Data([0]) + payload).dropFirst()))
            #expect(received == chunk)
            #expect(received.index == index && received.documentLength == length)
            whole += received.bytes
        }
        #expect(whole == document)
        #expect(DocumentChunk(count, of: document) == nil)
        #expect(DocumentChunk(-1, of: document) == nil)
    }

    @Test("an empty document has no chunk")
    func empty() {
        #expect(DocumentChunk.count(length: 0) == 0)
        #expect(DocumentChunk(0, of: Data()) == nil)
    }

    @Test("a chunk that is cut off, too long or contradicts itself is nil")
    func refused() throws {
        let payload = try #require(DocumentChunk(1, of: Data(repeating: 7, count: 40_000))).payload
        #expect(DocumentChunk(payload: payload) != nil)
        for length in [0, 1, 11, 12, 13, payload.count - 1] {
            #expect(DocumentChunk(payload: payload.prefix(length)) == nil)
        }
        #expect(DocumentChunk(payload: payload + [0]) == nil)
        func header(_ index: UInt32, _ length: UInt64, _ bytes: Int) -> Data {
            withUnsafeBytes(of: index.bigEndian) { Data($0) } + withUnsafeBytes(of: length.bigEndian) { Data($0) }
                + Data(count: bytes)
        }
        #expect(DocumentChunk(payload: header(0, 5, 5)) != nil)
        #expect(DocumentChunk(payload: header(1, 5, 5)) == nil)
        #expect(DocumentChunk(payload: header(0, 0, 1)) == nil)
        for length in [UInt64.max, 1 << 63, UInt64(Int.max), UInt64(DocumentReference.longest + 1)] {
            #expect(DocumentChunk(payload: header(0, length, DocumentChunk.size)) == nil)
            #expect(DocumentChunk(payload: header(.max, length, DocumentChunk.size)) == nil)
        }
    }

    @Test("garbage of any length is nil or a chunk that fits its own header, never a crash")
    func fuzz() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...64, using: &generator)
            var data = Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
            // Small numbers in the header come nearer to what would pass.
            for index in 0..<min(11, count) where Bool.random(using: &generator) { data[index] = 0 }
            if let chunk = DocumentChunk(payload: data) { #expect(chunk.payload == data) }
        }
    }

    @Test("a request names exactly the chunks that are missing, first one first")
    func request() throws {
        var generator = SeededGenerator(seed: 5)
        for count in [1, 7, 8, 9, 64, 65, 2_048] {
            let missing = (0..<count).filter { _ in Bool.random(using: &generator) }
            let request = DocumentRequest(document: try Examples.document(), missing: missing, count: count)
            #expect(request.missing.count == (count + 7) / 8)
            #expect(request.indices(count: count) == missing)
            #expect(try roundTrip(request) == request)
            #expect(request.indices(count: count + 100).allSatisfy { $0 < count })
            #expect(request.indices(count: -1) == [])
        }
        let request = DocumentRequest(document: try Examples.document(), missing: [0, 9, -1, 10, 99], count: 10)
        #expect([UInt8](request.missing) == [0x80, 0x40])
    }
}
