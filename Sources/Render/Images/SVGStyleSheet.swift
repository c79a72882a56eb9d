import Foundation

/// The CSS of an SVG's style elements, read as coarsely as its weight needs: rules for one class or one name are kept apart, all others count
/// for every element.
struct SVGStyleSheet {
    typealias Declarations = [(name: String, value: String)]

    private(set) var classes: [String: Declarations] = [:]
    private(set) var names: [String: Declarations] = [:]
    private(set) var everywhere: Declarations = []

    /// - Throws: when it refers outside of the file, or other readers may see other rules in it.
    init(_ text: String) throws(ImageError) {
        guard !text.contains("\\"), text.range(of: "@import", options: .caseInsensitive) == nil else {
            throw .notSupported(.svg, "its styles hold escapes, or are in another file")
        }
        guard !text.contains("/*") else { throw Self.comments }
        try SVGScanner.checkSigns(text)
        try Self.checkBraces(text)
        let isSimple = !text.contains("@")
        for rule in text.split(separator: "}") {
            let parts = rule.split(separator: "{")
            guard parts.count > 1 else {
                // Too many closing braces.
                everywhere += try Self.declarations(String(rule))
                continue
            }
            let declarations = try Self.declarations(parts.dropFirst().joined(separator: ";"))
            for selector in parts[0].split(separator: ",") {
                let selector = selector.trimmingCharacters(in: .whitespacesAndNewlines)
                let name = String(selector.dropFirst())
                let isName = name.wholeMatch(of: #/[\w-]+/#) != nil
                if isSimple, isName, selector.hasPrefix(".") {
                    classes[name, default: []] += declarations
                } else if isSimple, isName, selector.hasPrefix("#") {
                    names[name, default: []] += declarations
                } else {
                    everywhere += declarations
                }
            }
        }
    }

    /// The parts of `name: value; name: value`, in lower case but for values.
    /// - Throws: when there are comments in it, which other readers may see to end elsewhere.
    static func declarations(_ text: String) throws(ImageError) -> Declarations {
        guard !text.contains("/*") else { throw comments }
        return text.split(separator: ";").compactMap { part in
            guard let colon = part.firstIndex(of: ":") else { return nil }
            return (
                part[..<colon].trimmingCharacters(in: .whitespacesAndNewlines).lowercased(),
                part[part.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
            )
        }
    }

    private static let comments = ImageError.notSupported(.svg, "its styles hold comments")

    /// A brace that stands in quotes or in an address is none for those who read CSS, and here it would end a rule.
    private static func checkBraces(_ text: String) throws(ImageError) {
        var (quote, last): (Unicode.Scalar?, Unicode.Scalar) = (nil, "}")
        var isInAddress = false
        for scalar in text.unicodeScalars {
            let isBrace = scalar == "{" || scalar == "}"
            let isQuote = scalar == "\"" || scalar == "'"
            if let mark = quote {
                // A line's end ends a string that is not closed.
                guard !isBrace, scalar != "\n", scalar != "\r" else {
                    throw .notSupported(.svg, "its styles hold braces or line breaks in quotes")
                }
                if scalar == mark { quote = nil }
            } else {
                if isInAddress, isBrace || (isQuote && last != "(") {
                    throw .notSupported(.svg, "its styles hold braces or quotes in an address")
                }
                if isQuote { quote = scalar }
                if scalar == "(" { isInAddress = true }
                if scalar == ")" { isInAddress = false }
            }
            if !scalar.properties.isWhitespace { last = scalar }
        }
    }
}
