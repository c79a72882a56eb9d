/// A text as the renderer set it on one page of one board: what ``LegibilityReport`` judges.
public struct MeasuredText: Hashable, Sendable {
    /// What a text is for in its zone.
    public enum Part: String, Hashable, Sendable, Codable, CaseIterable {
        /// The line above a headline.
        case category
        /// What is to be read first.
        case headline
        /// What is to be read on.
        case body
        /// The table of begin, end, place and contact.
        case facts
        /// Numbers and times that are looked up, such as departures and measured values.
        case figures
        /// What names or explains the others: captions, sources, page marks.
        case label
    }

    /// The zone's widget as in the layout's JSON, such as `notice` or `meetings`.
    public let zone: String
    /// What it is for.
    public let part: Part
    /// From which of the board's distances it is meant to be read.
    public let role: ViewingDistances.Role
    /// Height of a capital H on the panel, in millimetres, 0 or more; the smallest one where sizes are mixed.
    public let capHeightMillimetres: Double
    /// The letters' colour, as on the panel.
    public let colour: Colour
    /// What they stand on.
    public let ground: Colour
    /// See ``ReadingTime/words(in:)``.
    public let words: Int
    /// Its length in characters.
    public let characters: Int
    /// The page of its zone on which it stands, from 1.
    public let page: Int
    /// Characters that no font of the board has, each one once, in the text's order.
    public let unknownCharacters: [String]

    /// - Parameters:
    ///   - text: what is shown, without marks.
    ///   - capHeightMillimetres: what is no number or less than 0 counts as 0.
    ///   - page: what is less than 1 counts as 1.
    public init(
        zone: String, part: Part, role: ViewingDistances.Role, capHeightMillimetres: Double, colour: Colour,
        ground: Colour, text: String, page: Int = 1, unknownCharacters: [String] = []
    ) {
        self.zone = zone
        self.part = part
        self.role = role
        self.capHeightMillimetres = capHeightMillimetres.isFinite ? max(0, capHeightMillimetres) : 0
        self.colour = colour
        self.ground = ground
        words = ReadingTime.words(in: text)
        characters = text.count
        self.page = max(1, page)
        var seen: Set<String> = []
        self.unknownCharacters = unknownCharacters.filter { seen.insert($0).inserted }
    }
}
