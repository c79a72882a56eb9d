import Foundation
import Signage

/// Where staff put interrupts on and end them: checks, stores, publishes, in this order.
struct InterruptDesk: Sendable {
    let store: Store
    let sealer: Sealer
    let publishing: Publishing
    let intake: Intake
    let cell: Name
    let fleet: Fleet
    /// The council's, in which staff mean their days and times.
    let zone: TimeZone
    let characters: CharacterCheck
    let now: @Sendable () -> Date

    /// How often those that are over are taken out of what is retained; boards end them by themselves.
    static let interval = Duration.seconds(10)

    /// Stores and publishes an interrupt.
    /// - Throws: ``RefusedNotice`` with every field that is wrong; then nothing has changed.
    func publish(_ draft: InterruptDraft) async throws -> InterruptStatus {
        let now = now()
        var refusals: [InvalidValue] = []
        let named = named(draft.boards, &refusals)
        guard refusals.isEmpty else { throw RefusedNotice(refusals: refusals) }
        let interrupt: Interrupt
        do {
            interrupt = try draft.interrupt(id: .new(at: now), boards: named, at: now, in: zone)
        } catch {
            throw RefusedNotice(refusals: [error])
        }
        refusals = await characters.refusals(of: interrupt.notice(from: now))
        guard refusals.isEmpty else { throw RefusedNotice(refusals: refusals) }
        do {
            await publishing.publish(try await store.add(interrupt, of: cell, with: sealer, at: now))
        } catch let error as InvalidValue {
            throw RefusedNotice(refusals: [error])
        }
        guard let status = try await status(of: interrupt.id) else {
            preconditionFailure("an interrupt that was stored is never deleted")
        }
        return status
    }

    /// Ends an interrupt; nil when there is none of that id. One that is over stays so.
    func end(_ id: Name) async throws -> InterruptStatus? {
        if let sealed = try await store.endInterrupt(id, of: cell, with: sealer, at: now()) {
            await publishing.publish(sealed)
        }
        return try await status(of: id)
    }

    /// The ids of those that are on.
    func running() async throws -> [Name] {
        let now = now()
        return try await store.interrupts(from: now).filter { $0.isOn(at: now) }.map(\.interrupt.id)
    }

    /// One interrupt; nil when there is none of that id.
    func status(of id: Name) async throws -> InterruptStatus? {
        guard let stored = try await store.interrupt(id) else { return nil }
        return status(of: stored, among: await intake.statuses(), at: now())
    }

    /// The newest first.
    func list() async throws -> InterruptList {
        let (statuses, now) = (await intake.statuses(), now())
        return InterruptList(
            interrupts: try await store.interrupts().map { status(of: $0, among: statuses, at: now) })
    }

    /// Publishes what boards are to have now.
    func bringUpToDate() async throws {
        guard let sealed = try await store.currentInterrupts(of: cell, with: sealer, at: now()) else { return }
        await publishing.publish(sealed)
    }

    /// Counts on where a board holds what this hub never made.
    /// - Returns: whether it does.
    func countOn(above report: ReportedState.Interrupt) async throws -> Bool {
        guard report.isAhead(of: await publishing.interrupts),
            let sealed = try await store.countOn(above: report, of: cell, with: sealer, at: now())
        else { return false }
        await publishing.publish(sealed)
        return true
    }

    private func status(of stored: StoredInterrupt, among statuses: [BoardStatus], at now: Date) -> InterruptStatus {
        let deliveries = statuses.filter { stored.interrupt.addresses($0.board) }.map { status in
            InterruptStatus.Delivery(
                board: status.board,
                state: .init(
                    of: stored.interrupt.id, in: stored.versions, isExpired: now >= stored.interrupt.until,
                    reported: status.interrupt), presence: status.presence)
        }
        return InterruptStatus(
            interrupt: stored.interrupt, endedAt: stored.endedAt, deliveries: deliveries, timeZone: zone.identifier,
            at: now)
    }

    private func named(_ texts: [String], _ refusals: inout [InvalidValue]) -> [Name]? {
        guard !texts.isEmpty else { return nil }
        let fleet = fleet.now
        return texts.prefix(fleet.boards.count + 1).enumerated().compactMap { position, text in
            let board = fleet.board(text)?.name
            if board == nil {
                refusals.append(
                    InvalidValue(
                        field: "boards.\(position)",
                        reason: "there is no board \"\(text.prefix(63))\"; litfass boards lists them"))
            }
            return board
        }
    }
}
