public import Foundation

/// What a cell holds, in SQLite's five storage classes (https://www.sqlite.org/datatype3.html).
///
/// Written as a literal, or with its case: `.text(headline)`. For an optional: `end.map(Value.text)`.
public enum Value: Sendable, Equatable {
    /// A whole number of 64 bits.
    case integer(Int)
    /// A floating point number; not a NaN, which SQLite would store as null.
    case real(Double)
    /// Text in UTF-8.
    case text(String)
    /// Bytes.
    case blob(Data)
    /// Nothing.
    case null

    /// 1 or 0.
    public static func boolean(_ value: Bool) -> Value { .integer(value ? 1 : 0) }

    /// The name of the storage class, as SQLite's `typeof` gives it.
    var typeName: String {
        switch self {
        case .integer: "integer"
        case .real: "real"
        case .text: "text"
        case .blob: "blob"
        case .null: "null"
        }
    }
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
    ExpressibleByBooleanLiteral
{
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }

    /// A floating point number.
    public init(floatLiteral value: Double) { self = .real(value) }

    /// Text.
    public init(stringLiteral value: String) { self = .text(value) }

    /// 1 or 0.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
}
