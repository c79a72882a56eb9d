import Signage

/// A link as a QR code, with words beside it in a wide zone and under it in a high one.
struct CodeView: WidgetView {
    let context: WidgetContext
    let link: String
    let label: String

    private var metrics: Metrics { context.metrics }

    private func inner(_ box: Box) -> Box {
        metrics.content(of: box).inset(top: metrics.unit * 3.4, bottom: metrics.unit * 3.4)
    }

    /// A link that is too long for a code leaves its room to others.
    var isEmpty: Bool { (try? QRCode(link)) == nil }

    private func words(step: Double, width: Double) -> TextBlock {
        context.text(
            Glue.joined(label),
            context.style(.detail, step, .semibold, context.surface.text, lineHeight: 1.3),
            width: max(1, width))
    }

    private var leastSide: Double {
        max(metrics.unit * 14, CodeDrawing(context: context).leastSide(of: link) ?? 0)
    }

    private var gap: Double { metrics.unit * 2.6 }

    private func isWide(_ inner: Box) -> Bool { !label.isEmpty && inner.width > inner.height * 1.25 }

    func naturalHeight(in box: Box) -> Double {
        let inner = inner(box)
        let side = min(leastSide, inner.width)
        // Beside a code of the smallest size there has to be room for words.
        let isWide = !label.isEmpty && inner.width >= side * 2
        let words = words(step: 0.8, width: isWide ? inner.width - side - gap : inner.width).height
        let content = label.isEmpty ? side : isWide ? max(side, words) : side + gap + words
        return content + box.height - inner.height
    }

    func draw(on list: inout DrawList, in box: Box) {
        let inner = inner(box)
        let drawing = CodeDrawing(context: context)
        guard !label.isEmpty else {
            drawing.draw(link, on: &list, in: inner, alignment: .centre)
            return
        }
        if isWide(inner) {
            let side = min(inner.height, inner.width * 0.45).rounded()
            let square = Box(x: inner.x, y: inner.y + (inner.height - side) / 2, width: side, height: side)
            guard let code = drawing.draw(link, on: &list, in: square, alignment: .centre) else { return }
            let room = inner.maxX - code.maxX - gap
            let words = fitted(width: room, height: code.height)
            words.draw(on: &list, x: code.maxX + gap, y: (code.y + (code.height - words.height) / 2).rounded())
        } else {
            let least = words(step: 0, width: inner.width)
            let side = max(1, min(inner.width, inner.height - least.height - gap)).rounded()
            let words = fitted(width: inner.width, height: inner.height - side - gap)
            let top = inner.y + max(0, inner.height - side - gap - words.height) / 2
            let square = Box(x: inner.x + (inner.width - side) / 2, y: top, width: side, height: side)
            guard let code = drawing.draw(link, on: &list, in: square, alignment: .centre) else { return }
            words.draw(on: &list, x: min(code.x, inner.x + max(0, inner.width - words.width) / 2), y: code.maxY + gap)
        }
    }

    /// The words as large as they fit.
    private func fitted(width: Double, height: Double) -> TextBlock {
        for step in [4.0, 3, 2, 1] {
            let words = words(step: step, width: width)
            if words.height <= height, !words.breaksWord { return words }
        }
        return words(step: 0, width: width)
    }
}
