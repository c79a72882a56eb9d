import Foundation
import Signage

/// Makes lines for the log of what may have come from anyone: topics, field values, words of an error.
enum LogLine {
    /// Of a line, in characters.
    static let longest = 300

    /// One line, of at most ``longest`` characters, without anything that moves a terminal's cursor, breaks the line or
    /// turns the direction of the text: control, format and other invisible characters become "�".
    static func harmless(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        // A character can be made of any number of scalars: these are bounded too.
        for scalar in text.unicodeScalars.prefix(4 * longest) { line.append(isHarmless(scalar) ? scalar : "\u{FFFD}") }
        let whole = String(line)
        let isWhole = whole.count <= longest && whole.unicodeScalars.count == text.unicodeScalars.count
        return isWhole ? whole : String(whole.prefix(longest - 1)) + "…"
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}

/// Lets one refusal for each reason into the log a minute, so that nobody fills the disk by sending rubbish.
struct RefusalLog {
    static let period: Duration = .seconds(60)

    private struct Entry {
        let at: ContinuousClock.Instant
        /// Refusals for this reason that the log was spared since.
        var spared = 0
    }

    private var entries: [ReportedState.Refusal.Reason: Entry] = [:]

    /// The line for a refusal, with the number of those before it that had none; nil when there is to be none.
    mutating func line(
        _ reason: ReportedState.Refusal.Reason, _ detail: String, at now: ContinuousClock.Instant
    ) -> String? {
        let before = entries[reason]
        if let before, now - before.at < Self.period {
            entries[reason]?.spared += 1
            return nil
        }
        entries[reason] = Entry(at: now)
        let spared = before?.spared ?? 0
        return "refused (\(reason.rawValue)\(spared > 0 ? ", and \(spared) more before" : "")): \(detail)"
    }
}
