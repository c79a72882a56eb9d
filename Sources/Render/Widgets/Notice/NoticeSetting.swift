import Signage

/// One setting of a notice: all its texts, at one step of the scale.
struct NoticeSetting {
    /// Of the scale, above the smallest size.
    let step: Double
    let category: TextBlock?
    let headline: TextBlock
    /// The headline at the body's size, where it heads pages of its own text; nil when the headline stands on every page.
    let runningHead: TextBlock?
    let pages: [Page]
    let facts: [(label: TextBlock, value: TextBlock)]
    let factIndent: Double
    let gaps: Gaps
    let factSize: Double
    /// Side of the QR code in pixels; 0 without one.
    let codeSide: Double
    /// Whether text and facts leave the code's column free, so that it stands beside them.
    let isBesideCode: Bool

    /// What stands between head and foot, and which parts stand with it.
    struct Page {
        var lines: [BodySetter.Line] = []
        var hasHeadline = true
        var hasFacts = true

        /// For sharing the time of a turn among its pages.
        var words: Int { lines.reduce(0) { $0 + $1.words } }
    }

    /// Distances between baseline and cap line, in pixels.
    struct Gaps {
        let category: Double
        let headline: Double
        let fact: Double
        let foot: Double
    }

    /// How far dots and accents of the headline reach above its cap line, in pixels; 0 where a category stands there.
    var overhang: Double {
        guard category == nil, pages.first?.hasHeadline == true else { return 0 }
        headline.balance()
        return max(0, -headline.ink.y)
    }

    /// Of category and headline with the distance to the text below, in pixels.
    var headHeight: Double {
        (category.map { $0.height + gaps.category } ?? 0) + headline.height + gaps.headline
    }

    /// Of the table of facts, in pixels.
    var factsHeight: Double {
        guard !facts.isEmpty else { return 0 }
        return facts.map { max($0.value.height, $0.label.height) }.reduce(0, +)
            + gaps.fact * Double(facts.count - 1)
    }

    /// Of all that stands at the foot, with the distance to the text above, in pixels; 0 when nothing does.
    var footHeight: Double {
        let height = max(factsHeight, isBesideCode ? 0 : codeSide)
        return height > 0 ? height + gaps.foot : 0
    }
}
