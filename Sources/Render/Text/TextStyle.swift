import Signage

/// How a text is set.
struct TextStyle: Hashable {
    /// Which of Inter's cuts.
    enum Weight: Int32, Hashable, Comparable {
        case regular = 400
        case medium = 500
        case semibold = 600
        case bold = 700
        case extraBold = 800

        static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
    }

    /// In pixels.
    var size: Double
    /// For which reading distance it is made; legibility is judged by it.
    var role: ViewingDistances.Role
    /// What it is for in its zone.
    var part: MeasuredText.Part = .label
    var weight: Weight = .regular
    var colour: Colour
    /// Distance of baselines as a part of the size.
    var lineHeight: Double = 1.35
    /// Added between letters, as a part of the size.
    var tracking: Double = 0
    /// Headlines: lines of like length, and the cut of the typeface that is drawn for large sizes.
    var isHeadline = false
    /// Whether words may be parted at the ends of lines.
    var hyphenation = Hyphenation.never

    enum Hyphenation: Hashable {
        /// A word that is longer than a line breaks anywhere.
        case never
        /// Only where a word is longer than a line.
        case ifNeeded
        /// As in running text.
        case always
    }

    /// In pixels.
    var capHeight: Double { size * Fonts.capHeight }
}
