/// Jobs in the order of their deadlines, those of one deadline in the order they came: a binary heap.
///
/// Taking a job out by its number only forgets it; its place in the heap goes when it comes to the top, or when more
/// than half of the places are such.
struct TimerQueue {
    typealias Job = @Sendable () -> Void
    typealias Instant = ContinuousClock.Instant

    private struct Place: Comparable {
        var deadline: Instant
        var number: UInt64

        static func < (left: Place, right: Place) -> Bool {
            (left.deadline, left.number) < (right.deadline, right.number)
        }
    }

    private var heap: [Place] = []
    private var jobs: [UInt64: Job] = [:]

    /// How many jobs wait.
    var count: Int { jobs.count }

    /// The deadline of the next job.
    mutating func nextDeadline() -> Instant? {
        while let first = heap.first {
            if jobs[first.number] != nil { return first.deadline }
            removeFirst()
        }
        return nil
    }

    mutating func insert(_ job: @escaping Job, number: UInt64, deadline: Instant) {
        jobs[number] = job
        heap.append(Place(deadline: deadline, number: number))
        siftUp(from: heap.count - 1)
    }

    /// False when there is no such job any more, or not yet.
    @discardableResult
    mutating func remove(number: UInt64) -> Bool {
        guard jobs.removeValue(forKey: number) != nil else { return false }
        if heap.count > 64, heap.count > 2 * jobs.count {
            // A sorted array is a heap.
            heap = heap.filter { jobs[$0.number] != nil }.sorted()
        }
        return true
    }

    /// Takes out the next job whose deadline is not after `now`.
    mutating func popDue(_ now: Instant) -> Job? {
        while let first = heap.first, first.deadline <= now {
            removeFirst()
            if let job = jobs.removeValue(forKey: first.number) { return job }
        }
        return nil
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        siftDown()
    }

    private mutating func siftUp(from start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child] < heap[parent] else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var least = 2 * parent + 1
            guard least < heap.count else { return }
            if least + 1 < heap.count, heap[least + 1] < heap[least] { least += 1 }
            guard heap[least] < heap[parent] else { return }
            heap.swapAt(least, parent)
            parent = least
        }
    }
}
