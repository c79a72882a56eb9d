extension Theme {
    /// The house style that every layout has unless it gives colours of its own: warm paper, deep ink, one accent, and red for danger alone.
    ///
    /// Body text has a contrast of at least 7:1 on its ground in every light (WCAG 2.2, success criterion 1.4.6).
    public static let municipal = Theme(
        surfaces: [
            "ink": surface(0x17212B, 0xFFFFFF, 0xB9C0C6, 0xF2B41F, 0x4A545E),
            "paper": surface(0xF7F4ED, 0x17212B, 0x55606A, 0x1F6B4E, 0xCFC9BB),
            "sand": surface(0xE7E3D8, 0x17212B, 0x4F5A64, 0x1F6B4E, 0xC9C3B4),
            "foot": surface(0xDCD5C5, 0x17212B, 0x4A545E, 0x1F6B4E, 0xB3AC9C),
            "alarm": surface(0xA81026, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xD9596B),
            "alarm-head": surface(0xFFFFFF, 0x17212B, 0x4A545E, 0xA81026, 0xA81026),
            "alarm-foot": surface(0x860B1E, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xA81026),
        ],
        dark: [
            "ink": surface(0x0B1117, 0xE9E6DF, 0x9AA4AD, 0xE0A92A, 0x36414B),
            "paper": surface(0x141B22, 0xECE8DF, 0xA3ACB4, 0x6FC79F, 0x36414B),
            "sand": surface(0x1B242C, 0xECE8DF, 0xA6AFB7, 0x6FC79F, 0x3B4650),
            "foot": surface(0x0F161C, 0xD9D5CC, 0xA3ACB4, 0x6FC79F, 0x36414B),
            "alarm": surface(0x8F0C20, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xB3122A),
            "alarm-head": surface(0x17212B, 0xFFFFFF, 0xC9CED3, 0xFF8F98, 0xB3122A),
            "alarm-foot": surface(0x6D0717, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0x8F0C20),
        ],
        epaper: [
            "ink": surface(0xFFFFFF, 0x000000, 0x000000, 0x000000, 0x000000),
            "paper": surface(0xFFFFFF, 0x000000, 0x000000, 0x000000, 0x000000),
            "sand": surface(0xFFFFFF, 0x000000, 0x000000, 0x000000, 0x000000),
            "foot": surface(0xFFFFFF, 0x000000, 0x000000, 0x000000, 0x000000),
            "alarm": surface(0xA81026, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF),
            "alarm-head": surface(0xFFFFFF, 0x000000, 0x000000, 0x000000, 0x000000),
            "alarm-foot": surface(0xFFFFFF, 0x000000, 0x000000, 0x000000, 0x000000),
        ],
        checkedRatio: 1.2)

    /// - Parameters: each `0xRRGGBB`.
    private static func surface(
        _ background: UInt32, _ text: UInt32, _ muted: UInt32, _ accent: UInt32, _ rule: UInt32
    ) -> Surface {
        func colour(_ value: UInt32) -> Colour {
            Colour(
                red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
        }
        return Surface(
            background: colour(background), text: colour(text), muted: colour(muted), accent: colour(accent),
            rule: colour(rule))
    }
}
