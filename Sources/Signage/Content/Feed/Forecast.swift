public import Foundation

extension FeedItem {
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
}
