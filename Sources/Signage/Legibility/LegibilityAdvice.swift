import Foundation

/// Says in English, the language of the command line, what staff should change, with numbers to aim at.
struct LegibilityAdvice {
    let pages: Int
    let words: Int
    let wordsOfFullestPage: Int
    let readingSeconds: TimeInterval
    /// Set when the turn is too short for the words.
    let turnSeconds: TimeInterval?
    /// The zone that staff write for; the others' texts come from feeds and from the layout.
    let zone: String

    /// The most characters that one sentence lists.
    private static let mostCharacters = 5

    /// The worst first, each sentence once.
    func sentences(for texts: [JudgedText]) -> [String] {
        let isLong = pages > LegibilityReport.mostPages
        var sentences = texts.flatMap { text in
            // A text that is to lose pages is not told a second number of words to lose.
            let faults = text.faults.filter { !(isLong && $0 == .small && text.line.part == .body) }
            return faults.sorted(by: >).map { (verdict: $0, sentence: sentence(for: $0, of: text)) }
        }
        if let turnSeconds {
            let sentence =
                "show it longer or shorten the text: it takes \(whole(readingSeconds)) seconds to read, "
                + "and is up for \(whole(turnSeconds))"
            sentences.append((.hurried, sentence))
        }
        if isLong {
            let surplus = max(1, words - wordsOfFullestPage * LegibilityReport.mostPages)
            let sentence =
                "shorten the text by \(count(surplus)): else \(pages) pages take turns, "
                + "\(whole(readingSeconds)) seconds for all"
            sentences.append((.long, sentence))
        }
        var seen: Set<String> = []
        return sentences.sorted { $1.verdict < $0.verdict }.map(\.sentence).filter { seen.insert($0).inserted }
    }

    private func sentence(for verdict: LegibilityVerdict, of text: JudgedText) -> String {
        let line = text.line
        switch verdict {
        case .illegible, .small: return size(of: text, isLegible: verdict == .small)
        case .lowContrast, .pale:
            let least = verdict == .pale ? Contrast.comfortable : line.requiredContrastRatio
            return "\(name(of: line)): contrast \(number(line.contrastRatio, rounding: .down)):1, "
                + "choose \(remedy(text, least: least)) (at least \(number(least)):1)"
        case .incomplete:
            let shown = line.unknownCharacters.prefix(Self.mostCharacters).map { "“\(visible($0))”" }
            let more = line.unknownCharacters.count - shown.count
            let list = shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
            return "no font of this board has \(list): write something else"
        case .good, .long, .hurried: return ""
        }
    }

    /// Dark letters get darker and light ones lighter, where that is enough.
    private func remedy(_ text: JudgedText, least: Double) -> String {
        let (colour, ground) = text.colours
        let isDark = Contrast.relativeLuminance(of: colour) <= Contrast.relativeLuminance(of: ground)
        let canDarken = Contrast.ratio(Colour(red: 0, green: 0, blue: 0), ground) >= least
        let canLighten = Contrast.ratio(Colour(red: 255, green: 255, blue: 255), ground) >= least
        switch (canDarken, canLighten) {
        case (true, false): return "darker letters"
        case (false, true): return "lighter letters"
        case (true, true): return isDark ? "darker letters" : "lighter letters"
        case (false, false): return isDark ? "a lighter ground" : "a darker ground"
        }
    }

    /// Letters grow with the root of the room that each of them has, so that half the height wants a quarter of the text.
    private func size(of text: JudgedText, isLegible: Bool) -> String {
        let line = text.line
        let wanted = isLegible ? line.comfortableMillimetres : line.requiredMillimetres
        let share = min(1, pow(line.capHeightMillimetres / wanted, 2))
        let metres = number(line.distanceMetres)
        let fault =
            isLegible ? "readable from \(metres) m, but not with ease" : "not readable from \(metres) m"
        let heights = "(capitals of \(number(line.capHeightMillimetres)) mm, \(number(wanted)) mm needed)"
        guard line.zone == zone else {
            return "\(name(of: line)): set it larger in the layout, \(fault) \(heights)"
        }
        switch line.part {
        case .headline, .category:
            // It stands on each page anew.
            let whole = line.characters / max(1, line.pages)
            let characters = Int(Double(whole) * share)
            guard characters >= 10, characters < whole else { break }
            return "shorten the \(name(of: line)) to \(characters) characters: \(fault) \(heights)"
        case .body:
            let surplus = line.words - Int(Double(text.wordsOfFullestPage) * share)
            guard surplus >= 1, surplus < line.words else { break }
            return "shorten the text by \(count(surplus)): \(fault) \(heights)"
        case .facts, .figures, .label: break
        }
        return "\(name(of: line)): write it shorter or choose a layout with more room, \(fault) \(heights)"
    }

    private func name(of line: LegibilityReport.Line) -> String {
        let name =
            switch line.part {
            case .category: "category"
            case .headline: "headline"
            case .body: "text"
            case .facts: "facts"
            case .figures: "figures"
            case .label: "label"
            }
        return line.zone == zone ? name : "\(name) in \(line.zone)"
    }

    /// A character that shows nothing, or hangs on to the one before it, by its number.
    private func visible(_ character: String) -> String {
        let hasBase = character.unicodeScalars.contains {
            let properties = $0.properties
            return !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
                && ![.nonspacingMark, .enclosingMark, .control, .unassigned, .privateUse]
                    .contains(properties.generalCategory)
        }
        guard !hasBase else { return character }
        return character.unicodeScalars.map { scalar in
            let hex = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        }.joined(separator: " ")
    }

    private func count(_ words: Int) -> String { "\(words) \(words == 1 ? "word" : "words")" }

    private func whole(_ seconds: TimeInterval) -> String { String(Int(min(1e9, seconds.rounded(.up)))) }

    /// At most one decimal.
    private func number(_ value: Double, rounding: FloatingPointRoundingRule = .toNearestOrAwayFromZero) -> String {
        let tenths = Int(min(1e9, (value * 10).rounded(rounding)))
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
