public import Signage

extension Layout {
    /// What a board shows while it has no programme: no file can be missing or broken for it.
    public static let evergreen = whole("evergreen", "Ohne Programm", .notice)

    /// What a board shows of interrupts while it has no programme that brings a layout for them.
    public static let emergency = built(
        "emergency", "Notfall",
        Region(
            content: .rows([
                Region(content: .zone(Zone(widget: .banner, surface: "alarm-head", distance: .detail))),
                Region(weight: 1, content: .zone(Zone(widget: .notice, surface: "alarm", distance: .headline))),
                Region(content: .zone(Zone(widget: .validity, surface: "alarm-foot", distance: .detail))),
            ])))

    /// What a board shows until staff let it in.
    /// - Parameters:
    ///   - code: what staff enter, such as "K7M-4QX".
    ///   - link: the page on which they enter it.
    public static func joining(code: String, link: String) -> Layout {
        whole("joining", "Beitritt", .joining(code: code, link: link))
    }

    /// What a board shows while its panel is off: nothing, on black.
    public static let off = whole("off", "Aus", .sources, theme: .black)

    /// One widget on the whole panel.
    private static func whole(_ name: String, _ title: String, _ widget: Widget, theme: Theme = .municipal) -> Layout {
        let zone = Zone(widget: widget, surface: "paper", distance: .headline)
        return built(name, title, Region(weight: 1, content: .zone(zone)), theme: theme)
    }

    private static func built(_ name: String, _ title: String, _ region: Region, theme: Theme = .municipal) -> Layout {
        do {
            return try Layout(name: Name(name), title: title, theme: theme, arrangements: [.landscape: region])
        } catch {
            preconditionFailure("the layout \(name) is refused: \(error)")
        }
    }
}

extension Theme {
    /// No light at all, in whatever light the panel is read.
    fileprivate static let black: Theme = {
        let black = Colour(red: 0, green: 0, blue: 0)
        let surface = Surface(background: black, text: black, muted: black, accent: black, rule: black)
        do {
            return try Theme(surfaces: ["paper": surface], dark: ["paper": surface], ratio: Theme.municipal.ratio)
        } catch {
            preconditionFailure("the black theme is refused: \(error)")
        }
    }()
}
