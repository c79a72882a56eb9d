/// Sets texts and keeps them: shaping is most of the work of a picture, and most texts stand in the next picture too.
final class Typesetter {
    private struct Key: Hashable {
        let text: RichText
        let style: TextStyle
        let width: Double?

        /// What tells most texts apart is enough for a place in the table, and is quicker.
        func hash(into hasher: inout Hasher) {
            hasher.combine(text.text)
            hasher.combine(style.size)
        }
    }

    private final class Entry {
        let block: TextBlock
        /// The picture that needed it last.
        var used: Int

        init(_ block: TextBlock, used: Int) {
            self.block = block
            self.used = used
        }
    }

    private let fonts: Fonts
    /// Read when the first text needs it.
    private lazy var hyphenator = Hyphenator()
    private var blocks: [Key: Entry] = [:]
    private var picture = 0

    /// About 10 KB each.
    private static let mostBlocks = 400

    init() throws(RenderError) { fonts = try Fonts() }

    /// A text in lines of at most `width` pixels, or on one line.
    func text(_ text: RichText, _ style: TextStyle, width: Double? = nil) -> TextBlock {
        let key = Key(text: text, style: style, width: width)
        if let known = blocks[key] {
            known.used = picture
            return known.block
        }
        let block = set(text, style, width: width)
        blocks[key] = Entry(block, used: picture)
        return block
    }

    private func set(_ text: RichText, _ style: TextStyle, width: Double?) -> TextBlock {
        func block(_ text: RichText, isForced: Bool) -> TextBlock {
            TextBlock(text, style, width: width, context: fonts.context, isForced: isForced)
        }
        let isolated = text.changed(Bidi.isolated)
        guard let width else { return block(isolated, isForced: false) }
        return LineEnds(hyphenator: { self.hyphenator }, style: style, width: width, set: block).settled(isolated)
    }

    /// Lets go of texts that this picture and the one before did not need, where there are many.
    func endPicture() {
        picture += 1
        guard blocks.count > Self.mostBlocks else { return }
        blocks = blocks.filter { $0.value.used >= picture - 2 }
    }
}
