extension FeedItem {
    /// A meeting of the council or another event.
    public struct Event: Hashable, Sendable, Codable {
        /// Whether it takes place.
        public enum Status: String, Sendable, Codable {
            case scheduled, tentative, moved, cancelled
        }

        /// Whether citizens may attend.
        public enum Publicity: String, Sendable, Codable {
            /// Open to all.
            case `public`
            /// A public and a closed part.
            case mixed
            /// Closed: never shown.
            case closed
            /// The source does not say.
            case unknown
        }

        /// A line of a meeting's agenda.
        public struct AgendaItem: Hashable, Sendable, Codable {
            /// As the source numbers it, such as "3.1"; nil for a heading.
            public var number: String?
            /// Plain text.
            public var title: String
            /// A heading over the items that follow, with no number and no decision of its own.
            public var isHeading: Bool
            /// Closed ones are never shown.
            public var publicity: Publicity
            /// What was decided, in the source's words.
            public var result: String?

            /// Takes the values as they are.
            public init(
                number: String?, title: String, isHeading: Bool = false, publicity: Publicity, result: String? = nil
            ) {
                self.number = number
                self.title = title
                self.isHeading = isHeading
                self.publicity = publicity
                self.result = result
            }
        }

        /// When it begins.
        public var start: FeedTime
        /// When it ends; never before ``start``; nil when unknown.
        public var end: FeedTime?
        /// Whether it takes whole days.
        public var allDay: Bool
        /// Whether it takes place.
        public var status: Status
        /// Where, in words for citizens.
        public var location: String?
        /// Who holds it, such as the committee.
        public var organiser: String?
        /// Whether citizens may attend.
        public var publicity: Publicity
        /// Empty when none is published.
        public var agenda: [AgendaItem]

        /// Takes the values as they are.
        public init(
            start: FeedTime, end: FeedTime? = nil, allDay: Bool = false, status: Status = .scheduled,
            location: String? = nil, organiser: String? = nil, publicity: Publicity = .unknown,
            agenda: [AgendaItem] = []
        ) {
            self.start = start
            self.end = end
            self.allDay = allDay
            self.status = status
            self.location = location
            self.organiser = organiser
            self.publicity = publicity
            self.agenda = agenda
        }
    }
}
