import Foundation

/// How well a text stands out from its ground, as the Web Content Accessibility Guidelines 2.2 measure it.
public enum Contrast {
    /// The least ratio for a text (success criterion 1.4.3, level AA).
    public static let least = 4.5
    /// The least ratio for a large text (1.4.3), see ``ViewingDistances/largeCapHeight``.
    public static let leastForLargeText = 3.0
    /// The ratio that a text of many words wants (1.4.6, level AAA): boards are read in sun and rain.
    public static let comfortable = 7.0

    /// The ratio of two colours in any order: 1 for the same brightness to 21 for black and white.
    ///
    /// WCAG 2.2, "contrast ratio": (L1 + 0.05) / (L2 + 0.05), L1 being the lighter one's relative luminance.
    public static func ratio(_ one: Colour, _ other: Colour) -> Double {
        let luminances = [relativeLuminance(of: one), relativeLuminance(of: other)].sorted()
        return (luminances[1] + 0.05) / (luminances[0] + 0.05)
    }

    /// 0 for black to 1 for white, linear in light (WCAG 2.2, "relative luminance").
    public static func relativeLuminance(of colour: Colour) -> Double {
        0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
    }

    /// sRGB's transfer function (IEC 61966-2-1), from a stored component to light.
    private static func linear(_ component: UInt8) -> Double {
        let value = Double(component) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}
