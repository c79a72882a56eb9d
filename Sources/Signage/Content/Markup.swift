/// A text with the little markup that a notice board needs: paragraphs, lists, tables, bold and italic.
///
/// A small part of CommonMark 0.31 and of GitHub's tables, read so that plain German text keeps its meaning. It is total:
/// what is no markup is text, and no character of a text is lost but the marks themselves. There is no HTML.
///
/// - Paragraphs are parted by empty lines (CommonMark 4.8). A line break inside one stays a line break, as staff type
///   addresses and opening hours that way; CommonMark would call it a soft break (6.8) and join the lines.
/// - `*italic*`, `**bold**`, `***both***` (6.2), never inside a word: "Bürger*innen". `_` is text.
/// - A backslash before one of ASCII's punctuation characters takes its meaning (2.4).
/// - Lists (5.2, 5.3) of one level: lines that begin with `- `, `* ` or `• `, or with `1. `, `2. ` and so on, or `1) `.
///   Lines with numbers are a list only when at least two of them count up from 1 and none goes on like a date, with a
///   month or a further number: "1. Dezember" is a day. A line without a mark ends the list.
/// - Tables (GitHub Flavored Markdown 4.10): lines that begin and end with `|`, of 2 to 4 columns; the line `|---|---|` under
///   the first row makes it the header.
public struct Markup: Hashable, Sendable {
    /// What stands one above the other.
    public enum Block: Hashable, Sendable {
        /// At least one run; a line break is `\n` in a run.
        case paragraph([Run])
        /// Items of one line each, at least one. Ordered items count from 1.
        case list(items: [[Run]], isOrdered: Bool)
        /// Rows of cells: 1 to ``Markup/mostRows`` rows, 2 to 4 cells in each, as many in all. A cell may have no runs.
        case table(rows: [[[Run]]], hasHeader: Bool)
    }

    /// A piece of text set in one way.
    public struct Run: Hashable, Sendable {
        /// Never empty.
        public let text: String
        /// Between `**`.
        public let isBold: Bool
        /// Between `*`.
        public let isItalic: Bool

        /// A piece of text, plain unless said otherwise.
        public init(text: String, isBold: Bool = false, isItalic: Bool = false) {
            self.text = text
            self.isBold = isBold
            self.isItalic = isItalic
        }
    }

    /// From top to bottom; empty for a text without a visible character.
    public let blocks: [Block]

    /// The most rows of one table; what a longer one has more stands in a table of its own below it.
    public static let mostRows = 40

    /// Reads any text, in time that grows with its length only.
    public init(_ text: String) {
        blocks = MarkupBlocks.read(text)
    }

    /// Blocks that were read before, such as those of one page.
    public init(blocks: [Block]) {
        self.blocks = blocks
    }

    /// The text without marks, as it is read aloud: blocks parted by an empty line, a line for each item and row, `\t` between cells.
    public var plainText: String {
        blocks.map(Self.plainText).joined(separator: "\n\n")
    }

    private static func plainText(_ block: Block) -> String {
        func text(_ runs: [Run]) -> String { runs.map(\.text).joined() }
        switch block {
        case .paragraph(let runs): return text(runs)
        case .list(let items, let isOrdered):
            return items.enumerated().map { (isOrdered ? "\($0 + 1). " : "• ") + text($1) }.joined(separator: "\n")
        case .table(let rows, _):
            return rows.map { $0.map(text).joined(separator: "\t") }.joined(separator: "\n")
        }
    }
}
