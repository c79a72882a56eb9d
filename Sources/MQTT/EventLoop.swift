import CLinux
import Foundation
import Synchronization

/// One epoll thread; a SerialExecutor on which any number of clients and the actors that own them run.
///
/// An actor shares the loop by returning ``asUnownedSerialExecutor()`` from its `unownedExecutor`; then it and its
/// clients call each other without a change of thread, and `assumeIsolated` works in a client's handler and in
/// scheduled jobs. One turn of the loop is: ready descriptors, queued jobs, due timers, and last the writing of what all
/// these have published. No job may block: it would stop every client of the loop.
///
/// The thread keeps the loop alive until ``stop()``.
public final class EventLoop: SerialExecutor, Sendable {
    private enum Item: Sendable {
        case job(UnownedJob)
        case closure(@Sendable () -> Void)
    }

    private struct Inbox {
        var items: [Item] = []
        var isWoken = false
        var isStopping = false
    }

    private let inbox = Mutex(Inbox())
    private let joinable = Mutex<pthread_t?>(nil)
    private let threadID = Atomic<UInt>(0)
    private let lastTimer = Atomic<UInt64>(0)
    private let wakeDescriptor: Int32
    private let name: String
    private let isBackground: Bool
    /// Touched by the loop's thread only; `onThread()` is the one way to it and checks that.
    nonisolated(unsafe) private let poller: Poller

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - name: the thread's name in the system's tools, of which the kernel keeps 15 bytes.
    ///   - isBackground: whether other work on the machine comes first (nice 15): on a full processor it gets about a thirtieth of one.
    /// - Throws: kind `system` when the process is out of descriptors or threads.
    public init(name: String, isBackground: Bool = false) throws(MQTTError) {
        let poller = try Poller()
        self.poller = poller
        self.name = name
        self.isBackground = isBackground
        wakeDescriptor = poller.wakeDescriptor
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let failure = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<EventLoop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        guard failure == 0 else {
            context.release()
            throw .system("start the thread of an event loop (pthread_create)", errno: failure)
        }
        let started = thread
        joinable.withLock { $0 = started }
    }

    /// Ends the thread after the jobs that are queued by now, and waits for that unless it is the loop's thread that calls.
    ///
    /// Stop the clients first: this closes their connections without a DISCONNECT and without an event, and a job that
    /// an actor queues later never runs. A second call does nothing.
    public func stop() {
        let mustWake = inbox.withLock { inbox in
            defer { inbox.isStopping = true }
            return !inbox.isStopping
        }
        if mustWake { Poller.wake(wakeDescriptor) }
        // The lock is held over the join so that whoever calls second waits as well.
        joinable.withLock { thread in
            guard let joined = thread else { return }
            thread = nil
            if isOnThread { pthread_detach(joined) } else { pthread_join(joined, nil) }
        }
    }

    /// Runs a job on the loop's thread after a delay.
    ///
    /// Jobs run in the order of their deadlines, those of one deadline in the order of the calls. May be called on any
    /// thread; called after ``stop()``, the job never runs.
    ///
    /// - Parameter delay: at least this long, and a millisecond or so more; zero or less runs it in the next turn.
    /// - Returns: what cancels it; it may be thrown away.
    @discardableResult
    public func schedule(after delay: Duration, _ job: @escaping @Sendable () -> Void) -> ScheduledJob {
        let number = lastTimer.wrappingAdd(1, ordering: .relaxed).newValue
        let deadline = ContinuousClock.now + delay
        if isOnThread {
            poller.timers.insert(job, number: number, deadline: deadline)
        } else {
            perform { self.onThread().timers.insert(job, number: number, deadline: deadline) }
        }
        return ScheduledJob(loop: self, number: number)
    }

    /// Queues a job of an actor; called by the Swift runtime.
    public func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        append(.job(unowned))
    }

    /// The reference that an actor returns from its `unownedExecutor`; the actor has to keep the loop alive.
    public func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

    /// Stops the program unless called on the loop's thread; called by the Swift runtime for `assumeIsolated`.
    public func checkIsolated() { precondition(isOnThread, "not on the thread of the event loop \(name)") }

    /// Whether this is the loop's thread; called by the Swift runtime for `assumeIsolated`.
    public func isIsolatingCurrentContext() -> Bool? { isOnThread }

    private var isOnThread: Bool { threadID.load(ordering: .relaxed) == UInt(pthread_self()) }

    /// The descriptors and timers, for the loop's thread only.
    func onThread() -> Poller {
        checkIsolated()
        return poller
    }

    /// Runs a job on the loop's thread in the next turn; any thread may call.
    func perform(_ job: @escaping @Sendable () -> Void) { append(.closure(job)) }

    func cancel(number: UInt64) {
        // One that another thread has just scheduled is still in the inbox: then the removal has to queue behind it.
        if isOnThread, poller.timers.remove(number: number) { return }
        perform { self.onThread().timers.remove(number: number) }
    }

    private func append(_ item: Item) {
        // The loop's own thread looks into the inbox before it sleeps and needs no waking.
        let isOutside = !isOnThread
        let mustWake = inbox.withLock { inbox in
            inbox.items.append(item)
            guard isOutside, !inbox.isWoken else { return false }
            inbox.isWoken = true
            return true
        }
        if mustWake { Poller.wake(wakeDescriptor) }
    }

    private func run() {
        threadID.store(UInt(pthread_self()), ordering: .relaxed)
        _ = linux_set_thread_name(name)
        // Linux counts niceness by thread.
        if isBackground { _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 15) }
        let executor = asUnownedSerialExecutor()
        var batch: [Item] = []
        while true {
            inbox.withLock { inbox in
                swap(&inbox.items, &batch)
                inbox.isWoken = false
            }
            for item in batch {
                switch item {
                case .job(let job): job.runSynchronously(on: executor)
                case .closure(let closure): closure()
                }
            }
            batch.removeAll(keepingCapacity: true)
            poller.runDueTimers()
            poller.flush()
            let (isBusy, isStopping) = inbox.withLock { (!$0.items.isEmpty, $0.isStopping) }
            if isStopping && !isBusy { break }
            poller.wait(isBusy: isBusy)
        }
        poller.removeAll()
        threadID.store(0, ordering: .relaxed)
    }
}

/// A job that waits in an event loop.
public struct ScheduledJob: Sendable {
    let loop: EventLoop
    let number: UInt64

    /// Takes the job out; called on the loop's thread it is certain not to run any more, else it may be just running.
    ///
    /// Nothing happens when it has run already.
    public func cancel() { loop.cancel(number: number) }
}
