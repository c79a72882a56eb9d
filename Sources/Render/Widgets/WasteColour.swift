import Signage

/// The colour of a bin, as people know it from the street.
enum WasteColour {
    /// - Parameters:
    ///   - fraction: as the calendar names it, such as "Restmüll".
    ///   - isDark: whether the ground behind it is.
    static func colour(of fraction: String, isDark: Bool) -> Colour? {
        let name = fraction.lowercased()
        func has(_ parts: String...) -> Bool { parts.contains { name.contains($0) } }
        if has("gelb", "leicht", "wertstoff", "verpack", "lvp") {
            return isDark ? Colour(red: 0xF2, green: 0xC9, blue: 0x3F) : Colour(red: 0xF0, green: 0xBC, blue: 0x12)
        }
        if has("papier", "pappe", "blau") {
            return isDark ? Colour(red: 0x4E, green: 0x93, blue: 0xD6) : Colour(red: 0x24, green: 0x63, blue: 0xA3)
        }
        if has("bio", "braun") {
            return isDark ? Colour(red: 0xB0, green: 0x7C, blue: 0x52) : Colour(red: 0x7A, green: 0x4E, blue: 0x2A)
        }
        if has("rest", "hausmüll", "schwarz", "grau") {
            return isDark ? Colour(red: 0xA3, green: 0xAC, blue: 0xB4) : Colour(red: 0x3E, green: 0x44, blue: 0x4A)
        }
        if has("grün", "laub", "baum", "schnitt", "garten", "glas") {
            return isDark ? Colour(red: 0x6F, green: 0xB8, blue: 0x7B) : Colour(red: 0x3E, green: 0x7D, blue: 0x45)
        }
        return nil
    }
}
