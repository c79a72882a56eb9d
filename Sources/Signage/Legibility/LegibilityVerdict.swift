/// How a text can be read from where people stand; a greater one is worse.
public enum LegibilityVerdict: String, Hashable, Sendable, Codable, Comparable, CaseIterable {
    /// Read at ease.
    case good
    /// So much text that it turns more than ``LegibilityReport/mostPages`` pages.
    case long
    /// Body text whose contrast ratio is below ``Contrast/comfortable``.
    case pale
    /// Readable, but not at ease: the cap height is below ``ViewingDistances/comfortableCapHeight``.
    case small
    /// Its turn is shorter than its reading time.
    case hurried
    /// The contrast ratio is below what WCAG 2.2 asks for (1.4.3).
    case lowContrast
    /// Some of its characters are in no font of the board.
    case incomplete
    /// The cap height is below the smallest one that may be drawn. A renderer turns pages instead, so that it should not come up.
    case illegible

    /// Whether a notice should not go out like this: people cannot read all of it, or not in time.
    public var isFailure: Bool { self >= .hurried }

    /// Whether the first one is better.
    public static func < (one: LegibilityVerdict, other: LegibilityVerdict) -> Bool { one.rank < other.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
