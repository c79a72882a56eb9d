import Foundation
import ProgramSupport
import Render
import Signage

/// `litfass-bench drawing`: how long pictures take to be drawn, in the simulator's own process.
///
/// Prints a line a figure: name, milliseconds, and the yardstick's milliseconds, measured in turns with it. With `--once`
/// it draws one picture into a file, as it lies in the panel's memory, and ends.
struct DrawBench {
    private let layout: String
    private let once: String?
    /// Tuesday, 24 November 2026, 14:07 in Barleben.
    private static let now = Date(timeIntervalSince1970: 1_795_525_620)
    private static let photoSize = (width: 960, height: 540)

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: ["--layout", "--once"])
        layout = try arguments.required("--layout")
        once = try arguments.value("--once")
    }

    func run() throws {
        let content = try BenchContent(layout: layout, now: Self.now)
        let light = try content.stage(.light)
        if let once {
            let renderer = try Renderer()
            _ = try renderer.paint(content.scene(light, at: Self.now))
            // As a panel of 32 bits a pixel takes it: no copy is made on the way.
            return try renderer.withPicture { picture in
                guard let start = picture.pixels.baseAddress else { return }
                try Data(
                    bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: picture.pixels.count * 4,
                    deallocator: .none
                ).write(to: URL(fileURLWithPath: once))
            }
        }
        try warmRedraw(content, light: light, dark: content.stage(.dark))
        // Of a notice on one page: another page is not the clock's doing.
        try clockZone(content.withoutPages(), light)
    }

    /// Light and dark in turns: all that was set, decoded and encoded is kept, and every pixel is painted.
    private func warmRedraw(_ content: BenchContent, light: Stage, dark: Stage) throws {
        let renderer = try Renderer()
        let scenes = [light, dark].map { content.scene($0, at: Self.now) }
        let panel = content.profile.panel
        let frame = UnsafeMutableRawPointer.allocate(byteCount: panel.width * panel.height * 4, alignment: 64)
        let photo = UnsafeMutableRawPointer.allocate(
            byteCount: Self.photoSize.width * Self.photoSize.height * 4, alignment: 64)
        memset(photo, 0x55, Self.photoSize.width * Self.photoSize.height * 4)
        defer {
            frame.deallocate()
            photo.deallocate()
        }
        var (drawn, yardstick): ([Duration], [Duration]) = ([], [])
        for round in 0..<204 {
            let took = try Bench.time {
                let damage = try renderer.paint(scenes[round % 2]).damage
                guard damage.map(\.area) == [panel.width * panel.height] else {
                    throw Failure("a redraw with other colours left part of the picture as it was: \(damage)")
                }
            }
            let least = Bench.time {
                memset(frame, 0xFF, panel.width * panel.height * 4)
                for row in 0..<Self.photoSize.height {
                    memcpy(
                        frame + (row * panel.width) * 4, photo + row * Self.photoSize.width * 4,
                        Self.photoSize.width * 4)
                }
            }
            // The first ones set, decode and encode.
            guard round > 3 else { continue }
            drawn.append(took)
            yardstick.append(least)
        }
        Bench.say("warm-redraw", Bench.median(drawn), Bench.median(yardstick))
    }

    /// Minute by minute: each one's time of day is set anew, as on a board.
    private func clockZone(_ content: BenchContent, _ stage: Stage) throws {
        let renderer = try Renderer()
        let length = content.profile.panel.width * content.profile.panel.height * 4
        let frame = UnsafeMutableRawPointer.allocate(byteCount: length, alignment: 64)
        defer { frame.deallocate() }
        _ = try renderer.paint(content.scene(stage, at: Self.now))
        var (drawn, yardstick): ([Duration], [Duration]) = ([], [])
        // Ten of each in turns: the yardstick empties the processor's caches.
        for round in 0..<50 {
            for minute in 1...10 {
                let scene = content.scene(stage, at: Self.now + Double(round * 10 + minute) * 60)
                drawn.append(
                    try Bench.time {
                        guard try !renderer.paint(scene).damage.isEmpty else { throw Failure("the clock has stopped") }
                    })
            }
            for _ in 1...10 { yardstick.append(Bench.time { memset(frame, 0xFF, length) }) }
        }
        Bench.say("clock-zone", Bench.median(drawn), Bench.median(yardstick))
    }
}
