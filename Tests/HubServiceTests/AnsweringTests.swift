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
