import Foundation

/// Checks that text from outside can be set on a panel: bounded, whole, and without control characters.
enum Text {
    /// One line: trimmed, no line breaks.
    static func line(_ text: String, field: String, length: ClosedRange<Int>) throws(InvalidValue) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.contains(where: \.isNewline) else {
            throw InvalidValue(field: field, reason: "must stand on one line")
        }
        return try check(trimmed, field: field, length: length)
    }

    /// Paragraphs: trimmed, line ends as `\n`, at most one empty line between two paragraphs.
    static func paragraphs(_ text: String, field: String, length: ClosedRange<Int>) throws(InvalidValue) -> String {
        guard text.utf8.count <= length.upperBound * 8 else {
            throw InvalidValue(field: field, reason: "is too long: at most \(length.upperBound) characters")
        }
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        lines = lines.indices.filter { $0 == 0 || !(lines[$0].isEmpty && lines[$0 - 1].isEmpty) }.map { lines[$0] }
        let joined = lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        return try check(joined, field: field, length: length)
    }

    /// Neither white space nor one of the characters that only join, break or mark what stands beside them.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
    }

    private static func check(
        _ text: String, field: String, length: ClosedRange<Int>
    ) throws(InvalidValue) -> String {
        let count = text.count
        guard count >= length.lowerBound, length.lowerBound == 0 || text.unicodeScalars.contains(where: isVisible)
        else {
            throw InvalidValue(field: field, reason: "is empty")
        }
        // One character may have any number of combining marks, so that the bytes are bounded too.
        guard count <= length.upperBound, text.utf8.count <= length.upperBound * 32 else {
            throw InvalidValue(
                field: field, reason: "is too long: \(count) characters, at most \(length.upperBound)")
        }
        let control = text.unicodeScalars.first {
            $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
        }
        if let control {
            let code = String(control.value, radix: 16, uppercase: true)
            throw InvalidValue(field: field, reason: "has the control character U+\(code), remove it")
        }
        if let spoilt = text.unicodeScalars.first(where: { $0 == "\u{FFFD}" || turnsText($0) }) {
            let code = String(spoilt.value, radix: 16, uppercase: true)
            let reason =
                spoilt == "\u{FFFD}"
                ? "has U+FFFD in place of a letter that was lost, type it anew"
                : "has the invisible mark U+\(code) that changes the order of letters, remove it"
            throw InvalidValue(field: field, reason: reason)
        }
        return text
    }

    /// Embeddings, overrides and isolates (UAX 9, 2.1 to 2.4): a text with them may read as another one than was typed.
    private static func turnsText(_ scalar: Unicode.Scalar) -> Bool {
        0x202A...0x202E ~= scalar.value || 0x2066...0x2069 ~= scalar.value
    }
}
