import Crypto
import Foundation
import Signage
import Testing

@testable import BoardController

@Suite("The document fetcher")
struct FetcherTests {
    private let start = ContinuousClock.now
    private let document = Data((0..<80_000).map { UInt8(truncatingIfNeeded: $0 / 7) })

    /// Always draws the least number, so that waits have no jitter.
    private struct Still: RandomNumberGenerator {
        mutating func next() -> UInt64 { 0 }
    }
    private var still = Still()

    private func reference(_ bytes: Data) throws -> DocumentReference {
        try DocumentReference(
            id: DocumentID(SHA256.hash(bytes).hexString), length: bytes.count, mediaType: "text/plain", role: .notice)
    }

    private func wanting(_ references: [DocumentReference], there: IndexSet = IndexSet()) -> DocumentFetcher {
        var fetcher = DocumentFetcher(backoff: Backoff())
        fetcher.want(references) { _ in there }
        return fetcher
    }

    @Test("waits for an answer double from one second to thirty")
    func doubling() throws {
        var fetcher = wanting([try reference(document)])
        var generator = Still()
        var now = start
        var waits: [Duration] = []
        for _ in 0..<8 {
            #expect(fetcher.requests(at: now, using: &generator).count == 1)
            let deadline = try #require(fetcher.nextDeadline)
            waits.append(deadline - now)
            #expect(fetcher.requests(at: deadline - .milliseconds(1), using: &generator).isEmpty)
            now = deadline
        }
        #expect(waits == [1, 2, 4, 8, 16, 30, 30, 30].map { .seconds($0) })
    }

    @Test("jitter adds up to a quarter")
    func jitter() {
        var generator = SystemRandomNumberGenerator()
        let backoff = Backoff()
        for failures in 0..<200 {
            let delay = backoff.delay(afterFailures: failures, using: &generator)
            let least = min(Duration.seconds(30), .seconds(1 << min(failures, 10)))
            #expect(delay >= least && delay <= least * 1.25)
        }
    }

    @Test("chunks come in any order, each is taken once, and with the last the document is done")
    func order() throws {
        var generator = Still()
        let reference = try reference(document)
        var fetcher = wanting([reference])
        _ = fetcher.requests(at: start, using: &generator)
        let chunks = try [2, 0, 2, 1].map { try #require(DocumentChunk($0, of: document)) }
        let outcomes = chunks.map { fetcher.take($0.payload, of: reference.id, at: start, using: &generator) }
        #expect(
            outcomes == [
                .taken(reference, chunks[0]), .taken(reference, chunks[1]), .ignored, .last(reference, chunks[3]),
            ])
        #expect(fetcher.count == 0)
        #expect(fetcher.nextDeadline == nil)
    }

    @Test("a chunk puts the next request off, and that asks for the rest only")
    func progress() throws {
        var generator = Still()
        let reference = try reference(document)
        var fetcher = wanting([reference])
        _ = fetcher.requests(at: start, using: &generator)
        let chunk = try #require(DocumentChunk(1, of: document)).payload
        _ = fetcher.take(chunk, of: reference.id, at: start + .milliseconds(900), using: &generator)
        #expect(fetcher.requests(at: start + .seconds(1), using: &generator).isEmpty)
        let again = fetcher.requests(at: start + .milliseconds(1900), using: &generator)
        #expect(again.map { $0.indices(count: 3) } == [[0, 2]])
    }

    @Test("what has come of a document stays when a newer manifest names it too")
    func carriedOver() throws {
        var generator = Still()
        let other = Data("other".utf8)
        let references = [try reference(document), try reference(other)]
        var fetcher = wanting([references[0]])
        _ = fetcher.requests(at: start, using: &generator)
        let chunk = try #require(DocumentChunk(1, of: document)).payload
        _ = fetcher.take(chunk, of: references[0].id, at: start, using: &generator)
        fetcher.want(references)
        #expect(fetcher.requests(at: start, using: &generator).map(\.document) == [references[1].id])
        let again = fetcher.requests(at: start + .seconds(1), using: &generator)
        #expect(again.first?.indices(count: 3) == [0, 2])
        fetcher.want([references[1]])
        #expect(fetcher.count == 1)
    }

    @Test("no more than eight documents are asked for at a time, and a done one makes room")
    func bounded() throws {
        var generator = Still()
        let documents = (0..<20).map { Data("document \($0)".utf8) }
        let references = try documents.map(reference)
        var fetcher = wanting(references)
        #expect(fetcher.requests(at: start, using: &generator).map(\.document) == references.prefix(8).map(\.id))
        #expect(fetcher.asked.count == 8)
        let chunk = try #require(DocumentChunk(0, of: documents[3])).payload
        _ = fetcher.take(chunk, of: references[3].id, at: start, using: &generator)
        #expect(fetcher.requests(at: start, using: &generator).map(\.document) == [references[8].id])
        fetcher.reconnected()
        #expect(fetcher.requests(at: start, using: &generator).count == 8)
    }

