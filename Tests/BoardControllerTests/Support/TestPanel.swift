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

    func present(_ frame: Frame) throws {
        if isBroken.value { throw DisplayError(action: "fill", path: "test", errno: EIO) }
        frames.update { $0.append(frame) }
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
    /// While this holds, nothing but evergreen content can be drawn.
    let isDry = Watched(false)
    /// While this holds, nothing at all can be drawn.
    let isLost = Watched(false)

    func draw(_ scene: Scene) throws -> Frame {
        draws.update { $0 += 1 }
        if scene.programme.notice?.headline == Self.undrawable { throw CannotDraw() }
        if isLost.value { throw CannotDraw() }
        if isDry.value, scene.stage.layout != .evergreen { throw CannotDraw() }
        return Self.frame(scene.programme.notice?.headline, scene.stage.layout, scene.stage.feeds)
    }

    func nextChange(of scene: Scene) -> Date? { scene.programme.nextChange }

    static func frame(_ headline: String?, _ layout: Layout = Fixtures.layout, _ feeds: [Name: FeedSnapshot] = [:])
        -> Frame
    {
        let titles = feeds.values.flatMap(\.items).map(\.title).sorted()
        let colour = SHA256.hash(Data("\(headline ?? "-") \(layout.name) \(titles)".utf8)).prefix(4)
        let panel = Fixtures.profile.panel
        var pixels = Data(capacity: panel.frameLength)
        while pixels.count < panel.frameLength { pixels.append(colour) }
        return Frame(width: panel.width, height: panel.height, format: panel.pixelFormat, pixels: pixels)
    }
}

/// A wall clock that stands still until a test moves it.
final class TestClock: Sendable {
    private let date = Watched(Fixtures.noon)
    var now: Date { date.value }
    func advance(by seconds: TimeInterval) { date.update { $0 += seconds } }
}
