import Foundation
import Render
import Signage

/// Looks at a notice with the boards' own eyes: what their fonts do not have, and whether people can read it.
actor NoticeJudge {
    private let renderer: Renderer

    /// - Throws: naming the font that is missing and the package that brings it.
    init() throws(RenderError) { renderer = try Renderer() }

    /// The most characters that one sentence lists.
    private static let mostCharacters = 5

    /// The fields with characters that no board can show. Takes about a millisecond.
    func refusals(of notice: Notice) -> [InvalidValue] {
        var texts = [("headline", notice.headline), ("body", notice.body)]
        texts += [("category", notice.category), ("issuer", notice.issuer)].compactMap { field, text in
            text.map { (field, $0) }
        }
        for (position, fact) in notice.facts.enumerated() {
            texts += [("facts.\(position).label", fact.label), ("facts.\(position).value", fact.value)]
        }
        return texts.compactMap { field, text in
            let unknown = renderer.unknownCharacters(in: text)
            guard !unknown.isEmpty else { return nil }
            let more = unknown.count - Self.mostCharacters
            return InvalidValue(
                field: field,
                reason:
                    "has characters that no board can show: \(unknown.prefix(Self.mostCharacters).joined(separator: " "))"
                    + (more > 0 ? " and \(more) more" : "") + "; write them in other ones")
        }
    }

    /// Whether people who stand before a board can read a notice, when it has its turn.
    /// - Parameters:
    ///   - feeds: what the board's feeds tell now, as they share its panel.
    ///   - images: the notice's picture and the arms.
    func report(
        on notice: Notice, for plan: BoardPlan, feeds: [Name: FeedSnapshot], images: [DocumentID: Data], at now: Date
    ) throws -> LegibilityReport {
        let instant = max(now, notice.window.onset)
        let layout = notice.priority == .interrupt ? plan.emergency ?? plan.layout : plan.layout
        let stage = Stage(
            layout: try WireCoding.decode(Layout.self, from: layout.bytes), profile: plan.profile,
            settings: plan.settings, feeds: feeds, images: images)
        let item = ScheduledItem(notice, shortestTurnSeconds: plan.profile.panel.shortestTurnSeconds)
        let turn = Turn(item: item, start: instant, seconds: TimeInterval(item.dwellSeconds.lowerBound))
        return renderer.legibility(
            of: Scene(stage: stage, programme: Programme(turns: [.notices: turn]), now: instant),
            in: LegibilityReport.turningZone)
    }
}
