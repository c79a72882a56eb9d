import Foundation

/// Reads JSON as ``WireCoding`` writes it: keys in their order, no spaces, no escapes. It gives up at all else, which is then for a
/// decoder; what it takes means the same to one. A decoder takes ten times as long, and a hub hears thousands of boards.
struct JSONScanner {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    /// Times stand there several times over.
    private var lastTime: (start: Int, date: Date)?

    /// - Parameter bytes: must outlive the scanner.
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Whether all was read.
    var isAtEnd: Bool { position == bytes.count }

    /// Goes on behind `text`, if it stands here.
    mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count - position >= count, let start = bytes.baseAddress,
            memcmp(start + position, text.utf8Start, count) == 0
        else { return false }
        position += count
        return true
    }

    /// A string of printable ASCII, with its quotation marks.
    mutating func string() -> String? {
        guard take("\"") else { return nil }
        let rest = UnsafeRawBufferPointer(rebasing: bytes[position...])
        let end = rest.firstIndex { $0 == 0x22 || $0 == 0x5C || !(0x20...0x7E).contains($0) }
        guard let end, rest[end] == 0x22 else { return nil }
        position += end + 1
        return String(decoding: rest[..<end], as: UTF8.self)
    }

    /// A whole number of at most 18 digits, not below zero.
    mutating func natural() -> Int? {
        let start = position
        var value = 0
        while position < bytes.count, (0x30...0x39).contains(bytes[position]), position - start < 18 {
            value = value * 10 + Int(bytes[position] - 0x30)
            position += 1
        }
        let isNumber = position > start && (bytes[start] != 0x30 || position == start + 1)
        // What follows is looked at by the caller, who finds a fraction or an exponent there if there is one.
        return isNumber ? value : nil
    }

    /// A number without exponent.
    mutating func number() -> Double? {
        let start = position
        let isNegative = take("-")
        guard let whole = natural() else { return nil }
        // -0 is for the decoder.
        guard take(".") else { return isNegative ? (whole == 0 ? nil : -Double(whole)) : Double(whole) }
        let fraction = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        guard position > fraction else { return nil }
        return Double(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    /// A time in UTC with whole seconds, with its quotation marks.
    mutating func date() -> Date? {
        let length = "\"2026-12-01T00:00:00Z\"".utf8.count
        guard bytes.count - position >= length, let start = bytes.baseAddress else { return nil }
        if let lastTime, memcmp(start + lastTime.start, start + position, length) == 0 {
            position += length
            return lastTime.date
        }
        let begin = position
        guard take("\""), let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
            take("T"), let hour = digits(2), take(":"), let minute = digits(2), take(":"), let second = digits(2),
            take("Z\""), let date = CalendarDate(year: year, month: month, day: day), hour < 24, minute < 60,
            second < 60
        else { return nil }
        let seconds = date.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second
        let instant = Date(timeIntervalSince1970: Double(seconds))
        lastTime = (begin, instant)
        return instant
    }

    private mutating func digits(_ count: Int) -> Int? {
        guard bytes.count - position >= count else { return nil }
        var value = 0
        for byte in bytes[position..<position + count] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        position += count
        return value
    }
}
