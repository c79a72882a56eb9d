import CPango
public import Foundation
import Signage

/// Many pictures side by side, small, each with its name: to be looked at together.
public struct ContactSheet {
    private struct Print {
        let name: String
        let png: Data
    }

    private var prints: [Print] = []

    /// Across the sheet.
    private static let columns = 4
    /// Of a picture at most, in pixels.
    private static let cell = (width: 640.0, height: 640.0)
    private static let gap = 24.0
    private static let caption = 32.0

    /// An empty one.
    public init() {}

    /// Adds a picture at the end.
    /// - Throws: when it cannot be made smaller.
    public mutating func add(_ frame: Frame, name: String) throws {
        let scale = min(Self.cell.width / Double(frame.width), Self.cell.height / Double(frame.height))
        prints.append(Print(name: name, png: try frame.png(maximumWidth: Int(Double(frame.width) * scale))))
    }

    /// The sheet as a PNG file.
    /// - Throws: when there is no memory for it, or the fonts are missing.
    public func png() throws -> Data {
        let typesetter = try Typesetter()
        let rasters = try prints.map {
            try ImageDecoder.decode($0.png, fitting: (Int(Self.cell.width), Int(Self.cell.height)))
        }
        let rows = stride(from: 0, to: prints.count, by: Self.columns).map { start in
            rasters[start..<min(start + Self.columns, prints.count)].map { Double($0.height) }.max() ?? 0
        }
        let width = Self.gap + (Self.cell.width + Self.gap) * Double(Self.columns)
        let height = Self.gap + rows.reduce(0) { $0 + $1 + Self.caption + Self.gap }
        let box = Box(x: 0, y: 0, width: width, height: height)
        var list = DrawList(in: box.rounded)
        list.fill(box, Colour(red: 0x80, green: 0x86, blue: 0x8C))
        let style = TextStyle(size: 18, role: .detail, colour: Colour(red: 255, green: 255, blue: 255))
        var y = Self.gap
        for (row, rowHeight) in rows.enumerated() {
            for column in 0..<Self.columns where row * Self.columns + column < prints.count {
                let index = row * Self.columns + column
                let x = Self.gap + Double(column) * (Self.cell.width + Self.gap)
                list.draw(rasters[index], x: Int(x), y: Int(y + rowHeight) - rasters[index].height)
                typesetter.text(RichText(prints[index].name), style).draw(on: &list, x: x, y: y + rowHeight + 8)
            }
            y += rowHeight + Self.caption + Self.gap
        }
        let canvas = try Canvas(width: Int(width), height: Int(height))
        canvas.paint(list.marks, in: box.rounded)
        try canvas.check()
        // Of no panel: a sheet may be longer than any.
        var pixels = Data()
        canvas.withPixels { pixels = Data(buffer: $0) }
        return try Frame(width: canvas.width, height: canvas.height, format: .xrgb8888, pixels: pixels).png()
    }
}
