public import Signage

extension Layout {
    /// What a board shows while it has no programme: no file can be missing or broken for it.
    public static let evergreen = whole("evergreen", "Ohne Programm", .notice)

    /// What a board shows until staff let it in.
    /// - Parameters:
    ///   - code: what staff enter, such as "K7M-4QX".
    ///   - link: the page on which they enter it.
    public static func joining(code: String, link: String) -> Layout {
        whole("joining", "Beitritt", .joining(code: code, link: link))
    }

    /// One widget on the whole panel.
    private static func whole(_ name: String, _ title: String, _ widget: Widget) -> Layout {
        let zone = Zone(widget: widget, surface: "paper", distance: .headline)
        do {
            return try Layout(
                name: Name(name), title: title, theme: .municipal,
                arrangements: [.landscape: Region(weight: 1, content: .zone(zone))])
        } catch {
            preconditionFailure("the layout \(name) is refused: \(error)")
        }
    }
}
