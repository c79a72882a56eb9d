public import Signage

extension Layout {
    /// What a board shows while it has no programme: no file can be missing or broken for it.
    public static let evergreen: Layout = {
        let paper = Theme.Surface(
            background: Colour(red: 0xF7, green: 0xF4, blue: 0xED), text: Colour(red: 0x17, green: 0x21, blue: 0x2B),
            muted: Colour(red: 0x4A, green: 0x54, blue: 0x5E), accent: Colour(red: 0x1F, green: 0x6B, blue: 0x4E),
            rule: Colour(red: 0x17, green: 0x21, blue: 0x2B))
        let zone = Zone(widget: .notice, surface: "paper", distance: .headline)
        do {
            return try Layout(
                name: Name("evergreen"), title: "Ohne Programm", theme: Theme(surfaces: ["paper": paper], ratio: 1.2),
                arrangements: [.landscape: Region(weight: 1, content: .zone(zone))])
        } catch {
            preconditionFailure("the evergreen layout is refused: \(error)")
        }
    }()
}
