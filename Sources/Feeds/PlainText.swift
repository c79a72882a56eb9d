import Foundation

/// Makes one line of plain text out of what sources put where plain text should be: tags, character references, line breaks and
/// characters that cannot be seen.
enum PlainText {
    /// One line without markup, its spaces single, at most `limit` characters (then ending in "…").
    static func line(_ text: String, limit: Int = 400) -> String {
        // A bound on the work as well: no source has good reason for a name of more bytes.
        var clean = String(decoding: Array(text.utf8.prefix(20_000)), as: UTF8.self)
        clean = strip(clean)
        if clean.contains("&") {
            // Twice: some systems store text that was escaped already.
            clean = strip(decodeReferences(decodeReferences(clean)))
        }
        let scalars = clean.unicodeScalars.compactMap(seen)
        let words = String(String.UnicodeScalarView(scalars)).split(separator: " ")
        let line = words.joined(separator: " ").precomposedStringWithCanonicalMapping
        guard line.count > limit else { return line }
        let head = line.prefix(limit - 1)
        return (head.lastIndex(of: " ").map { head[..<$0] } ?? head) + "…"
    }

    /// Nil for what has nothing to be seen in it.
    static func line(orNil text: String?, limit: Int = 400) -> String? {
        guard let text else { return nil }
        let line = line(text, limit: limit)
        return line.isEmpty ? nil : line
    }

    /// Every kind of white space as a space; nil for controls, direction overrides and characters of no width.
    private static func seen(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if scalar.properties.isWhitespace { return " " }
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .unassigned: return nil
        default: return scalar
        }
    }

    /// Without tags, comments and the insides of `script` and `style`.
    ///
    /// A `<` that opens no tag stays.
    static func strip(_ text: String) -> String {
        guard text.contains("<") else { return text }
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "<") {
            result += rest[..<open]
            rest = rest[open...]
            let after = rest.dropFirst()
            // Without an end there are no more tags at all.
            guard let close = after.firstIndex(of: ">") else { break }
            guard let first = after.first, first.isLetter || first == "/" || first == "!" else {
                result.append("<")
                rest = after
                continue
            }
            let name = after[..<close].prefix { $0.isLetter || $0 == "/" }.lowercased()
            rest = after[after.index(after: close)...]
            if name == "script" || name == "style" {
                let end = rest.range(of: "</" + name, options: .caseInsensitive)
                rest = end.map { rest[$0.lowerBound...] } ?? ""
            }
            // Inline marks stand inside of words; everything else parts them.
            if !["b", "/b", "i", "/i", "em", "/em", "strong", "/strong", "u", "/u", "span", "/span"].contains(name) {
                result.append(" ")
            }
        }
        return result + rest
    }

    /// With the character references of HTML that councils' systems write replaced; unknown ones stay.
    static func decodeReferences(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let ampersand = rest.firstIndex(of: "&") {
            result += rest[..<ampersand]
            let after = rest[rest.index(after: ampersand)...]
            if let end = after.prefix(12).firstIndex(of: ";"), let character = reference(after[..<end]) {
                result.unicodeScalars.append(character)
                rest = after[after.index(after: end)...]
            } else {
                result.append("&")
                rest = after
            }
        }
        return result + rest
    }

    private static func reference(_ name: Substring) -> Unicode.Scalar? {
        guard name.first == "#" else { return named[String(name)] }
        let digits = name.dropFirst()
        let code =
            digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return code.flatMap { Unicode.Scalar($0) }
    }

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "\u{AD}",
        "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß",
        "ndash": "–", "mdash": "—", "hellip": "…", "middot": "·", "bull": "•", "sect": "§", "euro": "€",
        "bdquo": "„", "ldquo": "“", "rdquo": "”", "sbquo": "‚", "lsquo": "‘", "rsquo": "’", "laquo": "«",
        "raquo": "»", "copy": "©", "deg": "°", "sup2": "²", "sup3": "³", "frac12": "½", "times": "×",
        "eacute": "é", "egrave": "è", "ecirc": "ê", "agrave": "à", "aacute": "á", "acirc": "â", "ccedil": "ç",
        "ocirc": "ô", "oacute": "ó", "iacute": "í", "ntilde": "ñ", "micro": "µ", "acute": "´",
    ]
}
