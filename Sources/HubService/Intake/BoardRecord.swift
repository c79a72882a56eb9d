import Foundation
import Signage

/// All the hub knows of one board, and how each message changes it. Pure: times are handed in.
///
/// Invariants: only a message that came live moves ``Contact/lastSeen``, and a will is none of the board's own; the session
/// never goes back but by a live birth, or by a live report after an offline (a board that lost its disk begins to count anew).
struct BoardRecord: Sendable {
    let board: Board
    private(set) var contact: Contact
    /// The version that is desired of it.
    var desired: Int?
    /// The first key that it told; nil before.
    var pinnedKey: Data?
    private(set) var faults: [Fault] = []
    private var monitor: FaultMonitor
    private var clones = CloneWatch()

    init(board: Board, rules: [FaultRule], contact: Contact = Contact()) {
        self.board = board
        self.contact = contact
        monitor = FaultMonitor(rules: rules)
    }

    /// Birth, will or farewell.
    mutating func receive(_ availability: Availability, isRetained: Bool, at now: Date) {
        let known = contact.session ?? 0
        switch availability.state {
        case .online:
            if !isRetained {
                contact.lastSeen = now
                if let boot = availability.boot { clones.note(boot, at: now) }
            }
            guard !isRetained || availability.session >= known else { return }
        case .offline:
            // The will of a connection that a newer one has taken the place of.
            guard availability.session >= known else { return }
        }
        contact.session = availability.session
        contact.state = availability.state
    }

    mutating func receive(_ reported: ReportedState, isRetained: Bool, at now: Date) {
        if !isRetained { note(reported.session, at: now) }
        if let frame = reported.applied?.frame, frame != contact.reported?.applied?.frame { noteFrame(frame, at: now) }
        contact.reported = reported
    }

    mutating func receive(_ report: HealthReport, isRetained: Bool, at now: Date) {
        // Never published retained; whoever does it has no news.
        guard !isRetained else { return }
        note(report.session, at: now)
        if let frame = report.frame { noteFrame(frame, at: now) }
        contact.health = Contact.Health(report: report, received: now)
    }

    mutating func receive(_ picture: Picture, isRetained: Bool, at now: Date) {
        guard !isRetained else { return }
        contact.lastSeen = now
        contact.picture = picture
        contact.pictureFrame = contact.frame
    }

    /// Anything else that came live from the board.
    mutating func receiveOther(isRetained: Bool, at now: Date) {
        if !isRetained { contact.lastSeen = now }
    }

    /// Asks the rules.
    /// - Parameter listening: since when the hub has been able to hear boards: silence before that tells nothing of them.
    mutating func evaluate(listening: Date, at now: Date) {
        let evidence = Evidence(
            lastSeen: contact.lastSeen.map { max($0, listening) }, values: values(at: now), desired: desired,
            applied: contact.reported?.applied?.version)
        let found = monitor.update(evidence, at: now) + [clones.fault(at: now)].compactMap(\.self)
        faults = found.sorted { ($1.severity, $0.since) < ($0.severity, $1.since) }
    }

    /// One row for people and programs.
    func status(at now: Date) -> BoardStatus {
        BoardStatus(
            board: board, presence: presence(at: now), lastSeen: contact.lastSeen, desired: desired,
            applied: contact.reported?.applied?.version, refused: contact.reported?.refused,
            temperatureCelsius: values(at: now)[.temperatureCelsius], faults: faults,
            pictureAt: contact.picture?.received, clock: health(at: now)?.clock, withheld: contact.reported?.withheld,
            staleSince: contact.reported?.staleSince, otherKey: otherKey, interrupt: contact.reported?.interrupt)
    }

    private var otherKey: Data? {
        guard let pinnedKey, let key = contact.reported?.key, key != pinnedKey else { return nil }
        return key
    }

    func presence(at now: Date) -> Presence {
        Presence(lastSeen: contact.lastSeen, state: contact.state, at: now)
    }

    /// Whether the picture may be called what the panel shows now: it is young, or the frame reported since is the one that it
    /// was taken of.
    func isPictureCurrent(intervalSeconds: Int, at now: Date) -> Bool {
        guard let picture = contact.picture, presence(at: now) == .online else { return false }
        if now.timeIntervalSince(picture.received) <= Double(2 * intervalSeconds + 30) { return true }
        return contact.frame != nil && contact.frame == contact.pictureFrame
    }

    /// Readings older than this say nothing: 10 min.
    static let longestAgeSeconds: TimeInterval = 600

    /// The last report, unless it is too old to say anything.
    private func health(at now: Date) -> HealthReport? {
        guard let health = contact.health, now.timeIntervalSince(health.received) <= Self.longestAgeSeconds else {
            return nil
        }
        return health.report
    }

    private func values(at now: Date) -> [Quantity: Double] {
        health(at: now)?.values(within: Self.longestAgeSeconds) ?? [:]
    }

    private mutating func note(_ session: UInt64, at now: Date) {
        contact.lastSeen = now
        // Its birth was lost or is still to come. Where the known connection has ended, this is another one, whatever its number;
        // where it stands, a lower number is of one that it has taken the place of.
        guard session > (contact.session ?? 0) || contact.state == .offline else { return }
        contact.session = session
        contact.state = .online
    }

    private mutating func noteFrame(_ frame: String, at now: Date) {
        guard contact.frame != frame else { return }
        contact.frame = frame
        // Reports of a frame come up to ten seconds after it, and so after its picture.
        if let picture = contact.picture, now <= picture.received + 15 { contact.pictureFrame = frame }
    }
}
