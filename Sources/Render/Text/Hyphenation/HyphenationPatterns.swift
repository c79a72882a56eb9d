import Foundation

/// The German patterns of Debian's `hyphen-de`, applied after F. M. Liang, "Word Hy-phen-a-tion by Com-put-er" (1983).
///
/// The file is Latin-1. What stands before its line NEXTLEVEL are 69,000 compounds that libhyphen takes for substrings and that
/// break other words badly; ``Compounds`` does that work here. Only the 8,700 patterns after it are read.
struct HyphenationPatterns: Sendable {
    /// Where Debian puts them.
    static let path = "/usr/share/hyphen/hyph_de_DE.dic"

    private let table: ByteTable

    /// - Throws: when the file is not there or is no such file.
    init(path: String) throws(RenderError) {
        let advice = "install hyphen-de"
        let file: Data
        do {
            // Mapped: of a megabyte only the end is looked at, and copied.
            file = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        } catch {
            throw RenderError(
                action: "load the hyphenation patterns \(path)", cause: error.localizedDescription, advice: advice)
        }
        let coding = Data("ISO8859-1".utf8)
        guard file.starts(with: coding), let mark = file.range(of: Data("\nNEXTLEVEL\n".utf8), options: .backwards)
        else {
            throw RenderError(
                action: "load the hyphenation patterns \(path)",
                cause: "not German patterns in ISO 8859-1 with two levels",
                advice: advice)
        }
        table = ByteTable([UInt8](file[mark.upperBound...]))
    }

    /// Leaves in `work.levels[i]` how strongly the patterns want a break before `word[range]`'s letter `i`: odd ones do.
    func mark(_ word: [UInt8], _ range: Range<Int>, _ work: inout HyphenationWork) {
        let dot = UInt8(ascii: ".")
        work.dotted.removeAll(keepingCapacity: true)
        work.dotted.append(dot)
        work.dotted.append(contentsOf: word[range])
        work.dotted.append(dot)
        work.levels.removeAll(keepingCapacity: true)
        work.levels.append(contentsOf: repeatElement(0, count: work.dotted.count + 1))
        for start in work.dotted.indices {
            var hash = ByteTable.seed
            for end in start..<min(start + table.longest, work.dotted.count) {
                hash = ByteTable.step(hash, work.dotted[end])
                guard let entry = table.entry(hash, work.dotted, start..<end + 1) else { continue }
                raise(entry, from: start, &work)
            }
        }
        work.levels.removeFirst()
    }

    private func raise(_ entry: Int, from start: Int, _ work: inout HyphenationWork) {
        var place = start
        var position = entry
        while position < table.bytes.count, !ByteTable.ends(table.bytes[position]) {
            let byte = table.bytes[position]
            if ByteTable.isMark(byte) { work.levels[place] = max(work.levels[place], byte & 0xF) } else { place += 1 }
            position += 1
        }
    }
}
