import Foundation
import Render
import Signage
import Testing

@Suite struct OffLayoutTests {
    @Test("a panel that is off is black to the last pixel, by day and by night", arguments: [false, true])
    func black(isDark: Bool) throws {
        let profile = try Examples.profile("board-landscape-55")
        let settings = try BoardSettings(
            municipality: "Gemeinde Barleben", title: "Marktplatz", timeZone: "Europe/Berlin",
            pictureIntervalSeconds: 60)
        let stage = Stage(
            layout: .off, profile: profile, settings: settings, appearance: isDark ? .dark : .light)
        let frame = try Renderer().draw(Scene(stage: stage, programme: Programme(), now: Examples.now))
        let isBlack = frame.pixels.indices.allSatisfy { $0 % 4 == 3 || frame.pixels[$0] == 0 }
        #expect(isBlack && !frame.pixels.isEmpty)
    }
}
