public import Foundation

/// A notice as the hub tells of it: what it says, where it goes and how far it has come. Answered by `/api/v1/notices`.
public struct NoticeStatus: Hashable, Sendable, Codable {
    /// Where a notice stands in its life.
    public enum State: String, Sendable, Codable {
        /// Its onset is still to come.
        case pending
        /// It may show now.
        case running
        /// Its time is over.
        case expired
        /// Staff took it away.
        case withdrawn
    }

    /// One board's share.
    public struct Delivery: Hashable, Sendable, Codable {
        /// The board that is to show it.
        public let board: Name
        /// The first version of the board's manifest that names it.
        public let version: Int
        /// When the hub heard that this version, or a later one, is on the panel; nil until then.
        public let appliedAt: Date?

        /// Times in whole seconds.
        public init(board: Name, version: Int, appliedAt: Date?) {
            self.board = board
            self.version = version
            self.appliedAt = appliedAt?.wholeSeconds
        }
    }

    /// What it says and when.
    public let notice: Notice
    /// Where it stands in its life.
    public let state: State
    /// When staff took it away; nil when they did not.
    public let withdrawnAt: Date?
    /// One for each board it is for.
    public let deliveries: [Delivery]

    /// Derives the state.
    public init(notice: Notice, withdrawnAt: Date?, deliveries: [Delivery], at now: Date) {
        self.notice = notice
        self.withdrawnAt = withdrawnAt?.wholeSeconds
        self.deliveries = deliveries
        state =
            if withdrawnAt != nil {
                .withdrawn
            } else if now < notice.window.onset {
                .pending
            } else if notice.window.expires.map({ now < $0 }) ?? true {
                .running
            } else {
                .expired
            }
    }
}

/// The answer of `GET /api/v1/notices`.
public struct NoticeList: Hashable, Sendable, Codable {
    /// Of this document: 1.
    public let version: Int
    /// The council's, an IANA time zone.
    public let timeZone: String
    /// The newest first.
    public let notices: [NoticeStatus]

    /// Version 1.
    public init(timeZone: String, notices: [NoticeStatus]) {
        version = 1
        self.timeZone = timeZone
        self.notices = notices
    }
}
