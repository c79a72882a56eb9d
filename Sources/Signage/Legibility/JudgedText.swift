import Foundation

/// Texts of one purpose, with every fault that was found: the report's line tells the worst one, the advice goes through all.
struct JudgedText {
    let line: LegibilityReport.Line
    let faults: Set<LegibilityVerdict>
    /// The words on the page that has the most of them.
    let wordsOfFullestPage: Int
    /// The letters' colour and their ground, where these are most alike.
    let colours: (colour: Colour, ground: Colour)

    /// What a computed size may miss a limit by: one part in a million.
    private static let tolerance = 1 - 1e-6

    /// Nil for no texts.
    init?(_ texts: [MeasuredText], _ viewing: ViewingDistances, isEmergency: Bool) {
        guard let first = texts.first, let capHeight = texts.map(\.capHeightMillimetres).min() else { return nil }
        let metres = viewing.metres(for: first.role)
        let required = viewing.smallestCapHeightMillimetres(for: first.role, isEmergency: isEmergency)
        let comfortable = viewing.comfortableCapHeightMillimetres(for: first.role)
        let isLarge = capHeight >= metres * 1000 * ViewingDistances.largeCapHeight * Self.tolerance
        let least = isLarge ? Contrast.leastForLargeText : Contrast.least
        let pairs = texts.map { (colour: $0.colour, ground: $0.ground) }
        let colours = pairs.min { Contrast.ratio($0.colour, $0.ground) < Contrast.ratio($1.colour, $1.ground) }
        self.colours = colours ?? (first.colour, first.ground)
        let contrast = Contrast.ratio(self.colours.colour, self.colours.ground)
        var (unknown, seen): ([String], Set<String>) = ([], [])
        for character in texts.flatMap(\.unknownCharacters) where seen.insert(character).inserted {
            unknown.append(character)
        }
        var faults: Set<LegibilityVerdict> = []
        if capHeight < required * Self.tolerance {
            faults.insert(.illegible)
        } else if capHeight < comfortable * Self.tolerance {
            faults.insert(.small)
        }
        if contrast < least {
            faults.insert(.lowContrast)
        } else if first.part == .body, contrast < Contrast.comfortable {
            faults.insert(.pale)
        }
        if !unknown.isEmpty { faults.insert(.incomplete) }
        let byPage = Dictionary(grouping: texts, by: \.page).mapValues { $0.reduce(0) { $0 + $1.words } }
        let words = byPage.values.reduce(0, +)
        func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
        self.faults = faults
        wordsOfFullestPage = byPage.values.max() ?? 0
        line = LegibilityReport.Line(
            zone: first.zone, part: first.part, role: first.role, distanceMetres: metres,
            requiredMillimetres: hundredths(required), comfortableMillimetres: hundredths(comfortable),
            capHeightMillimetres: hundredths(capHeight),
            legibleMetres: hundredths(capHeight / ViewingDistances.smallestCapHeight / 1000),
            comfortableMetres: hundredths(capHeight / ViewingDistances.comfortableCapHeight / 1000),
            contrastRatio: (contrast * 100).rounded(.down) / 100, requiredContrastRatio: least, words: words,
            characters: texts.reduce(0) { $0 + $1.characters },
            readingSeconds: hundredths(Double(words) / ReadingTime.wordsPerSecond), pages: byPage.count,
            unknownCharacters: unknown, verdict: faults.max() ?? .good)
    }
}
