import Crypto
import Foundation
import SQLite
import Signage
import Testing

@testable import HubService

@Suite struct StoreTests {
    let fixture: Fixture
    let builder: ManifestBuilder
    let marktplatz: Name
    let dorfplatz: Name

    init() throws {
        fixture = try Fixture()
        builder = try fixture.builder()
        marktplatz = try Name("marktplatz")
        dorfplatz = try Name("dorfplatz")
    }

    @Test("the first look gives every board a manifest with its layout, the second changes nothing")
    func firstManifests() async throws {
        let store = try fixture.store()
        let (first, problems) = try await store.bringUpToDate(with: builder, at: fixture.now)
        #expect(problems.isEmpty)
        #expect(first.map(\.version) == [1, 1])
        let state = try #require(open(first[0]))
        #expect(state.entries.map(\.role) == [.layout])
        #expect(state.expires.timeIntervalSince(state.issued) == 7 * 86_400)
        #expect(try await store.document(state.entries[0].id) == builder.plans[dorfplatz]?.layout.bytes)
        fixture.advance(3 * 86_400)
        #expect(try await store.bringUpToDate(with: builder, at: fixture.now).manifests == first)
    }

    @Test("a notice raises the version of each addressed board and of no other")
    func publish() async throws {
        let store = try fixture.store()
        _ = try await store.bringUpToDate(with: builder, at: fixture.now)
        let notice = try fixture.notice()
        let publication = try await store.publish(notice, on: [dorfplatz], with: builder, at: fixture.now)
        #expect(publication.manifests.map(\.board) == [dorfplatz])
        #expect(publication.manifests.map(\.version) == [2])
        let state = try #require(open(publication.manifests[0]))
        let document = publication.documents[0]
        #expect(state.entries.last == document.reference)
        #expect(document.reference.id.hex == SHA256.hash(document.bytes).hexString)
        #expect(try WireCoding.decode(Notice.self, from: document.bytes) == notice)
        #expect(try await store.document(document.reference.id) == document.bytes)
        let versions = try await store.bringUpToDate(with: builder, at: fixture.now).manifests.map(\.version)
        #expect(versions == [2, 1])
    }

    @Test("a restart keeps notices, versions and documents")
    func restart() async throws {
        let before: NoticeStatus
        do {
            let store = try fixture.store()
            _ = try await store.bringUpToDate(with: builder, at: fixture.now)
            let notice = try fixture.notice()
            before = try await store.publish(notice, on: [marktplatz, dorfplatz], with: builder, at: fixture.now).status
        }
        let store = try fixture.store()
        #expect(try await store.notices(at: fixture.now) == [before])
        #expect(try await store.bringUpToDate(with: builder, at: fixture.now).manifests.map(\.version) == [2, 2])
    }

