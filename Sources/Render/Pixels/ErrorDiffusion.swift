/// Floyd and Steinberg's error diffusion within one photograph: rows go to and fro, so that no worms run to one side.
///
/// What a pixel takes too much or too little of goes to those not yet done: 7/16 to the next one in the row, and 3/16, 5/16, 1/16 to the
/// three below. Errors are kept in 16ths and in linear light.
enum ErrorDiffusion {
    /// Where a photograph comes from and where its numbers go.
    struct Pixels {
        let source: UnsafePointer<UInt32>
        let sourceStride: Int
        let target: UnsafeMutablePointer<UInt8>
        let targetStride: Int
        let width: Int
        let height: Int
    }

    static func greys(_ pixels: Pixels, _ levels: GreyLevels) {
        // One more on either side: what falls off the edges is lost.
        withErrors(pixels.width + 2) { errors in
            LinearLight.shares.withUnsafeBufferPointer { shares in
                guard let shares = shares.baseAddress else { return }
                for row in 0..<pixels.height {
                    let source = pixels.source + row * pixels.sourceStride
                    let target = pixels.target + row * pixels.targetStride
                    if levels.count == 2 {
                        mono(source, target, errors + 1, shares, pixels.width, isForward: row & 1 == 0)
                    } else {
                        greys(source, target, errors + 1, shares, levels, pixels.width, isForward: row & 1 == 0)
                    }
                }
            }
        }
    }

    private static func mono(
        _ source: UnsafePointer<UInt32>, _ target: UnsafeMutablePointer<UInt8>, _ errors: UnsafeMutablePointer<Int32>,
        _ shares: UnsafePointer<Int32>, _ width: Int, isForward: Bool
    ) {
        let step = isForward ? 1 : -1
        var x = isForward ? 0 : width &- 1
        var (next, behind, below): (Int32, Int32, Int32) = (0, 0, 0)
        let white = LinearLight.white
        for _ in 0..<width {
            let value = (light(source[x], shares) &+ errors[x] &+ next) >> 4
            let isWhite = value >= white / 2
            target[x] = isWhite ? 1 : 0
            let error = isWhite ? value &- white : value
            next = error &* 7
            errors[x &- step] = behind &+ error &* 3
            behind = below &+ error &* 5
            below = error
            x &+= step
        }
        errors[x &- step] = behind
    }

    private static func greys(
        _ source: UnsafePointer<UInt32>, _ target: UnsafeMutablePointer<UInt8>, _ errors: UnsafeMutablePointer<Int32>,
        _ shares: UnsafePointer<Int32>, _ levels: GreyLevels, _ width: Int, isForward: Bool
    ) {
        let step = isForward ? 1 : -1
        var x = isForward ? 0 : width &- 1
        var (next, behind, below): (Int32, Int32, Int32) = (0, 0, 0)
        for _ in 0..<width {
            let value = (light(source[x], shares) &+ errors[x] &+ next) >> 4
            let level = levels.byLight[Int(max(0, min(LinearLight.white, value)) >> 2)]
            target[x] = level
            let error = value &- levels.light[Int(level)]
            next = error &* 7
            errors[x &- step] = behind &+ error &* 3
            behind = below &+ error &* 5
            below = error
            x &+= step
        }
        errors[x &- step] = behind
    }

    @inline(__always)
    private static func light(_ pixel: UInt32, _ shares: UnsafePointer<Int32>) -> Int32 {
        shares[Int(pixel & 0xFF)] &+ shares[256 &+ Int(pixel >> 8 & 0xFF)] &+ shares[512 &+ Int(pixel >> 16 & 0xFF)]
    }

    static func palette(_ pixels: Pixels, _ palette: PaletteColours) {
        let length = pixels.width + 2
        withErrors(length * 3) { errors in
            for row in 0..<pixels.height {
                Self.palette(
                    pixels.source + row * pixels.sourceStride, pixels.target + row * pixels.targetStride, errors + 3,
                    palette, pixels.width, isForward: row & 1 == 0)
            }
        }
    }

    /// A colour that no mixture of the panel's colours reaches leaves ever more error: it is cut off at a quarter beyond black and white.
    private static func palette(
        _ source: UnsafePointer<UInt32>, _ target: UnsafeMutablePointer<UInt8>, _ errors: UnsafeMutablePointer<Int32>,
        _ palette: PaletteColours, _ width: Int, isForward: Bool
    ) {
        let step = isForward ? 1 : -1
        var x = isForward ? 0 : width - 1
        let white = LinearLight.white
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 12) { state in
            state.initialize(repeating: 0)
            // In threes: value, next, behind, below.
            for _ in 0..<width {
                let pixel = source[x]
                var place = 0
                for channel in 0..<3 {
                    let component = Int(pixel >> UInt32(16 &- channel &* 8) & 0xFF)
                    let wanted = LinearLight.table[component] &* 16
                    let value = (wanted &+ errors[x &* 3 &+ channel] &+ state[3 &+ channel]) >> 4
                    state[channel] = max(-white / 4, min(white / 4 * 5, value))
                    place = place << 5 | Int(palette.components[Int(max(0, min(white, value)) >> 4)])
                }
                let number = palette.nearest[place]
                target[x] = number
                for channel in 0..<3 {
                    let error = state[channel] &- palette.light[Int(number) &* 3 &+ channel]
                    state[3 &+ channel] = error &* 7
                    errors[(x &- step) &* 3 &+ channel] = state[6 &+ channel] &+ error &* 3
                    state[6 &+ channel] = state[9 &+ channel] &+ error &* 5
                    state[9 &+ channel] = error
                }
                x += step
            }
            for channel in 0..<3 { errors[(x - step) * 3 + channel] = state[6 + channel] }
        }
    }

    private static func withErrors(_ count: Int, _ body: (UnsafeMutablePointer<Int32>) -> Void) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { buffer in
            buffer.initialize(repeating: 0)
            guard let start = buffer.baseAddress else { return }
            body(start)
        }
    }
}
