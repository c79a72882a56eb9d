/// One link of a board's chain: what there is to prove, and the hash of the link before.
///
/// What is hashed is the bytes in which the board has written it, so they travel and are kept as they are. Whoever changes, removes or
/// puts in a link breaks the chain behind it.
public struct ProofRecord: Hashable, Sendable, Codable {
    /// What a link tells.
    public enum Content: Hashable, Sendable {
        /// What was on the panel.
        case played(PlayRecord)
        /// That nothing is known of a time.
        case gap(ProofGap)
        /// That the clock was set.
        case clock(ClockStep)
        /// That there was no room for all of it.
        case loss(ProofLoss)
    }

    /// The SHA-256 of the bytes of the link before; nil for the first.
    public let previous: Digest?
    /// What it tells.
    public let content: Content

    /// The longest one in bytes: 2 KiB.
    public static let longest = 2 << 10

    /// Takes the values as they are.
    public init(_ content: Content, after previous: Digest?) {
        self.previous = previous
        self.content = content
    }

    private enum CodingKeys: String, CodingKey { case previous, played, gap, clock, loss }

    /// Decodes what stands under the one key that says what it is.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        previous = try container.decodeIfPresent(Digest.self, forKey: .previous)
        let keys = container.allKeys.filter { $0 != .previous }
        guard keys.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "must have just one of played, gap, clock, loss"))
        }
        content =
            switch keys[0] {
            case .gap: .gap(try container.decode(ProofGap.self, forKey: .gap))
            case .clock: .clock(try container.decode(ClockStep.self, forKey: .clock))
            case .loss: .loss(try container.decode(ProofLoss.self, forKey: .loss))
            case .played, .previous: .played(try container.decode(PlayRecord.self, forKey: .played))
            }
    }

    /// Encodes it under the key that says what it is.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(previous, forKey: .previous)
        switch content {
        case .played(let record): try container.encode(record, forKey: .played)
        case .gap(let gap): try container.encode(gap, forKey: .gap)
        case .clock(let step): try container.encode(step, forKey: .clock)
        case .loss(let loss): try container.encode(loss, forKey: .loss)
        }
    }
}
