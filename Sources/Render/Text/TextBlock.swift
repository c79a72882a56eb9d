import CPango
import Signage

/// A text laid out in lines. It is placed by its cap line and its baselines, not by the font's invisible boxes.
final class TextBlock {
    private let layout: OpaquePointer
    private let style: TextStyle
    /// In lines.
    let lineCount: Int
    /// From the top of the first line's capitals to the last baseline, in pixels.
    let height: Double
    /// Of the longest line, in pixels.
    let width: Double
    /// How many characters no font has a glyph for.
    let unknownGlyphs: Int
    private let capTop: Double
    private let lineStarts: [Int]
    private let baselines: [Double]
    /// What is set.
    let content: RichText
    private var isBalanced = false

    /// - Parameters:
    ///   - width: lines break at this width in pixels; nil for a single line.
    init(_ content: RichText, _ style: TextStyle, width: Double?, context: OpaquePointer) {
        let text = content.text
        self.content = content
        self.style = style
        layout = pango_layout_new(context)
        let description = pango_font_description_new()
        pango_font_description_set_family_static(
            description, style.isHeadline ? "Inter Display,Inter,Noto Sans" : "Inter,Noto Sans")
        pango_font_description_set_weight(description, PangoWeight(UInt32(style.weight.rawValue)))
        pango_font_description_set_absolute_size(description, style.size * Double(PANGO_SCALE))
        pango_layout_set_font_description(layout, description)
        pango_font_description_free(description)

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
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)

        pango_layout_set_text(layout, text, Int32(text.utf8.count))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        // Inter's own line is 1.21 of its size high; Pango multiplies that.
        pango_layout_set_line_spacing(layout, Float(style.lineHeight / 1.21))
        pango_layout_set_alignment(layout, style.alignment == .leading ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT)
        if let width {
            pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
        }

        var baselines: [Double] = []
        var starts: [Int] = []
        let iterator = pango_layout_get_iter(layout)
        repeat {
            baselines.append(Double(pango_layout_iter_get_baseline(iterator)) / Double(PANGO_SCALE))
            starts.append(Int(pango_layout_iter_get_line_readonly(iterator).pointee.start_index))
        } while pango_layout_iter_next_line(iterator) != 0
        pango_layout_iter_free(iterator)
        lineCount = baselines.count
        lineStarts = starts
        self.baselines = baselines
        capTop = baselines[0] - style.capHeight
        height = baselines[baselines.count - 1] - capTop
        var logical = PangoRectangle()
        pango_layout_get_extents(layout, nil, &logical)
        self.width = Double(logical.width) / Double(PANGO_SCALE)
        unknownGlyphs = Int(pango_layout_get_unknown_glyphs_count(layout))
    }

    deinit { litfass_object_unref(UnsafeMutableRawPointer(layout)) }

    /// Makes a headline's lines of like length: the narrowest width that needs no more lines.
    func balance() {
        let lines = pango_layout_get_line_count(layout)
        guard lines > 1, !isBalanced else { return }
        isBalanced = true
        let width = Double(pango_layout_get_width(layout)) / Double(PANGO_SCALE)
        var (narrow, wide) = (width / Double(lines) * 0.8, width)
        for _ in 0..<8 {
            let middle = (narrow + wide) / 2
            pango_layout_set_width(layout, Int32(middle * Double(PANGO_SCALE)))
            if pango_layout_get_line_count(layout) > lines || breaksWord {
                narrow = middle
            } else {
                wide = middle
            }
        }
        pango_layout_set_width(layout, Int32(wide * Double(PANGO_SCALE)))
    }

    /// Whether a word had to be broken because it is wider than the line.
    var breaksWord: Bool {
        var count: Int32 = 0
        guard let attributes = pango_layout_get_log_attrs_readonly(layout, &count) else { return false }
        let text = String(cString: pango_layout_get_text(layout))
        for line in 1..<max(1, pango_layout_get_line_count(layout)) {
            let start = Int(pango_layout_get_line_readonly(layout, line).pointee.start_index)
            let position = text.utf8.prefix(start).count { $0 & 0xC0 != 0x80 }
            if position < Int(count), attributes[position].is_line_break == 0 { return true }
        }
        return false
    }

    /// Of one line, in pixels.
    var capHeight: Double { style.capHeight }

    /// Where the given number of its lines ends, in UTF-8 bytes of its text.
    func end(ofLines count: Int) -> Int { count < lineCount ? lineStarts[count] : content.text.utf8.count }

    /// From the top of the first of some lines' capitals to the last one's baseline, in pixels; at least one line.
    func height(of lines: Range<Int>) -> Double {
        baselines[lines.upperBound - 1] - baselines[lines.lowerBound] + style.capHeight
    }

    /// How many lines from the given one on fit a height, in pixels from cap line to baseline.
    func lines(from start: Int, within available: Double) -> Int {
        // Lines with emoji or another script than Latin are higher than the style's own.
        let top = baselines[start] - style.capHeight
        return baselines[start...].prefix { $0 - top <= available + 0.001 }.count
    }

    /// What it touches, in pixels from its layout's origin.
    private(set) lazy var ink: Box = {
        var ink = PangoRectangle()
        pango_layout_get_pixel_extents(layout, &ink, nil)
        // Antialiasing may touch one pixel more.
        return Box(
            x: Double(ink.x) - 1, y: Double(ink.y) - 1, width: Double(ink.width) + 2, height: Double(ink.height) + 2)
    }()

    var colour: Colour { style.colour }
    /// For which reading distance it is made.
    var role: ViewingDistances.Role { style.role }
    /// What it is for in its zone.
    var part: MeasuredText.Part { style.part }

    /// Draws with the top of the first line's capitals at `y`; `x` is the left edge, or the right one for trailing text.
    func draw(on list: inout DrawList, x: Double, y: Double) {
        let boxed = pango_layout_get_width(layout) > 0
        let left =
            switch style.alignment {
            case .leading: x
            case .trailing: x - (boxed ? Double(pango_layout_get_width(layout)) / Double(PANGO_SCALE) : width)
            }
        list.draw(self, x: left, y: y - capTop)
    }

    /// Paints it with its layout's origin at cairo's current point, in cairo's colour.
    func show(on cairo: OpaquePointer) { pango_cairo_show_layout(cairo, layout) }
}
