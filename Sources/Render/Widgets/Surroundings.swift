import Signage

/// What a zone has to know of the others of its picture.
struct Surroundings: Equatable {
    /// The feeds that are shown; nil for all of the layout's.
    var feeds: Set<Name>?
    /// How far the headings of all lists grow, in steps of the scale; nil for each as far as its list.
    var headingGrowth: Double?
    /// How far a list may grow, in steps of the scale.
    var mostGrowth = 4.0

    /// A list may be this much larger than the smallest one, in steps of the scale.
    private static let mostLead = 1.0

    /// Makes lists of like rank look alike: one size for their headings, none much larger than another, warnings never the smaller ones.
    mutating func balance(_ lists: [(widget: FeedWidget, growth: Double)]) {
        guard let least = lists.map(\.growth).min() else { return }
        headingGrowth = least
        let warnings = lists.filter { $0.widget.kind == .alerts }.map(\.growth)
        mostGrowth = (warnings + [least + Self.mostLead]).min() ?? least
    }
}
