import Foundation
import Signage
import Testing

@testable import HubService

@Suite struct AnsweringTests {
    let long: DocumentID
    let short: DocumentID

    init() throws {
        long = try DocumentID(String(repeating: "a", count: 64))
        short = try DocumentID(String(repeating: "b", count: 64))
    }

    @Test("a chunk that several boards ask for goes out once")
    func once() {
        var queue = AnswerQueue()
        queue.add(short, [0, 1])
        queue.add(short, [1, 2])
        #expect(queue.next(100).map(\.chunk) == [0, 1, 2])
        #expect(queue.isEmpty)
        queue.add(short, [1])
        #expect(queue.next(100).map(\.chunk) == [1])
    }

    @Test("a turn has a limit, and a long document does not hold up a short one")
    func turns() {
        var queue = AnswerQueue()
        queue.add(long, 0..<2_048)
        queue.add(short, [0])
        let first = queue.next(16)
        #expect(first.count == 16)
        #expect(first[AnswerQueue.share].document == short)
        var chunks = first.filter { $0.document == long }.map(\.chunk)
        while !queue.isEmpty { chunks += queue.next(16).map(\.chunk) }
        #expect(chunks == Array(0..<2_048))
    }

    @Test("an empty request is none")
    func empty() {
        var queue = AnswerQueue()
        queue.add(short, [])
        #expect(queue.isEmpty)
    }

    @Test("requests for a document that is being fetched become one set of chunks, and it is fetched once")
    func waiting() throws {
        var waiting = WaitingRequests()
        let first = waiting.add(DocumentRequest(document: short, missing: [0, 2], count: 4))
        let again = (0..<100).map { _ in
            waiting.add(DocumentRequest(document: short, missing: [2, 3, 9], count: 10))
        }
        #expect(first && !again.contains(true))
        let (taken, rest) = (waiting.take(short, count: 4), waiting.take(short, count: 4))
        #expect(taken == [0, 2, 3])
        #expect(rest == [])
        let later = waiting.add(DocumentRequest(document: short, missing: [1], count: 4))
        #expect(later)
        for number in 1...WaitingRequests.most {
            let id = try DocumentID(String(format: "%064x", number))
            let isFetched = waiting.add(DocumentRequest(document: id, missing: [0], count: 1))
            #expect(isFetched == (number < WaitingRequests.most))
        }
    }

    @Test("a chunk that has just been sent is not sent to the next one who asks, but to who asks again")
    func sent() {
        var sent = SentChunks()
        let start = ContinuousClock.now
        let asked = IndexSet(integersIn: 0..<4)
        #expect(sent.rested(asked, of: long, at: start) == asked)
        sent.note(1, of: long, at: start)
        sent.note(3, of: long, at: start + .milliseconds(500))
        #expect(sent.rested(asked, of: long, at: start + .milliseconds(700)) == [0, 2])
        #expect(sent.rested(asked, of: short, at: start + .milliseconds(700)) == asked)
        #expect(sent.rested(asked, of: long, at: start + SentChunks.rest) == [0, 1, 2])
        sent.removeAll()
        #expect(sent.rested(asked, of: long, at: start + SentChunks.rest) == asked)
    }

    @Test("the cache lets go of what was used longest ago")
    func cache() throws {
        var cache = DocumentCache(limit: 100)
        cache.insert(long, Data(count: 60))
        cache.insert(short, Data(count: 40))
        #expect(cache.bytes(long) != nil)
        cache.insert(try DocumentID(String(repeating: "c", count: 64)), Data(count: 1))
        #expect(cache.bytes(short) == nil)
        #expect(cache.bytes(long) != nil)
        #expect(cache.size == 61)
    }
}
