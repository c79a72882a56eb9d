import Foundation
import Signage

/// What citizens may see of an agenda.
struct OParlAgenda {
    private(set) var items: [FeedItem.Event.AgendaItem] = []
    /// Whether there was something that must not be shown.
    private(set) var hasClosedPart = false
    /// How many items had no title.
    private(set) var broken: Int

    private enum Section { case open, closedByTitle, closedByFlag }

    /// At most this many items are kept.
    static let mostItems = 200

    /// Leaves out whatever is not public: by its flag, by its title, or because it stands under a heading that says so.
    init(_ source: LenientElements<OParlAgendaItem>) {
        broken = source.broken
        var sources = source.elements.filter { !$0.isDeleted }
        // Section 3.8 of OParl 1.1: `order` says how they follow one another, where the numbers do not.
        if sources.allSatisfy({ $0.order != nil }) {
            sources = sources.enumerated().sorted {
                ($0.element.order ?? 0, $0.offset) < ($1.element.order ?? 0, $1.offset)
            }.map(\.element)
        }
        // An agenda that numbers nothing consists of items, not of headings.
        let isNumbered = sources.contains { $0.number != nil }
        var section = Section.open
        for item in sources {
            guard let title = PlainText.line(orNil: item.name) else {
                broken += 1
                continue
            }
            let isHeading = isNumbered && item.number == nil
            let titled = OParlPublicity(title)
            let opens = isHeading || titled.isNothingElse
            if opens { section = Self.section(after: section, item, titled, isHeading: isHeading) }
            guard section == .open, let publicity = Self.publicity(of: item, titled) else {
                hasClosedPart = true
                continue
            }
            items.append(
                .init(
                    number: isHeading ? nil : PlainText.line(orNil: item.number, limit: 20),
                    title: OParlPublicity.withoutTrailingLabel(title), isHeading: isHeading, publicity: publicity,
                    result: PlainText.line(orNil: item.result, limit: 120)))
        }
        if hasClosedPart { dropHeadingsOverNothing() }
        items = Array(items.prefix(Self.mostItems))
    }

    private static func section(
        after section: Section, _ item: OParlAgendaItem, _ titled: OParlPublicity, isHeading: Bool
    ) -> Section {
        switch titled.ofAgendaItem {
        case .closed: return .closedByTitle
        case .public, .mixed: return item.isPublic == .no ? .closedByFlag : .open
        default: break
        }
        guard isHeading, section != .closedByTitle else { return section }
        return item.isPublic == .no || item.isPublic == .unclear ? .closedByFlag : .open
    }

    /// Nil when it must not be shown.
    private static func publicity(of item: OParlAgendaItem, _ titled: OParlPublicity) -> FeedItem.Event.Publicity? {
        let number = (item.number ?? "").precomposedStringWithCanonicalMapping.lowercased().filter { $0 != " " }
        // Some systems number the items of the two parts "Ö 1" and "N 1".
        let isNumberedClosed = number.hasPrefix("nö") || (item.isPublic == nil && number.hasPrefix("n"))
        return switch (item.isPublic, titled.ofAgendaItem) {
        case (.no, _), (.unclear, _), (_, .closed): nil
        case _ where isNumberedClosed: nil
        case (nil, let titled): titled ?? .unknown
        case (.yes, .mixed): .mixed
        case (.yes, _): .public
        }
    }

    private mutating func dropHeadingsOverNothing() {
        let indices = items.indices.filter { index in
            !(items[index].isHeading && (index + 1 == items.count || items[index + 1].isHeading))
        }
        items = indices.map { items[$0] }
    }
}
