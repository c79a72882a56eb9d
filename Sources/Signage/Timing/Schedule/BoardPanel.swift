public import Foundation

/// What a board's panel does, as its settings have it; how much power there is only the board knows.
public struct BoardPanel: Hashable, Sendable, Codable {
    /// The first instant that is told of.
    public let start: Date
    /// The first instant at which it does something else; nil when that is more than eight days away.
    public let end: Date?
    /// Whether it shows anything.
    public let isOn: Bool
    /// How bright, ``PanelTimes/leastPercent`` to 100; 0 when it is off.
    public let brightnessPercent: Int
    /// Whether its layout is drawn as ``Theme/Appearance/dark``.
    public let isDark: Bool
    /// Whether nothing moves or sounds.
    public let isQuiet: Bool

    init(_ state: PanelState, from start: Date, to end: Date?) {
        (self.start, self.end) = (start, end)
        (isOn, brightnessPercent) = (state.isOn, state.brightnessPercent)
        (isDark, isQuiet) = (state.isDark, state.isQuiet)
    }

    fileprivate func ending(at end: Date) -> BoardPanel { BoardPanel(self, end: end) }

    private init(_ other: BoardPanel, end: Date) {
        (start, self.end) = (other.start, end)
        (isOn, brightnessPercent) = (other.isOn, other.brightnessPercent)
        (isDark, isQuiet) = (other.isDark, other.isQuiet)
    }

    fileprivate func isSame(as state: PanelState) -> Bool {
        (isOn, brightnessPercent, isDark, isQuiet)
            == (state.isOn, state.brightnessPercent, state.isDark, state.isQuiet)
    }
}

extension Schedule {
    /// What the panel does at an instant; its end is told as if no interrupt came or went.
    func panel(_ settings: BoardSettings, at now: Date) -> BoardPanel {
        let state = state(
            of: settings, at: now, isInterrupted: programme(at: now).noticeTurn?.item.priority == .interrupt)
        let horizon = now.addingTimeInterval(PanelTimes.horizonSeconds)
        return BoardPanel(state, from: now, to: state.until.flatMap { $0 < horizon ? $0 : nil })
    }

    /// What the panel does from one instant to another, one after the other without a gap.
    func panel(_ settings: BoardSettings, during plan: [PlacePlan.Stretch]) -> [BoardPanel] {
        var panels: [BoardPanel] = []
        for stretch in plan {
            var now = stretch.start
            while now < stretch.end {
                let state = state(of: settings, at: now, isInterrupted: stretch.priority == .interrupt)
                let end = min(state.until ?? stretch.end, stretch.end)
                if let last = panels.last, last.isSame(as: state) {
                    panels[panels.count - 1] = last.ending(at: end)
                } else {
                    panels.append(BoardPanel(state, from: now, to: end))
                }
                now = end
            }
        }
        return panels
    }

    private func state(of settings: BoardSettings, at now: Date, isInterrupted: Bool) -> PanelState {
        settings.panelTimes.state(
            at: now, place: settings.position, clock: clock, calendars: calendars, hasInterrupt: isInterrupted)
    }
}
