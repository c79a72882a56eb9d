import Crypto
import Foundation
import SQLite
import Signage
import SignageTesting
import Testing

@testable import HubService

@Suite struct StoredImagesTests {
    let fixture: Fixture
    let builder: ManifestBuilder
    let marktplatz: Name
    let picture: ImageFile

    init() throws {
        fixture = try Fixture()
        builder = try fixture.builder()
        marktplatz = try Name("marktplatz")
        picture = try ImageFile(try TestPictures.file("orientation-1.jpg"))
    }

    private func notice(_ id: String, lifetime: TimeInterval = 3_600) throws -> Notice {
        try Notice(
            id: Name(id), headline: "Bild \(id)", body: "",
            image: .init(document: picture.document.reference.id, description: "Ein Baum"),
            window: DisplayWindow(onset: fixture.now, expires: fixture.now + lifetime), published: fixture.now)
    }

    private func images(_ manifest: SealedManifest?) throws -> [DocumentReference] {
        let envelope = try #require(manifest).envelope
        let state = builder.sealer.open(
            envelope, as: .desired, DesiredState.self, longest: DesiredState.longestEnvelope)
        return try #require(state).entries.filter { $0.role == .image }
    }

    @Test("a picture is in the manifest once, as long as a notice that shows it is to be shown")
    func manifest() async throws {
        let store = try fixture.store()
        #expect(try await store.keep(picture, at: fixture.now))
        #expect(try await !store.keep(picture, at: fixture.now))
        let first = try await store.publish(notice("a"), on: [marktplatz], with: builder, at: fixture.now)
        #expect(try images(first.manifests.last) == [picture.document.reference])
        #expect(try images(first.manifests.last).first?.mediaType == "image/jpeg")
        #expect(try await store.document(picture.document.reference.id) == picture.document.bytes)
        let second = try await store.publish(notice("b"), on: [marktplatz], with: builder, at: fixture.now)
        #expect(try images(second.manifests.last).count == 1)
        let third = try await store.withdraw(Name("a"), with: builder, at: fixture.now)
        #expect(try images(third?.manifests.last).count == 1)
        // Nothing has to be made anew for a picture that two notices share.
        let current = try await store.bringUpToDate(with: builder, at: fixture.now).manifests
        #expect(current.first { $0.board == marktplatz } == third?.manifests.last)
        let fourth = try await store.withdraw(Name("b"), with: builder, at: fixture.now)
        #expect(try images(fourth?.manifests.last).isEmpty)
    }

    @Test("the picture of a notice that is over drops out with the next change")
    func over() async throws {
        let store = try fixture.store()
        _ = try await store.keep(picture, at: fixture.now)
        _ = try await store.publish(notice("a"), on: [marktplatz], with: builder, at: fixture.now)
        fixture.advance(7_200)
        let next = try await store.publish(fixture.notice("b"), on: [marktplatz], with: builder, at: fixture.now)
        #expect(try images(next.manifests.last).isEmpty)
    }

