import Signage

extension Theme.Surface {
    /// A coloured ground as e-paper can show it without mixing: in its nearest ink where white is legible on that, else black.
    func shown(on panel: Panel) -> Theme.Surface {
        guard panel.technology == .epaper, background.isChromatic else { return self }
        let black = Colour(red: 0, green: 0, blue: 0)
        // The first two are black and white.
        let ink = panel.palette.dropFirst(2).min { background.distance($0) < background.distance($1) }
        let ground = ink.flatMap { Contrast.ratio($0, panel.palette[1]) >= Contrast.least ? $0 : nil } ?? black
        let white = Colour(red: 255, green: 255, blue: 255)
        return Theme.Surface(background: ground, text: white, muted: white, accent: white, rule: white)
    }
}

extension Colour {
    /// Whether it is nearer to one of six colours than to black and white.
    var isChromatic: Bool { max(red, green, blue) - min(red, green, blue) > 90 }

    /// Squared, in stored components.
    func distance(_ other: Colour) -> Int {
        let parts = [(red, other.red), (green, other.green), (blue, other.blue)]
        return parts.reduce(0) { $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1)) }
    }
}
