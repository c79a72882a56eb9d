/// How crowded a path is. Cairo's time grows with the square of the edges that lie beside each other: eight thousand lines across each other
/// take it a quarter of a minute.
enum SVGPath {
    /// The most segments that any horizontal line meets.
    ///
    /// - Parameters:
    ///   - data: the value of `d`, or of `points`.
    ///   - isPath: false for `points`.
    static func crowd(_ data: String, isPath: Bool) -> Int {
        var events: [(y: Double, step: Int)] = []
        var reader = NumberReader(Array(data.utf8))
        var (command, isRelative) = (isPath ? UInt8(0) : UInt8(ascii: "L"), false)
        var (y, start) = (0.0, 0.0)
        while let next = reader.peek() {
            if case .letter(let letter) = next {
                guard isPath else { break }
                reader.skip()
                isRelative = letter >= UInt8(ascii: "a")
                command = letter & 0xDF
                if command == UInt8(ascii: "Z") {
                    events += span(y, start)
                    y = start
                }
                continue
            }
            guard let offsets = heights[command] else { break }
            // Where numbers are missing the path ends, as it does for librsvg.
            var (low, high, end) = (y, y, y)
            var isWhole = true
            for index in 0..<offsets.count {
                let isFlag = command == UInt8(ascii: "A") && (index == 3 || index == 4)
                guard let number = reader.number(isFlag: isFlag) else {
                    isWhole = false
                    break
                }
                guard offsets[index] else { continue }
                end = isRelative ? y + number : number
                (low, high) = (min(low, end), max(high, end))
            }
            guard isWhole else { break }
            if command == UInt8(ascii: "M") {
                start = end
                command = UInt8(ascii: "L")
            } else {
                events += span(low, high)
            }
            y = end
        }
        // Those that begin at a height come before those that end there.
        events.sort { $0.y != $1.y ? $0.y < $1.y : $0.step > $1.step }
        var (count, most) = (0, 0)
        for event in events {
            count += event.step
            most = max(most, count)
        }
        return most
    }

    /// Which of a command's numbers are heights.
    private static let heights: [UInt8: [Bool]] = [
        UInt8(ascii: "M"): [false, true], UInt8(ascii: "L"): [false, true], UInt8(ascii: "T"): [false, true],
        UInt8(ascii: "H"): [false], UInt8(ascii: "V"): [true],
        UInt8(ascii: "C"): [false, true, false, true, false, true],
        UInt8(ascii: "S"): [false, true, false, true], UInt8(ascii: "Q"): [false, true, false, true],
        UInt8(ascii: "A"): [false, false, false, false, false, false, true],
    ]

    private static func span(_ one: Double, _ other: Double) -> [(y: Double, step: Int)] {
        [(min(one, other), 1), (max(one, other), -1)]
    }

    /// Numbers as SVG writes them: `1-.5.5e3` are three.
    private struct NumberReader {
        let bytes: [UInt8]
        var position = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        enum Next {
            case letter(UInt8)
            case other
        }

        /// What comes next; nil at the end.
        mutating func peek() -> Next? {
            while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D, 0x0C, 0x2C].contains(bytes[position]) {
                position += 1
            }
            guard position < bytes.count else { return nil }
            let byte = bytes[position]
            return (0x41...0x5A).contains(byte & 0xDF) ? .letter(byte) : .other
        }

        mutating func skip() { position += 1 }

        mutating func number(isFlag: Bool) -> Double? {
            guard case .other = peek() else { return nil }
            let start = position
            if isFlag {
                position += 1
            } else {
                var (hasPoint, hasExponent) = (false, false)
                while position < bytes.count {
                    switch bytes[position] {
                    case UInt8(ascii: "0")...UInt8(ascii: "9"): break
                    case UInt8(ascii: "+"), UInt8(ascii: "-"):
                        if position > start, bytes[position - 1] & 0xDF != UInt8(ascii: "E") { return value(start) }
                    case UInt8(ascii: "."):
                        if hasPoint || hasExponent { return value(start) }
                        hasPoint = true
                    case UInt8(ascii: "e"), UInt8(ascii: "E"):
                        if hasExponent || position == start { return value(start) }
                        hasExponent = true
                    default: return value(start)
                    }
                    position += 1
                }
            }
            return value(start)
        }

        private func value(_ start: Int) -> Double? {
            Double(String(decoding: bytes[start..<position], as: UTF8.self))
        }
    }
}
