import Foundation

/// Parts a text into paragraphs, lists and tables: CommonMark's first phase, line by line.
struct MarkupBlocks {
    private let lines: [String]
    private var position = 0
    private var blocks: [Markup.Block] = []
    /// The lines of the paragraph that is being read.
    private var paragraph: [String] = []

    private init(_ text: String) {
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
    }

    static func read(_ text: String) -> [Markup.Block] {
        var reader = MarkupBlocks(text)
        while reader.position < reader.lines.count { reader.step() }
        reader.endParagraph()
        return reader.blocks
    }

    private mutating func step() {
        let line = lines[position]
        if line.isEmpty {
            endParagraph()
            position += 1
        } else if line.first == "|" {
            readTable()
        } else if let items = bullets() ?? numbered() {
            endParagraph()
            blocks.append(.list(items: items.texts.map(MarkupRuns.read), isOrdered: items.isOrdered))
            position = items.end
        } else {
            paragraph.append(line)
            position += 1
        }
    }

    private mutating func endParagraph() {
        guard !paragraph.isEmpty else { return }
        blocks.append(.paragraph(MarkupRuns.read(paragraph.joined(separator: "\n"))))
        paragraph = []
    }

    // MARK: Lists

    private typealias Items = (texts: [String], isOrdered: Bool, end: Int)

    /// The line after the empty lines at a position, for items may be parted by empty lines (CommonMark 5.3, loose lists).
    private func line(from position: Int) -> Int? {
        lines[position...].firstIndex { !$0.isEmpty }
    }

    private func bullets() -> Items? {
        var (texts, end): ([String], Int) = ([], position)
        while let index = line(from: end), let text = Self.bullet(lines[index]) {
            texts.append(text)
            end = index + 1
        }
        return texts.isEmpty ? nil : (texts, false, end)
    }

    private static func bullet(_ line: String) -> String? {
        guard let mark = line.first, "-*•".contains(mark), let space = line.dropFirst().first, space.isWhitespace else {
            return nil
        }
        let text = line.dropFirst(2).trimmingCharacters(in: .whitespaces)
        // A line of nothing but marks is someone's rule or ornament.
        return text.allSatisfy { "-*•".contains($0) || $0.isWhitespace } ? nil : text
    }

    /// Reads on from a line with the number 1 up to the next such line, so that no line is looked at more than twice.
    private func numbered() -> Items? {
        guard let first = Self.numbered(lines[position]), first.number == 1 else { return nil }
        var (items, end) = ([first], position + 1)
        while let index = line(from: end), let item = Self.numbered(lines[index]), item.number != 1 {
            items.append(item)
            end = index + 1
        }
        let counts = items.enumerated().allSatisfy { $1.number == $0 + 1 && $1.mark == first.mark }
        guard items.count > 1, counts, !items.contains(where: { goesOnLikeDate($0.text) }) else { return nil }
        return (items.map(\.text), true, end)
    }

    private static func numbered(_ line: String) -> (number: Int, mark: Character, text: String)? {
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let rest = line.dropFirst(digits.count)
        guard (1...3).contains(digits.count), digits.first != "0", let number = Int(digits), let mark = rest.first,
            ".)".contains(mark), let space = rest.dropFirst().first, space.isWhitespace
        else { return nil }
        return (number, mark, rest.dropFirst(2).trimmingCharacters(in: .whitespaces))
    }

    /// Whether what follows "1. " makes it a day: the name of a month, or a number with a dot, as in "1. 12. 2026".
    private func goesOnLikeDate(_ text: String) -> Bool {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty { return text.dropFirst(digits.count).first == "." }
        return Self.months.contains(text.prefix { $0.isLetter }.lowercased())
    }

    private static let months = Set(
        """
        januar jänner februar feber märz april mai juni juno juli julei august september oktober november dezember \
        jan jän feb mär mrz maerz apr jun jul aug sep sept okt nov dez \
        january february march may june july october december mar oct dec
        """.split(separator: " ").map(String.init))

    // MARK: Tables

    private mutating func readTable() {
        var end = position
        while end < lines.count, let first = lines[end].first, first == "|" { end += 1 }
        let group = lines[position..<end]
        position = end
        var rows = group.compactMap(Self.cells)
        let columns = rows.map(\.count).max() ?? 0
        guard rows.count == group.count, (2...4).contains(columns) else {
            paragraph += group
            return
        }
        endParagraph()
        let hasHeader = rows.count > 1 && rows[1].allSatisfy(Self.isDelimiter)
        if hasHeader { rows.remove(at: 1) }
        for start in stride(from: 0, to: rows.count, by: Markup.mostRows) {
            let part = rows[start..<min(rows.count, start + Markup.mostRows)].map { row in
                row.map(MarkupRuns.read) + Array(repeating: [], count: columns - row.count)
            }
            blocks.append(.table(rows: part, hasHeader: hasHeader && start == 0))
        }
    }

    /// What stands between the bars that have no backslash before them; nil for a line that does not end with one.
    private static func cells(_ line: String) -> [String]? {
        var (cells, cell, isEscaped) = ([String](), "", false)
        for character in line.dropFirst() {
            if character == "|", !isEscaped {
                cells.append(cell.trimmingCharacters(in: .whitespaces))
                cell = ""
            } else {
                cell.append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return cell.isEmpty ? cells : nil
    }

    /// `---`, with colons for the alignment, which is read and not used. At least two hyphens, since one means "nothing".
    private static func isDelimiter(_ cell: String) -> Bool {
        let hyphens = cell.drop { $0 == ":" }.prefix { $0 == "-" }
        return hyphens.count >= 2 && cell.allSatisfy { $0 == "-" || $0 == ":" }
    }
}
