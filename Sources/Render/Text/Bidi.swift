/// Text that runs from right to left.
enum Bidi {
    /// LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE (UAX 9, 2.4).
    static let isolate: Unicode.Scalar = "\u{2066}"
    static let endOfIsolate: Unicode.Scalar = "\u{2069}"
    /// RIGHT-TO-LEFT MARK: at the start of a text it has the whole run so.
    static let mark = "\u{200F}"

    /// Whether a paragraph runs from right to left, by its first letter (UAX 9, P2 and P3).
    static func isRightToLeft(_ text: String) -> Bool {
        // Hebrew and all that follows is written with bytes from D6 on.
        guard text.utf8.contains(where: { $0 >= 0xD6 }) else { return false }
        for scalar in text.unicodeScalars {
            if runsRightToLeft(scalar) { return true }
            if scalar.properties.isAlphabetic { return false }
        }
        return false
    }

    /// Letters of Hebrew, Arabic and their kin; the mark.
    private static func runsRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200F: true
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
            scalar.properties.isAlphabetic
        default: false
        }
    }

    /// With telephone numbers, dates and times held together in text that runs from right to left: without that, the parts of
    /// "039203 565-0" would change places. Isolating an isolated text changes nothing.
    static func isolated(_ text: String) -> String {
        guard isRightToLeft(text) else { return text }
        var (result, scalars) = (String.UnicodeScalarView(), Array(text.unicodeScalars)[...])
        while let first = scalars.first {
            let run = numberRun(scalars)
            if run > 1, result.last != isolate {
                result.append(isolate)
                result.append(contentsOf: scalars.prefix(run))
                result.append(endOfIsolate)
            } else {
                result.append(contentsOf: run > 1 ? scalars.prefix(run) : [first])
            }
            scalars = scalars.dropFirst(max(1, run))
        }
        return String(result)
    }

    /// How many scalars of a number of several parts stand at the start, from digit to digit.
    private static func numberRun(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
        guard let first = scalars.first, isDigit(first) || first == "+" || first == "(" else { return 0 }
        var (length, hasDigit, gap) = (0, false, 0)
        for (index, scalar) in scalars.enumerated() {
            if isDigit(scalar) {
                (length, hasDigit, gap) = (index + 1, true, 0)
            } else if " \u{A0}-–/.:,()+".unicodeScalars.contains(scalar), gap < 2 {
                gap += 1
            } else {
                break
            }
        }
        return hasDigit ? length : 0
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }
}
