public import Foundation

/// All interrupts that are on in a cell, never a change alone: the sealed, retained payload of `all/dn/interrupt`.
///
/// It bounds no time of acceptance: each interrupt has its own end, and what says that none is on must hold for ever.
public struct InterruptState: Hashable, Sendable, Codable {
    /// Grows by at least one with every change; a board refuses one that is not above its floor.
    public let version: Int
    /// When the hub sealed it.
    public let issued: Date
    /// The cell that it is for.
    public let cell: Name
    /// The oldest first; none when all are over. At most ``most``.
    public let interrupts: [Interrupt]

    /// The longest sealed state in bytes: 64 KiB.
    public static let longestEnvelope = 64 << 10
    /// How many may be on at a time.
    public static let most = 8

    /// Times in whole seconds.
    /// - Throws: when the version is not positive, or there are too many interrupts, or two of one id.
    public init(version: Int, issued: Date, cell: Name, interrupts: [Interrupt]) throws(InvalidValue) {
        guard version > 0 else { throw InvalidValue(field: "version", reason: "must be positive") }
        guard interrupts.count <= Self.most else {
            throw InvalidValue(
                field: "interrupts", reason: "has \(interrupts.count) entries, at most \(Self.most) are on at a time")
        }
        guard Set(interrupts.map(\.id)).count == interrupts.count else {
            throw InvalidValue(field: "interrupts", reason: "must not have two of the same id")
        }
        self.version = version
        self.issued = issued.wholeSeconds
        self.cell = cell
        self.interrupts = interrupts
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let version = try container.decodeWhole(forKey: .version)
        let issued = try container.decode(Date.self, forKey: .issued)
        let cell = try container.decode(Name.self, forKey: .cell)
        let interrupts = try container.decode([Interrupt].self, forKey: .interrupts)
        self = try decoder.validated {
            try InterruptState(version: version, issued: issued, cell: cell, interrupts: interrupts)
        }
    }
}
