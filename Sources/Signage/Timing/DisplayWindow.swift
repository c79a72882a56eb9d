public import Foundation

/// When something may be on a board: from its onset up to, not at, its expiry.
public struct DisplayWindow: Hashable, Sendable {
    /// First instant at which it may show.
    public let onset: Date
    /// First instant at which it may not show any more; nil for what stays until it is withdrawn.
    public let expires: Date?

    /// Whole seconds, as they travel on the wire.
    /// - Throws: when the window has no length, is longer than ten years, or not in the years 1970 to 2199.
    public init(onset: Date, expires: Date?) throws(InvalidValue) {
        self.onset = onset.wholeSeconds
        self.expires = expires?.wholeSeconds
        try Self.check("onset", self.onset)
        guard let end = self.expires else { return }
        try Self.check("expires", end)
        guard self.onset < end else {
            throw InvalidValue(field: "expires", reason: "must be later than the onset")
        }
        guard end.timeIntervalSince(self.onset) <= 10 * 366 * 86_400 else {
            throw InvalidValue(field: "expires", reason: "must be within ten years of the onset")
        }
    }

    /// Since 1970, without an end.
    static let always = DisplayWindow(since: Date(timeIntervalSince1970: 0))

    private init(since onset: Date) { (self.onset, expires) = (onset, nil) }

    /// Far away no date can be written that is read again.
    private static func check(_ field: String, _ instant: Date) throws(InvalidValue) {
        guard (0..<7_258_118_400).contains(instant.timeIntervalSince1970) else {
            throw InvalidValue(field: field, reason: "must be in the years 1970 to 2199")
        }
    }

    /// Whether it may show at any time of a span.
    func isOpen(during span: Range<Date>) -> Bool {
        onset < span.upperBound && expires.map { span.lowerBound < $0 } ?? true
    }

    /// Whether it may show at an instant.
    public func contains(_ instant: Date) -> Bool { onset <= instant && expires.map { instant < $0 } ?? true }
}
