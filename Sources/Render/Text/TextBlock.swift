import CPango
import Signage

/// A text laid out in lines. It is placed by its cap line and its baselines, not by the font's invisible boxes; its lines have one distance
/// whatever fonts their letters come from.
final class TextBlock {
    /// A line as Pango broke it.
    private struct Line {
        /// In UTF-8 bytes of the text.
        let start: Int
        /// Its left edge from that of the layout, in pixels.
        let x: Double
        /// In pixels.
        let width: Double
    }

    private let layout: OpaquePointer
    private let style: TextStyle
    /// From the top of the first line's capitals to the last baseline, in pixels.
    let height: Double
    /// Of the longest line, in pixels.
    let width: Double
    /// How many characters no font has a glyph for.
    let unknownGlyphs: Int
    private var lines: [Line]
    /// From one baseline to the next, in pixels.
    private let pitch: Double
    /// What is set.
    let content: RichText
    /// At which lines break, in pixels; nil for a single line.
    let measure: Double?
    /// Whether something had to be parted that belongs together.
    let isForced: Bool
    private var isBalanced = false

    /// Letters of other scripts reach further up and down than Latin ones: the least distance of their baselines as a part of the size.
    private static let tallLineHeight = 1.4

    /// - Parameters:
    ///   - width: lines break at this width in pixels; nil for a single line.
    ///   - isForced: whether the text was parted where it is to hold together.
    init(_ content: RichText, _ style: TextStyle, width: Double?, context: OpaquePointer, isForced: Bool = false) {
        let text = content.text
        self.content = content
        self.style = style
        self.isForced = isForced
        measure = width
        layout = pango_layout_new(context)
        let description = pango_font_description_new()
        pango_font_description_set_family_static(
            description, style.isHeadline ? "Inter Display,Inter,Noto Sans" : "Inter,Noto Sans")
        pango_font_description_set_weight(description, PangoWeight(UInt32(style.weight.rawValue)))
        pango_font_description_set_absolute_size(description, style.size * Double(PANGO_SCALE))
        pango_layout_set_font_description(layout, description)
        pango_font_description_free(description)
        let attributes = Self.attributes(content, style)
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
        pango_layout_set_text(layout, text, Int32(text.utf8.count))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        if let width {
            pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
        }
        pitch = style.size * (Bidi.isRightToLeft(text) ? max(style.lineHeight, Self.tallLineHeight) : style.lineHeight)
        lines = Self.lines(of: layout)
        height = style.capHeight + pitch * Double(lines.count - 1)
        var logical = PangoRectangle()
        pango_layout_get_extents(layout, nil, &logical)
        self.width = Double(logical.width) / Double(PANGO_SCALE)
        unknownGlyphs = Int(pango_layout_get_unknown_glyphs_count(layout))
    }

    deinit { litfass_object_unref(UnsafeMutableRawPointer(layout)) }

