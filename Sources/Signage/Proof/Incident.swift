public import Foundation

/// Something that happened on a board and is worth knowing later, too: it waits for the hub like a play record, but goes before one
/// when there is no room.
public struct Incident: Hashable, Sendable, Codable {
    /// What happened.
    public enum Kind: String, Hashable, Sendable, Word {
        /// Something was refused, see ``ReportedState/Refusal``.
        case refusal
        /// Another time is trusted than before, or a clock was not followed.
        case clock
    }

    /// What happened.
    public let kind: Kind
    /// In words, for people.
    public let detail: String
    /// By the board's own clock.
    public let at: Date
    /// Who said that it was ``at``.
    public let clock: ClockTrust

    /// Times in whole seconds; the detail is cut at 500 characters.
    public init(kind: Kind, detail: String, at: Date, clock: ClockTrust) {
        self.kind = kind
        self.detail = String(detail.prefix(500))
        self.at = at.wholeSeconds
        self.clock = clock
    }

    /// Decodes through the initializer that cuts the detail.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            kind: try container.decode(Kind.self, forKey: .kind),
            detail: try container.decode(String.self, forKey: .detail),
            at: try container.decode(Date.self, forKey: .at),
            clock: try container.decode(ClockTrust.self, forKey: .clock))
    }
}
