import Foundation
import Render
import Signage
import Testing

@testable import BoardController

@Suite("What --panel names")
struct PanelPathTests {
    @Test(
        "the path tells which kind of panel it is",
        arguments: [
            ("/dev/fb31", PanelPath.framebuffer("/dev/fb31")), ("/dev/null", .framebuffer("/dev/null")),
            ("/dev/../dev/fb31", .framebuffer("/dev/../dev/fb31")), ("/dev/fb31.png", .framebuffer("/dev/fb31.png")),
            ("/dev/shm/panel.raw", .raw("/dev/shm/panel.raw")), ("panel.raw", .raw("panel.raw")), ("png", .raw("png")),
            ("panel.png", .png("panel.png")), ("/nonexistent/Panel.PNG", .png("/nonexistent/Panel.PNG")),
        ])
    func kind(path: String, kind: PanelPath) { #expect(PanelPath(path) == kind) }

    @Test("a PNG panel is replaced whole by each frame")
    func png() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/panel-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { StateFolder.remove(folder) }
        let path = folder + "/panel.png"
        var display = try PanelPath(path).display(for: Fixtures.profile.panel)
        #expect(!FileManager.default.fileExists(atPath: path))
        for headline in ["Baubeginn", "Bauende"] {
            let frame = TestPainter.frame(headline)
            try TestPainter.lend(frame) { try display.present($0, refresh: .partial([$0.whole])) }
            #expect(FileManager.default.contents(atPath: path) == (try frame.png()))
        }
        #expect(StateFolder.names(in: folder) == ["panel.png"])
    }

    @Test("a PNG panel in a folder that is not there is refused when it is given a frame")
    func noFolder() throws {
        var display = try PanelPath("/nonexistent/panel.png").display(for: Fixtures.profile.panel)
        do {
            try TestPainter.lend(TestPainter.frame("Baubeginn")) {
                try display.present($0, refresh: .partial([$0.whole]))
            }
            Issue.record("a picture was written into a folder that is not there")
        } catch {
            #expect("\(error)".contains("/nonexistent"))
        }
    }
}