    private static func attributes(_ content: RichText, _ style: TextStyle) -> OpaquePointer? {
        let attributes = pango_attr_list_new()
        pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1, cv10=0"))
        if style.tracking != 0 {
            let spacing = Int32((style.tracking * style.size * Double(PANGO_SCALE)).rounded())
            pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(spacing))
        }
        for emphasis in content.emphases {
            func mark(_ attribute: UnsafeMutablePointer<PangoAttribute>?) {
                attribute?.pointee.start_index = UInt32(emphasis.range.lowerBound)
                attribute?.pointee.end_index = UInt32(emphasis.range.upperBound)
                pango_attr_list_insert(attributes, attribute)
            }
            let weight = max(style.weight, .semibold) == style.weight ? TextStyle.Weight.extraBold : .bold
            if emphasis.isBold { mark(pango_attr_weight_new(PangoWeight(UInt32(weight.rawValue)))) }
            if emphasis.isItalic { mark(pango_attr_style_new(PANGO_STYLE_ITALIC)) }
        }
        return attributes
    }

    private static func lines(of layout: OpaquePointer) -> [Line] {
        var lines: [Line] = []
        let iterator = pango_layout_get_iter(layout)
        repeat {
            var logical = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &logical)
            lines.append(
                Line(
                    start: Int(pango_layout_iter_get_line_readonly(iterator).pointee.start_index),
                    x: Double(logical.x) / Double(PANGO_SCALE), width: Double(logical.width) / Double(PANGO_SCALE)))
        } while pango_layout_iter_next_line(iterator) != 0
        pango_layout_iter_free(iterator)
        return lines
    }

    /// Makes a headline's lines of like length: the narrowest width that needs no more lines.
    func balance() {
        guard let measure, lines.count > 1, !isBalanced else { return }
        isBalanced = true
        var (narrow, wide) = (measure / Double(lines.count) * 0.8, measure)
        let broken = brokenLines
        for _ in 0..<8 {
            let middle = (narrow + wide) / 2
            pango_layout_set_width(layout, Int32(middle * Double(PANGO_SCALE)))
            if Int(pango_layout_get_line_count(layout)) > lines.count || brokenLines.count > broken.count {
                narrow = middle
            } else {
                wide = middle
            }
        }
        pango_layout_set_width(layout, Int32(wide * Double(PANGO_SCALE)))
        // Text from right to left stays at the right edge.
        let shift = Bidi.isRightToLeft(content.text) ? measure - wide : 0
        lines = Self.lines(of: layout).map { Line(start: $0.start, x: $0.x + shift, width: $0.width) }
    }

    /// The lines that begin within a word, as it is wider than the line.
    var brokenLines: [Int] {
        var count: Int32 = 0
        guard let attributes = pango_layout_get_log_attrs_readonly(layout, &count) else { return [] }
        var (broken, byte, character) = ([Int](), content.text.utf8.startIndex, 0)
        var offset = 0
        for line in 1..<max(1, pango_layout_get_line_count(layout)) {
            let start = Int(pango_layout_get_line_readonly(layout, line).pointee.start_index)
            while offset < start, byte < content.text.utf8.endIndex {
                if content.text.utf8[byte] & 0xC0 != 0x80 { character += 1 }
                content.text.utf8.formIndex(after: &byte)
                offset += 1
            }
            if character < Int(count), attributes[character].is_line_break == 0 { broken.append(Int(line)) }
        }
        return broken
    }

    /// Whether a word had to be broken because it is wider than the line, or words parted that belong together.
    var breaksWord: Bool { isForced || !brokenLines.isEmpty }

    /// In lines.
    var lineCount: Int { lines.count }

    /// Of one line, in pixels.
    var capHeight: Double { style.capHeight }

    /// Where a line begins, in UTF-8 bytes of its text.
    func start(ofLine line: Int) -> Int { lines[line].start }

    /// In pixels.
    func width(ofLine line: Int) -> Double { lines[line].width }

    /// Where the given number of its lines ends, in UTF-8 bytes of its text.
    func end(ofLines count: Int) -> Int { count < lineCount ? lines[count].start : content.text.utf8.count }

    /// How many of its lines fit a height, in pixels from cap line to baseline.
    func lines(within available: Double) -> Int {
        (0..<lineCount).prefix { style.capHeight + pitch * Double($0) <= available + 0.001 }.count
    }

    /// What it touches, in pixels from its first cap line's left end.
    private(set) lazy var ink: Box = {
        var (left, top, right, bottom) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
        for index in lines.indices {
            var ink = PangoRectangle()
            pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, Int32(index)), &ink, nil)
            let (x, y) = (Double(ink.x) / Double(PANGO_SCALE), Double(ink.y) / Double(PANGO_SCALE))
            (left, top) = (min(left, lines[index].x + x), min(top, baseline(ofLine: index) + y))
            right = max(right, lines[index].x + x + Double(ink.width) / Double(PANGO_SCALE))
            bottom = max(bottom, baseline(ofLine: index) + y + Double(ink.height) / Double(PANGO_SCALE))
        }
        // Antialiasing may touch one pixel more.
        (left, top) = (left.rounded(.down) - 1, top.rounded(.down) - 1)
        return Box(x: left, y: top, width: right.rounded(.up) + 1 - left, height: bottom.rounded(.up) + 1 - top)
    }()

    private func baseline(ofLine line: Int) -> Double { style.capHeight + pitch * Double(line) }

    var colour: Colour { style.colour }
    /// For which reading distance it is made.
    var role: ViewingDistances.Role { style.role }
    /// What it is for in its zone.
    var part: MeasuredText.Part { style.part }

    /// Draws with the top of the first line's capitals at `y`; `x` is the left edge of the width at which its lines break.
    func draw(on list: inout DrawList, x: Double, y: Double) { list.draw(self, x: x, y: y) }

    /// Paints it with its first cap line's left end at a place, in cairo's colour.
    func show(on cairo: OpaquePointer, x: Double, y: Double) {
        for index in lines.indices {
            cairo_move_to(cairo, x + lines[index].x, y + baseline(ofLine: index))
            pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(layout, Int32(index)))
        }
    }
}
