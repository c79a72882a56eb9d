public import Foundation

/// Something wrong with a board that someone has to see to.
public struct Fault: Hashable, Sendable, Codable {
    /// The rule's code.
    public let code: Name
    /// How much it matters.
    public let severity: FaultRule.Severity
    /// For the crew: what is wrong and what to do first.
    public let text: String
    /// Since when it has been so, hold-off included.
    public let since: Date

    /// Takes the values as they are.
    public init(code: Name, severity: FaultRule.Severity, text: String, since: Date) {
        self.code = code
        self.severity = severity
        self.text = text
        self.since = since
    }
}

/// What is known of a board when its rules are asked.
public struct Evidence: Hashable, Sendable {
    /// When the hub last received anything from it, by the hub's clock; nil when never.
    public let lastSeen: Date?
    /// The latest value of each quantity.
    public let values: [Quantity: Double]
    /// The version that is desired of it; nil before the first.
    public let desired: Int?
    /// The version that is on its panel; nil before the first.
    public let applied: Int?

    /// Takes the values as they are.
    public init(lastSeen: Date?, values: [Quantity: Double], desired: Int?, applied: Int?) {
        self.lastSeen = lastSeen
        self.values = values
        self.desired = desired
        self.applied = applied
    }
}

/// The faults of one board over time: turns evidence into faults with hold-off, hysteresis and depends-on. Pure.
///
/// Each rule is in one of three states; ``update(_:at:)`` makes every move:
/// ```
///            met                   met for holdSeconds
///   quiet ---------> met(since) ----------------------> raised(since)
///     ^ not met         |                                   |
///     +-----------------+-------------- cleared ------------+
/// ```
public struct FaultMonitor: Hashable, Sendable {
    private enum State: Hashable, Sendable {
        case quiet
        case met(since: Date)
        case raised(since: Date)

        var since: Date? {
            switch self {
            case .quiet: nil
            case .met(let since), .raised(let since): since
            }
        }

        var isRaised: Bool { if case .raised = self { true } else { false } }
    }

    /// In the order in which they may depend on each other.
    public let rules: [FaultRule]
    private var states: [Name: State] = [:]

    /// With all rules quiet.
    public init(rules: [FaultRule]) { self.rules = rules }

    /// Takes in what is known now and tells what is wrong, without what another fault explains.
    public mutating func update(_ evidence: Evidence, at now: Date) -> [Fault] {
        var faults: [Fault] = []
        for rule in rules {
            let state = next(states[rule.code] ?? .quiet, of: rule, evidence, at: now)
            states[rule.code] = state
            if case .raised(let since) = state {
                faults.append(Fault(code: rule.code, severity: rule.severity, text: rule.text, since: since))
            }
        }
        let raised = Set(faults.map(\.code))
        let explained = Set(rules.filter { !raised.isDisjoint(with: $0.dependsOn) }.map(\.code))
        return faults.filter { !explained.contains($0.code) }
    }

    private func next(_ state: State, of rule: FaultRule, _ evidence: Evidence, at now: Date) -> State {
        let isMet: Bool
        switch rule.condition {
        case .above(let quantity, let limit, let clears):
            // An absent reading tells nothing: what was so stays so.
            guard let value = evidence.values[quantity] else { return state }
            isMet = value > (state.isRaised ? clears : limit)
        case .below(let quantity, let limit, let clears):
            guard let value = evidence.values[quantity] else { return state }
            isMet = value < (state.isRaised ? clears : limit)
        case .silent:
            // A board that was never heard has not been put up yet: nobody is called.
            guard let lastSeen = evidence.lastSeen else { return .quiet }
            return now.timeIntervalSince(lastSeen) >= rule.holdSeconds ? .raised(since: lastSeen) : .quiet
        case .behind:
            isMet = evidence.desired != nil && evidence.desired != evidence.applied
        }
        guard isMet else { return .quiet }
        let since = state.since ?? now
        return state.isRaised || now.timeIntervalSince(since) >= rule.holdSeconds
            ? .raised(since: since) : .met(since: since)
    }
}
