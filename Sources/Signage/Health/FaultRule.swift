public import Foundation

/// When a board of some model needs someone. Data in its device profile.
public struct FaultRule: Hashable, Sendable, Codable {
    /// How much it matters to those in the street.
    public enum Severity: String, Sendable, Word, Comparable {
        /// Someone should look when they pass.
        case minor
        /// People see that something is wrong.
        case moderate
        /// The board does not do its work, or will soon not.
        case severe

        /// Minor first.
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
        private var rank: Int {
            switch self {
            case .minor: 0
            case .moderate: 1
            case .severe: 2
            }
        }
    }

    /// What has to be so. Between the two limits of a reading a fault stays as it is (hysteresis).
    public enum Condition: Hashable, Sendable {
        /// The reading is over `limit`; it is over again when the reading is under `clears`.
        case above(Quantity, limit: Double, clears: Double)
        /// The reading is under `limit`; it is over again when the reading is over `clears`.
        case below(Quantity, limit: Double, clears: Double)
        /// The hub has heard nothing from the board.
        case silent
        /// The programme that plays is not the one that is desired.
        case behind
    }

    /// Unique in its profile, such as `overheated`.
    public let code: Name
    /// How much it matters.
    public let severity: Severity
    /// For the crew: what is wrong and what to do first.
    public let text: String
    /// What has to be so.
    public let condition: Condition
    /// For how long it has to be so before it is a fault.
    public let holdSeconds: TimeInterval
    /// Codes of faults that explain this one: while one of them is active, this one is not reported.
    public let dependsOn: [Name]

    /// - Throws: when limits contradict each other or a time is negative.
    public init(
        code: Name, severity: Severity, text: String, condition: Condition, holdSeconds: TimeInterval,
        dependsOn: [Name] = []
    ) throws(InvalidValue) {
        switch condition {
        case .above(_, let limit, let clears) where !(clears <= limit):
            throw InvalidValue(field: "clears", reason: "must not be over the limit")
        case .below(_, let limit, let clears) where !(clears >= limit):
            throw InvalidValue(field: "clears", reason: "must not be under the limit")
        default: break
        }
        guard (0...86_400 * 30).contains(holdSeconds) else {
            throw InvalidValue(field: "holdSeconds", reason: "must be 0 to 30 days in seconds")
        }
        self.code = code
        self.severity = severity
        self.text = try Text.line(text, field: "text", length: 1...160)
        self.condition = condition
        self.holdSeconds = holdSeconds
        self.dependsOn = dependsOn
    }

    /// Refuses two rules with one code and rules that depend on a code that stands later or nowhere, so that no circle can arise.
    static func checked(_ rules: [FaultRule]) throws(InvalidValue) -> [FaultRule] {
        var known: Set<Name> = []
        for (index, rule) in rules.enumerated() {
            guard !known.contains(rule.code) else {
                throw InvalidValue(field: "faultRules.\(index).code", reason: "\(rule.code) is there twice")
            }
            if let missing = rule.dependsOn.first(where: { !known.contains($0) }) {
                throw InvalidValue(
                    field: "faultRules.\(index).dependsOn",
                    reason: "\(missing) must be the code of a rule that stands before")
            }
            known.insert(rule.code)
        }
        return rules
    }

    private enum CodingKeys: String, CodingKey {
        case code, severity, text, condition, quantity, limit, clears, holdSeconds, dependsOn
    }

    private enum ConditionName: String, Word { case above, below, silent, behind }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func limits() throws -> (Quantity, Double, Double) {
            let limit = try container.decode(Double.self, forKey: .limit)
            let clears = try container.decodeIfPresent(Double.self, forKey: .clears) ?? limit
            return (try container.decode(Quantity.self, forKey: .quantity), limit, clears)
        }
        let condition: Condition
        switch try container.decode(ConditionName.self, forKey: .condition) {
        case .above:
            let (quantity, limit, clears) = try limits()
            condition = .above(quantity, limit: limit, clears: clears)
        case .below:
            let (quantity, limit, clears) = try limits()
            condition = .below(quantity, limit: limit, clears: clears)
        case .silent: condition = .silent
        case .behind: condition = .behind
        }
        let code = try container.decode(Name.self, forKey: .code)
        let severity = try container.decode(Severity.self, forKey: .severity)
        let text = try container.decode(String.self, forKey: .text)
        let holdSeconds = try container.decodeIfPresent(Double.self, forKey: .holdSeconds) ?? 0
        let dependsOn = try container.decodeIfPresent([Name].self, forKey: .dependsOn) ?? []
        self = try decoder.validated {
            try FaultRule(
                code: code, severity: severity, text: text, condition: condition, holdSeconds: holdSeconds,
                dependsOn: dependsOn)
        }
    }

    /// Encodes the condition's name and, for readings, `quantity`, `limit` and `clears`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(code, forKey: .code)
        try container.encode(severity, forKey: .severity)
        try container.encode(text, forKey: .text)
        try container.encode(holdSeconds, forKey: .holdSeconds)
        if !dependsOn.isEmpty { try container.encode(dependsOn, forKey: .dependsOn) }
        switch condition {
        case .above(let quantity, let limit, let clears), .below(let quantity, let limit, let clears):
            let isAbove = if case .above = condition { true } else { false }
            try container.encode(isAbove ? ConditionName.above : .below, forKey: .condition)
            try container.encode(quantity, forKey: .quantity)
            try container.encode(limit, forKey: .limit)
            try container.encode(clears, forKey: .clears)
        case .silent: try container.encode(ConditionName.silent, forKey: .condition)
        case .behind: try container.encode(ConditionName.behind, forKey: .condition)
        }
    }
}
