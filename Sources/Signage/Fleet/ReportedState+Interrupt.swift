public import Foundation

extension ReportedState {
    /// What a board has made of the interrupts of its cell.
    public struct Interrupt: Hashable, Sendable, Codable {
        /// The highest version that it has accepted; 0 before the first.
        public let version: Int
        /// SHA-256 of the sealed bytes of that version, as hexadecimal digits; nil before the first.
        public let sha256: String?
        /// When the last of those that are for this board ends; nil when none is on.
        public let until: Date?
        /// Those that have been on the panel, by their ids: the one that is there now, also when it is over, and others that are not
        /// over. At most ``InterruptState/most``.
        public let shown: [Name]
        /// What was refused last, until another one is accepted.
        public let refused: Refusal?

        /// Whether one is on, and has been on the panel.
        public var isOn: Bool { !shown.isEmpty }

        /// Times in whole seconds.
        public init(version: Int, sha256: String?, until: Date?, shown: [Name], refused: Refusal?) {
            self.version = version
            self.sha256 = sha256
            self.until = until?.wholeSeconds
            self.shown = Array(shown.prefix(InterruptState.most))
            self.refused = refused
        }

        /// Decodes through the initializer that bounds the list.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                version: try container.decodeWhole(forKey: .version),
                sha256: try container.decodeIfPresent(String.self, forKey: .sha256),
                until: try container.decodeIfPresent(Date.self, forKey: .until),
                shown: try container.decodeIfPresent([Name].self, forKey: .shown) ?? [],
                refused: try container.decodeIfPresent(Refusal.self, forKey: .refused))
        }
    }
}
