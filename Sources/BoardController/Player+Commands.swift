import Foundation
import MQTT
import Render
import Signage

/// What a crew has the player do for a while.
extension Player {
    /// Shows the board's name large, and the programme again when the time is over.
    /// - Returns: whether it is on the panel.
    func identify(_ board: Name, for duration: Duration) -> Bool {
        guard let settings = scenery?.settings, let notice = Self.identity(board, settings, at: now()) else {
            return false
        }
        identity = notice
        identityAlarm?.cancel()
        identityAlarm = loop.schedule(after: duration) { [weak self] in self?.assumeIsolated { $0.endIdentity() } }
        for event in draw(isNew: true) { tell(event) }
        return shown?.notice == notice.id
    }

    /// Holds the panel's light up to a time.
    /// - Returns: false when this panel has none that can be set.
    func hold(light percent: Int, until: Date) -> Bool {
        guard display.hasLight else { return false }
        heldLight = (percent, until)
        for event in draw(isNew: false) { tell(event) }
        return true
    }

    private func endIdentity() {
        identity = nil
        for event in draw(isNew: true) { tell(event) }
    }

    /// A notice on the whole panel.
    static func programme(of notice: Notice, at instant: Date) -> Programme {
        let item = ScheduledItem(notice, shortestTurnSeconds: 0)
        let turn = Turn(item: item, start: instant, seconds: Double(item.dwellSeconds.upperBound))
        return Programme(turns: [.notices: turn])
    }

    private static func identity(_ board: Name, _ settings: BoardSettings, at instant: Date) -> Notice? {
        let onset = max(instant, Date(timeIntervalSince1970: 0))
        // Without an end, so that none is written below it.
        return try? Notice(
            id: Name("identity"), headline: board.text, body: "\(settings.title)\n\n\(settings.municipality)",
            category: "Name dieser Tafel", priority: .evergreen, window: DisplayWindow(onset: onset, expires: nil),
            published: onset)
    }
}
