/// A time on a clock's face, without a day or a zone: 00:00:00 to 24:00:00, where 24:00 is the end of a day and never its start.
public struct TimeOfDay: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// Seconds since midnight as the face shows them, 0 to 86,400.
    public let seconds: Int

    /// 00:00, where a day begins.
    public static let midnight = TimeOfDay(unchecked: 0)
    /// 24:00, where a day ends.
    public static let endOfDay = TimeOfDay(unchecked: 86_400)

    private init(unchecked seconds: Int) { self.seconds = seconds }

    /// Nil outside of 0 to 86,400 s.
    public init?(seconds: Int) {
        guard (0...86_400).contains(seconds) else { return nil }
        self.seconds = seconds
    }

    /// Reads `7:30`, `07:30` or `07:30:15`.
    /// - Throws: for anything else, saying how it is written.
    public init(_ text: some StringProtocol) throws(InvalidValue) {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let numbers = parts.compactMap { digits -> Int? in
            guard (1...2).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard numbers.count == parts.count, (2...3).contains(parts.count),
            parts.dropFirst().allSatisfy({ $0.count == 2 }),
            numbers[1] < 60, numbers.count < 3 || numbers[2] < 60,
            let time = TimeOfDay(seconds: numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0))
        else { throw InvalidValue(field: "", reason: "must be a time of day such as 07:30, from 00:00 to 24:00") }
        self = time
    }

    /// Decodes a JSON string.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        self = try decoder.validated { try TimeOfDay(text) }
    }

    /// Encodes as a JSON string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// As `07:30`, with seconds only where there are any.
    public var description: String {
        func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = pad(seconds / 3600) + ":" + pad(seconds / 60 % 60)
        return seconds % 60 == 0 ? time : time + ":" + pad(seconds % 60)
    }

    /// Earlier times first.
    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.seconds < right.seconds }
}
