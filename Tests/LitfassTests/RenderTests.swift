import Foundation
import Signage
import SignageTesting
import Testing

@testable import litfass

@Suite struct RenderTests {
    private let folder: Folder
    init() throws { folder = try Folder() }

    private func path(_ name: String) -> String { Repository.root.appendingPathComponent(name).path }

    private func render(_ layout: String, _ device: String, _ more: String...) async -> Outcome {
        await litfass(
            ["render", layout, "--device", device, "-o", folder.path("out.png"), "--at", "2026-11-23T14:07"] + more)
    }

    private func picture() throws -> Golden.Pixels {
        Golden.Pixels(try Data(contentsOf: URL(fileURLWithPath: folder.path("out.png"))))
    }

    @Test(
        "render writes a PNG of the panel's size",
        arguments: [
            ("board-landscape-55", 1_920, 1_080), ("board-portrait-32", 1_080, 1_920),
            ("bench-epaper-13", 1_600, 1_200),
        ])
    func size(device: String, width: Int, height: Int) async throws {
        let notice = try folder.file("notice.json", #"{"headline": "Straße gesperrt", "body": "Bis Freitag."}"#)
        let outcome = await render(
            path("Layouts/notice-with-meetings.json"), path("Devices/\(device).json"), "--notice", notice)
        #expect(outcome.complaint == "")
        #expect(outcome.status == 0)
        let picture = try picture()
        #expect(picture.width == width && picture.height == height)
        #expect(Set(picture.values).count > 1, "something is drawn")
    }

    @Test("with a notice another picture is drawn than with evergreen content")
    func notice() async throws {
        let (layout, device) = (path("Layouts/notice-alone.json"), path("Devices/board-portrait-32.json"))
        _ = await render(layout, device)
        let evergreen = try picture().values
        let notice = try folder.file("notice.json", #"{"headline": "Straße gesperrt"}"#)
        _ = await render(layout, device, "--notice", notice)
        #expect(try picture().values != evergreen)
    }

    @Test("a broken layout is named with its path and key, and nothing is written")
    func brokenLayout() async throws {
        let good = try String(contentsOfFile: path("Layouts/notice-alone.json"), encoding: .utf8)
        let layout = try folder.file(
            "bad.json", good.replacingOccurrences(of: "\"surface\": \"ink\"", with: "\"surface\": \"sea\""))
        let outcome = await render(layout, path("Devices/bench-epaper-13.json"))
        #expect(outcome.status == 1)
        #expect(
            outcome.complaint
                == "litfass: \(layout): arrangements.landscape.rows.0.surface: the theme has no surface \"sea\"; "
                + "it has alarm, alarm-foot, alarm-head, foot, ink, paper, sand\n")
        #expect(!FileManager.default.fileExists(atPath: folder.path("out.png")))
    }

    @Test("keys that nothing reads and a name that is not the file's are told, and the picture is drawn")
    func slips() async throws {
        let good = try String(contentsOfFile: path("Layouts/notice-alone.json"), encoding: .utf8)
        let layout = try folder.file("mine.json", good.replacingOccurrences(of: "\"weight\"", with: "\"wieght\""))
        let notice = try folder.file("notice.json", #"{"headline": "Rathaus zu", "bodyy": "a"}"#)
        let outcome = await render(layout, path("Devices/bench-epaper-13.json"), "--notice", notice)
        #expect(outcome.status == 0)
        #expect(outcome.complaint.contains(#"unknown key "wieght" at arrangements."#))
        #expect(outcome.complaint.contains(#"(did you mean "weight"?); it is ignored"#))
        #expect(outcome.complaint.contains("litfass: \(layout): name must be \"mine\", as the file is named"))
        #expect(
            outcome.complaint.contains(
                "litfass: \(notice): unknown key \"bodyy\" (did you mean \"body\"?); it is ignored\n"))
        #expect(outcome.output.hasPrefix("\(folder.path("out.png")): 1600 x 1200 pixels\n\nTEXT "))
    }

    @Test("a notice without an end is drawn up to the end of a day")
    func end() async throws {
        let (layout, device) = (path("Layouts/notice-alone.json"), path("Devices/board-portrait-32.json"))
        let open = try folder.file("open.json", #"{"headline": "Rathaus zu"}"#)
        _ = await render(layout, device, "--notice", open)
        let picture = try picture().values
        let closed = try folder.file("closed.json", #"{"headline": "Rathaus zu", "expires": "2026-12-07"}"#)
        _ = await render(layout, device, "--notice", closed)
        #expect(try self.picture().values == picture)
    }

    @Test("a folder in place of a file is told as one")
    func folderForFile() async throws {
        let outcome = await render(
            path("Layouts/notice-alone.json"), path("Devices/bench-epaper-13.json"), "--notice", folder.url.path)
        #expect(
            outcome.complaint
                == "litfass: could not read \(folder.url.path): it is a folder; give the path of a JSON file with --notice\n"
        )
    }

    @Test("a device that is not there is named by the path it was looked for at")
    func unknownDevice() async throws {
        let outcome = await render(path("Layouts/notice-alone.json"), "board-of-gold")
        #expect(outcome.status == 1)
        #expect(outcome.complaint.hasPrefix("litfass: could not read Devices/board-of-gold.json: "))
        #expect(outcome.complaint.hasSuffix("; give a name in ./Devices, or a path ending in .json\n"))
    }

    @Test(
        "a notice that would never be published is refused with its file and field",
        arguments: [
            (#"{"headline": ""}"#, "headline: is empty"), ("{}", "headline: is missing"),
            (#"{"headline": "a", "facts": [{"label": "b"}]}"#, "facts.0.value: is missing"),
            (#"{"headline": "a", "expires": "2026-11-01T00:00:00Z"}"#, "expires: must be later than the onset"),
        ])
    func brokenNotice(json: String, sentence: String) async throws {
        let notice = try folder.file("notice.json", json)
        let outcome = await render(
            path("Layouts/notice-alone.json"), path("Devices/bench-epaper-13.json"), "--notice", notice)
        #expect(outcome.status == 1)
        #expect(outcome.complaint == "litfass: \(notice): \(sentence)\n")
    }

    @Test("a picture that cannot be written is told with its path")
    func unwritable() async throws {
        let target = folder.path("none/out.png")
        let outcome = await litfass(
            "render", path("Layouts/notice-alone.json"), "--device", path("Devices/bench-epaper-13.json"), "-o", target)
        #expect(outcome.status == 1)
        #expect(outcome.complaint.hasPrefix("litfass: could not write \(target): "))
        #expect(
            outcome.complaint.hasSuffix(
                "; name a file with -o, in a folder that is there and that you may write to\n"))
    }
}
