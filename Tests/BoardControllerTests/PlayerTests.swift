import Foundation
import MQTT
import Render
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("The player")
struct PlayerTests {
    private struct Stage {
        let loop: EventLoop
        let player: Player
        let panel = TestPanel()
        let painter: TestPainter
        let clock = TestClock()
        let events = Watched<[Player.Event]>([])

        init(refusedPictures: [DocumentID: ImageError] = [:]) throws {
            painter = TestPainter(refusedPictures: refusedPictures)
            loop = try EventLoop(name: "player-test")
            player = Player(
                on: loop, profile: Fixtures.profile, painter: painter, display: panel,
                now: { [clock] in clock.now }, tell: { [events] event in events.update { $0.append(event) } })
        }

        func play(_ notices: Notice..., version: Int? = 1, images: [DocumentID: Data] = [:]) async {
            let told = await player.play(
                Player.Scenery(
                    version: version, layout: Fixtures.layout, notices: notices, settings: Fixtures.settings,
                    feeds: [:],
                    images: images))
            events.update { $0 += told }
        }

        /// The versions that failed.
        var failed: [Int?] {
            events.value.compactMap { if case .failed(let version, _) = $0 { .some(version) } else { nil } }
        }

        /// Whether nothing was told to be on the panel since nobody knew what is.
        var isUnknown: Bool {
            let last = events.value.last { event in
                switch event {
                case .unknown, .shown: true
                case .failed, .leftOut: false
                }
            }
            return if case .unknown? = last { true } else { false }
        }

        /// What was told of pictures.
        var leftOut: [String] {
            events.value.compactMap { if case .leftOut(let words) = $0 { words } else { nil } }
        }

        var shown: [Player.Shown] {
            events.value.compactMap { if case .shown(let shown) = $0 { shown } else { nil } }
        }
    }

