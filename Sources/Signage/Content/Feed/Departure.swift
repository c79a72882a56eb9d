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
}
