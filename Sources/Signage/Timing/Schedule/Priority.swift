/// Which things come before which on a board. As long as something of a higher class is on, nothing of a lower one is, in the same zone.
public enum Priority: String, Sendable, Codable, CaseIterable, Comparable {
    /// Instead of everything else: what people must know now.
    case interrupt
    /// What law or statute wants to hang out.
    case official
    /// What staff tell.
    case notice
    /// What feeds tell.
    case feed
    /// What shows when there is nothing else.
    case evergreen

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Decodes its name.
    public init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        self = try decoder.validated { () throws(InvalidValue) in
            guard let priority = Priority(rawValue: name) else {
                let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
                throw InvalidValue(field: "", reason: "must be one of \(names)")
            }
            return priority
        }
    }

    /// What gives way first.
    public static func < (left: Priority, right: Priority) -> Bool { left.rank > right.rank }
}
