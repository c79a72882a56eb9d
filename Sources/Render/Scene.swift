public import Foundation
public import Signage

/// All that a picture is made of; the same scene always gives the same pixels.
public struct Scene: Hashable, Sendable {
    /// How the panel is divided.
    public let layout: Layout
    /// What the picture is shown on.
    public let profile: DeviceProfile
    /// What the board knows of its place.
    public let settings: BoardSettings
    /// Whose turn it is.
    public let programme: Programme
    /// The last good snapshot of each feed.
    public let feeds: [Name: FeedSnapshot]
    /// The instant that clock, dates and ages are drawn for.
    public let now: Date

    /// Takes the values as they are.
    public init(
        layout: Layout, profile: DeviceProfile, settings: BoardSettings, programme: Programme,
        feeds: [Name: FeedSnapshot], now: Date
    ) {
        self.layout = layout
        self.profile = profile
        self.settings = settings
        self.programme = programme
        self.feeds = feeds
        self.now = now
    }
}