    @Test("a notice that does not fit the manifest of one board changes nothing on any")
    func atomic() async throws {
        let store = try fixture.store()
        _ = try await store.bringUpToDate(with: builder, at: fixture.now)
        var count = 0
        var refused: ManifestTooLong?
        while refused == nil, count < 1_000 {
            do {
                let notice = try fixture.notice("n\(count)")
                _ = try await store.publish(notice, on: [dorfplatz], with: builder, at: fixture.now)
                count += 1
            } catch let error as ManifestTooLong {
                refused = error
            }
        }
        #expect(count > 100)
        let before = try await store.bringUpToDate(with: builder, at: fixture.now).manifests
        #expect(before.allSatisfy { $0.envelope.count <= DesiredState.longestEnvelope })
        let last = try fixture.notice("last")
        await #expect(throws: ManifestTooLong.self) {
            try await store.publish(last, on: [marktplatz, dorfplatz], with: builder, at: fixture.now)
        }
        #expect(try await store.notice(last.id, at: fixture.now) == nil)
        #expect(try await store.bringUpToDate(with: builder, at: fixture.now).manifests == before)
    }

    @Test("a withdrawn notice leaves the manifest at once, a second withdrawal changes nothing")
    func withdraw() async throws {
        let store = try fixture.store()
        let notice = try fixture.notice()
        _ = try await store.publish(notice, on: [marktplatz], with: builder, at: fixture.now)
        let first = try #require(await store.withdraw(notice.id, with: builder, at: fixture.now))
        #expect(first.status.state == .withdrawn)
        #expect(open(first.manifests[0])?.entries.map(\.role) == [.layout])
        let second = try #require(await store.withdraw(notice.id, with: builder, at: fixture.now + 5))
        #expect(second.manifests.isEmpty)
        #expect(second.status == first.status)
        #expect(try await store.withdraw(Name("none"), with: builder, at: fixture.now) == nil)
    }

    @Test("a notice to come is in the manifest, one that is over drops out with the next change")
    func window() async throws {
        let store = try fixture.store()
        let later = try Notice(
            id: Name("later"), headline: "Später", body: "",
            window: DisplayWindow(onset: fixture.now + 86_400, expires: fixture.now + 2 * 86_400),
            published: fixture.now)
        _ = try await store.publish(later, on: [marktplatz], with: builder, at: fixture.now)
        _ = try await store.publish(fixture.notice("short"), on: [marktplatz], with: builder, at: fixture.now)
        fixture.advance(7_200)
        let kept = try await store.bringUpToDate(with: builder, at: fixture.now).manifests
        #expect(kept.first { $0.board == marktplatz }?.version == 2)
        let next = try await store.publish(fixture.notice("next"), on: [marktplatz], with: builder, at: fixture.now)
        #expect(open(next.manifests[0])?.entries.count == 3)
    }

    @Test("a manifest is made anew at half of its lifetime, with another layout and with another key")
    func renewal() async throws {
        let store = try fixture.store()
        _ = try await store.bringUpToDate(with: builder, at: fixture.now)
        fixture.advance(3.5 * 86_400)
        #expect(try await store.bringUpToDate(with: builder, at: fixture.now).manifests.map(\.version) == [2, 2])
        try fixture.write("layouts/plain.json", Fixture.layout(title: "Neu"))
        let relaid = try fixture.builder(key: builder.sealer.key)
        #expect(try await store.bringUpToDate(with: relaid, at: fixture.now).manifests.map(\.version) == [3, 3])
        let rekeyed = try fixture.builder()
        #expect(try await store.bringUpToDate(with: rekeyed, at: fixture.now).manifests.map(\.version) == [4, 4])
    }

    @Test("a notice withdrawn while its board had no layout is not shown when the board gets one")
    func withdrawnWithoutPlan() async throws {
        let store = try fixture.store()
        let notice = try fixture.notice()
        _ = try await store.publish(notice, on: [marktplatz], with: builder, at: fixture.now)
        let bare = try ManifestBuilder(plans: [:], sealer: builder.sealer)
        #expect(try await store.withdraw(notice.id, with: bare, at: fixture.now)?.manifests.isEmpty == true)
        let manifests = try await store.bringUpToDate(with: builder, at: fixture.now).manifests
        let manifest = try #require(manifests.first { $0.board == marktplatz })
        #expect(manifest.version == 2)
        #expect(open(manifest)?.entries.map(\.role) == [.layout])
    }

    @Test("a board that has accepted a higher version is counted on above it")
    func floor() async throws {
        let store = try fixture.store()
        _ = try await store.bringUpToDate(with: builder, at: fixture.now)
        let manifest = try await store.countOn(above: report(floor: 41), of: marktplatz, with: builder, at: fixture.now)
        #expect(manifest?.version == 42)
        #expect(
            try await store.countOn(above: report(floor: 42), of: marktplatz, with: builder, at: fixture.now) == nil)
        #expect(
            try await store.countOn(above: report(floor: 7), of: Name("schule"), with: builder, at: fixture.now) == nil)
    }

    @Test("a board that refuses the desired version for another of the same number is counted on above it")
    func sameVersion() throws {
        #expect(report(floor: 5, applied: 5, refused: .version).isAhead(of: 5))
        #expect(report(floor: 5, applied: 4, refused: .version).isAhead(of: 5))
        // Of another kind, or of a version before the one that it fetches now.
        #expect(!report(floor: 5, applied: 5).isAhead(of: 5))
        #expect(!report(floor: 5, applied: 5, refused: .seal).isAhead(of: 5))
        #expect(!report(floor: 5, applied: 4, pending: 5, refused: .version).isAhead(of: 5))
        #expect(!report(floor: 4, applied: 4, refused: .version).isAhead(of: 5))
    }

    @Test("after a restore, what a board showed before delivers no notice; the version counted on does")
    func floorOfAnotherWorld() async throws {
        let store = try fixture.store()
        for id in ["a", "b", "c"] {
            _ = try await store.publish(fixture.notice(id), on: [marktplatz], with: builder, at: fixture.now)
        }
        try await store.noteApplied(1, on: marktplatz, at: fixture.now)
        _ = try await store.withdraw(Name("b"), with: builder, at: fixture.now)
        _ = try await store.countOn(above: report(floor: 50), of: marktplatz, with: builder, at: fixture.now)
        for version in [2, 3, 50] { try await store.noteApplied(version, on: marktplatz, at: fixture.now) }
        #expect(try await delivered(store) == ["a"])
        let versions = try await store.notices(at: fixture.now).map { $0.deliveries[0].version }
        #expect(versions == [51, 51, 1])
        try await store.noteApplied(51, on: marktplatz, at: fixture.now)
        #expect(try await delivered(store) == ["a", "c"])
    }

    @Test("an applied version delivers what it and those before name, nothing later, withdrawn or never desired")
    func applied() async throws {
        let store = try fixture.store()
        for id in ["a", "b", "c"] {
            _ = try await store.publish(fixture.notice(id), on: [marktplatz], with: builder, at: fixture.now)
        }
        _ = try await store.withdraw(Name("a"), with: builder, at: fixture.now)
        try await store.noteApplied(9, on: marktplatz, at: fixture.now)
        #expect(try await delivered(store).isEmpty)
        try await store.noteApplied(2, on: marktplatz, at: fixture.now)
        #expect(try await delivered(store) == ["a", "b"])
        fixture.advance(60)
        try await store.noteApplied(4, on: marktplatz, at: fixture.now)
        #expect(try await delivered(store) == ["a", "b", "c"])
        let times = try await store.notices(at: fixture.now).compactMap { $0.deliveries[0].appliedAt }
        #expect(times == [fixture.now, fixture.now - 60, fixture.now - 60])
    }

    @Test("a notice withdrawn before any version with it was applied was never delivered")
    func withdrawnUnseen() async throws {
        let store = try fixture.store()
        _ = try await store.publish(fixture.notice("a"), on: [marktplatz], with: builder, at: fixture.now)
        _ = try await store.withdraw(Name("a"), with: builder, at: fixture.now)
        try await store.noteApplied(2, on: marktplatz, at: fixture.now)
        #expect(try await delivered(store).isEmpty)
    }

    @Test("a database of a newer hub is refused")
    func newer() throws {
        do {
            var database = try HubDatabase.open(fixture.path("hub.sqlite"))
            try database.migrate(
                Migrations.all + [Migration(name: "of the future", sql: "CREATE TABLE future (x BIGINT)")])
        }
        #expect(throws: MigrationError.unknown(name: "of the future")) { try fixture.store() }
    }

    private func report(
        floor: Int, applied: Int? = nil, pending: Int? = nil, refused: ReportedState.Refusal.Reason? = nil
    ) -> ReportedState {
        ReportedState(
            session: 1, applied: applied.map { .init(version: $0, notice: nil, frame: "f", at: fixture.now) },
            pending: pending.map { .init(version: $0, missing: 1) },
            refused: refused.map { .init(reason: $0, detail: "d", at: fixture.now) }, refusals: 0, floor: floor,
            renderer: "r")
    }

    private func delivered(_ store: Store) async throws -> [String] {
        try await store.notices(at: fixture.now).filter { $0.deliveries[0].appliedAt != nil }.map(\.notice.id.text)
            .sorted()
    }

    private func open(_ manifest: SealedManifest) -> DesiredState? {
        builder.sealer.open(
            manifest.envelope, as: .desired, DesiredState.self, longest: DesiredState.longestEnvelope)
    }
}
