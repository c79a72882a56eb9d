public import Foundation

extension FeedItem {
    /// A departure of public transport.
    public struct Departure: Hashable, Sendable, Codable {
        /// How full it is, after GTFS-Realtime `OccupancyStatus`, told apart as far as a passenger decides by it.
        public enum Occupancy: String, Sendable, Codable { case seats, standing, full }

        /// As on the vehicle, such as "610" or "S 1".
        public var line: String
        /// As on the vehicle.
        public var headsign: String
        /// By the timetable.
        public var planned: Date
        /// By real time; nil means no real time, not "on time".
        public var estimated: Date?
        /// Whether real time was there for this departure.
        public var realtime: Bool
        /// Where it leaves, now.
        public var platform: String?
        /// Where it leaves by the timetable.
        public var plannedPlatform: String?
        /// Whether it does not run or does not stop here.
        public var cancelled: Bool
        /// Nil when unknown.
        public var occupancy: Occupancy?

        /// Times in whole seconds.
        public init(
            line: String, headsign: String, planned: Date, estimated: Date? = nil, realtime: Bool = false,
            platform: String? = nil, plannedPlatform: String? = nil, cancelled: Bool = false,
            occupancy: Occupancy? = nil
        ) {
            self.line = line
            self.headsign = headsign
            self.planned = planned.wholeSeconds
            self.estimated = estimated?.wholeSeconds
            self.realtime = realtime
            self.platform = platform
            self.plannedPlatform = plannedPlatform
            self.cancelled = cancelled
            self.occupancy = occupancy
        }
    }

    /// Road works, a closure or another hindrance.
    public struct Works: Hashable, Sendable, Codable {
        /// What it does to those who pass.
        public enum Impact: String, Sendable, Codable { case none, narrowed, oneDirectionClosed, closed, unknown }

        /// Nil when unknown.
        public var from: FeedTime?
        /// Nil when open or unknown.
        public var to: FeedTime?
        /// What it does to those who pass.
        public var impact: Impact
        /// The way round it, in words.
        public var detour: String?

        /// Takes the values as they are.
        public init(from: FeedTime?, to: FeedTime?, impact: Impact, detour: String? = nil) {
            self.from = from
            self.to = to
            self.impact = impact
            self.detour = detour
        }
    }

    /// A building project or a plan on public display.
    public struct Project: Hashable, Sendable, Codable {
        /// A document that is on display.
        public struct File: Hashable, Sendable, Codable {
            /// In words.
            public var title: String
            /// Where it can be read.
            public var url: String

            /// Takes the values as they are.
            public init(title: String, url: String) {
                self.title = title
                self.url = url
            }
        }

        /// Where it stands, in words.
        public var phase: String?
        /// Until when citizens can take part.
        public var participationUntil: FeedTime?
        /// What is on display.
        public var documents: [File]

        /// Takes the values as they are.
        public init(phase: String?, participationUntil: FeedTime?, documents: [File] = []) {
            self.phase = phase
            self.participationUntil = participationUntil
            self.documents = documents
        }
    }
}
