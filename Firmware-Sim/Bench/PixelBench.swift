import Foundation
import ProgramSupport
import Render
import Signage

/// `litfass-bench pixels`: how long the way from a 1080p picture to the panel's memory takes, in the simulator's own process.
///
/// Prints a line a figure: name, milliseconds, and, where the yardstick is measured here too, its milliseconds. The picture of
/// `mono-error-diffusion` is written as `photo.pgm`, so that others can be measured with the same one.
struct PixelBench {
    private let out: URL
    private static let (width, height) = (1920, 1080)

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: ["--out"])
        out = URL(fileURLWithPath: try arguments.required("--out"), isDirectory: true)
    }

    func run() throws {
        let photo = Self.photo()
        let header = Data("P5 \(Self.width) \(Self.height) 255\n".utf8)
        try (header + Data(photo.map { UInt8(truncatingIfNeeded: $0) })).write(to: out.appending(path: "photo.pgm"))
        try photo.withUnsafeBufferPointer { source in
            guard let source = source.baseAddress else { return }
            let frame = UnsafeMutableRawPointer.allocate(byteCount: Self.width * Self.height * 4, alignment: 64)
            defer { frame.deallocate() }
            // Taken in turns, so that a disturbance of the machine meets both.
            let sixteen = PixelWriter(panel: try Self.panel(.rgb565))
            var (converted, copied): ([Duration], [Duration]) = ([], [])
            for _ in 0..<201 {
                copied.append(Bench.time { memcpy(frame, source, Self.width * Self.height * 4) })
                converted.append(
                    Bench.time { sixteen.write(source, stride: Self.width, rect: sixteen.whole, to: frame) })
            }
            Bench.say("rgb565", Bench.median(converted), Bench.median(copied))
            let mono = PixelWriter(panel: try Self.panel(.mono1))
            let diffused = (0..<51).map { _ in
                Bench.time {
                    mono.write(source, stride: Self.width, rect: mono.whole, photos: [mono.whole], to: frame)
                }
            }
            Bench.say("mono-error-diffusion", Bench.median(diffused))
        }
    }

    private static func panel(_ format: Panel.PixelFormat) throws -> Panel {
        try Panel(
            width: width, height: height, widthMillimetres: 1209.6, heightMillimetres: 680.4, technology: .lcd,
            pixelFormat: format)
    }

    /// Hills, a sky and some grain: no two neighbours alike, as in a photograph.
    private static func photo() -> [UInt32] {
        var grain: UInt32 = 1
        return (0..<width * height).map { place in
            let (x, y) = (Double(place % width), Double(place / width))
            grain = grain &* 1_664_525 &+ 1_013_904_223
            let light = 120 + 60 * sin(x / 90) * cos(y / 70) + 40 * y / Double(height) + Double(grain >> 28)
            return 0xFF00_0000 | UInt32(max(0, min(255, light))) * 0x1_0101
        }
    }
}
