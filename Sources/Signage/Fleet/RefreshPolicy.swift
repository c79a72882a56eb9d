/// How a panel may be given a new picture: e-paper takes its time, keeps ghosts of what stood there, and wears with every change.
///
/// In JSON every key may be absent and then has the default of ``init(partial:fullAfterPartials:alignmentPixels:partialSeconds:fullSeconds:shortestTurnSeconds:)``.
public struct RefreshPolicy: Hashable, Sendable, Codable {
    /// Whether a rectangle can be refreshed alone, without the flash of a full refresh.
    public let partial: Bool
    /// After this many partial refreshes in a row the next one is a full one, against ghosting; 0 to 1,000. 0: never because of ghosts.
    public let fullAfterPartials: Int
    /// In the panel's memory, left and right edges of a partial refresh lie on multiples of this many pixels; 1 to 256.
    public let alignmentPixels: Int
    /// How long a partial refresh takes, 0 to 120 seconds.
    public let partialSeconds: Double
    /// How long a full refresh takes, 0 to 120 seconds.
    public let fullSeconds: Double
    /// The shortest time a picture stays, 0 to 86,400 seconds.
    public let shortestTurnSeconds: Double

    /// A panel that shows what is in its memory at once, such as an LCD.
    public static let instant = RefreshPolicy(turnSeconds: 0)
    /// E-paper of which nothing more is known: full refreshes only, a picture stays for at least three minutes.
    public static let epaper = RefreshPolicy(turnSeconds: 180)

    private init(turnSeconds: Double) {
        partial = false
        fullAfterPartials = 0
        alignmentPixels = 1
        partialSeconds = 0
        fullSeconds = 0
        shortestTurnSeconds = turnSeconds
    }

    /// - Throws: naming the value that is out of the range given at its property.
    public init(
        partial: Bool = false, fullAfterPartials: Int = 0, alignmentPixels: Int = 1, partialSeconds: Double = 0,
        fullSeconds: Double = 0, shortestTurnSeconds: Double = 180
    ) throws(InvalidValue) {
        guard (0...1_000).contains(fullAfterPartials) else {
            throw InvalidValue(field: "fullAfterPartials", reason: "must be 0 to 1000 refreshes")
        }
        guard (1...256).contains(alignmentPixels) else {
            throw InvalidValue(field: "alignmentPixels", reason: "must be 1 to 256 pixels")
        }
        for (field, seconds) in [("partialSeconds", partialSeconds), ("fullSeconds", fullSeconds)]
        where !(0...120).contains(seconds) {
            throw InvalidValue(field: field, reason: "must be 0 to 120 seconds")
        }
        guard (0...86_400).contains(shortestTurnSeconds) else {
            throw InvalidValue(field: "shortestTurnSeconds", reason: "must be 0 to 86400 seconds")
        }
        self.partial = partial
        self.fullAfterPartials = fullAfterPartials
        self.alignmentPixels = alignmentPixels
        self.partialSeconds = partialSeconds
        self.fullSeconds = fullSeconds
        self.shortestTurnSeconds = shortestTurnSeconds
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let partial = try container.decodeIfPresent(Bool.self, forKey: .partial)
        let fullAfterPartials = try container.decodeWholeIfPresent(forKey: .fullAfterPartials)
        let alignmentPixels = try container.decodeWholeIfPresent(forKey: .alignmentPixels)
        let partialSeconds = try container.decodeIfPresent(Double.self, forKey: .partialSeconds)
        let fullSeconds = try container.decodeIfPresent(Double.self, forKey: .fullSeconds)
        let shortestTurnSeconds = try container.decodeIfPresent(Double.self, forKey: .shortestTurnSeconds)
        self = try decoder.validated {
            try RefreshPolicy(
                partial: partial ?? false, fullAfterPartials: fullAfterPartials ?? 0,
                alignmentPixels: alignmentPixels ?? 1, partialSeconds: partialSeconds ?? 0,
                fullSeconds: fullSeconds ?? 0, shortestTurnSeconds: shortestTurnSeconds ?? 180)
        }
    }
}
