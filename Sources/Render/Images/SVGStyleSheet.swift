import Foundation

/// The CSS of an SVG's style elements, read as coarsely as its weight needs: rules for one class or one name are kept apart, all others count
/// for every element.
struct SVGStyleSheet {
    typealias Declarations = [(name: String, value: String)]

    private(set) var classes: [String: Declarations] = [:]
    private(set) var names: [String: Declarations] = [:]
    private(set) var everywhere: Declarations = []

    /// - Throws: when it refers outside of the file.
    init(_ text: String) throws(ImageError) {
        guard !text.contains("\\"), text.range(of: "@import", options: .caseInsensitive) == nil else {
            throw .notSupported(.svg, "its styles hold escapes, or are in another file")
        }
        let plain = Self.withoutComments(text)
        let isSimple = !plain.contains("@")
        for rule in plain.split(separator: "}") {
            let parts = rule.split(separator: "{")
            guard parts.count > 1 else {
                // A brace in a string has cut it in two.
                everywhere += Self.declarations(String(rule))
                continue
            }
            let declarations = Self.declarations(parts.dropFirst().joined(separator: ";"))
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
    static func declarations(_ text: String) -> Declarations {
        withoutComments(text).split(separator: ";").compactMap { part in
            guard let colon = part.firstIndex(of: ":") else { return nil }
            return (
                part[..<colon].trimmingCharacters(in: .whitespacesAndNewlines).lowercased(),
                part[part.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
            )
        }
    }

    private static func withoutComments(_ text: String) -> String {
        text.contains("/*") ? text.replacing(#/\/\*(?s:.*?)\*\//#, with: " ") : text
    }
}
