import Foundation
import Signage

/// Times as OParl servers write them: RFC 3339 (OParl 1.1 section 2.6), and the ways in which they fail to.
struct OParlTime {
    let time: FeedTime
    /// Whether the zone was missing and the feed's own was taken.
    let isZoneAssumed: Bool

    /// A day where there is no time of day, or where it is midnight: no meeting begins then, systems write it for "not known yet".
    ///
    /// Nil for what is no time at all.
    init?(_ text: String?, zone: TimeZone) {
        guard let text = text?.trimmingCharacters(in: .whitespaces), text.utf8.count <= 40 else { return nil }
        if let day = CalendarDate(text) {
            (time, isZoneAssumed) = (.date(day), false)
            return
        }
        guard let (date, assumed) = Self.instant(text, zone: zone) else { return nil }
        let parts = Calendar.gregorian(in: zone).dateComponents([.hour, .minute, .second], from: date)
        let isMidnight = (parts.hour, parts.minute, parts.second) == (0, 0, 0)
        (time, isZoneAssumed) = (isMidnight ? .date(CalendarDate(date, in: zone)) : .instant(date), assumed)
    }

    /// The instant and whether its zone was assumed; nil for what is no instant.
    static func instant(_ text: String?, zone: TimeZone) -> (Date, Bool)? {
        guard let text = text?.trimmingCharacters(in: .whitespaces), (19...40).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0 < 0x80 })
        else { return nil }
        var whole = text.replacingOccurrences(of: " ", with: "T")
        if let date = WireCoding.date(whole) { return (date, false) }
        // +0200 for +02:00
        let tail = whole.suffix(5)
        if "+-".contains(tail.first ?? " "), tail.dropFirst().allSatisfy(\.isNumber) {
            whole.insert(":", at: whole.index(whole.endIndex, offsetBy: -2))
            return WireCoding.date(whole).map { ($0, false) }
        }
        guard let utc = WireCoding.date(whole + "Z"), let gmt = TimeZone(secondsFromGMT: 0) else { return nil }
        let wall = Calendar.gregorian(in: gmt).dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: utc)
        return Calendar.gregorian(in: zone).date(from: wall).map { ($0, true) }
    }
}
