public import Foundation

/// How long passers-by need for a text.
public enum ReadingTime {
    /// Seconds for reading a notice once: two to notice it, then two and a half words a second, 8 to 180 in all.
    public static func seconds(of notice: Notice) -> TimeInterval {
        let facts = notice.facts.flatMap { [$0.label, $0.value] }
        let texts = [notice.category ?? "", notice.headline, notice.body] + facts
        let words = texts.reduce(0) { $0 + $1.split(whereSeparator: \.isWhitespace).count }
        return min(180, max(8, (2 + Double(words) / 2.5).rounded(.up)))
    }
}
