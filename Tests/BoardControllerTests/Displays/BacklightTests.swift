import Foundation
import Testing

@testable import BoardController

@Suite("A backlight")
struct BacklightTests {
    private func folder(_ most: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "backlight-\(UUID())")
        let light = folder.appending(path: "panel")
        try FileManager.default.createDirectory(at: light, withIntermediateDirectories: true)
        for (name, text) in [("max_brightness", most), ("brightness", "7\n"), ("bl_power", "0\n")] {
            try Data(text.utf8).write(to: light.appending(path: name))
        }
        return folder
    }

    @Test(
        "percents are parts of the driver's own brightness, and 0 is off",
        arguments: [
            (100, "255", "0"), (50, "127", "0"), (1, "2", "0"), (0, "0", "4"), (-5, "0", "4"), (1_000, "255", "0"),
        ])
    func percents(percent: Int, brightness: String, power: String) throws {
        let folder = try folder("255\n")
        defer { try? FileManager.default.removeItem(at: folder) }
        try #require(Backlight(in: folder.path)).set(percent)
        func read(_ name: String) throws -> String {
            try String(contentsOf: folder.appending(path: "panel/\(name)"), encoding: .utf8)
        }
        #expect(try read("brightness") == brightness + "\n")
        #expect(try read("bl_power") == power + "\n")
    }

    @Test("where there is none, or it does not say how bright it gets, nothing is set", arguments: ["", "0", "bright"])
    func none(most: String) throws {
        let folder = try folder(most)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(Backlight(in: folder.path) == nil)
        #expect(Backlight(in: folder.path + "/absent") == nil)
    }
}
