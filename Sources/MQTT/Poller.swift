import CLinux
import Foundation

/// One descriptor the loop watches; made, used and released on the loop's thread.
final class Watch {
    let descriptor: Int32
    /// Called with the epoll bits that hold.
    let ready: (UInt32) -> Void
    /// Called at the end of the batch in which ``Poller/flushLater(_:)`` was called.
    let flush: () -> Void
    fileprivate var token: UInt64 = 0
    fileprivate var isToFlush = false
    private(set) var wantsWrite: Bool

    init(descriptor: Int32, wantsWrite: Bool, ready: @escaping (UInt32) -> Void, flush: @escaping () -> Void) {
        self.descriptor = descriptor
        self.wantsWrite = wantsWrite
        self.ready = ready
        self.flush = flush
    }

    fileprivate var interests: UInt32 { EPOLLIN.rawValue | (wantsWrite ? EPOLLOUT.rawValue : 0) }
    fileprivate func setWantsWrite(_ wants: Bool) { wantsWrite = wants }
}

/// What belongs to the loop's thread alone: epoll, the timers, and who has something left to write.
final class Poller {
    private let epoll: Int32
    private let wakeup: Int32
    private var watches: [UInt64: Watch] = [:]
    private var lastToken: UInt64 = 0
    private var toFlush: [Watch] = []
    private var events = [epoll_event](repeating: epoll_event(), count: 256)
    var timers = TimerQueue()

    /// Takes over both descriptors; token 0 is the eventfd that wakes the thread.
    init() throws(MQTTError) {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else { throw .system("open an epoll instance (epoll_create1)", errno: errno) }
        wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard wakeup >= 0 else { throw .system("open an event descriptor (eventfd)", errno: errno) }
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: 0))
        guard epoll_ctl(epoll, EPOLL_CTL_ADD, wakeup, &event) == 0 else {
            throw .system("watch the event descriptor (epoll_ctl)", errno: errno)
        }
    }

    deinit {
        close(epoll)
        close(wakeup)
    }

    /// Wakes the thread out of ``wait(isBusy:)``; the one call that any thread may make.
    static func wake(_ descriptor: Int32) {
        var one: UInt64 = 1
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }

    var wakeDescriptor: Int32 { wakeup }

    /// False when the kernel refuses the descriptor.
    func add(_ watch: Watch) -> Bool {
        lastToken += 1
        watch.token = lastToken
        guard control(EPOLL_CTL_ADD, watch) else { return false }
        watches[watch.token] = watch
        return true
    }

    /// Forgets the watch; the descriptor must still be open.
    func remove(_ watch: Watch) {
        forget(watch)
        _ = control(EPOLL_CTL_DEL, watch)
    }

    /// Forgets the watch of a descriptor that is closed already, and whose number may have a new owner.
    func forget(_ watch: Watch) {
        watches[watch.token] = nil
        watch.isToFlush = false
    }

    func setWantsWrite(_ wants: Bool, of watch: Watch) {
        guard watch.wantsWrite != wants else { return }
        watch.setWantsWrite(wants)
        _ = control(EPOLL_CTL_MOD, watch)
    }

    func flushLater(_ watch: Watch) {
        guard !watch.isToFlush else { return }
        watch.isToFlush = true
        toFlush.append(watch)
    }

    func runDueTimers() {
        guard timers.count > 0 else { return }
        let now = ContinuousClock.now
        while let job = timers.popDue(now) { job() }
    }

    func flush() {
        while !toFlush.isEmpty {
            let batch = toFlush
            toFlush.removeAll(keepingCapacity: true)
            for watch in batch where watch.isToFlush {
                watch.isToFlush = false
                watch.flush()
            }
        }
    }

    /// Sleeps until a descriptor is ready, the next timer is due or the thread is woken; at once when `isBusy`.
    func wait(isBusy: Bool) {
        let count = epoll_wait(epoll, &events, Int32(events.count), isBusy ? 0 : timeout())
        guard count > 0 else { return }
        for index in 0..<Int(count) {
            let event = events[index]
            if event.data.u64 == 0 {
                var value: UInt64 = 0
                _ = read(wakeup, &value, MemoryLayout<UInt64>.size)
            } else {
                watches[event.data.u64]?.ready(event.events)
            }
        }
    }

    /// Lets go of everything, and so of whatever the watches and the timers kept alive.
    func removeAll() {
        for watch in watches.values { _ = control(EPOLL_CTL_DEL, watch) }
        watches = [:]
        toFlush = []
        timers = TimerQueue()
    }

    /// In milliseconds, rounded up, so that a timer is never early.
    private func timeout() -> Int32 {
        guard let deadline = timers.nextDeadline() else { return -1 }
        let wait = ContinuousClock.now.duration(to: deadline)
        guard wait > .zero else { return 0 }
        return Int32(min((wait / .milliseconds(1)).rounded(.up), 3_600_000))
    }

    private func control(_ operation: Int32, _ watch: Watch) -> Bool {
        var event = epoll_event(events: watch.interests, data: epoll_data_t(u64: watch.token))
        return epoll_ctl(epoll, operation, watch.descriptor, &event) == 0
    }
}
