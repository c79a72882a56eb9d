import Foundation
import Render
import Signage
import SignageTesting
import Testing

@Suite struct GoldenTests {
    static let devices = ["board-landscape-55", "board-portrait-32", "bench-epaper-13"]

    private func check(_ scene: Scene, _ name: String) throws {
        let png = try Renderer().draw(scene).png()
        let mismatch = try Golden.mismatch(png, name)
        #expect(mismatch == nil)
    }

    @Test("every layout draws a notice and the next meetings on every device", arguments: devices)
    func noticeWithMeetings(device: String) throws {
        let notice = device == "bench-epaper-13" ? try Examples.bathing() : try Examples.closure()
        let others = try [
            Examples.notice("b", headline: "B", from: "2026-11-20T08:00:00+01:00"),
            Examples.notice("c", headline: "C", from: "2026-11-20T08:00:00+01:00"),
        ]
        let scene = try Examples.scene(
            "notice-with-meetings", device, notices: [notice] + others, feeds: [Examples.council()])
        // The picture shows the notice that came last, in its first seconds.
        let first = Scene(
            stage: scene.stage,
            programme: Programme(
                items: scene.programme.items, position: 0, turnStart: scene.now, turnSeconds: 60,
                nextChange: scene.now.addingTimeInterval(480)), now: scene.now)
        try check(first, "notice-with-meetings.\(device)")
    }

    @Test("a notice stands alone on every device", arguments: devices)
    func noticeAlone(device: String) throws {
        try check(try Examples.scene("notice-alone", device, notices: [Examples.bathing()]), "notice-alone.\(device)")
    }

    @Test("without a notice the evergreen content shows, and without meetings the zone says so", arguments: devices)
    func evergreen(device: String) throws {
        let empty = FeedSnapshot(
            feed: try Name("council"), fetchedAt: Examples.now, observedAt: nil,
            attribution: Attribution(text: "Quelle: Ratsinformationssystem"), items: [])
        try check(
            try Examples.scene("notice-with-meetings", device, notices: [], feeds: [empty]), "evergreen.\(device)")
    }

    @Test("a long notice turns pages at the smallest legible size")
    func longNotice() throws {
        let sentence = """
            Die Gemeindeverwaltung bleibt wegen der Umstellung der Grundsteuerbescheide und der Donaudampfschifffahrts\
            gesellschaftsangelegenheiten an zwei Tagen geschlossen; Anträge nimmt der Briefkasten am Rathaus entgegen.
            """
        let body = (1...12).map { "\($0). " + sentence }.joined(separator: "\n\n")
        let notice = try Examples.notice("long", headline: "Neue Öffnungszeiten der Verwaltung", body: body)
        try check(
            try Examples.scene("notice-with-meetings", "board-landscape-55", notices: [notice]),
            "long-notice.board-landscape-55")
    }
}
