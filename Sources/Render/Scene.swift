public import Foundation
public import Signage

/// What a board has to draw from, but for time and turn. Never changes: a board makes another one when a manifest or a feed comes in.
public final class Stage: Sendable {
    /// How the panel is divided.
    public let layout: Layout
    /// What the picture is shown on.
    public let profile: DeviceProfile
    /// What the board knows of its place.
    public let settings: BoardSettings
    /// The last good snapshot of each feed.
    public let feeds: [Name: FeedSnapshot]
    /// The files of the pictures that notices, layout and settings name. One that is missing or broken leaves its place to others.
    public let images: [DocumentID: Data]
    /// In what light the panel is read. E-paper has its own whatever is asked for.
    public let appearance: Theme.Appearance
    /// Whether the board knows what time it is; while it does not, none is shown.
    public let isTimeKnown: Bool

    /// Takes the values as they are.
    public init(
        layout: Layout, profile: DeviceProfile, settings: BoardSettings, feeds: [Name: FeedSnapshot] = [:],
        images: [DocumentID: Data] = [:], appearance: Theme.Appearance = .light, isTimeKnown: Bool = true
    ) {
        self.layout = layout
        self.profile = profile
        self.settings = settings
        self.feeds = feeds
        self.images = images
        self.isTimeKnown = isTimeKnown
        self.appearance = profile.panel.technology == .epaper ? .epaper : appearance
    }
}

/// All that a picture is made of; the same scene always gives the same pixels.
public struct Scene: Sendable {
    /// What there is to draw from.
    public let stage: Stage
    /// Whose turn it is.
    public let programme: Programme
    /// The instant that clock, dates and ages are drawn for.
    public let now: Date

    /// Takes the values as they are.
    public init(stage: Stage, programme: Programme, now: Date) {
        self.stage = stage
        self.programme = programme
        self.now = now
    }
}
