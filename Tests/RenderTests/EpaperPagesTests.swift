import Foundation
import Render
import Signage
import Testing

@Suite struct EpaperPagesTests {
    @Test("on e-paper every page of a long notice gets its time, and none comes sooner than the panel allows")
    func pages() throws {
        let paragraphs = (1...9).map { number in
            "\(number). Die Sporthalle bleibt wegen der Arbeiten am Dach geschlossen; die Vereine weichen in die Halle der "
                + "Grundschule aus, wo die Zeiten am Eingang aushängen und wöchentlich erneuert werden."
        }
        let notices = try [
            Examples.notice("long", headline: "Sporthalle geschlossen", body: paragraphs.joined(separator: "\n\n")),
            Examples.notice("short", headline: "Laubsäcke", from: "2026-11-20T08:00:00+01:00"),
        ]
        let renderer = try Renderer()
        let shortest = try Examples.profile("bench-epaper-13").panel.shortestTurnSeconds
        var now = Examples.now
        var changes: [Date] = []
        var frames: Set<Data> = []
        for _ in 0..<16 {
            let scene = try Examples.scene("notice-alone", "bench-epaper-13", notices: notices, at: now)
            frames.insert(try renderer.draw(scene).pixels)
            now = try #require(renderer.nextChange(of: scene))
            changes.append(now)
        }
        #expect(zip(changes, changes.dropFirst()).allSatisfy { $1.timeIntervalSince($0) >= shortest })
        // The foot tells the time of the next picture, so that every frame differs; the pages are counted without it.
        #expect(frames.count > 4)
    }
}
