import Signage

/// Colours that say how good or bad something is, and nothing else. Never the only sign: a word stands beside each.
enum Signals {
    /// What a colour says.
    enum Level: Hashable, CaseIterable {
        case good, fair, moderate, poor, bad
        /// Something is other than people are used to.
        case warning
    }

    /// A ground, and the ink for text on it: their contrast is at least 4.5:1 (WCAG 2.2, 1.4.3).
    struct Paint: Hashable {
        let ground: Colour
        let ink: Colour
    }

    static let white = Colour(red: 0xFF, green: 0xFF, blue: 0xFF)
    static let ink = Colour(red: 0x17, green: 0x21, blue: 0x2B)

    fileprivate static func light(_ level: Level) -> Colour {
        switch level {
        case .good: Colour(red: 0x1F, green: 0x6B, blue: 0x4E)
        case .fair: Colour(red: 0x7F, green: 0xA6, blue: 0x50)
        case .moderate: Colour(red: 0xF4, green: 0xDC, blue: 0x3C)
        case .poor: Colour(red: 0xE8, green: 0x7A, blue: 0x1C)
        case .bad: Colour(red: 0xB3, green: 0x12, blue: 0x2A)
        case .warning: Colour(red: 0xF2, green: 0xB4, blue: 0x1F)
        }
    }

    fileprivate static func dark(_ level: Level) -> Colour {
        switch level {
        case .good: Colour(red: 0x57, green: 0xB9, blue: 0x8E)
        case .fair: Colour(red: 0xA9, green: 0xC8, blue: 0x71)
        case .moderate: Colour(red: 0xF0, green: 0xDA, blue: 0x5A)
        case .poor: Colour(red: 0xEA, green: 0x94, blue: 0x3C)
        case .bad: Colour(red: 0xEE, green: 0x62, blue: 0x72)
        case .warning: Colour(red: 0xE8, green: 0xB2, blue: 0x3A)
        }
    }

    /// Whether light text stands on a ground.
    static func isDark(_ ground: Colour) -> Bool { Contrast.relativeLuminance(of: ground) < 0.18 }

    /// A ground with white on it, or with a dark ink where white would not be legible.
    static func paint(_ ground: Colour, isEpaper: Bool) -> Paint {
        let dark = isEpaper ? Colour(red: 0, green: 0, blue: 0) : ink
        return Paint(ground: ground, ink: Contrast.ratio(ground, white) >= Contrast.least ? white : dark)
    }
}

extension WidgetContext {
    private var panel: Panel { scene.stage.profile.panel }

    /// A colour as the panel can show it without mixing; nil on e-paper that has black and white alone.
    func pure(_ colour: Colour) -> Colour? {
        guard metrics.isEpaper else { return colour }
        // The first two are black and white.
        return panel.palette.dropFirst(2).min { colour.distance($0) < colour.distance($1) }
    }

    /// A ground of a colour with its ink; nil on e-paper without colours.
    func paint(_ colour: Colour) -> Signals.Paint? {
        pure(colour).map { Signals.paint($0, isEpaper: metrics.isEpaper) }
    }

    /// The ground that says so, and its ink; nil on e-paper without colours.
    func signal(_ level: Signals.Level) -> Signals.Paint? {
        // Six colours have no second green.
        let level = metrics.isEpaper && level == .fair ? .good : level
        let isDark = !metrics.isEpaper && Signals.isDark(surface.background)
        return paint(isDark ? Signals.dark(level) : Signals.light(level))
    }

    /// The colour of text that says so, legible on the zone's ground; the text's own where no colour is.
    func signalText(_ level: Signals.Level) -> Colour {
        guard let ground = signal(level)?.ground, Contrast.ratio(ground, surface.background) >= Contrast.least else {
            return surface.text
        }
        return ground
    }

    /// A block of a colour, made legible: black on e-paper without colours.
    func block(_ colour: Colour) -> Signals.Paint {
        paint(colour) ?? Signals.Paint(ground: surface.text, ink: surface.background)
    }
}
