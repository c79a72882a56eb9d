import Signage

/// Draws QR codes: dark on white in every light, as telephones expect them.
struct CodeDrawing {
    let context: WidgetContext

    private static let white = Colour(red: 255, green: 255, blue: 255)
    private static let black = Colour(red: 0, green: 0, blue: 0)

    /// Draws a text as a code with its quiet zone of four modules into a square; nothing when it is too long for one.
    func draw(_ text: String, on list: inout DrawList, in square: Box) {
        guard let code = try? QRCode(text) else { return }
        list.fill(square, Self.white)
        let count = code.size + 8
        // Whole pixels a module: edges that are smeared are read badly.
        let module = max(1, Int(square.width) / count)
        let margin = (Int(square.width) - module * code.size) / 2
        let (left, top) = (Int(square.x.rounded()) + margin, Int(square.y.rounded()) + margin)
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
    }
}
