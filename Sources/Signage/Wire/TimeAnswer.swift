public import Foundation

/// A number that is used once: an answer that names it was made for this question.
public struct Nonce: Hashable, Sendable, Codable {
    /// 32 hexadecimal digits in lower case: 128 bits.
    public let text: String

    /// - Throws: when the text is anything but 32 hexadecimal digits in lower case.
    public init(_ text: String) throws(InvalidValue) {
        guard text.utf8.count == 32, text.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) else {
            throw InvalidValue(field: "", reason: "must have 32 digits of 0-9 and a-f")
        }
        self.text = text
    }

    /// Draws one; `generator` must be hard to foresee.
    public init(using generator: inout some RandomNumberGenerator) {
        text = (0..<2).map { _ in
            let digits = String(UInt64.random(in: 0 ... .max, using: &generator), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        self = try decoder.validated { try Nonce(text) }
    }

    /// Encodes the digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// A board asks what time it is: the payload of `up/time`.
public struct TimeRequest: Hashable, Sendable, Codable {
    /// The answer will name it.
    public let nonce: Nonce

    /// Takes the value as it is.
    public init(nonce: Nonce) { self.nonce = nonce }
}

/// What time it is and what there is for a board: the sealed payload of `dn/time`.
///
/// By the versions a board notices that somebody keeps a manifest or an interrupt from it (a freeze).
public struct TimeAnswer: Hashable, Sendable, Codable {
    /// That of the question.
    public let nonce: Nonce
    /// Who asked.
    public let board: Name
    /// By the hub's clock, in whole seconds.
    public let at: Date
    /// The version of the newest manifest of the board that was published; 0 before the first.
    public let desired: Int
    /// The version of the newest interrupt of the cell; 0 before the first.
    public let interrupt: Int

    /// The longest sealed answer in bytes: 4 KiB.
    public static let longestEnvelope = 4 << 10

    /// Times in whole seconds.
    /// - Throws: when a version is negative.
    public init(nonce: Nonce, board: Name, at: Date, desired: Int, interrupt: Int = 0) throws(InvalidValue) {
        for (field, version) in [("desired", desired), ("interrupt", interrupt)] where version < 0 {
            throw InvalidValue(field: field, reason: "must not be negative")
        }
        self.nonce = nonce
        self.board = board
        self.at = at.wholeSeconds
        self.desired = desired
        self.interrupt = interrupt
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let nonce = try container.decode(Nonce.self, forKey: .nonce)
        let board = try container.decode(Name.self, forKey: .board)
        let at = try container.decode(Date.self, forKey: .at)
        let desired = try container.decodeWhole(forKey: .desired)
        let interrupt = try container.decodeWholeIfPresent(forKey: .interrupt) ?? 0
        self = try decoder.validated {
            try TimeAnswer(nonce: nonce, board: board, at: at, desired: desired, interrupt: interrupt)
        }
    }
}