    @Test("wrong bytes are waited for longer each time, not asked for in a loop")
    func damaged() throws {
        var generator = Still()
        let bytes = Data("right".utf8)
        let reference = try reference(bytes)
        var fetcher = wanting([reference])
        let wrong = try #require(DocumentChunk(0, of: Data("wrong".utf8)))
        var now = start
        for seconds in [2, 4, 8] {
            #expect(fetcher.requests(at: now, using: &generator).count == 1)
            // The fetcher does not look at the bytes; whoever does hands the document back.
            let outcome = fetcher.take(wrong.payload, of: reference.id, at: now, using: &generator)
            #expect(outcome == .last(reference, wrong))
            fetcher.putBack(reference, there: IndexSet(), at: now, using: &generator)
            #expect(fetcher.nextDeadline == now + .seconds(seconds))
            now += .seconds(seconds)
        }
    }

    @Test("what nobody asked for, and what is no chunk, is ignored")
    func strangers() throws {
        var generator = Still()
        let reference = try reference(document)
        var fetcher = wanting([reference])
        let other = try DocumentID(String(repeating: "0", count: 64))
        let chunk = try #require(DocumentChunk(0, of: document)).payload
        #expect(fetcher.take(chunk, of: other, at: start, using: &generator) == .ignored)
        #expect(fetcher.take(Data(), of: reference.id, at: start, using: &generator) == .ignored)
        #expect(fetcher.take(chunk.dropLast(), of: reference.id, at: start, using: &generator) == .ignored)
    }

    @Test("a document that a full disk does not take is asked for ever later, up to thirty seconds")
    func fullDisk() throws {
        var generator = Still()
        let document = Data("short".utf8)
        let reference = try reference(document)
        let chunk = try #require(DocumentChunk(0, of: document))
        var fetcher = wanting([reference])
        var now = start
        var waits: [Duration] = []
        for _ in 0..<6 {
            #expect(fetcher.requests(at: now, using: &generator).count == 1)
            let outcome = fetcher.take(chunk.payload, of: reference.id, at: now, using: &generator)
            #expect(outcome == .last(reference, chunk))
            fetcher.putBack(reference, there: IndexSet(), at: now, using: &generator)
            // Asked for by no sign of life of the hub.
            fetcher.hubIsThere()
            #expect(fetcher.requests(at: now, using: &generator).isEmpty)
            let deadline = try #require(fetcher.nextDeadline)
            waits.append(deadline - now)
            now = deadline
        }
        #expect(waits == [2, 4, 8, 16, 30, 30].map { .seconds($0) })
    }

    @Test("only sixteen chunks are asked for at a time, and when half of them have come, the next ones")
    func window() throws {
        var generator = Still()
        let long = Data((0..<40 * DocumentChunk.size).map { UInt8(truncatingIfNeeded: $0 / 1_000) })
        let reference = try reference(long)
        var fetcher = wanting([reference])
        var asked: [Int] = []
        func ask() {
            asked += fetcher.requests(at: start, using: &generator).flatMap { $0.indices(count: 40) }
        }
        ask()
        #expect(asked == Array(0..<16))
        for index in 0..<40 {
            let chunk = try #require(DocumentChunk(index, of: long))
            let outcome = fetcher.take(chunk.payload, of: reference.id, at: start, using: &generator)
            #expect(outcome == (index == 39 ? .last(reference, chunk) : .taken(reference, chunk)))
            if fetcher.isWindowOpen { ask() }
            #expect(asked.count - (index + 1) <= 16)
        }
        // Each once, and never before there was room.
        #expect(asked == Array(0..<40))
        #expect(fetcher.count == 0)
    }

    @Test(
        "what is here already is not asked for; a document that is all here but for its name is finished by its last chunk"
    )
    func resumed() throws {
        var generator = Still()
        let reference = try reference(document)
        var some = wanting([reference], there: [0, 2])
        #expect(some.requests(at: start, using: &generator).map { $0.indices(count: 3) } == [[1]])
        var all = wanting([reference], there: [0, 1, 2])
        #expect(all.requests(at: start, using: &generator).map { $0.indices(count: 3) } == [[2]])
    }

    @Test("as long as chunks come, however slowly, nothing is asked for twice")
    func slow() throws {
        var generator = Still()
        let long = Data((0..<20 * DocumentChunk.size).map { UInt8(truncatingIfNeeded: $0 / 1_000) })
        let short = Data("short".utf8)
        let references = [try reference(long), try reference(short)]
        var fetcher = wanting(references)
        var now = start
        #expect(fetcher.requests(at: now, using: &generator).map(\.document) == [references[0].id])
        var asked = 16
        for index in 0..<20 {
            now += .milliseconds(900)
            let chunk = try #require(DocumentChunk(index, of: long))
            _ = fetcher.take(chunk.payload, of: references[0].id, at: now, using: &generator)
            for request in fetcher.requests(at: now, using: &generator) {
                asked += request.indices(count: request.document == references[0].id ? 20 : 1).count
            }
        }
        #expect(asked == 21)
    }
}
