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
        for (index, paragraph) in paragraphs.enumerated() {
            // Set once and cut by its lines: setting the rest anew for each page takes minutes for thousands of short lines.
            let block = set(paragraph)
            var start = 0
            while start < block.lineCount {
                let rest = start..<block.lineCount
                if block.height(of: rest) <= left {
                    pages[pages.count - 1].append(block.text(of: rest))
                    left -= block.height(of: rest) + gap
                    break
                }
                let fitting = block.lines(from: start, within: left)
                // A single line at the foot of a page or at the head of the next is hard to read.
                var lines = fitting == rest.count - 1 ? fitting - 1 : fitting
                if lines < 2 { lines = 0 }
                if lines == 0, pages[pages.count - 1].isEmpty { lines = max(1, fitting) }
                if lines > 0 {
                    pages[pages.count - 1].append(block.text(of: start..<start + lines))
                    start += lines
                }
                guard start < block.lineCount || index < paragraphs.count - 1 else { break }
                pages.append([])
                left = height
            }
        }
        self.pages = pages
    }
}
