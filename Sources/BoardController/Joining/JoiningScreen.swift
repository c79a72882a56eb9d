import Foundation
import Render
import Signage
import Synchronization

/// What a board shows until it is let in: its code; or, while no code is worth anything, what it shows without a programme.
final class JoiningScreen: Sendable {
    private let profile: DeviceProfile
    private let provisioning: Provisioning
    private let told = Mutex<ClaimCode?>(nil)

    init(profile: DeviceProfile, provisioning: Provisioning) {
        self.profile = profile
        self.provisioning = provisioning
    }

    /// All that the player needs for it.
    func scenery(for status: Joiner.Status) -> Player.Scenery {
        let layout: Layout =
            switch status {
            case .waiting(let code): .joining(code: code.description, link: provisioning.link(for: code))
            case .unreachable: .evergreen
            }
        return Player.Scenery(version: nil, layout: layout, notices: [], settings: .unplaced(profile), feeds: [:])
    }

    /// Logs each code once.
    func note(_ code: ClaimCode, log: (String) -> Void) {
        let isNew = told.withLock { told in
            defer { told = code }
            return told != code
        }
        if isNew { log("waits to be let in with the code \(code)") }
    }
}

extension BoardSettings {
    /// What a board can say of its place before any hub has told it.
    static func unplaced(_ profile: DeviceProfile) -> BoardSettings {
        let zone = TimeZone.current.identifier
        for (title, zone) in [(profile.title, zone), (profile.title, "GMT"), (profile.name.text, "GMT")] {
            let text = String(title.prefix(60))
            if let settings = try? BoardSettings(
                municipality: text, title: text, timeZone: zone, pictureIntervalSeconds: 60)
            {
                return settings
            }
        }
        preconditionFailure("a profile's name is a title, and GMT a time zone")
    }
}
