/// Header fields (RFC 9110, section 5): names in any case, several of one name allowed, order kept.
public struct Headers: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// One field.
    public struct Field: Sendable, Equatable {
        /// As it was written.
        public let name: String
        /// Without the white space around it.
        public let value: String
    }

    /// All fields in their order.
    public private(set) var fields: [Field] = []

    /// The fields written out, two of one name included.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { append(name, value) }
    }

    /// The values of one name, joined with ", " when there are several (RFC 9110, section 5.3); nil when none.
    ///
    /// Setting replaces them all, nil removes them.
    public subscript(name: String) -> String? {
        get {
            let values = values(name)
            return values.isEmpty ? nil : values.joined(separator: ", ")
        }
        set {
            fields.removeAll { Headers.isSame($0.name, name) }
            if let newValue { append(name, newValue) }
        }
    }

    /// The values of one name, one each: for `Set-Cookie`, which must not be joined.
    public func values(_ name: String) -> [String] {
        fields.filter { Headers.isSame($0.name, name) }.map(\.value)
    }

    /// Adds a field, beside those of its name that are there.
    public mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8) { lowered($0) == lowered($1) }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
    }
}
