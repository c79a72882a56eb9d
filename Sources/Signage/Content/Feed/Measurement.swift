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
}
