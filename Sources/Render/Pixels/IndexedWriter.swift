import Signage

/// Writes what has few levels or colours: first a number for each pixel, then the numbers packed into bytes.
struct IndexedWriter: Sendable {
    enum Colours: Sendable {
        case greys(GreyLevels)
        case palette(PaletteColours)
    }

    /// Of one pixel: 1, 2 or 4.
    let bits: Int
    let colours: Colours
    let mounting: Mounting

    /// - Precondition: `area` is writable and holds the photos that touch it as a whole, see ``PixelWriter/writable(_:photos:)``.
    func write(
        _ source: UnsafePointer<UInt32>, stride: Int, area: PixelRect, photos: [PixelRect],
        to target: UnsafeMutableRawPointer
    ) {
        let photos = photos.filter { !$0.isEmpty && $0.intersects(area) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: area.width * area.height) { buffer in
            guard let plane = buffer.baseAddress else { return }
            for y in area.y..<area.maxY {
                let numbers = plane + (y - area.y) * area.width - area.x
                for piece in Self.gaps(in: area, row: y, photos: photos) {
                    nearest(source + y * stride + piece.lowerBound, piece.count, numbers + piece.lowerBound)
                }
            }
            for photo in photos {
                let pixels = ErrorDiffusion.Pixels(
                    source: source + photo.y * stride + photo.x, sourceStride: stride,
                    target: plane + (photo.y - area.y) * area.width + photo.x - area.x, targetStride: area.width,
                    width: photo.width, height: photo.height)
                switch colours {
                case .greys(let levels): ErrorDiffusion.greys(pixels, levels)
                case .palette(let palette): ErrorDiffusion.palette(pixels, palette)
                }
            }
            pack(plane, area: area, to: target)
        }
    }

    /// The columns of a row where no photo is.
    static func gaps(in area: PixelRect, row: Int, photos: [PixelRect]) -> [Range<Int>] {
        var gaps: [Range<Int>] = []
        var x = area.x
        for photo in photos.filter({ ($0.y..<$0.maxY).contains(row) }).sorted(by: { $0.x < $1.x }) {
            if x < photo.x { gaps.append(x..<photo.x) }
            x = max(x, photo.maxX)
        }
        if x < area.maxX { gaps.append(x..<area.maxX) }
        return gaps
    }

    /// Most pixels are as the one before them: grounds, and what is inside of letters.
    private func nearest(_ source: UnsafePointer<UInt32>, _ count: Int, _ target: UnsafeMutablePointer<UInt8>) {
        var last = ~source[0]
        var number: UInt8 = 0
        for index in 0..<count {
            let pixel = source[index]
            if pixel != last {
                last = pixel
                number =
                    switch colours {
                    case .greys(let levels): levels.nearest(to: pixel)
                    case .palette(let palette): palette.nearest(to: pixel)
                    }
            }
            target[index] = number
        }
    }

    private func pack(_ plane: UnsafePointer<UInt8>, area: PixelRect, to target: UnsafeMutableRawPointer) {
        let memory = mounting.memory(area)
        let rowLength = (mounting.memoryWidth * bits + 7) / 8
        let out = target.assumingMemoryBound(to: UInt8.self) + memory.y * rowLength + memory.x * bits / 8
        let origin = mounting.origin(of: memory)
        let first = plane + (origin.y - area.y) * area.width + origin.x - area.x
        let steps = mounting.steps(stride: area.width)
        guard mounting.rotation != .upright else {
            for row in 0..<memory.height { pack(first + row * area.width, memory.width, out + row * rowLength) }
            return
        }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: memory.width) { buffer in
            guard let line = buffer.baseAddress else { return }
            for row in 0..<memory.height {
                let from = first + row * steps.down
                for column in 0..<memory.width { line[column] = from[column * steps.right] }
                pack(line, memory.width, out + row * rowLength)
            }
        }
    }

    private func pack(_ numbers: UnsafePointer<UInt8>, _ count: Int, _ out: UnsafeMutablePointer<UInt8>) {
        var index = 0
        switch bits {
        case 1:
            let raw = UnsafeRawPointer(numbers)
            while index &+ 8 <= count {
                // Moves the lowest bit of byte n to bit 63 - n; no two products meet in one bit.
                let eight = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                out[index >> 3] = UInt8(truncatingIfNeeded: (eight &* 0x8040_2010_0804_0201) >> 56)
                index &+= 8
            }
        case 2:
            while index &+ 4 <= count {
                out[index >> 2] =
                    numbers[index] << 6 | numbers[index &+ 1] << 4 | numbers[index &+ 2] << 2 | numbers[index &+ 3]
                index &+= 4
            }
        default:
            while index &+ 2 <= count {
                out[index >> 1] = numbers[index] << 4 | numbers[index &+ 1]
                index &+= 2
            }
        }
        // The row's last byte, where the width does not fill it.
        guard index < count else { return }
        var byte: UInt8 = 0
        for rest in index..<count { byte |= numbers[rest] << UInt8(8 - bits - (rest - index) * bits) }
        out[index * bits / 8] = byte
    }
}
