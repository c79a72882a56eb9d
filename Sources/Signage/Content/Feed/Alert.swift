public import Foundation

extension FeedItem {
    /// An official warning after CAP 1.2.
    public struct Alert: Hashable, Sendable, Codable {
        /// CAP 1.2 section 3.2.2 `severity`.
        public enum Severity: String, Sendable, Word { case extreme, severe, moderate, minor, unknown }
        /// CAP 1.2 section 3.2.2 `urgency`.
        public enum Urgency: String, Sendable, Codable { case immediate, expected, future, past, unknown }
        /// CAP 1.2 section 3.2.2 `certainty`.
        public enum Certainty: String, Sendable, Codable { case observed, likely, possible, unlikely, unknown }

        /// An area the warning holds for; all of its parts count.
        public struct Area: Hashable, Sendable, Codable {
            /// Its name in words.
            public var name: String
            /// Official codes such as `WARNCELLID`, each with its values.
            public var codes: [String: [String]]
            /// Inside.
            public var shapes: [Geometry]
            /// Cut out of ``shapes``.
            public var excluded: [Geometry]

            /// Takes the values as they are.
            public init(
                name: String, codes: [String: [String]] = [:], shapes: [Geometry] = [], excluded: [Geometry] = []
            ) {
                self.name = name
                self.codes = codes
                self.shapes = shapes
                self.excluded = excluded
            }
        }

        /// How bad it is.
        public var severity: Severity
        /// How soon people have to act.
        public var urgency: Urgency
        /// How sure it is.
        public var certainty: Certainty
        /// What people are to do.
        public var instruction: String?
        /// Where it holds.
        public var areas: [Area]
        /// When the danger begins; nil when unknown.
        public var onset: Date?
        /// When the warning ends; nil when the source gives no end.
        public var expires: Date?
        /// Who warns.
        public var issuer: String?

        /// Takes the values as they are.
        public init(
            severity: Severity, urgency: Urgency, certainty: Certainty, instruction: String? = nil,
            areas: [Area] = [], onset: Date? = nil, expires: Date? = nil, issuer: String? = nil
        ) {
            self.severity = severity
            self.urgency = urgency
            self.certainty = certainty
            self.instruction = instruction
            self.areas = areas
            self.onset = onset?.wholeSeconds
            self.expires = expires?.wholeSeconds
            self.issuer = issuer
        }
    }
}
