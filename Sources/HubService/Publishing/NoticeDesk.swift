import Foundation
import Signage

/// Where staff hand notices in and take them away: checks, stores, publishes, in this order.
struct NoticeDesk: Sendable {
    let store: Store
    let publishing: Publishing
    let intake: Intake
    let fleet: Fleet
    /// The council's, in which staff mean their days and times.
    let zone: TimeZone
    let characters: CharacterCheck
    let judge: NoticeJudge
    let log: Log
    let now: @Sendable () -> Date

    /// Stores and publishes a notice; then, while it travels, looks at how it can be read.
    /// - Throws: ``RefusedNotice`` with every field that is wrong; then nothing has changed.
    func publish(_ draft: NoticeDraft) async throws -> PublishedNotice {
        let (now, fleet) = (now(), fleet.now)
        var refusals: [InvalidValue] = []
        let addressed = Addressees(self.fleet).boards(of: draft, &refusals)
        let notice: Notice?
        do {
            notice = try draft.notice(id: .new(at: now), at: now, in: zone)
        } catch {
            notice = nil
            refusals.insert(error, at: 0)
        }
        if let notice { refusals.insert(contentsOf: await characters.refusals(of: notice), at: 0) }
        if let image = draft.image?.document, try await !store.hasImage(image) {
            refusals.append(UnknownImage(document: image).refusal)
        }
        guard let notice, refusals.isEmpty else { throw RefusedNotice(refusals: refusals) }
        do {
            let publication = try await store.publish(notice, on: addressed, with: fleet.builder, at: now)
            await announce(publication)
            return PublishedNotice(
                status: publication.status, timeZone: zone.identifier,
                legibility: await legibility(of: notice, on: addressed.compactMap { fleet.builder.plans[$0] }, at: now),
                conflicts: await conflicts(of: notice, on: addressed.compactMap { fleet.builder.plans[$0] }, at: now))
        } catch let error as ManifestTooLong {
            let position = addressed.firstIndex(of: error.board) ?? 0
            throw RefusedNotice(refusals: [InvalidValue(field: "boards.\(position)", reason: "\(error)")])
        } catch let error as UnknownImage {
            throw RefusedNotice(refusals: [error.refusal])
        }
    }

    /// Takes a notice away from all its boards; nil when there is none of that id.
    func withdraw(_ id: Name) async throws -> NoticeStatus? {
        guard let publication = try await store.withdraw(id, with: fleet.now.builder, at: now()) else { return nil }
        await announce(publication)
        return publication.status
    }

    /// What is judged once counts for all boards with the same layout and profile.
    private func legibility(
        of notice: Notice, on plans: [BoardPlan], at now: Date
    ) async -> [PublishedNotice.Legibility] {
        struct Look: Hashable {
            let layout: DocumentID
            let profile: Name
            let feeds: [Name]
        }
        do {
            var known: [Look: LegibilityReport] = [:]
            var result: [PublishedNotice.Legibility] = []
            for plan in plans {
                let look = Look(
                    layout: plan.layout.reference.id, profile: plan.profile.name, feeds: plan.board.feeds)
                if known[look] == nil {
                    var images: [DocumentID: Data] = [:]
                    for image in [notice.image?.document, plan.settings.arms].compactMap(\.self) {
                        images[image] = try await store.document(image)
                    }
                    var feeds: [Name: FeedSnapshot] = [:]
                    for feed in plan.board.feeds { feeds[feed] = try await store.feed(feed)?.snapshot }
                    known[look] = try await judge.report(on: notice, for: plan, feeds: feeds, images: images, at: now)
                }
                if let report = known[look] { result.append(.init(board: plan.board.name, report)) }
            }
            return result
        } catch {
            log("notice \(notice.id) is published, but its legibility could not be judged: \(error)")
            return []
        }
    }

    /// What keeps a notice from being seen beside all others of its boards, and the others beside it.
    private func conflicts(
        of notice: Notice, on plans: [BoardPlan], at now: Date
    ) async -> [PublishedNotice.Conflict] {
        /// Boards that agree in all of it have the same conflicts.
        struct Rules: Hashable {
            let notices: [DocumentID]
            let layout: DocumentID
            let profile: Name
            let zone: TimeZone
            let schoolHolidays: DocumentID?
        }
        do {
            var known: [Rules: [ScheduleConflict]] = [:]
            var result: [PublishedNotice.Conflict] = []
            let scheduled = try await store.scheduledNotices(of: plans.map(\.board.name), from: now)
            for plan in plans {
                let notices = scheduled[plan.board.name] ?? []
                let rules = Rules(
                    notices: notices, layout: plan.layout.reference.id, profile: plan.profile.name,
                    zone: plan.settings.zone, schoolHolidays: plan.schoolHolidays?.document.reference.id)
                if known[rules] == nil {
                    known[rules] = try await judge.conflicts(
                        of: notice.id, among: try await store.notices(notices), for: plan, at: now)
                }
                result += (known[rules] ?? []).map { .init(board: plan.board.name, $0) }
            }
            return result
        } catch {
            log("notice \(notice.id) is published, but could not be held against the others: \(error)")
            return []
        }
    }

    private func announce(_ publication: Publication) async {
        await publishing.publish(publication.manifests, documents: publication.documents)
        await intake.noteDesired(publication.manifests)
    }
}

/// Why a notice was not taken in.
struct RefusedNotice: Error, Equatable {
    /// At least one.
    let refusals: [InvalidValue]
}
