import Signage

/// A part of a text that stands below another: a paragraph or a line of one, an item of a list, a row of a table.
enum BodyUnit {
    case text(RichText)
    case item(marker: String, RichText)
    /// One row; `table` tells the rows of one table from those of another.
    case row([RichText], table: Int, isHeader: Bool)

    /// Which distance it keeps from the unit above.
    enum Gap { case paragraph, line, item, row }

    /// The units of a text, with the distance of each from the one above.
    /// - Parameter hasColours: whether emoji can be drawn as what they are.
    static func units(of markup: Markup, hasColours: Bool = true) -> [(unit: BodyUnit, gap: Gap)] {
        var result: [(unit: BodyUnit, gap: Gap)] = []
        func rich(_ runs: [Markup.Run]) -> RichText { hasColours ? Self.rich(runs) : Emoji.plain(Self.rich(runs)) }
        for (index, block) in markup.blocks.enumerated() {
            switch block {
            case .paragraph(let runs):
                let lines = rich(runs).lines
                result += lines.enumerated().map { (.text($1.glued), $0 == 0 ? .paragraph : .line) }
            case .list(let items, let isOrdered):
                result += items.enumerated().map { number, runs in
                    let marker = isOrdered ? "\(number + 1)." : "•"
                    return (.item(marker: marker, rich(runs).glued), number == 0 ? .paragraph : .item)
                }
            case .table(let rows, let hasHeader):
                result += rows.enumerated().map { number, cells in
                    let row = BodyUnit.row(
                        cells.map { rich($0).glued }, table: index, isHeader: hasHeader && number == 0)
                    return (row, number == 0 ? .paragraph : .row)
                }
            }
        }
        return result
    }

    private static func rich(_ runs: [Markup.Run]) -> RichText {
        var (text, emphases) = ("", [RichText.Emphasis]())
        for run in runs {
            let start = text.utf8.count
            text += run.text
            guard run.isBold || run.isItalic, !run.text.isEmpty else { continue }
            emphases.append(
                RichText.Emphasis(range: start..<text.utf8.count, isBold: run.isBold, isItalic: run.isItalic))
        }
        return RichText(text, emphases)
    }
}

extension RichText {
    /// Mended, and with what belongs together held together.
    fileprivate var glued: RichText { Typography.mended(self).changed(Glue.joined) }

    /// Parted at its line breaks: each is set for itself, so that a text of thousands of short lines is cut into pages quickly.
    fileprivate var lines: [RichText] {
        guard text.utf8.contains(0x0A) else { return [self] }
        var (lines, start) = ([RichText](), 0)
        for (offset, byte) in text.utf8.enumerated() where byte == 0x0A {
            lines.append(self[start..<offset])
            start = offset + 1
        }
        lines.append(self[start..<text.utf8.count])
        return lines.filter { !$0.text.isEmpty }
    }
}
