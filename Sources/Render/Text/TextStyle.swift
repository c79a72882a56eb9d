import Signage

/// How a text is set.
struct TextStyle: Hashable {
    /// Which of Inter's cuts.
    enum Weight: Int32, Hashable {
        case regular = 400
        case medium = 500
        case semibold = 600
        case bold = 700
        case extraBold = 800
    }

    enum Alignment: Hashable { case leading, trailing }

    /// In pixels.
    var size: Double
    var weight: Weight = .regular
    var colour: Colour
    /// Distance of baselines as a part of the size.
    var lineHeight: Double = 1.35
    /// Added between letters, as a part of the size.
    var tracking: Double = 0
    var alignment: Alignment = .leading
    /// Headlines: lines of like length, and the cut of the typeface that is drawn for large sizes.
    var isHeadline = false

    /// In pixels.
    var capHeight: Double { size * Fonts.capHeight }
}
