public import Foundation

/// What the panel does, and until when.
public struct PanelState: Hashable, Sendable {
    /// Whether it shows anything.
    public let isOn: Bool
    /// How bright, ``PanelTimes/leastPercent`` to 100; 0 when it is off.
    public let brightnessPercent: Int
    /// Whether it is dark at the board, so that a layout is drawn as ``Theme/Appearance/dark``.
    public let isDark: Bool
    /// Whether nothing may move or sound; content changes all the same.
    public let isQuiet: Bool
    /// The next instant at which one of these is another, as long as power and interrupt stay; where none is within
    /// ``PanelTimes/horizonSeconds``, that far from when it was asked, to ask again then. Nil when time is not known.
    public let until: Date?

    /// Takes the values as they are.
    public init(isOn: Bool, brightnessPercent: Int, isDark: Bool, isQuiet: Bool, until: Date?) {
        self.isOn = isOn
        self.brightnessPercent = brightnessPercent
        self.isDark = isDark
        self.isQuiet = isQuiet
        self.until = until
    }
}
