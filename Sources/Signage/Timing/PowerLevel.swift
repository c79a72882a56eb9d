/// How much power a board may take, as its battery or the hub says; for one on the mains always normal.
public enum PowerLevel: String, Sendable, CaseIterable, Codable, Comparable {
    /// As its panel times say.
    case normal
    /// Half as bright, by day and by night, and nothing moves.
    case saving
    /// The panel is off; only an emergency turns it on.
    case emergencyOnly = "emergency-only"

    /// Less power first.
    public static func < (left: PowerLevel, right: PowerLevel) -> Bool { left.order < right.order }

    private var order: Int {
        switch self {
        case .emergencyOnly: 0
        case .saving: 1
        case .normal: 2
        }
    }
}
