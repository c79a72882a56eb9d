import Foundation

/// The greys of a panel, evenly spaced for the eye, from black to white.
struct GreyLevels: Sendable {
    /// 2, 4 or 16.
    let count: Int
    /// By luma of 0 to 255: the nearest level's number.
    let byLuma: [UInt8]
    /// By level: its light, 0 to ``LinearLight/white``.
    let light: [Int32]
    /// By light in steps of 4: the number of the level whose light is nearest.
    let byLight: [UInt8]

    init(count: Int) {
        self.count = count
        byLuma = (0...255).map { UInt8(($0 * (count - 1) + 127) / 255) }
        let light = (0..<count).map { level in
            Int32((LinearLight.of(Double(level) / Double(count - 1)) * Double(LinearLight.white)).rounded())
        }
        self.light = light
        byLight = (0...LinearLight.white / 4).map { quarter in
            let distances = light.map { abs($0 - quarter * 4) }
            return UInt8(distances.firstIndex(of: distances.min() ?? 0) ?? 0)
        }
    }

    /// By Rec. 601 luma, as the eye sees it.
    func nearest(to pixel: UInt32) -> UInt8 {
        // The weights are 256ths; their sum is 256.
        let luma = (pixel & 0xFF) &* 29 &+ (pixel >> 8 & 0xFF) &* 150 &+ (pixel >> 16 & 0xFF) &* 77
        return byLuma[Int(luma >> 8)]
    }
}

/// From sRGB to amounts of light, in which mixing dots of ink is adding (IEC 61966-2-1).
enum LinearLight {
    /// The light of white.
    static let white: Int32 = 16_384

    /// Of a component of 0 to 1.
    static func of(_ component: Double) -> Double {
        component <= 0.04045 ? component / 12.92 : pow((component + 0.055) / 1.055, 2.4)
    }

    /// The inverse of ``of(_:)``.
    static func component(_ light: Double) -> Double {
        light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
    }

    /// By component of 0 to 255: its light.
    static let table: [Int32] = (0...255).map { Int32((of(Double($0) / 255) * Double(white)).rounded()) }

    /// By component of 0 to 255, first blue, then green, then red: its share of a pixel's light in 16ths, with the weights of Rec. 709.
    static let shares: [Int32] = [0.0722, 0.7152, 0.2126].flatMap { weight in
        (0...255).map { Int32((of(Double($0) / 255) * weight * Double(white * 16)).rounded()) }
    }
}
