/// Cuts paragraphs into pages at the ends of lines.
struct Pages {
    /// The paragraphs, or parts of them, of each page; at least one page.
    let pages: [[String]]

    /// - Parameters:
    ///   - height: room for the text, from the first cap line to the last baseline, in pixels.
    ///   - gap: between the last baseline of a paragraph and the next cap line.
    ///   - set: sets a paragraph in the page's width.
    init(_ paragraphs: [String], height: Double, gap: Double, set: (String) -> TextBlock) {
        var pages: [[String]] = [[]]
        var left = height
        var queue = paragraphs[...]
        while let paragraph = queue.popFirst() {
            let block = set(paragraph)
            if block.height <= left {
                pages[pages.count - 1].append(paragraph)
                left -= block.height + gap
                continue
            }
            var lines = block.lines(within: left)
            // A single line at the foot of a page or at the head of the next is hard to read.
            if lines == block.lineCount - 1 { lines -= 1 }
            if lines < 2 { lines = 0 }
            if lines == 0, pages[pages.count - 1].isEmpty { lines = max(1, block.lines(within: left)) }
            if lines > 0 {
                pages[pages.count - 1].append(block.head(to: lines))
                if lines < block.lineCount { queue.insert(block.rest(from: lines), at: queue.startIndex) }
            } else {
                queue.insert(paragraph, at: queue.startIndex)
            }
            if !queue.isEmpty {
                pages.append([])
                left = height
            }
        }
        self.pages = pages
    }
}
