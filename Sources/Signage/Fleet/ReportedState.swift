public import Foundation

/// What a board has made of what was desired of it: the retained payload of `up/reported`.
public struct ReportedState: Hashable, Sendable, Codable {
    /// A version that is on the panel.
    public struct Applied: Hashable, Sendable, Codable {
        /// Of the manifest.
        public let version: Int
        /// The notice that the first frame drawn from this version shows; nil when it shows evergreen content.
        public let notice: Name?
        /// SHA-256 of that frame in the panel's own pixel format, as hexadecimal digits.
        public let frame: String
        /// When that frame was on the panel, by the board's own clock.
        public let at: Date

        /// Times in whole seconds.
        public init(version: Int, notice: Name?, frame: String, at: Date) {
            self.version = version
            self.notice = notice
            self.frame = frame
            self.at = at.wholeSeconds
        }
    }

    /// A version that is accepted but not whole on the disk yet.
    public struct Pending: Hashable, Sendable, Codable {
        /// Of the manifest.
        public let version: Int
        /// How many of its documents are missing.
        public let missing: Int

        /// Takes the values as they are.
        public init(version: Int, missing: Int) {
            self.version = version
            self.missing = missing
        }
    }

    /// Something that was refused.
    public struct Refusal: Hashable, Sendable, Codable {
        /// Why, for programs.
        public enum Reason: String, Sendable, Codable {
            /// Not JSON, not an envelope, not what the topic is for, or too long.
            case malformed
            /// Not sealed by a key that counts.
            case seal
            /// For another board.
            case board
            /// Its version is not above the floor.
            case version
            /// Its time of acceptance has passed.
            case expired
            /// A major version of the contract that this board does not know.
            case contract
            /// A document that cannot be used, such as a layout that does not decode.
            case document
            /// The board's disk did not take it.
            case storage
        }

        /// Why, for programs.
        public let reason: Reason
        /// Why, for people.
        public let detail: String
        /// By the board's own clock.
        public let at: Date

        /// Times in whole seconds; the detail is cut at 500 characters.
        public init(reason: Reason, detail: String, at: Date) {
            self.reason = reason
            self.detail = String(detail.prefix(500))
            self.at = at.wholeSeconds
        }

        /// Decodes through the initializer that cuts the detail.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                reason: try container.decode(Reason.self, forKey: .reason),
                detail: try container.decode(String.self, forKey: .detail),
                at: try container.decode(Date.self, forKey: .at))
        }
    }

    /// What the hub says there is, and what somebody on the way keeps from the board.
    public struct Withheld: Hashable, Sendable, Codable {
        /// The version of the manifest that has not come; nil when the manifest has.
        public let desired: Int?
        /// The version of the interrupt that has not come; nil when it has.
        public let interrupt: Int?
        /// When the hub told of it, by the board's own clock.
        public let since: Date

        /// Times in whole seconds.
        public init(desired: Int?, interrupt: Int? = nil, since: Date) {
            self.desired = desired
            self.interrupt = interrupt
            self.since = since.wholeSeconds
        }
    }

    /// The board's connection, as in its ``Availability``.
    public let session: UInt64
    /// What is on the panel; nil while the board plays evergreen content for lack of a programme.
    public let applied: Applied?
    /// What is on its way.
    public let pending: Pending?
    /// What was refused last, until a newer version is applied.
    public let refused: Refusal?
    /// How many were refused since the player started.
    public let refusals: Int
    /// The highest version ever accepted.
    public let floor: Int
    /// Library versions and font hashes; frame hashes compare only where these agree.
    public let renderer: String
    /// What has not come though the hub has sealed that it is there; nil when nothing is missing.
    public let withheld: Withheld?
    /// The version of the key document in force; nil before the first.
    public let keys: Int?
    /// Since when the programme that plays is older than its hub lets one get: it should have been sealed anew. Nil when it is not,
    /// and when nobody knows what time it is.
    public let staleSince: Date?
    /// The public key with which it seals its events: 32 bytes of Ed25519; nil from a board that has none.
    public let key: Data?
    /// What it has made of interrupts; nil before the first.
    public let interrupt: Interrupt?

    /// Times in whole seconds; other values as they are.
    public init(
        session: UInt64, applied: Applied?, pending: Pending?, refused: Refusal?, refusals: Int, floor: Int,
        renderer: String, withheld: Withheld? = nil, keys: Int? = nil, staleSince: Date? = nil, key: Data? = nil,
        interrupt: Interrupt? = nil
    ) {
        self.session = session
        self.applied = applied
        self.pending = pending
        self.refused = refused
        self.refusals = refusals
        self.floor = floor
        self.renderer = renderer
        self.withheld = withheld
        self.keys = keys
        self.staleSince = staleSince?.wholeSeconds
        self.key = key
        self.interrupt = interrupt
    }
}
