/// A hash table over bytes, whose keys stay where they are read: words of Latin-1, one table of numbers, nothing else.
///
/// An entry is a run of bytes up to a space, a line's end or "/". Its key is its letters; digits and "-" among them are marks
/// that belong to the places between letters.
struct ByteTable: Sendable {
    /// The text that the entries stand in.
    let bytes: [UInt8]
    /// The longest key, in letters.
    private(set) var longest = 0
    /// In the upper 24 bits where an entry starts plus one, in the lower 8 a part of its hash; 0 where nothing is.
    private var slots: [UInt32]

    /// Longer keys are passed over: no word of a pattern file has them.
    private static let longestKey = 40
    /// What fits into 24 bits.
    private static let mostBytes = 1 << 24 - 2

    /// - Parameter bytes: Latin-1; entries that start with "#" reach to the line's end and are left out.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes.count <= Self.mostBytes ? bytes : []
        // An entry has seven bytes or so: about two slots each.
        var size = 64
        while size < self.bytes.count / 4 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        fill()
    }

    private mutating func fill() {
        bytes.withUnsafeBufferPointer { bytes in
            var used = 0
            var position = 0
            while position < bytes.count {
                let start = position
                if bytes[start] == UInt8(ascii: "#") {
                    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
                    continue
                }
                var hash = Self.seed
                var letters = 0
                while position < bytes.count, !Self.ends(bytes[position]) {
                    if !Self.isMark(bytes[position]) {
                        hash = Self.step(hash, bytes[position])
                        letters += 1
                    }
                    position += 1
                }
                if letters > 0, letters <= Self.longestKey, used < slots.count / 4 * 3 {
                    var slot = index(hash)
                    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
                    slots[slot] = UInt32(start + 1) << 8 | hash & 0xFF
                    used += 1
                    longest = max(longest, letters)
                }
                while position < bytes.count, bytes[position] > UInt8(ascii: " ") { position += 1 }
                while position < bytes.count, bytes[position] <= UInt8(ascii: " ") { position += 1 }
            }
        }
    }

    /// Where the entry starts whose letters are `word[range]`.
    /// - Parameter hash: of these letters, made with ``seed`` and ``step(_:_:)``.
    func entry(_ hash: UInt32, _ word: [UInt8], _ range: Range<Int>) -> Int? {
        var slot = index(hash)
        while slots[slot] != 0 {
            if slots[slot] & 0xFF == hash & 0xFF {
                let start = Int(slots[slot] >> 8) - 1
                if isKey(at: start, word, range) { return start }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Where the entry starts whose letters are `word[range]`.
    func entry(_ word: [UInt8], _ range: Range<Int>) -> Int? {
        guard range.count <= longest else { return nil }
        return entry(range.reduce(Self.seed) { Self.step($0, word[$1]) }, word, range)
    }

    private func isKey(at start: Int, _ word: [UInt8], _ range: Range<Int>) -> Bool {
        var position = start
        var letter = range.lowerBound
        while position < bytes.count, !Self.ends(bytes[position]) {
            if !Self.isMark(bytes[position]) {
                guard letter < range.upperBound, bytes[position] == word[letter] else { return false }
                letter += 1
            }
            position += 1
        }
        return letter == range.upperBound
    }

    /// FNV-1a, 32 bits.
    static let seed: UInt32 = 0x811C_9DC5
    static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 0x0100_0193 }

    private func index(_ hash: UInt32) -> Int { Int(hash ^ hash >> 15) & (slots.count - 1) }

    /// A digit of a pattern or the "-" of an exception.
    static func isMark(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || byte == UInt8(ascii: "-") }

    static func ends(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") || byte == UInt8(ascii: "/") }
}
