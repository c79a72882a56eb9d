public import Signage

/// What a panel is asked to do to show a picture's changes.
public enum Refresh: Hashable, Sendable {
    /// Change these rectangles only, none of which share a pixel.
    case partial([PixelRect])
    /// Drive every pixel anew: it flashes on e-paper, and leaves no ghost of earlier pictures.
    case full
}

/// Decides between partial and full refreshes after the panel's ``RefreshPolicy``.
public struct RefreshPlan: Sendable {
    private let writer: PixelWriter
    /// Since the last full refresh; nil while nothing is known of what the panel shows.
    private var partials: Int?

    /// The first refresh is a full one.
    public init(panel: Panel) { writer = PixelWriter(panel: panel) }

    /// The refresh that shows changes, and counts it.
    /// - Parameters:
    ///   - damage: what changed on the picture.
    ///   - photos: where photographs are, which e-paper redraws as a whole.
    public mutating func next(damage: [PixelRect], photos: [PixelRect]) -> Refresh {
        let panel = writer.panel
        let policy = panel.refresh
        // A panel that shines has no ghosts.
        let isGhostly = policy.fullAfterPartials > 0 && (partials ?? 0) >= policy.fullAfterPartials
        guard let count = partials, panel.technology == .lcd || (policy.partial && !isGhostly) else {
            partials = 0
            return .full
        }
        if panel.technology == .epaper { partials = count + 1 }
        var rectangles = Damage.merged(damage, in: writer.whole)
        // Widened rectangles may touch each other, and become others when they are merged.
        while true {
            let wider = Damage.merged(rectangles.map { writer.writable($0, photos: photos) }, in: writer.whole)
            if wider == rectangles { return .partial(rectangles) }
            rectangles = wider
        }
    }

    /// Has the next refresh be a full one: the panel may show parts of two pictures.
    public mutating func forget() { partials = nil }
}
