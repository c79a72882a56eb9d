import Crypto
import Foundation
import Render
import Signage
import SignageTesting

@testable import BoardController

/// A panel that keeps all frames it was given; while it is broken, it takes none.
struct TestPanel: Display {
    let frames = Watched<[Frame]>([])

    let isBroken = Watched(false)
    /// In percent, in order.
    let lights = Watched<[Int]>([])

    var hasLight: Bool { true }

    func light(_ percent: Int) { lights.update { $0.append(percent) } }

    func present(_ picture: PictureMemory, refresh: Refresh) throws {
        if isBroken.value { throw DisplayError(action: "fill", path: "test", errno: EIO) }
        let pixels = Data(picture.bytes(ofRows: 0..<picture.height))
        frames.update { $0.append(Frame(panel: Fixtures.profile.panel, pixels: pixels)) }
    }
}

/// Paints a frame in one colour that stands for the scene's notice, layout and feeds; the time is not in it.
struct TestPainter: Painter {
    struct CannotDraw: Error, CustomStringConvertible {
        let description = "the ink is dry"
    }

    /// A notice with this headline cannot be drawn.
    static let undrawable = "Undrawable"
    let draws = Watched(0)
    /// In what light each scene was painted.
    let appearances = Watched<[Theme.Appearance]>([])
    /// While this holds, nothing but evergreen content can be drawn.
    let isDry = Watched(false)
    /// While this holds, nothing at all can be drawn.
    let isLost = Watched(false)

    private let painted = Watched<Frame?>(nil)
    /// Told as left out by every drawing.
    let refusedPictures: [DocumentID: ImageError]

    init(refusedPictures: [DocumentID: ImageError] = [:]) { self.refusedPictures = refusedPictures }

    func paint(_ scene: Scene) throws -> Drawing {
        draws.update { $0 += 1 }
        appearances.update { $0.append(scene.stage.appearance) }
        if scene.programme.notice?.headline == Self.undrawable { throw CannotDraw() }
        if isLost.value { throw CannotDraw() }
        if isDry.value, scene.stage.layout != .evergreen { throw CannotDraw() }
        let frame = Self.frame(scene.programme.notice?.headline, scene.stage.layout, scene.stage.feeds)
        let whole = PixelRect(x: 0, y: 0, width: frame.width, height: frame.height)
        let damage = frame == painted.value ? [] : [whole]
        painted.update { $0 = frame }
        return Drawing(damage: damage, nextChange: scene.programme.nextChange)
    }

    func frame() -> Frame? { painted.value }

    func withPicture(_ body: (PictureMemory) throws -> Void) rethrows {
        guard let frame = painted.value else { return }
        try Self.lend(frame, body)
    }

    /// A frame of a panel with 32-bit pixels as the picture it was made from.
    static func lend(_ frame: Frame, _ body: (PictureMemory) throws -> Void) rethrows {
        try frame.pixels.withUnsafeBytes { bytes in
            try body(
                PictureMemory(
                    pixels: bytes.bindMemory(to: UInt32.self), width: frame.width, height: frame.height))
        }
    }

    /// What the player tells of a frame.
    static func hash(_ frame: Frame) -> String {
        var hash = PictureHash()
        lend(frame) { hash.update($0, damage: [$0.whole]) }
        return hash.hexString
    }

    static func frame(_ headline: String?, _ layout: Layout = Fixtures.layout, _ feeds: [Name: FeedSnapshot] = [:])
        -> Frame
    {
        let titles = feeds.values.flatMap(\.items).map(\.title).sorted()
        let colour = SHA256.hash(Data("\(headline ?? "-") \(layout.name) \(titles)".utf8)).prefix(4)
        let panel = Fixtures.profile.panel
        var pixels = Data(capacity: panel.frameLength)
        while pixels.count < panel.frameLength { pixels.append(colour) }
        return Frame(panel: panel, pixels: pixels)
    }
}

/// A wall clock that stands still until a test moves it; confirmed unless a test wants it otherwise.
final class TestClock: Sendable {
    private let state = Watched((now: Fixtures.noon, uptime: 1_000.0, isSynchronised: true))
    var now: Date { state.value.now }
    var reading: ClockReading {
        let state = state.value
        return ClockReading(wall: state.now, uptimeSeconds: state.uptime, isSynchronised: state.isSynchronised)
    }

    /// Time passes, in a machine that runs, or the wall clock goes back.
    func advance(by seconds: TimeInterval) {
        state.update {
            $0.now += seconds
            $0.uptime += max(0, seconds)
        }
    }

    /// Somebody sets the wall clock.
    func set(_ now: Date, isSynchronised: Bool) {
        state.update {
            $0.now = now
            $0.isSynchronised = isSynchronised
        }
    }
}

extension Display where Self: ~Copyable {
    /// Presents a frame of 32-bit pixels, whole.
    mutating func present(_ frame: Frame) throws {
        try TestPainter.lend(frame) { try present($0, refresh: .full) }
    }
}
