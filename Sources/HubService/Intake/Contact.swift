import Foundation
import Signage

/// What a board's panel showed, as the board itself sent it.
struct Picture: Sendable, Equatable {
    /// At most ``longest`` bytes; begins with the signature of PNG.
    let png: Data
    /// By the hub's clock, in whole seconds.
    let received: Date

    /// In bytes: 1 MiB.
    static let longest = 1 << 20
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Takes bytes that were checked before.
    init(png: Data, received: Date) {
        self.png = png
        self.received = received.wholeSeconds
    }

    /// - Throws: when the bytes are too many or are no PNG by their signature (PNG, third edition, section 5.2).
    init(payload: Data, received: Date) throws(InvalidValue) {
        guard payload.count <= Self.longest else {
            throw InvalidValue(field: "", reason: "has \(payload.count) bytes, at most \(Self.longest) are taken")
        }
        guard payload.starts(with: Self.signature) else {
            throw InvalidValue(field: "", reason: "is no PNG")
        }
        self.init(png: payload, received: received)
    }
}

/// What the hub has heard from a board, as it is kept over a restart.
struct Contact: Sendable, Equatable {
    /// A report and when it came.
    struct Health: Sendable, Equatable {
        let report: HealthReport
        /// By the hub's clock.
        let received: Date
    }

    /// When anything came that was not retained, by the hub's clock.
    var lastSeen: Date?
    /// The newest connection that is known.
    var session: UInt64?
    /// What that connection said of itself.
    var state: Availability.State?
    var reported: ReportedState?
    var health: Health?
    var picture: Picture?
    /// The frame that was reported last.
    var frame: String?
    /// The frame that the picture was taken of; nil where no report tells.
    var pictureFrame: String?
}
