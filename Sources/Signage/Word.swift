/// One of a few words in JSON. A refusal lists them all, which that of a plain enumeration does not.
public protocol Word: RawRepresentable<String>, CaseIterable, Codable {}

extension Word {
    /// Decodes a JSON string.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        self = try decoder.validated { () throws(InvalidValue) in
            guard let word = Self(rawValue: text) else {
                throw refusal(of: text, allowed: Self.allCases.map(\.rawValue))
            }
            return word
        }
    }
}

/// Says which words stand to choose from.
func refusal(of word: String, allowed: [String]) -> InvalidValue {
    InvalidValue(field: "", reason: "must be \(allowed.joined(separator: ", ")), not \"\(word.prefix(40))\"")
}
