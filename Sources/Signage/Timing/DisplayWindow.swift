public import Foundation

/// When something may be on a board: from its onset up to, not at, its expiry.
public struct DisplayWindow: Hashable, Sendable {
    /// First instant at which it may show.
    public let onset: Date
    /// First instant at which it may not show any more; nil for what stays until it is withdrawn.
    public let expires: Date?

    /// Whole seconds, as they travel on the wire.
    /// - Throws: when the window has no length or is longer than ten years.
    public init(onset: Date, expires: Date?) throws(InvalidValue) {
        self.onset = onset.wholeSeconds
        self.expires = expires?.wholeSeconds
        guard let end = self.expires else { return }
        guard self.onset < end else {
            throw InvalidValue(field: "expires", reason: "must be later than the onset")
        }
        guard end.timeIntervalSince(self.onset) <= 10 * 366 * 86_400 else {
            throw InvalidValue(field: "expires", reason: "must be within ten years of the onset")
        }
    }

    /// Whether it may show at an instant.
    public func contains(_ instant: Date) -> Bool { onset <= instant && expires.map { instant < $0 } ?? true }
}
