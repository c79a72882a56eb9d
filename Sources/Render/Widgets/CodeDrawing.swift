import Signage

/// Draws QR codes: dark on white in every light, as telephones expect them.
struct CodeDrawing {
    let context: WidgetContext

    private static let white = Colour(red: 255, green: 255, blue: 255)
    private static let black = Colour(red: 0, green: 0, blue: 0)
    /// Modules that stay free on either side (ISO/IEC 18004, section 9.1).
    private static let quiet = 4

    /// The least side of a code with its white that telephones read, in pixels; nil when the text is too long for a code.
    ///
    /// They read one from ten times its width, so that it is read from where details are; modules of less than half a
    /// millimetre or three pixels (two of fine ones) run into each other.
    func leastSide(of text: String) -> Double? {
        guard let code = try? QRCode(text) else { return nil }
        let metrics = context.metrics
        let fewest = metrics.panel.pixelMillimetres < 25.4 / 200 ? 2.0 : 3.0
        let module = max(
            fewest, 0.5 / metrics.panel.pixelMillimetres,
            metrics.pixels(ofDetailDistanceOver: 10) / Double(code.size))
        return module.rounded(.up) * Double(code.size + 2 * Self.quiet)
    }

    /// Where in a square a code lies that is smaller than it.
    enum Alignment { case centre, lowerLeading, lowerTrailing }

    /// Draws a text as a code with its quiet zone into a square, with modules of whole pixels: edges that are smeared are read badly.
    /// - Returns: what was drawn on, quiet zone included; nil when the text is too long for a code or the square too small for one.
    @discardableResult func draw(
        _ text: String, on list: inout DrawList, in square: Box, alignment: Alignment
    ) -> Box? {
        guard let code = try? QRCode(text) else { return nil }
        let count = code.size + 2 * Self.quiet
        let module = Int(min(square.width, square.height)) / count
        guard module > 0 else { return nil }
        let side = Double(module * count)
        let origin =
            switch alignment {
            case .centre: (x: square.x + (square.width - side) / 2, y: square.y + (square.height - side) / 2)
            case .lowerLeading: (x: square.x, y: square.maxY - side)
            case .lowerTrailing: (x: square.maxX - side, y: square.maxY - side)
            }
        let ground = Box(x: origin.x.rounded(), y: origin.y.rounded(), width: side, height: side)
        list.fill(ground, Self.white)
        let (left, top) = (Int(ground.x) + Self.quiet * module, Int(ground.y) + Self.quiet * module)
        for y in 0..<code.size {
            var x = 0
            while x < code.size {
                let start = x
                while x < code.size, code.isDark(x: x, y: y) { x += 1 }
                if x > start {
                    let run = Box(
                        x: Double(left + start * module), y: Double(top + y * module),
                        width: Double((x - start) * module), height: Double(module))
                    list.fill(run, Self.black)
                }
                x += 1
            }
        }
        return ground
    }
}
