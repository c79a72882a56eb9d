import Foundation
import HTTPServer
import Signage
import SignageTesting
import Testing

@testable import litfass

@Suite(.timeLimit(.minutes(1))) struct PictureTests {
    private let folder: Folder
    init() throws { folder = try Folder() }

    private func file(_ name: String, _ bytes: Data) throws -> String {
        try bytes.write(to: folder.url.appendingPathComponent(name))
        return folder.path(name)
    }

    private func publish(_ picture: String, to hub: StandInHub, _ more: String...) async -> Outcome {
        await litfass(
            ["publish", "--board", "a", "--headline", "b", "--image", picture, "--image-description", "Ein Baum"] + more
                + hub.options)
    }

    @Test("publish brings the picture to the hub first, then the notice that names it")
    func publish() async throws {
        let bytes = try TestPictures.file("orientation-1.jpg")
        let document = try DocumentID(String(repeating: "12", count: 32))
        let uploaded = try WireCoding.encode(UploadedImage(document: document, width: 64, height: 32))
        let answer = try WireCoding.encode(published("n-1"))
        let hub = try StandInHub { .json($0.path == "/api/v1/images" ? uploaded : answer, status: 201) }
        let outcome = await publish(
            try file("photo.jpg", bytes), to: hub, "--link", "https://www.barleben.de/bauen", "--issuer",
            "Deutscher Wetterdienst", "--severity", "severe")
        #expect(outcome.complaint == "")
        #expect(hub.asked.map(\.path) == ["/api/v1/images", "/api/v1/notices"])
        #expect(hub.asked[0].method == .post && hub.asked[0].body == bytes)
        #expect(
            try WireCoding.decode(NoticeDraft.self, from: hub.asked[1].body)
                == NoticeDraft(
                    headline: "b", link: "https://www.barleben.de/bauen",
                    image: Notice.Image(document: document, description: "Ein Baum"), issuer: "Deutscher Wetterdienst",
                    severity: .severe, boards: ["a"]))
    }

    @Test("a file that is no picture, too long or not there is told with its path, and nothing is sent")
    func refused() async throws {
        let hub = try StandInHub { _ in .noContent }
        let large = try file("large.jpg", Data())
        try FileHandle(forWritingTo: folder.url.appendingPathComponent("large.jpg")).truncate(atOffset: 40_000_000)
        for (path, words) in [
            (
                try file("a.txt", Data("Guten Tag".utf8)),
                ": could not read the picture: it is neither PNG nor JPEG nor SVG; "
            ),
            (try file("empty.png", Data()), ": could not read the picture: it is empty; "),
            (large, " has 38 MiB, and at most 32 are taken; save it as JPEG with fewer pixels"),
            (try file("cut.jpg", TestPictures.file("progressive.jpg").dropLast(40)), "; open it in a picture editor"),
            (try file("garbage.jpg", TestPictures.garbage()), "; open it in a picture editor"),
            (try file("bomb.png", TestPictures.bomb()), "; save it as JPEG with at most 4800 x 4800 pixels"),
        ] {
            let outcome = await publish(path, to: hub)
            #expect(outcome.status == 1)
            #expect(outcome.complaint.hasPrefix("litfass: \(path)"))
            #expect(outcome.complaint.contains(words), "\(outcome.complaint)")
        }
        let missing = await publish(folder.path("none.jpg"), to: hub)
        #expect(missing.complaint.hasPrefix("litfass: could not read \(folder.path("none.jpg")): "))
        #expect(missing.complaint.hasSuffix("; name a picture with --image\n"))
        #expect(hub.asked.isEmpty)
    }

    @Test("a picture that the hub refuses is told in its words, and no notice is sent")
    func refusedByHub() async throws {
        let hub = try StandInHub { _ in
            .problem(Problem(title: "The picture was refused", status: 413, detail: "save it with fewer pixels"))
        }
        let outcome = await publish(try file("photo.png", TestPictures.file("rgb.png")), to: hub)
        #expect(outcome.status == 1)
        #expect(outcome.complaint == "litfass: The picture was refused: save it with fewer pixels\n")
        #expect(hub.asked.map(\.path) == ["/api/v1/images"])
    }

    @Test("fields that the hub refuses are told by their options")
    func options() async throws {
        let hub = try StandInHub { _ in
            .problem(
                Problem(
                    status: 422,
                    errors: ["link", "image/document", "image/description", "issuer"].map {
                        .init(pointer: "#/\($0)", detail: "is wrong")
                    }))
        }
        let outcome = await litfass(["publish", "--board", "a", "--headline", "b", "--link", "x"] + hub.options)
        #expect(
            outcome.complaint
                == "litfass: --link is wrong; --image is wrong; --image-description is wrong; --issuer is wrong\n")
    }

    // MARK: Looking before publishing

    private func render(_ notice: String) async throws -> Outcome {
        let name = try folder.file("notice.json", notice)
        let root = Repository.root
        return await litfass(
            "render", root.appendingPathComponent("Layouts/notice-alone.json").path, "--device",
            root.appendingPathComponent("Devices/board-portrait-32.json").path, "--notice", name, "-o",
            folder.path("out.png"), "--at", "2026-11-23T14:07")
    }

    private func picture() throws -> [UInt32] {
        Golden.Pixels(try Data(contentsOf: URL(fileURLWithPath: folder.path("out.png")))).values
    }

    @Test("render draws the picture that lies beside the notice's file")
    func preview() async throws {
        #expect(try await render(#"{"headline": "Baum"}"#).complaint == "")
        let plain = try picture()
        let notice = #"{"headline": "Baum", "image": {"file": "photo.png", "description": "Ein Baum"}}"#
        _ = try file("photo.png", TestPictures.file("photo.png"))
        #expect(try await render(notice).complaint == "")
        let withPhoto = try picture()
        #expect(withPhoto != plain)
        _ = try file("photo.png", TestPictures.file("rgb.png"))
        #expect(try await render(notice).complaint == "")
        #expect(try picture() != withPhoto)
    }

    @Test("a notice whose picture can't be drawn is told with its path and field, and nothing is written")
    func brokenPreview() async throws {
        _ = try file("text.png", Data("Guten Tag".utf8))
        let notice = folder.path("notice.json")
        for (image, complaint) in [
            (#"{"description": "Ein Baum"}"#, "\(notice): image.file: is missing\n"),
            (#"{"file": 5, "description": "Ein Baum"}"#, "\(notice): image.file: is missing\n"),
            (#"{"file": "text.png"}"#, "\(notice): image.description: is missing\n"),
            (#"{"file": "text.png", "description": ""}"#, "\(notice): image.description: is empty\n"),
            (#""photo.jpg""#, "\(notice): image: must be an object\n"),
            (
                #"{"file": "text.png", "description": "Ein Baum"}"#,
                "\(folder.path("text.png")): could not read the picture: it is neither PNG nor JPEG nor SVG; "
                    + "save it as one of them and send it again\n"
            ),
        ] {
            let outcome = try await render(#"{"headline": "Baum", "image": \#(image)}"#)
            #expect(outcome.status == 1)
            #expect(outcome.complaint == "litfass: \(complaint)")
        }
        _ = try file("cut.jpg", TestPictures.file("orientation-1.jpg").dropLast(40))
        let cut = try await render(#"{"headline": "Baum", "image": {"file": "cut.jpg", "description": "Ein Baum"}}"#)
        #expect(cut.status == 1)
        #expect(cut.complaint.hasPrefix("litfass: \(folder.path("cut.jpg")): could not read the JPEG picture: "))
        let missing = try await render(
            #"{"headline": "Baum", "image": {"file": "none.png", "description": "Ein Baum"}}"#)
        #expect(missing.complaint.hasPrefix("litfass: could not read \(folder.path("none.png")): "))
        #expect(missing.complaint.hasSuffix("; name it in \(notice) as image.file\n"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("out.png")))
    }
}
