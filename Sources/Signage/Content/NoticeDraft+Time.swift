public import Foundation

extension NoticeDraft {
    /// A time as staff write it. Days and minutes are those of the council's zone, which is not known where they are written.
    public enum Time: Hashable, Sendable, Codable {
        /// A whole day, as `2026-12-04`.
        case day(CalendarDate)
        /// A minute by the clocks of the zone, as `2026-12-04T18:00`.
        case minute(CalendarDate, hour: Int, minute: Int)
        /// The next minute in which the clocks of the zone show this, as `18:00`.
        case clock(hour: Int, minute: Int)
        /// An instant, whatever the zone, as `2026-12-04T18:00:00+01:00`.
        case instant(Date)

        /// Reads one of the four; a space may stand in place of the T.
        /// - Throws: what to write.
        public init(_ text: String) throws(InvalidValue) {
            if let day = CalendarDate(text) {
                self = .day(day)
            } else if let instant = WireCoding.date(text) {
                self = .instant(instant)
            } else if let (day, hour, minute) = Self.minute(text) {
                self = .minute(day, hour: hour, minute: minute)
            } else if let (hour, minute) = Self.clock(text) {
                self = .clock(hour: hour, minute: minute)
            } else {
                throw InvalidValue(
                    field: "",
                    reason: "must be a day such as 2026-12-04, a time such as 18:00 or 2026-12-04T18:00, "
                        + "or one with its zone such as 2026-12-04T18:00:00+01:00")
            }
        }

        private static func minute(_ text: String) -> (CalendarDate, Int, Int)? {
            let parts = text.split(separator: /[T ]/, omittingEmptySubsequences: false)
            guard parts.count == 2, let day = CalendarDate(String(parts[0])) else { return nil }
            return clock(String(parts[1])).map { (day, $0.hour, $0.minute) }
        }

        private static func clock(_ text: String) -> (hour: Int, minute: Int)? {
            let clock = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            guard clock.map(\.count) == [2, 2],
                clock.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } }),
                let hour = Int(Substring(clock[0])), let minute = Int(Substring(clock[1])), hour < 24, minute < 60
            else { return nil }
            return (hour, minute)
        }

        /// The instant; of a day, its first one.
        /// - Parameter now: what a time without a day comes after.
        public func start(in zone: TimeZone, after now: Date) -> Date {
            switch self {
            case .day(let day): return day.start(in: zone)
            case .minute(let day, let hour, let minute):
                let parts = DateComponents(year: day.year, month: day.month, day: day.day, hour: hour, minute: minute)
                return Calendar.gregorian(in: zone).date(from: parts) ?? day.start(in: zone)
            case .clock(let hour, let minute):
                let parts = DateComponents(hour: hour, minute: minute)
                return Calendar.gregorian(in: zone).nextDate(after: now, matching: parts, matchingPolicy: .nextTime)
                    ?? now
            case .instant(let date): return date
            }
        }

        /// The instant; of a day, the first one after it.
        /// - Parameter now: what a time without a day comes after.
        public func end(in zone: TimeZone, after now: Date) -> Date {
            guard case .day(let day) = self else { return start(in: zone, after: now) }
            return day.start(in: zone, plusDays: 1)
        }

        /// Decodes a JSON string.
        public init(from decoder: any Decoder) throws {
            let text = try decoder.singleValueContainer().decode(String.self)
            self = try decoder.validated { try Time(text) }
        }

        /// Encodes as a JSON string; an instant in UTC, with whole seconds.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            func clock(_ hour: Int, _ minute: Int) -> String {
                [hour, minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
            }
            switch self {
            case .day(let day): try container.encode(day.description)
            case .minute(let day, let hour, let minute): try container.encode("\(day)T\(clock(hour, minute))")
            case .clock(let hour, let minute): try container.encode(clock(hour, minute))
            case .instant(let date): try container.encode(date)
            }
        }
    }
}

extension CalendarDate {
    /// The first instant of a later day in a zone.
    func start(in zone: TimeZone, plusDays days: Int) -> Date {
        let (start, calendar) = (start(in: zone), Calendar.gregorian(in: zone))
        return calendar.date(byAdding: .day, value: days, to: start).map(calendar.startOfDay) ?? start
    }
}
