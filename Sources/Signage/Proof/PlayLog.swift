public import Foundation

/// Turns "this is on the panel from now on" into records, one for each item and quarter of an hour.
///
/// How long something was shown is counted by the machine's uptime, which nobody sets; the wall clock says in which quarter. So no setting
/// of a clock makes time out of nothing, and none counts a second twice.
///
/// Invariants: `cursor` never goes back but by a step of the clock, at which all that is open is finished; what is open lies in
/// the quarter of `cursor`; and of one item nothing is credited beyond the wall time that has passed.
public struct PlayLog: Sendable {
    /// An instant by both of a board's clocks.
    public struct Moment: Hashable, Sendable {
        /// By the wall clock.
        public let time: Date
        /// Since the machine was started.
        public let uptimeSeconds: TimeInterval
        /// Who says what time it is.
        public let clock: ClockTrust

        /// Takes the values as they are.
        public init(time: Date, uptimeSeconds: TimeInterval, clock: ClockTrust) {
            self.time = time
            self.uptimeSeconds = uptimeSeconds
            self.clock = clock
        }
    }

    /// What is on a panel that is on.
    public struct Picture: Hashable, Sendable {
        /// In each place.
        public let items: [PlayedItem]
        /// Of the manifest it was drawn from; nil for evergreen content for lack of one.
        public let version: Int?
        /// Of its pixels.
        public let frame: Digest

        /// Takes the values as they are.
        public init(items: [PlayedItem], version: Int?, frame: Digest) {
            self.items = items
            self.version = version
            self.frame = frame
        }
    }

    /// What there is to record of one item in the quarter.
    private struct Account {
        var first: Date
        var last: Date
        var times = 0
        var seconds: TimeInterval = 0
        var version: Int?
        var frame: Digest
    }

    /// A smaller difference between the two clocks is no step.
    static let toleranceSeconds: TimeInterval = 2
    /// Whoever has not looked for longer cannot vouch for what was on the panel.
    static let longestSilenceSeconds: TimeInterval = 300

    private var picture: Picture?
    private var accounts: [PlayedItem: Account] = [:]
    private var cursor: Date
    private var last: Moment

    /// A log of a panel of which nothing is known yet.
    public init(at moment: Moment) {
        cursor = moment.time
        last = moment
    }

    /// What is open, as it would be if it were finished now: for keeping, lest a power cut take it.
    public var open: [PlayRecord] { records(of: accounts) }

    /// Takes in what is on the panel from now on; nil while that is not known or the panel is off.
    /// - Returns: what is finished by that.
    public mutating func show(_ new: Picture?, at moment: Moment) -> [ProofRecord.Content] {
        let finished = advance(to: moment)
        let before = Set(picture?.items ?? [])
        picture = new
        for item in new?.items ?? [] {
            credit(item, from: cursor, to: cursor, seconds: 0, turns: before.contains(item) ? 0 : 1)
        }
        return finished
    }

    /// Counts the time up to now.
    /// - Returns: what is finished by that.
    public mutating func advance(to moment: Moment) -> [ProofRecord.Content] {
        let elapsed = max(0, moment.uptimeSeconds - last.uptimeSeconds)
        let passed = moment.time.timeIntervalSince(cursor)
        let changesTrust = (moment.clock == .untrusted) != (last.clock == .untrusted)
        let isStep = abs(passed - elapsed) > Self.toleranceSeconds
        var finished: [ProofRecord.Content] = []
        if elapsed > Self.longestSilenceSeconds {
            finished += finish()
            let end = cursor + elapsed
            finished.append(.gap(.asleep(from: cursor, to: isStep ? end : moment.time, clock: moment.clock)))
            if isStep { finished.append(.clock(ClockStep(from: end, to: moment.time, clock: moment.clock))) }
            cursor = moment.time
        } else if isStep {
            finished += pass(to: cursor + elapsed, seconds: elapsed) + finish()
            finished.append(.clock(ClockStep(from: cursor, to: moment.time, clock: moment.clock)))
            cursor = moment.time
        } else {
            // A clock that NTP slows down or takes back a little stands still here until time has caught up.
            finished += pass(to: max(cursor, moment.time), seconds: elapsed)
            if changesTrust { finished += finish() }
        }
        last = moment
        return finished
    }

    /// Finishes all that is open: at an orderly end.
    public mutating func close(at moment: Moment) -> [ProofRecord.Content] {
        let finished = advance(to: moment)
        picture = nil
        return finished + finish()
    }

    /// Credits what is on the panel with the time up to an instant, quarter by quarter.
    private mutating func pass(to end: Date, seconds: TimeInterval) -> [ProofRecord.Content] {
        let length = end.timeIntervalSince(cursor)
        let rate = length > 0 ? min(1, seconds / length) : 0
        var finished: [ProofRecord.Content] = []
        while cursor < end {
            let quarterEnd = PlayRecord.quarter(of: cursor) + TimeInterval(PlayRecord.quarterSeconds)
            let next = min(end, quarterEnd)
            for item in picture?.items ?? [] {
                credit(item, from: cursor, to: next, seconds: next.timeIntervalSince(cursor) * rate, turns: 0)
            }
            cursor = next
            if next == quarterEnd { finished += finish() }
        }
        return finished
    }

    private mutating func credit(
        _ item: PlayedItem, from: Date, to: Date, seconds: TimeInterval, turns: Int
    ) {
        guard let picture else { return }
        var account = accounts[item] ?? Account(first: from, last: to, version: nil, frame: picture.frame)
        account.last = to
        account.seconds += seconds
        account.times = min(PlayRecord.mostTimes, account.times + turns)
        account.version = picture.version
        account.frame = picture.frame
        accounts[item] = account
    }

    private mutating func finish() -> [ProofRecord.Content] {
        defer { accounts = [:] }
        return records(of: accounts).map { .played($0) }
    }

    private func records(of accounts: [PlayedItem: Account]) -> [PlayRecord] {
        accounts.sorted {
            ($0.value.first, $0.key.place, $0.key.item?.text ?? "") < (
                $1.value.first, $1.key.place, $1.key.item?.text ?? ""
            )
        }
        .map { item, account in
            // Outwards, so that what was counted in between never is more.
            let (first, last) = (account.first.wholeSeconds, account.last.roundedUp)
            return PlayRecord(
                unchecked: item, quarter: PlayRecord.quarter(of: first), first: first, last: last,
                times: account.times,
                seconds: Int(min(account.seconds, last.timeIntervalSince(first)).rounded(.down)),
                version: account.version, frame: account.frame, clock: self.last.clock)
        }
    }
}

extension Date {
    fileprivate var roundedUp: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.up)) }
}
