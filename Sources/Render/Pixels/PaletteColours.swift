import Foundation
import Signage

/// The few colours of a panel, and which of them comes nearest to any other.
///
/// All is seen against the panel's own paper and ink: its white is as white as the picture's, its black as black.
struct PaletteColours: Sendable {
    /// Light of red, green and blue of each colour, 0 to ``LinearLight/white`` and beyond.
    let light: [Int32]
    /// By 5 bits each of red, green, blue: the nearest colour's number.
    let nearest: [UInt8]
    /// By light in steps of 16: the component's 5 bits.
    let components: [UInt16]

    /// - Parameter palette: black first, white second.
    init(_ palette: [Colour]) {
        let linear = palette.map { colour in
            [colour.red, colour.green, colour.blue].map { LinearLight.of(Double($0) / 255) }
        }
        let seen = linear.map { colour in
            (0..<3).map { (colour[$0] - linear[0][$0]) / max(0.01, linear[1][$0] - linear[0][$0]) }
        }
        light = seen.flatMap { $0.map { Int32(($0 * Double(LinearLight.white)).rounded()) } }
        let perceived = seen.map { Perceived($0[0], $0[1], $0[2]) }
        let steps = (0..<32).map { LinearLight.of(Double($0) / 31) }
        nearest = (0..<32_768).map { place in
            let colour = Perceived(steps[place >> 10], steps[place >> 5 & 31], steps[place & 31])
            // A grey stays a grey: the edge of a black letter must not become green because green is as light.
            let candidates = colour.chroma < 0.05 ? 0..<2 : 0..<perceived.count
            var best = (number: 0, distance: Double.infinity)
            for number in candidates {
                let distance = colour.distance(to: perceived[number])
                if distance < best.distance { best = (number, distance) }
            }
            return UInt8(best.number)
        }
        components = (0...1024).map { step in
            let component = LinearLight.component(Double(step) / 1024)
            return UInt16((component * 31).rounded())
        }
    }

    func nearest(to pixel: UInt32) -> UInt8 {
        let (red, green, blue) = (pixel >> 19 & 31, pixel >> 11 & 31, pixel >> 3 & 31)
        return nearest[Int(red << 10 | green << 5 | blue)]
    }
}

/// A colour in Oklab (Björn Ottosson, 2020), in which distances are as large as they look.
private struct Perceived {
    let lightness: Double
    let a: Double
    let b: Double

    /// From linear light of red, green and blue.
    init(_ red: Double, _ green: Double, _ blue: Double) {
        let l = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        let m = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        let s = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
        a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
        b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    }

    var chroma: Double { (a * a + b * b).squareRoot() }

    /// Hue counts for more than lightness: a light red is red rather than white.
    func distance(to other: Perceived) -> Double {
        let (dL, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
        return dL * dL + 2 * (da * da + db * db)
    }
}