    @Test("a notice that names a picture which is not here changes nothing")
    func unknown() async throws {
        let store = try fixture.store()
        let notice = try notice("a")
        await #expect(throws: UnknownImage(document: picture.document.reference.id)) {
            try await store.publish(notice, on: [marktplatz], with: builder, at: fixture.now)
        }
        #expect(try await store.notices(at: fixture.now).isEmpty)
        // A layout is a document, too, but none that a notice may show.
        let layout = try #require(builder.plans[marktplatz]?.layout.reference.id)
        _ = try await store.bringUpToDate(with: builder, at: fixture.now)
        #expect(try await !store.hasImage(layout))
    }

    @Test("a picture that no notice names is deleted after a day, one that a notice names is kept with it")
    func unused() async throws {
        let store = try fixture.store()
        let other = try ImageFile(try TestPictures.file("rgb.png"))
        _ = try await store.keep(picture, at: fixture.now)
        _ = try await store.keep(other, at: fixture.now)
        _ = try await store.publish(notice("a"), on: [marktplatz], with: builder, at: fixture.now)
        _ = try await store.withdraw(Name("a"), with: builder, at: fixture.now)
        fixture.advance(86_399)
        #expect(try await store.deleteGarbage(with: builder, at: fixture.now) == 0)
        fixture.advance(1)
        #expect(try await store.deleteGarbage(with: builder, at: fixture.now) == 1)
        #expect(try await store.document(other.document.reference.id) == nil)
        #expect(try await !store.hasImage(other.document.reference.id))
        #expect(try await store.document(picture.document.reference.id) != nil)
        // Sent again, it waits anew.
        #expect(try await store.keep(other, at: fixture.now))
        #expect(try await store.deleteGarbage(with: builder, at: fixture.now) == 0)
    }

    @Test("the arms of the configuration go to every board, and stay when the same picture was handed in unused")
    func arms() async throws {
        try armed("arms.svg")
        let arms = try TestPictures.file("arms.svg")
        try arms.write(to: fixture.folder.appendingPathComponent("arms.svg"))
        let builder = try fixture.builder(key: builder.sealer.key)
        #expect(try fixture.installation().problems.contains { $0.contains("arms") } == false)
        let store = try fixture.store()
        _ = try await store.keep(ImageFile(arms), at: fixture.now)
        let id = try DocumentID(SHA256.hash(arms).hexString)
        let manifests = try await store.bringUpToDate(with: builder, at: fixture.now).manifests
        #expect(manifests.count == 2)
        for manifest in manifests {
            #expect(try images(manifest).map(\.id) == [id])
            #expect(try images(manifest).first?.mediaType == "image/svg+xml")
        }
        #expect(builder.plans[marktplatz]?.settings.arms == id)
        fixture.advance(86_400)
        #expect(try await store.deleteGarbage(with: builder, at: fixture.now) == 0)
        #expect(try await store.document(id) == arms)
        // Other arms make other manifests, and they leave with their setting.
        let bare = self.builder
        let next = try await store.bringUpToDate(with: bare, at: fixture.now).manifests
        #expect(try next.allSatisfy { try images($0).isEmpty && $0.version == 2 })
        #expect(try await store.deleteGarbage(with: bare, at: fixture.now) == 1)
        #expect(try await store.document(id) == nil)
    }

    @Test("90 days after its notice is over or withdrawn a picture is deleted, and the notice stays on record")
    func longOver() async throws {
        let store = try fixture.store()
        _ = try await store.keep(picture, at: fixture.now)
        _ = try await store.publish(notice("a"), on: [marktplatz], with: builder, at: fixture.now)
        _ = try await store.publish(notice("b", lifetime: 7_200), on: [marktplatz], with: builder, at: fixture.now)
        _ = try await store.withdraw(Name("a"), with: builder, at: fixture.now)
        fixture.advance(Store.pictureKeptSeconds + 7_199)
        _ = try await store.bringUpToDate(with: builder, at: fixture.now)
        #expect(try await store.deleteGarbage(with: builder, at: fixture.now) == 0)
        fixture.advance(1)
        #expect(try await store.deleteGarbage(with: builder, at: fixture.now) == 1)
        #expect(try await store.document(picture.document.reference.id) == nil)
        #expect(try await store.notices(at: fixture.now).map(\.notice.id.text) == ["b", "a"])
    }

    @Test("a layout that no board has any more is deleted, one that a board's last manifest names is not")
    func layouts() async throws {
        let store = try fixture.store()
        _ = try await store.bringUpToDate(with: builder, at: fixture.now)
        let old = try #require(builder.plans[marktplatz]?.layout.reference.id)
        let file = try String(contentsOfFile: fixture.path("layouts/plain.json"), encoding: .utf8)
        try fixture.write("layouts/plain.json", file + " ")
        let next = try fixture.builder(key: builder.sealer.key)
        // The new plans are there, but no manifest is made of them yet.
        #expect(try await store.deleteGarbage(with: next, at: fixture.now) == 0)
        _ = try await store.bringUpToDate(with: next, at: fixture.now)
        #expect(try await store.deleteGarbage(with: next, at: fixture.now) == 1)
        #expect(try await store.document(old) == nil)
    }

    @Test("arms that are not there or no picture are told, and boards show none", arguments: [nil, "no picture"])
    func brokenArms(text: String?) throws {
        try armed("arms.svg")
        if let text { try fixture.write("arms.svg", text) }
        let installation = try fixture.installation()
        let problem = try #require(installation.problems.first { $0.contains("arms") })
        #expect(problem.contains(fixture.path("arms.svg")))
        #expect(problem.hasSuffix("boards show none until that is mended"))
        #expect(installation.plans.count == 2)
        #expect(installation.plans.values.allSatisfy { $0.arms == nil && $0.settings.arms == nil })
    }

    @Test("a database from before there were pictures is brought up to date with all its notices")
    func migration() async throws {
        do {
            var database = try Database(path: fixture.path("hub.sqlite"))
            try database.migrate(Array(Migrations.all.prefix { $0.name != "pictures of notices" }))
            let document = try StoredDocument(try WireCoding.encode(fixture.notice("old")), role: .notice)
            try database.insert(document)
            try database.execute(
                "INSERT INTO notice (id, number, document, onset, expires, published) VALUES ('old', 1, ?, 0, ?, 0)",
                .text(document.reference.id.hex), .integer((fixture.now + 3_600).seconds))
        }
        let store = try fixture.store()
        #expect(try await store.notices(at: fixture.now).map(\.notice.id.text) == ["old"])
        _ = try await store.keep(picture, at: fixture.now)
        _ = try await store.publish(notice("new"), on: [marktplatz], with: builder, at: fixture.now)
        #expect(try await store.deleteGarbage(with: builder, at: fixture.now + 86_400) == 0)
    }

    private func armed(_ file: String) throws {
        let text = try String(contentsOfFile: fixture.path("hub.json"), encoding: .utf8)
        try fixture.write(
            "hub.json", text.replacingOccurrences(of: #"{"cell""#, with: #"{"arms": "\#(file)", "cell""#))
    }
}
