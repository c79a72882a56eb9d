public import Foundation

extension FeedItem {
    /// A measured quantity at one place.
    public struct Measurement: Hashable, Sendable, Codable {
        /// Where the value is going.
        public enum Trend: String, Sendable, Codable { case rising, falling, steady }
        /// Which direction is the better one.
        public enum Direction: String, Sendable, Codable { case higher, lower, neither }

        /// A limit of the scale, such as where "gut" ends.
        public struct Threshold: Hashable, Sendable, Codable {
            /// In the measurement's unit.
            public var value: Double
            /// What values from here upward are called.
            public var label: String

            /// Takes the values as they are.
            public init(value: Double, label: String) {
                self.value = value
                self.label = label
            }
        }

        /// What is measured, such as `PM2.5` or `groundwaterLevel`.
        public var quantity: String
        /// In ``unit``.
        public var value: Double
        /// UCUM (https://ucum.org), such as `ug/m3`; `1` when it has none.
        public var unit: String
        /// As people write the unit, such as `µg/m³`; empty when it has none.
        public var displayUnit: String
        /// Lowest first.
        public var thresholds: [Threshold]
        /// Nil when unknown.
        public var trend: Trend?
        /// Which direction is the better one.
        public var better: Direction

        /// Takes the values as they are.
        public init(
            quantity: String, value: Double, unit: String, displayUnit: String, thresholds: [Threshold] = [],
            trend: Trend? = nil, better: Direction = .neither
        ) {
            self.quantity = quantity
            self.value = value
            self.unit = unit
            self.displayUnit = displayUnit
            self.thresholds = thresholds
            self.trend = trend
            self.better = better
        }
    }

    /// A weather forecast for one place.
    public struct Forecast: Hashable, Sendable, Codable {
        /// One span of it. What is missing in the source is nil, never 0.
        public struct Step: Hashable, Sendable, Codable {
            /// Its first instant.
            public var from: Date
            /// The instant at which it ends.
            public var to: Date
            /// In the middle of the span.
            public var temperatureCelsius: Double?
            /// The lowest in the span.
            public var minimumCelsius: Double?
            /// The highest in the span.
            public var maximumCelsius: Double?
            /// Over the whole span.
            public var precipitationMillimetres: Double?
            /// 0 to 1.
            public var precipitationProbability: Double?
            /// The mean.
            public var windMetresPerSecond: Double?
            /// WMO code table 4677 (significant weather).
            public var weatherCode: Int?

            /// A span with nothing known of it yet.
            public init(from: Date, to: Date) {
                self.from = from.wholeSeconds
                self.to = to.wholeSeconds
            }
        }

        /// Earliest first.
        public var steps: [Step]

        /// Takes the value as it is.
        public init(steps: [Step]) { self.steps = steps }
    }

    /// How many of something are free: bicycles, charging points, parking places.
    public struct Vacancy: Hashable, Sendable, Codable {
        /// How many are free by kind, such as `["bike": 21, "ebike": 6]`.
        public var free: [String: Int]
        /// How many places there are for returning; nil when unknown.
        public var docks: Int?

        /// Takes the values as they are.
        public init(free: [String: Int], docks: Int? = nil) {
            self.free = free
            self.docks = docks
        }
    }
}
