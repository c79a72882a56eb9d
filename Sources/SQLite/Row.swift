import CSQLite
public import Foundation

/// One row of a result; can't leave the closure it is lent to.
///
/// Columns are counted from 0. Each getter throws when the cell holds another type (SQLITE_MISMATCH), nothing is
/// converted; the optional ones give nil for null.
public struct Row: ~Copyable {
    private let statement: OpaquePointer
    private let sql: String

    init(statement: OpaquePointer, sql: String) {
        self.statement = statement
        self.sql = sql
    }

    /// How many columns there are.
    public var count: Int { Int(sqlite3_column_count(statement)) }

    /// What the cell holds, of whatever type.
    ///
    /// Throws when there is no such column, or its text is no UTF-8.
    public func value(_ column: Int) throws(SQLiteError) -> Value {
        guard (0..<count).contains(column) else {
            throw SQLiteError(
                action: sql, code: SQLITE_RANGE, message: "there is no column \(column), there are \(count)")
        }
        let index = Int32(column)
        switch sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: return .integer(Int(sqlite3_column_int64(statement, index)))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, index))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(statement, index)
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw SQLiteError(action: sql, code: SQLITE_MISMATCH, message: "column \(column) is no UTF-8")
            }
            return .text(text)
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(statement, index)
            return .blob(Data(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))))
        default: return .null
        }
    }

    /// A whole number.
    public func integer(_ column: Int) throws(SQLiteError) -> Int {
        try required(column, optionalInteger(column), "integer")
    }

    /// A whole number or nil.
    public func optionalInteger(_ column: Int) throws(SQLiteError) -> Int? {
        switch try value(column) {
        case .integer(let integer): return integer
        case .null: return nil
        case let other: throw mismatch(column, "integer", other)
        }
    }

    /// A floating point number; a whole one is refused too, as a column of type REAL never holds one.
    public func real(_ column: Int) throws(SQLiteError) -> Double {
        try required(column, optionalReal(column), "real")
    }

    /// A floating point number or nil.
    public func optionalReal(_ column: Int) throws(SQLiteError) -> Double? {
        switch try value(column) {
        case .real(let real): return real
        case .null: return nil
        case let other: throw mismatch(column, "real", other)
        }
    }

    /// Text.
    public func text(_ column: Int) throws(SQLiteError) -> String {
        try required(column, optionalText(column), "text")
    }

    /// Text or nil.
    public func optionalText(_ column: Int) throws(SQLiteError) -> String? {
        switch try value(column) {
        case .text(let text): return text
        case .null: return nil
        case let other: throw mismatch(column, "text", other)
        }
    }

    /// Bytes.
    public func blob(_ column: Int) throws(SQLiteError) -> Data {
        try required(column, optionalBlob(column), "blob")
    }

    /// Bytes or nil.
    public func optionalBlob(_ column: Int) throws(SQLiteError) -> Data? {
        switch try value(column) {
        case .blob(let blob): return blob
        case .null: return nil
        case let other: throw mismatch(column, "blob", other)
        }
    }

    /// Whether the cell holds 1; throws for anything but 1 and 0.
    public func boolean(_ column: Int) throws(SQLiteError) -> Bool {
        switch try integer(column) {
        case 0: return false
        case 1: return true
        case let other: throw mismatch(column, "0 or 1", .integer(other))
        }
    }

    private func required<Wrapped>(
        _ column: Int, _ value: Wrapped?, _ wanted: String
    ) throws(SQLiteError) -> Wrapped {
        guard let value else { throw mismatch(column, wanted, .null) }
        return value
    }

    private func mismatch(_ column: Int, _ wanted: String, _ found: Value) -> SQLiteError {
        SQLiteError(
            action: sql, code: SQLITE_MISMATCH, message: "column \(column) is \(found.typeName), not \(wanted)")
    }
}
