import Foundation

/// Walks over an SVG's tags before librsvg sees it. What this does not understand as libxml2 would is refused, so that nothing is drawn that was
/// not weighed.
struct SVGScanner {
    /// One element, with what ``SVGWeight`` needs of it.
    struct Element {
        /// Without its prefix.
        let name: String
        let parent: Int?
        /// Names without prefix; references resolved.
        var attributes: [(name: String, value: String)] = []
        /// Bytes of its tag.
        var length = 0
    }

    private let bytes: [UInt8]
    private var position = 0
    private var entities: [String: String] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
    private var open: [Int] = []
    private(set) var elements: [Element] = []
    /// What stands between `<style>` and `</style>`.
    private(set) var styles = ""

    /// - Throws: when it is nested too deep, refers outside of itself, or holds what is not drawn.
    init(_ data: Data) throws(ImageError) {
        bytes = Array(data)
        try checkEncoding()
        try Self.checkSigns(String(decoding: bytes, as: UTF8.self))
        while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            take(bytes[position..<start], isPlain: false)
            position = start
            if starts("<!--") {
                try skip(past: "-->")
            } else if starts("<![CDATA[") {
                let content = position + 9
                try skip(past: "]]>")
                take(bytes[content..<(position - 3)], isPlain: true)
            } else if starts("<?xml-stylesheet") {
                throw .notSupported(.svg, "it refers to a style sheet of its own")
            } else if starts("<?") {
                try skip(past: "?>")
            } else if starts("<!") {
                try readDoctype()
            } else if starts("</") {
                try skip(past: ">")
                // A rule that is not closed ends with its style element.
                if let last = open.popLast(), elements[last].name == "style" { styles += "}" }
            } else {
                try readTag()
            }
        }
        guard elements.contains(where: { $0.name == "svg" }) else { throw .damaged(.svg, "it has no svg element") }
    }

    private func starts(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    private mutating func take(_ text: ArraySlice<UInt8>, isPlain: Bool) {
        guard let last = open.last, elements[last].name == "style" else { return }
        let text = String(decoding: text, as: UTF8.self)
        styles += isPlain ? text : resolve(text)
    }

    private mutating func skip(past end: String) throws(ImageError) {
        let end = Array(end.utf8)
        var index = position
        while index + end.count <= bytes.count {
            if bytes[index] == end[0], bytes[index...].starts(with: end) {
                position = index + end.count
                return
            }
            index += 1
        }
        throw .damaged(.svg, "it breaks off in the tag at byte \(position)")
    }

    /// A tag that is written in another encoding would go unseen.
    private func checkEncoding() throws(ImageError) {
        guard !bytes.contains(0) else { throw .notSupported(.svg, "it is not written in UTF-8") }
        let start = String(decoding: bytes.prefix(256), as: UTF8.self)
        guard start.contains("<?xml") else { return }
        guard start.contains("?>") else { throw .notSupported(.svg, "its XML declaration is longer than any other") }
        guard let declared = start.firstMatch(of: #/encoding\s*=\s*["']([^"']*)["']/#) else { return }
        let known = ["utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"]
        guard known.contains(declared.output.1.lowercased()) else {
            throw .notSupported(.svg, "it is written in \(declared.output.1), not in UTF-8")
        }
    }

    /// Swift takes a sign and what combines with it for one character, libxml2 and librsvg do not: the sign would go unseen.
    static func checkSigns(_ text: String) throws(ImageError) {
        for character in text where character.unicodeScalars.count > 1 && character != "\r\n" {
            let hidesSign = character.unicodeScalars.contains { $0.isASCII && !$0.properties.isAlphabetic }
            guard !hidesSign else { throw .notSupported(.svg, "one of its signs has an accent or a joiner") }
        }
    }

    /// In bytes; those of drawing programs have two or three thousand.
    private static let doctypeLength = 16 << 10

    /// Drawing programs declare short entities for their namespaces; anything else in there could hide elements.
    private mutating func readDoctype() throws(ImageError) {
        let start = position
        var quote: UInt8?
        var isInSubset = false
        while position < bytes.count {
            let byte = bytes[position]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "[") {
                isInSubset = true
            } else if byte == UInt8(ascii: "]") {
                isInSubset = false
            } else if byte == UInt8(ascii: ">"), !isInSubset {
                position += 1
                try readSubset(String(decoding: bytes[start..<position], as: UTF8.self))
                return
            }
            position += 1
        }
        throw .damaged(.svg, "it breaks off in its document type")
    }

    private mutating func readSubset(_ doctype: String) throws(ImageError) {
        guard doctype.utf8.count <= Self.doctypeLength else {
            throw .tooLarge(.svg, "its document type has more than \(Self.doctypeLength >> 10) KiB")
        }
        var rest = doctype.dropFirst(2)
        for match in doctype.matches(of: #/<!ENTITY\s+([\w.:-]+)\s+(?:"([^"<&%]{0,100})"|'([^'<&%]{0,100})')\s*>/#) {
            // libxml2 keeps the first of several.
            let name = String(match.output.1)
            // Swift takes two spellings of "é" for one name.
            guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
                throw .notSupported(.svg, "its document type declares names with other letters than a to z")
            }
            if entities[name] == nil { entities[name] = String(match.output.2 ?? match.output.3 ?? "") }
            if let range = rest.range(of: match.output.0) { rest.removeSubrange(range) }
        }
        guard !rest.contains("<"), !rest.contains("%"), entities.count <= 64 else {
            throw .notSupported(.svg, "its document type declares more than short entities")
        }
    }

    private mutating func readTag() throws(ImageError) {
        let start = position
        position += 1
        var element = Element(name: Self.local(readName()), parent: open.last)
        while true {
            skipSpace()
            guard position < bytes.count else { throw .damaged(.svg, "it breaks off in the tag at byte \(start)") }
            if bytes[position] == UInt8(ascii: ">") || starts("/>") { break }
            let name = readName()
            skipSpace()
            guard !name.isEmpty, position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
                throw .damaged(.svg, "the tag at byte \(start) is not sound")
            }
            position += 1
            skipSpace()
            guard position < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[position]),
                let end = bytes[(position + 1)...].firstIndex(of: bytes[position])
            else { throw .damaged(.svg, "the tag at byte \(start) is not sound") }
            let value = resolve(String(decoding: bytes[(position + 1)..<end], as: UTF8.self))
            try Self.checkSigns(value)
            if !name.hasPrefix("xmlns") { element.attributes.append((Self.local(name), value)) }
            position = end + 1
        }
        let isClosed = bytes[position] == UInt8(ascii: "/")
        position += isClosed ? 2 : 1
        element.length = position - start
        elements.append(element)
        guard elements.count <= SVGWeight.elements else {
            throw .tooLarge(.svg, "it has more than \(SVGWeight.elements) elements")
        }
        guard !isClosed else { return }
        open.append(elements.count - 1)
        guard open.count <= SVGWeight.depth else {
            throw .tooLarge(.svg, "its elements are nested more than \(SVGWeight.depth) deep")
        }
    }

    private static let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    private static let ends = space.union("=/>'\"<".utf8)

    private mutating func skipSpace() {
        while position < bytes.count, Self.space.contains(bytes[position]) { position += 1 }
    }

    private mutating func readName() -> String {
        let start = position
        while position < bytes.count, !Self.ends.contains(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func local(_ name: String) -> String {
        name.split(separator: ":").last.map(String.init) ?? name
    }

    private func resolve(_ value: String) -> String {
        guard value.contains("&") else { return value }
        return value.replacing(#/&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|([\w.:-]+));/#) { match in
            let (_, hexadecimal, decimal, name) = match.output
            if let name { return entities[String(name)] ?? "" }
            let number = hexadecimal.flatMap { UInt32($0, radix: 16) } ?? decimal.flatMap { UInt32($0) }
            return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
        }
    }
}
