/// Text in PEM (RFC 7468), as far as it can be told without a library that reads what is inside.
enum PEMText {
    static func check(
        _ text: String, of label: String, longest: Int, field: String
    ) throws(InvalidValue) -> String {
        guard text.utf8.count <= longest else {
            throw InvalidValue(field: field, reason: "is too long: at most \(longest) bytes")
        }
        let isASCII = text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) }
        guard isASCII, text.hasPrefix("-----BEGIN \(label)-----\n"), text.hasSuffix("-----END \(label)-----\n") else {
            throw InvalidValue(field: field, reason: "must be one \(label.lowercased()) in PEM")
        }
        return text
    }
}