    @Test("a notice is shown from its onset on, and nothing is drawn before")
    func onset() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn", from: Fixtures.noon.addingTimeInterval(90)))
        stage.clock.advance(by: 89)
        await stage.player.wake()
        #expect(stage.painter.draws.value == 1)
        stage.clock.advance(by: 1)
        await stage.player.wake()
        #expect(stage.shown.map(\.notice?.text) == [nil, "baubeginn"])
        #expect(stage.shown.map { $0.items.map(\.kind) } == [[.evergreen], [.notice]])
        #expect(stage.panel.frames.value == [TestPainter.frame(nil), TestPainter.frame("Baubeginn")])
    }

    @Test("a frame that did not get to the panel, and no other one instead, is told: nobody knows what is on it")
    func unknown() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn"))
        stage.painter.isLost.update { $0 = true }
        await stage.play(Fixtures.notice("Wochenmarkt"), version: 2)
        // The old picture is still there.
        #expect(!stage.isUnknown)
        stage.painter.isLost.update { $0 = false }
        stage.panel.isBroken.update { $0 = true }
        await stage.play(Fixtures.notice("Wochenmarkt"), version: 3)
        #expect(stage.isUnknown)
        stage.panel.isBroken.update { $0 = false }
        await stage.play(Fixtures.notice("Wochenmarkt"), version: 4)
        #expect(stage.shown.last?.version == 4 && !stage.isUnknown)
    }

    @Test("a picture that cannot be drawn is told once a programme, when its notice is on the panel")
    func leftOut() async throws {
        let data = try TestPictures.garbage()
        let refusal = try #require(#expect(throws: ImageError.self) { try ImageDecoder.check(data) })
        let (picture, other) = (
            try DocumentID(String(repeating: "1", count: 64)), try DocumentID(String(repeating: "2", count: 64))
        )
        let stage = try Stage(refusedPictures: [picture: refusal, other: refusal])
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn"), images: [picture: data])
        stage.clock.advance(by: 86_400)
        await stage.player.wake()
        #expect(stage.leftOut == ["the picture \(picture) is left out: \(refusal)"])
        await stage.play(Fixtures.notice("Baubeginn"), version: 2, images: [picture: data])
        #expect(stage.leftOut.count == 2)
        await stage.play(Fixtures.notice("Baubeginn"), version: 3)
        #expect(stage.leftOut.count == 2)
    }

    @Test("a clock that is set back makes the player look again at what is on")
    func clockSetBack() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn", from: Fixtures.noon))
        stage.clock.advance(by: -3600)
        await stage.player.wake()
        #expect(stage.shown.map(\.notice?.text) == ["baubeginn", nil])
    }

    @Test("a new programme with the same picture is told without touching the panel")
    func samePicture() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn"))
        await stage.play(Fixtures.notice("Baubeginn"))
        #expect(stage.shown.count == 2)
        #expect(stage.shown.first?.hash == stage.shown.last?.hash)
        #expect(stage.panel.frames.value.count == 1)
    }

    @Test("a feed that the layout does not show is not drawn")
    func otherFeed() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn"))
        let weather = Fixtures.name("wetter")
        _ = await stage.player.update(feeds: [weather: Fixtures.snapshot(of: weather, title: "Regen")])
        #expect(stage.painter.draws.value == 1)
        _ = await stage.player.update(feeds: [Fixtures.meetings: Fixtures.snapshot(title: "Gemeinderat")])
        #expect(stage.painter.draws.value == 2)
        #expect(stage.panel.frames.value.count == 2)
    }

    @Test("a scene that cannot be drawn is told once, and evergreen content stands in for it until it can")
    func undrawable() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn"))
        await stage.play(Fixtures.notice(TestPainter.undrawable), version: 2)
        stage.clock.advance(by: 59)
        await stage.player.wake()
        #expect(stage.failed == [2])
        #expect(stage.painter.draws.value == 3)
        stage.clock.advance(by: 1)
        await stage.player.wake()
        #expect(stage.failed == [2])
        #expect(stage.painter.draws.value == 5)
        #expect(stage.shown.map(\.version) == [1, nil])
        #expect(stage.panel.frames.value == [TestPainter.frame("Baubeginn"), TestPainter.frame(nil, .evergreen)])
    }

    @Test("a notice that has expired goes, though what comes after it cannot be drawn")
    func expiredNoticeGoes() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn", days: 0.5))
        stage.painter.isDry.update { $0 = true }
        stage.clock.advance(by: 86_400)
        await stage.player.wake()
        #expect(stage.panel.frames.value.last == TestPainter.frame(nil, .evergreen))
        #expect(stage.failed == [1])
        stage.painter.isDry.update { $0 = false }
        stage.clock.advance(by: 60)
        await stage.player.wake()
        #expect(stage.shown.map(\.version) == [1, nil, 1])
        #expect(stage.panel.frames.value.last == TestPainter.frame(nil))
    }

    @Test("a version whose first picture fails is told when a later one is the picture that was there before")
    func laterSuccess() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn"))
        stage.painter.isLost.update { $0 = true }
        await stage.play(Fixtures.notice("Baubeginn"), version: 2)
        stage.painter.isLost.update { $0 = false }
        stage.clock.advance(by: 60)
        await stage.player.wake()
        #expect(stage.failed == [2])
        #expect(stage.shown.map(\.version) == [1, 2])
        #expect(stage.panel.frames.value.count == 1)
    }

    @Test("a panel that did not take a picture gets it again a minute later, even the one that was there before")
    func repair() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        await stage.play(Fixtures.notice("Baubeginn"))
        stage.panel.isBroken.update { $0 = true }
        await stage.play(Fixtures.notice("Fundsachen"), version: 2)
        stage.panel.isBroken.update { $0 = false }
        await stage.play(Fixtures.notice("Baubeginn"), version: 3)
        #expect(stage.failed == [2])
        #expect(stage.shown.map(\.version) == [1, 3])
        #expect(stage.panel.frames.value.count == 2)
        stage.panel.isBroken.update { $0 = true }
        await stage.play(Fixtures.notice("Fundsachen"), version: 4)
        stage.panel.isBroken.update { $0 = false }
        stage.clock.advance(by: 60)
        await stage.player.wake()
        #expect(stage.shown.map(\.version) == [1, 3, 4])
    }

    @Test("an interrupt has the emergency layout while it is on, and the other layout comes back by itself")
    func interrupt() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        let emergency = try Layout(
            name: Name("emergency"), title: "Notfall", theme: Fixtures.layout.theme,
            arrangements: Fixtures.layout.arrangements)
        let onset = Fixtures.noon + 60
        let interrupt = try Notice(
            id: Name("wasser"), headline: "Wasser abkochen", body: "", priority: .interrupt,
            window: DisplayWindow(onset: onset, expires: onset + 600), published: onset)
        _ = await stage.player.play(
            Player.Scenery(
                version: 1, layout: Fixtures.layout, emergency: emergency,
                notices: [Fixtures.notice("Baubeginn"), interrupt], settings: Fixtures.settings, feeds: [:]))
        for seconds in [60.0, 600] {
            stage.clock.advance(by: seconds)
            await stage.player.wake()
        }
        #expect(
            stage.panel.frames.value == [
                TestPainter.frame("Baubeginn"), TestPainter.frame("Wasser abkochen", emergency),
                TestPainter.frame("Baubeginn"),
            ])
    }

    @Test("pictures are drawn for darkness from civil dusk on, where the board knows its place")
    func dusk() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        let settings = try BoardSettings(
            municipality: "Gemeinde Barleben", title: "Marktplatz", timeZone: "Europe/Berlin",
            pictureIntervalSeconds: 1, position: Geometry.Position(latitude: 52.2, longitude: 11.6))
        _ = await stage.player.play(
            Player.Scenery(
                version: 1, layout: Fixtures.layout, notices: [Fixtures.notice("Baubeginn")], settings: settings,
                feeds: [:]))
        // Civil dusk on 1 July is at 22:17 in summer time.
        for hours in [10.0, 0.5, 6] {
            stage.clock.advance(by: hours * 3_600)
            await stage.player.wake()
        }
        #expect(stage.painter.appearances.value == [.light, .dark, .light])
    }

    @Test("hours in the school holidays are told by the table that the programme brings along")
    func schoolHolidays() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        let (first, last) = try (
            #require(CalendarDate("2026-07-02")), #require(CalendarDate("2026-08-12"))
        )
        let covered = try #require(CalendarDate("2026-01-01"))...#require(CalendarDate("2026-12-31"))
        let table = try SchoolHolidays(
            title: "Ferien", source: "https://example.org", lookedUp: first, covers: covered,
            holidays: [.init(name: "Sommerferien", first: first, last: last)])
        let pool = try Notice(
            id: Name("bad"), headline: "Freibad", body: "",
            window: DisplayWindow(onset: Fixtures.noon - 3_600, expires: Fixtures.noon + 7 * 86_400),
            dayparts: [Daypart(during: [.schoolHolidays])], published: Fixtures.noon - 7_200)
        _ = await stage.player.play(
            Player.Scenery(
                version: 1, layout: Fixtures.layout, schoolHolidays: table, notices: [pool],
                settings: Fixtures.settings,
                feeds: [:]))
        stage.clock.advance(by: 86_400)
        await stage.player.wake()
        #expect(stage.panel.frames.value == [TestPainter.frame(nil), TestPainter.frame("Freibad")])
    }

    @Test("a panel is black and without light in the hours in which it is off, and an interrupt turns it on")
    func off() async throws {
        let stage = try Stage()
        defer { stage.loop.stop() }
        // Noon in UTC is 14:00 by the board's clock.
        let times = try PanelTimes(
            off: [Daypart(from: TimeOfDay("22:00"), to: TimeOfDay("6:00"))], dayPercent: 80, followsTwilight: false)
        let settings = try BoardSettings(
            municipality: "Gemeinde Barleben", title: "Marktplatz", timeZone: "Europe/Berlin",
            pictureIntervalSeconds: 1, panelTimes: times)
        let onset = Fixtures.noon + 10 * 3_600
        let interrupt = try Notice(
            id: Name("wasser"), headline: "Wasser abkochen", body: "", priority: .interrupt,
            window: DisplayWindow(onset: onset, expires: onset + 600), published: onset)
        let told = await stage.player.play(
            Player.Scenery(
                version: 1, layout: Fixtures.layout, notices: [Fixtures.notice("Baubeginn"), interrupt],
                settings: settings, feeds: [:]))
        stage.events.update { $0 += told }
        for hours in [8, 2, 1, 6.0] {
            stage.clock.advance(by: hours * 3_600)
            await stage.player.wake()
        }
        let black = TestPainter.frame(nil, .off)
        #expect(
            stage.panel.frames.value == [
                TestPainter.frame("Baubeginn"), black, TestPainter.frame("Wasser abkochen"), black,
                TestPainter.frame("Baubeginn"),
            ])
        #expect(stage.panel.lights.value == [80, 0, 80, 0, 80])
        // Nothing is shown on a panel that is off.
        #expect(
            stage.shown.map { $0.items.map { $0.item?.text } } == [["baubeginn"], [], ["wasser"], [], ["baubeginn"]])
    }
}
