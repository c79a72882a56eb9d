import Foundation
import MQTT
import Render
import Signage

/// Looks at a notice with the boards' own eyes: whether people can read it, and when it has its turn.
actor NoticeJudge {
    /// A thread of its own, which lets all others go first: a notice travels while it is judged.
    private nonisolated let loop: EventLoop
    private let renderer: Renderer?

    /// - Parameters:
    ///   - loop: the thread it runs on.
    ///   - renderer: nil where there are no fonts to judge with; then nothing is said about how a notice can be read.
    init(on loop: EventLoop, renderer: sending Renderer?) {
        self.loop = loop
        self.renderer = renderer
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// Whether people who stand before a board can read a notice, when it has its turn; nil without fonts.
    /// - Parameters:
    ///   - feeds: what the board's feeds tell now, as they share its panel.
    ///   - images: the notice's picture and the arms.
    func report(
        on notice: Notice, for plan: BoardPlan, feeds: [Name: FeedSnapshot], images: [DocumentID: Data], at now: Date
    ) throws -> LegibilityReport? {
        guard let renderer else { return nil }
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

    /// What keeps a notice from being seen on a board as its author would expect; then what is no longer seen for its sake.
    /// - Parameter notices: all that the board plays, this one among them.
    /// - Throws: when the board's layout does not decode.
    func conflicts(
        of notice: Name, among notices: [Notice], for plan: BoardPlan, at now: Date
    ) throws -> [ScheduleConflict] {
        let schedule = try plan.schedule(of: notices)
        let others = schedule.conflicts(from: now).filter { conflict in
            // That rounds are long is said once.
            if case .longRound = conflict.kind { return false }
            return conflict.item != notice
        }
        let own = schedule.conflicts(of: notice, from: now)
        guard !others.isEmpty else { return own }
        let earlier = Set(
            try plan.schedule(of: notices.filter { $0.id != notice }).conflicts(from: now).map {
                [$0.item.text, $0.kind.code]
            })
        return own + others.filter { !earlier.contains([$0.item.text, $0.kind.code]) }
    }
}
