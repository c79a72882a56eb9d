import Dispatch
import Foundation
import Signage
import Synchronization

/// A board's manifest as it is stored and published.
struct SealedManifest: Sendable, Equatable {
    let board: Name
    let version: Int
    let issued: Date
    /// The bytes of the sealed ``DesiredState``.
    let envelope: Data
}

/// Makes manifests: what a board is to have, sealed. Pure but for the key.
struct ManifestBuilder: Sendable {
    /// What a manifest is made of beside the plan.
    struct Order: Sendable {
        let board: Name
        let version: Int
        /// Notices and their pictures.
        let content: [DocumentReference]
    }

    /// Of the boards that can have a programme.
    private(set) var plans: [Name: BoardPlan]
    let sealer: Sealer
    /// Each plan's, as they stand in the manifest.
    private var settings: [Name: Data]

    /// How long a manifest may be accepted: 7 days. It is made anew at half of the time.
    static let lifetimeSeconds: TimeInterval = 7 * 86_400

    init(plans: [Name: BoardPlan], sealer: Sealer) throws {
        self.plans = plans
        self.sealer = sealer
        settings = try plans.mapValues { try WireCoding.encode($0.settings) }
    }

    /// The same with a plan, in place of one for the same board.
    func with(_ plan: BoardPlan) throws -> ManifestBuilder {
        var copy = self
        copy.plans[plan.board.name] = plan
        copy.settings[plan.board.name] = try WireCoding.encode(plan.settings)
        return copy
    }

    /// The same without a board.
    func without(_ board: Name) -> ManifestBuilder {
        var copy = self
        copy.plans[board] = nil
        copy.settings[board] = nil
        return copy
    }

    /// One manifest for each order, on all processors: sealing takes most of the time.
    /// - Throws: ``ManifestTooLong``; `InvalidValue` for a board without a plan.
    func manifests(_ orders: [Order], at now: Date) throws -> [SealedManifest] {
        // Shares, so that the processors meet seldom.
        let share = max(1, min(256, orders.count / ProcessInfo.processInfo.activeProcessorCount))
        let shares = (orders.count + share - 1) / share
        let done = Mutex([Int: Result<[SealedManifest], any Error>]())
        DispatchQueue.concurrentPerform(iterations: shares) { number in
            let result = Result {
                try orders[number * share..<min(orders.count, (number + 1) * share)].map { try manifest($0, at: now) }
            }
            done.withLock { $0[number] = result }
        }
        return try done.withLock { done in try (0..<shares).flatMap { try done[$0]?.get() ?? [] } }
    }

    private func manifest(_ order: Order, at now: Date) throws -> SealedManifest {
        guard let plan = plans[order.board], let settings = settings[order.board] else {
            throw InvalidValue(field: "board", reason: "\(order.board) has no usable layout or profile")
        }
        let state = try DesiredState(
            version: order.version, issued: now, expires: now + Self.lifetimeSeconds, board: order.board,
            entries: Self.entries(plan, order.content), feeds: plan.board.feeds, settings: plan.settings)
        let envelope = try sealer.seal(bytes: state.encoded(settings: settings), as: .desired)
        guard envelope.count <= DesiredState.longestEnvelope else {
            throw ManifestTooLong(board: order.board, notices: order.content.count { $0.role == .notice })
        }
        return SealedManifest(
            board: order.board, version: order.version, issued: state.issued, envelope: envelope)
    }

    /// Whether a stored manifest still says what a new one would, in the first half of its lifetime.
    func isUpToDate(
        _ manifest: SealedManifest, board: Name, content: [DocumentReference], withdrawn: [DocumentReference],
        at now: Date
    ) -> Bool {
        guard let plan = plans[board] else { return true }
        let age = now.timeIntervalSince(manifest.issued)
        // An issue time in the future comes from a clock that was set back since.
        guard (-60..<Self.lifetimeSeconds / 2).contains(age) else { return false }
        let state = sealer.open(
            manifest.envelope, as: .desired, DesiredState.self, longest: DesiredState.longestEnvelope)
        guard let state else { return false }
        let entries = Set(state.entries)
        // A notice that is over drops out with the next change; the board ends it by itself.
        return entries.isSuperset(of: Self.entries(plan, content)) && entries.isDisjoint(with: withdrawn)
            && state.entries.first { $0.role == .layout } == plan.layout.reference
            && state.feeds == plan.board.feeds && state.settings == plan.settings
    }

    /// Each document once: a notice may show the arms, too.
    private static func entries(_ plan: BoardPlan, _ content: [DocumentReference]) -> [DocumentReference] {
        var named: Set<DocumentID> = []
        return (plan.documents.map(\.reference) + content).filter { named.insert($0.id).inserted }
    }
}

/// One more notice does not fit the manifest of a board.
struct ManifestTooLong: Error, Equatable, CustomStringConvertible {
    let board: Name
    let notices: Int

    var description: String {
        "the board \(board) would have \(notices) notices, more than its programme can name. "
            + "Withdraw some that are no longer needed."
    }
}
