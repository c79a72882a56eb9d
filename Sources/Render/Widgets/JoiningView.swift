import Signage

/// The screen of a board that waits to be let in: its code, and the page on which staff enter it.
struct JoiningView: WidgetView {
    let context: WidgetContext
    let code: String
    let link: String

    private var metrics: Metrics { context.metrics }
    private var surface: Theme.Surface { context.surface }

    private func inner(_ box: Box) -> Box {
        let margin = metrics.unit * 7
        return metrics.content(of: box).inset(top: margin, bottom: margin)
    }

    func naturalHeight(in box: Box) -> Double { box.height }

    /// As "K7M 4QX": groups are read, remembered and typed more easily.
    private var groups: [String] {
        let given = code.split { $0 == "-" || $0 == " " || $0 == "\u{A0}" }.map(String.init)
        guard given.count == 1, let only = given.first, only.count > 4 else { return given.isEmpty ? [code] : given }
        let size = only.count % 3 == 0 ? 3 : 4
        return stride(from: 0, to: only.count, by: size).map { String(only.dropFirst($0).prefix(size)) }
    }

    /// As people type it.
    private var address: String {
        var words = link[...]
        for scheme in ["https://", "http://"] where words.hasPrefix(scheme) { words = words.dropFirst(scheme.count) }
        if words.hasSuffix("/") { words = words.dropLast() }
        return String(words)
    }

    /// All texts, set for a width.
    private struct Setting {
        let head: [TextBlock]
        let groups: [TextBlock]
        let groupGap: Double
        let guide: [TextBlock]

        var codeWidth: Double { groups.reduce(0) { $0 + $1.width } + groupGap * Double(groups.count - 1) }
    }

    private func set(width: Double, growth: Double, codeSize: Double) -> Setting {
        func line(_ text: String, _ step: Double, _ weight: TextStyle.Weight, _ colour: Colour) -> TextBlock {
            context.text(
                text, context.style(.detail, step + growth, weight, colour, lineHeight: 1.3), width: max(1, width))
        }
        var large = context.style(.headline, 0, .extraBold, surface.text)
        large.size = codeSize
        large.isHeadline = true
        large.tracking = 0.02
        let title = context.scene.stage.settings.title
        return Setting(
            head: [
                line(title, 1.5, .semibold, surface.accent),
                line("Diese Tafel ist noch nicht angemeldet.", 1.5, .regular, surface.muted),
            ],
            groups: groups.map { context.text($0, large) }, groupGap: codeSize * 0.34,
            guide: [
                line("Zum Anmelden diesen Code eingeben auf", 1.5, .regular, surface.muted),
                line(address, 1.5, .bold, surface.text),
            ])
    }

    func draw(on list: inout DrawList, in box: Box) {
        let inner = inner(box)
        let isWide = inner.width > inner.height
        let quarter = metrics.unit * (isWide ? 30 : 36)
        let side = min(quarter, inner.width, inner.height * 0.42).rounded()
        let width = isWide ? inner.width - side - metrics.unit * 6 : inner.width
        let growth = growth(in: inner, width: width, isWide: isWide)
        let setting = fitted(width: inner.width, growth: growth, textWidth: width, height: inner.height)
        let gap = metrics.size(.detail, step: 1.5 + growth) * 0.85
        var y = inner.y
        for block in setting.head {
            block.draw(on: &list, x: inner.x, y: y)
            y += block.height + gap
        }
        let foot = setting.guide.reduce(0) { $0 + $1.height } + gap * Double(setting.guide.count - 1)
        let square: Box
        if isWide {
            square = Box(x: inner.maxX - side, y: inner.maxY - side, width: side, height: side)
        } else {
            square = Box(x: inner.x, y: inner.maxY - side, width: side, height: side)
        }
        let drawn = drawCode(on: &list, in: square, isWide: isWide)
        var footY = isWide ? inner.maxY - foot : drawn.y - foot - metrics.unit * 4
        let footTop = isWide ? min(footY, drawn.y) : footY
        // The code stands in the middle of what is left.
        let height = setting.groups.first?.height ?? 0
        var x = inner.x
        let codeY = (y + max(0, footTop - y - height) / 2).rounded()
        for group in setting.groups {
            group.draw(on: &list, x: x, y: codeY)
            x += group.width + setting.groupGap
        }
        for block in setting.guide {
            block.draw(on: &list, x: inner.x, y: footY)
            footY += block.height + gap
        }
    }

    private func drawCode(on list: inout DrawList, in square: Box, isWide: Bool) -> Box {
        let drawing = CodeDrawing(context: context)
        // A code that stands at the left begins where the texts do.
        let drawn = drawing.draw(link, on: &list, in: square, alignment: isWide ? .lowerTrailing : .lowerLeading)
        return drawn ?? Box(x: square.x, y: square.maxY, width: 0, height: 0)
    }

    /// The largest texts that stay on few lines.
    private func growth(in inner: Box, width: Double, isWide: Bool) -> Double {
        for growth in [4.0, 3, 2, 1] {
            let setting = set(width: width, growth: growth, codeSize: 10)
            let lines = setting.head + setting.guide
            let height = lines.reduce(0) { $0 + $1.height }
            if lines.allSatisfy({ $0.lineCount <= (isWide ? 1 : 2) && !$0.breaksWord }), height < inner.height * 0.3 {
                return growth
            }
        }
        return 0
    }

    /// The code as wide as the panel allows, at most a quarter of its height.
    private func fitted(width: Double, growth: Double, textWidth: Double, height: Double) -> Setting {
        let probe = set(width: textWidth, growth: growth, codeSize: 100)
        let byWidth = 100 * width / max(1, probe.codeWidth)
        let byHeight = height * 0.27 / Fonts.capHeight
        return set(width: textWidth, growth: growth, codeSize: min(byWidth * 0.99, byHeight).rounded(.down))
    }
}
