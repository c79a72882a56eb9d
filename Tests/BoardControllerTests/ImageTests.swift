import Foundation
import Render
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("Pictures on their way to a board")
struct ImageTests {
    @Test("a picture that the disk does not take is asked for again, and the programme plays when it does")
    func fullDisk() async throws {
        let picture = try TestPictures.jpeg(atLeast: 100_000)
        let programme = try Programme(version: 2, notices: [Fixtures.notice("Baubeginn")], images: [picture])
        let entry = try #require(programme.manifest.entries.last)
        try await Street.with { street in
            try await street.board(asksAgainAfter: .milliseconds(50)) { panel in
                try await street.hub.publish(try Programme(version: 1, notices: [Fixtures.notice("Alt")]))
                try await street.applied(1)
                // No file can take the place of a folder with something in it.
                let file = "\(street.state.documents)/\(entry.id)"
                await street.hub.answer { chunk, ask in
                    if chunk.documentLength == picture.count, ask == 0, chunk.index == 0 {
                        try? FileManager.default.createDirectory(
                            atPath: file + "/folder", withIntermediateDirectories: true)
                    }
                    return chunk.payload
                }
                try await street.hub.publish(programme)
                let report = try await street.refused(.storage)
                // The old programme plays on until all of the new one is on the disk.
                #expect(report.applied?.version == 1)
                #expect(panel.frames.value.last == TestPainter.frame("Alt"))
                StateFolder.remove(file)
                let mended = try await street.applied(2)
                #expect(mended.refused == nil)
                #expect(panel.frames.value.last == TestPainter.frame("Baubeginn"))
                #expect(FileManager.default.contents(atPath: file) == picture)
            }
        }
    }

    @Test(
        "a picture that cannot be drawn leaves its notice on the panel, and its room to the text",
        arguments: [Data("garbage".utf8), try? TestPictures.garbage(), try? TestPictures.bomb()])
    func garbage(picture: Data?) async throws {
        let picture = try #require(picture)
        let profile = try WireCoding.decode(
            DeviceProfile.self,
            from: Data(contentsOf: Repository.root.appendingPathComponent("Devices/board-landscape-55.json")))
        let renderer = try Renderer()
        func frame(image: Notice.Image?, _ images: [DocumentID: Data]) throws -> Frame {
            let notice = try Notice(
                id: Name("a"), headline: "Baubeginn", body: "Am Montag.", image: image,
                window: DisplayWindow(onset: Fixtures.noon, expires: Fixtures.noon + 86_400), published: Fixtures.noon)
            let schedule = Schedule(notices: [notice], clock: WallClock(zone: .gmt))
            let stage = Stage(
                layout: Fixtures.layout, profile: profile, settings: Fixtures.settings, images: images)
            return try renderer.draw(
                Scene(stage: stage, programme: schedule.programme(at: Fixtures.noon), now: Fixtures.noon))
        }
        // What the board's cache hands on is what the renderer gets.
        let programme = try Programme(version: 1, images: [picture])
        let reference = try #require(programme.manifest.entries.last)
        let folder = FileManager.default.temporaryDirectory.appending(path: "images-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var cache = DocumentCache(folder: folder.path)
        for entry in programme.manifest.entries {
            try #require(programme.documents[entry.id]).write(to: URL(fileURLWithPath: cache.path(entry.id)))
        }
        let arrival = Arrival(manifest: programme.manifest, envelope: Data(), keyID: "key")
        guard case .whole(let installed) = cache.assemble(arrival) else {
            return #expect(Bool(false), "a picture that can't be drawn must not keep a programme from the panel")
        }
        #expect(installed.images[reference.id] == picture)
        let image = try Notice.Image(document: reference.id, description: "Ein Baum")
        #expect(try frame(image: image, installed.images) == frame(image: nil, [:]))
        // Under another name, as the renderer remembers what it could not draw.
        let sound = try Notice.Image(document: DocumentID(String(repeating: "1", count: 64)), description: "Ein Baum")
        #expect(
            try frame(image: sound, [sound.document: TestPictures.file("photo.png")]) != frame(image: nil, [:]))
    }
}
