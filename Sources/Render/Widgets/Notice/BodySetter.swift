import Signage

/// Sets the text of a notice at one size and width, and cuts it into pages.
struct BodySetter {
    /// A unit set: its texts by their place within it.
    struct Line {
        let texts: [(block: TextBlock, x: Double, y: Double)]
        /// From the first cap line to the last baseline, in pixels.
        let height: Double
        /// From the baseline of the line above to this one's cap line; 0 at the head of a page.
        let gap: Double
        /// Whether a rule parts it from the row above.
        let hasRule: Bool
        let words: Int
    }

    let typesetter: Typesetter
    /// Of paragraphs.
    let style: TextStyle
    /// Of the marks before a list's items.
    let accent: Colour
    /// In pixels.
    let width: Double

    /// The height of lines below each other, the first at the head of a page.
    static func height(of lines: [Line]) -> Double {
        lines.reduce(0) { $0 + $1.height + $1.gap } - (lines.first?.gap ?? 0)
    }

    private var bodySize: Double { style.size }
    private var lineGap: Double { style.size * (style.lineHeight - Fonts.capHeight) }

    private func gap(_ kind: BodyUnit.Gap) -> Double {
        switch kind {
        case .paragraph: bodySize * 0.98
        case .line: lineGap
        case .item: bodySize * 0.78
        case .row: bodySize * 0.86
        }
    }

    /// All of a text below each other.
    func lines(of units: [(unit: BodyUnit, gap: BodyUnit.Gap)]) -> [Line] {
        let columns = columns(of: units.map(\.unit))
        return units.map { unit, gap in line(of: unit, gap: self.gap(gap), columns: columns) }
    }

    private func line(of unit: BodyUnit, gap: Double, columns: [Int: [Double]]) -> Line {
        switch unit {
        case .text(let text):
            let block = typesetter.text(text, style, width: width)
            return Line(
                texts: [(block, 0, 0)], height: block.height, gap: gap, hasRule: false, words: text.words)
        case .item(let marker, let text):
            let sign = typesetter.text(RichText(marker), markerStyle)
            let indent = itemIndent(marker)
            let block = typesetter.text(text, style, width: max(1, width - indent))
            let isMirrored = Bidi.isRightToLeft(text.text)
            return Line(
                texts: [(sign, isMirrored ? width - sign.width : 0, 0), (block, isMirrored ? 0 : indent, 0)],
                height: block.height, gap: gap,
                hasRule: false, words: text.words)
        case .row(let cells, let table, let isHeader):
            var (x, texts) = (0.0, [(block: TextBlock, x: Double, y: Double)]())
            for (cell, column) in zip(cells, columns[table] ?? []) {
                texts.append((typesetter.text(cell, cellStyle(isHeader: isHeader), width: column), x, 0))
                x += column + columnGap
            }
            let height = texts.map(\.block.height).max() ?? 0
            return Line(
                texts: texts, height: height, gap: gap, hasRule: true, words: cells.reduce(0) { $0 + $1.words })
        }
    }

    private var markerStyle: TextStyle {
        var style = style
        style.weight = .semibold
        style.colour = accent
        return style
    }

    private func itemIndent(_ marker: String) -> Double {
        max(bodySize * 0.95, typesetter.text(RichText(marker), markerStyle).width + bodySize * 0.4)
    }

    // MARK: Tables

    private var columnGap: Double { bodySize * 0.9 }

    private func cellStyle(isHeader: Bool) -> TextStyle {
        var style = style
        if isHeader { style.weight = max(style.weight, .semibold) }
        return style
    }

    /// The widths of each table's columns: as wide as their texts where that fits, else in proportion, none under a fifth.
    private func columns(of units: [BodyUnit]) -> [Int: [Double]] {
        var needs: [Int: [Double]] = [:]
        for case .row(let cells, let table, let isHeader) in units {
            var columns = needs[table] ?? Array(repeating: 0, count: cells.count)
            for (index, cell) in cells.enumerated() where index < columns.count {
                columns[index] = max(columns[index], typesetter.text(cell, cellStyle(isHeader: isHeader)).width + 1)
            }
            needs[table] = columns
        }
        return needs.mapValues { columns in
            let room = width - columnGap * Double(columns.count - 1)
            let total = columns.reduce(0, +)
            guard total > room, room > 0 else { return columns }
            let least = columns.map { min($0, room / 5) }
            let spare = room - least.reduce(0, +)
            let wishes = zip(columns, least).map { $0 - $1 }
            let wish = max(1, wishes.reduce(0, +))
            return zip(least, wishes).map { $0 + spare * $1 / wish }
        }
    }

    // MARK: Pages

    /// The text cut into pages of a height: between units, else at the ends of sentences, else at the ends of lines.
    func pages(of units: [(unit: BodyUnit, gap: BodyUnit.Gap)], height: Double) -> [[Line]] {
        let columns = columns(of: units.map(\.unit))
        var (pages, left) = ([[Line]()], height)
        func turn() {
            pages.append([])
            left = height
        }
        for (unit, gap) in units {
            var rest: BodyUnit? = unit
            while let part = rest {
                let isFirst = pages[pages.count - 1].isEmpty
                let line = line(of: part, gap: self.gap(gap), columns: columns)
                let room = isFirst ? left : left - line.gap
                if line.height <= room + 0.001 {
                    pages[pages.count - 1].append(line)
                    left = room - line.height
                    break
                }
                guard case .text = part, let block = line.texts.first?.block else {
                    // A row or an item goes whole to the next page; one that is higher than a page is cut by the panel.
                    guard isFirst else {
                        let opening = Self.takeOpening(from: &pages[pages.count - 1])
                        turn()
                        if let opening {
                            pages[pages.count - 1].append(opening)
                            left -= opening.height
                        }
                        continue
                    }
                    pages[pages.count - 1].append(line)
                    turn()
                    break
                }
                // As it was set: with soft hyphens.
                let text = block.content
                let fitting = block.lines(within: room)
                let end = block.end(ofLines: fitting)
                // A sentence that is longer than a page has no better end than that of a line.
                let lineEnd = isFirst ? block.end(ofLines: max(1, fitting)) : 0
                let cut = Sentences.lastEnd(in: text.text, upTo: end) ?? lineEnd
                if cut > 0 {
                    pages[pages.count - 1].append(
                        self.line(of: .text(text[0..<cut].trimmed), gap: self.gap(gap), columns: columns))
                    let left = text[cut..<text.text.utf8.count].trimmed
                    rest = left.text.allSatisfy(\.isWhitespace) ? nil : .text(left)
                }
                turn()
            }
        }
        if pages.count > 1, pages[pages.count - 1].isEmpty { pages.removeLast() }
        return pages
    }

    /// Of no more lines than this, what ends with a colon goes with the list that it opens.
    private static let mostOpeningLines = 3

    /// Takes "Bitte bringen Sie mit:" off the end of a page whose list begins on the next one; nil when nothing such ends it or all of it is that.
    private static func takeOpening(from page: inout [Line]) -> Line? {
        guard page.count > 1, let last = page.last, last.texts.count == 1, let block = last.texts.first?.block,
            block.content.text.hasSuffix(":"), block.lineCount <= mostOpeningLines
        else { return nil }
        page.removeLast()
        return last
    }
}

extension RichText {
    /// Without white space at its ends.
    fileprivate var trimmed: RichText {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }
        let bytes = text.utf8
        let lead = bytes.prefix(while: isSpace).count
        let tail = bytes.reversed().prefix(while: isSpace).count
        return lead + tail == 0 || lead == bytes.count ? self : self[lead..<bytes.count - tail]
    }
}
