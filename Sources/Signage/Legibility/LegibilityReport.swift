public import Foundation

/// Whether people who stand before a board can read what it shows, and what staff can do about it.
///
/// The renderer measures, this judges: cap heights against the board's viewing distances, colours against WCAG 2.2, words against the
/// time they are shown for.
public struct LegibilityReport: Hashable, Sendable, Codable {
    /// The texts of one purpose in one zone, on all its pages, by the worst of them.
    public struct Line: Hashable, Sendable, Codable {
        /// See ``MeasuredText/zone``.
        public let zone: String
        /// See ``MeasuredText/part``.
        public let part: MeasuredText.Part
        /// See ``MeasuredText/role``.
        public let role: ViewingDistances.Role
        /// From where it is meant to be read, in metres.
        public let distanceMetres: Double
        /// The smallest cap height in which it may be drawn, in millimetres: distance/230, in an emergency distance/120.
        public let requiredMillimetres: Double
        /// The smallest cap height that is read at ease, in millimetres: distance/120.
        public let comfortableMillimetres: Double
        /// Its cap height in millimetres, to hundredths.
        public let capHeightMillimetres: Double
        /// From how far it is legible, in metres: its cap height times 230.
        public let legibleMetres: Double
        /// From how far it is read at ease, in metres: its cap height times 120.
        public let comfortableMetres: Double
        /// 1 to 21, cut to hundredths as WCAG does not let 4.499 pass for 4.5.
        public let contrastRatio: Double
        /// The least contrast ratio that it may have: 4.5, 3 for large text.
        public let requiredContrastRatio: Double
        /// On all pages together.
        public let words: Int
        /// On all pages together.
        public let characters: Int
        /// For reading its words once, without a time for noticing them.
        public let readingSeconds: Double
        /// On how many pages some of it stands.
        public let pages: Int
        /// Each one once.
        public let unknownCharacters: [String]
        /// The worst that is to be said of it.
        public let verdict: LegibilityVerdict
    }

    /// In the order in which their first texts came.
    public let lines: [Line]
    /// How many pages the notice's zone turns, 1 or more.
    public let pages: Int
    /// Words in the notice's zone, on all pages.
    public let words: Int
    /// What people need for them, page by page; see ``ReadingTime``.
    public let readingSeconds: TimeInterval
    /// For how long the notice is on at a time; nil where it stays.
    public let turnSeconds: TimeInterval?
    /// Whether it was judged as an emergency, which is never written smaller than distance/120.
    public let isEmergency: Bool
    /// The worst of all.
    public let verdict: LegibilityVerdict
    /// What staff should do, in English, a sentence each, the most pressing first; empty when all is good.
    public let advice: [String]

    /// More pages than this are too many for people who pass by.
    public static let mostPages = 3
    /// The zone whose pages turn and whose words are counted: ``Widget/notice``.
    public static let turningZone = "notice"

    /// - Parameters:
    ///   - viewing: from where this board is read.
    ///   - isEmergency: whether distance/120 is the floor.
    ///   - texts: all texts on the panel, those of every page of the turning zone.
    ///   - pages: of the turning zone; at least as many as the texts' pages.
    ///   - turnSeconds: for how long the notice is on at a time; nil when nothing takes its turn.
    ///   - zone: the zone whose pages turn.
    public init(
        viewing: ViewingDistances, isEmergency: Bool = false, texts: [MeasuredText], pages: Int = 1,
        turnSeconds: TimeInterval? = nil, zone: String = Self.turningZone
    ) {
        struct Purpose: Hashable {
            let zone: String
            let part: MeasuredText.Part
            let role: ViewingDistances.Role
        }
        var order: [Purpose] = []
        var groups: [Purpose: [MeasuredText]] = [:]
        for text in texts {
            let purpose = Purpose(zone: text.zone, part: text.part, role: text.role)
            if groups[purpose] == nil { order.append(purpose) }
            groups[purpose, default: []].append(text)
        }
        let judged = order.compactMap { groups[$0].flatMap { JudgedText($0, viewing, isEmergency: isEmergency) } }
        lines = judged.map(\.line)
        let turning = texts.filter { $0.zone == zone }
        let count = max(1, pages, turning.map(\.page).max() ?? 1)
        let byPage = Dictionary(grouping: turning, by: \.page).mapValues { $0.reduce(0) { $0 + $1.words } }
        self.pages = count
        words = byPage.values.reduce(0, +)
        // Pages without a text of their own, such as a picture, take their time too.
        readingSeconds = ReadingTime.seconds(ofPages: (0..<count).map { byPage[$0 + 1] ?? 0 })
        let turn = turnSeconds.flatMap { $0.isFinite ? max(0, $0) : nil }
        self.turnSeconds = turn
        self.isEmergency = isEmergency
        // The schedule gives a notice the time for all its words; looking up again at each page is not a matter of failing.
        let isHurried = (turn ?? .infinity) < Double(words) / ReadingTime.wordsPerSecond
        verdict = max(
            judged.map(\.line.verdict).max() ?? .good, isHurried ? .hurried : .good,
            count > Self.mostPages ? .long : .good)
        let longest = byPage.values.max() ?? 0
        let advisor = LegibilityAdvice(
            pages: count, words: words, wordsOfFullestPage: longest, readingSeconds: readingSeconds,
            turnSeconds: isHurried ? turn : nil, zone: zone)
        advice = advisor.sentences(for: judged)
    }
}
