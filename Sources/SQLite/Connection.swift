import CSQLite
import Foundation

/// The library's handle and its prepared statements, with one owner.
///
/// Invariant: between two calls every statement is reset, so any of them may be dropped.
struct Connection: ~Copyable {
    private let handle: OpaquePointer
    private var statements: [String: OpaquePointer] = [:]

    /// More texts of SQL than a program has, unless it builds them at run time.
    private static let mostStatements = 256

    private init(owning handle: OpaquePointer) { self.handle = handle }

    deinit {
        for statement in statements.values { sqlite3_finalize(statement) }
        sqlite3_close_v2(handle)
    }

    static func open(_ path: String, pageBytes: Int) throws(SQLiteError) -> Connection {
        let action = "open \(path)"
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw SQLiteError(action: action, code: SQLITE_CANTOPEN, message: "this is no path")
        }
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(path, &handle, flags, nil)
        guard let handle else { throw SQLiteError(action: action, code: SQLITE_NOMEM, message: "no memory") }
        var connection = Connection(owning: handle)
        if code != SQLITE_OK { throw connection.error(action, code) }
        sqlite3_busy_timeout(handle, 5_000)
        // Has no effect on a database that has pages already.
        try connection.run(script: "PRAGMA page_size = \(pageBytes)")
        for sql in ["PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON", "PRAGMA trusted_schema = OFF"] {
            try connection.run(script: sql)
        }
        let mode = try connection.firstText("PRAGMA journal_mode = WAL")
        guard mode == "wal" || path == ":memory:" else {
            throw SQLiteError(
                action: action, code: SQLITE_CANTOPEN,
                message: "its file system can't do WAL (the mode is \(mode)); put it on a local disk")
        }
        return connection
    }

    /// Whether SQLite is outside of a transaction.
    var isAutocommit: Bool { sqlite3_get_autocommit(handle) != 0 }

    /// Rows that the last INSERT, UPDATE or DELETE changed.
    var changes: Int { Int(sqlite3_changes64(handle)) }

    /// Runs several statements that have no values.
    func run(script: String) throws(SQLiteError) {
        guard !script.utf8.contains(0) else {
            throw SQLiteError(action: script, code: SQLITE_MISUSE, message: "the SQL has a NUL in it")
        }
        let code = sqlite3_exec(handle, script, nil, nil, nil)
        if code != SQLITE_OK { throw error(script, code) }
    }

    /// A statement that is ready to step.
    ///
    /// The caller resets it with `release`.
    mutating func statement(_ sql: String, _ values: [Value?]) throws(SQLiteError) -> OpaquePointer {
        let statement = if let known = statements[sql] { known } else { try prepare(sql) }
        let places = Int(sqlite3_bind_parameter_count(statement))
        guard places == values.count else {
            throw SQLiteError(
                action: sql, code: SQLITE_RANGE, message: "\(values.count) values were given for \(places) places")
        }
        for (index, value) in values.enumerated() {
            let code = Connection.bind(value ?? .null, to: Int32(index + 1), of: statement)
            if code != SQLITE_OK {
                let error = error(sql, code)
                release(statement)
                throw error
            }
        }
        return statement
    }

    /// Moves to the next row; false when there is none.
    func step(_ statement: OpaquePointer, _ sql: String) throws(SQLiteError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw error(sql, code)
        }
    }

    /// Ends a statement's run and lets go of its values.
    func release(_ statement: OpaquePointer) {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
    }

    private mutating func firstText(_ sql: String) throws(SQLiteError) -> String {
        let statement = try statement(sql, [])
        defer { release(statement) }
        return try step(statement, sql) ? try Row(statement: statement, sql: sql).text(0) : ""
    }

    private mutating func prepare(_ sql: String) throws(SQLiteError) -> OpaquePointer {
        if statements.count >= Connection.mostStatements {
            for statement in statements.values { sqlite3_finalize(statement) }
            statements = [:]
        }
        var statement: OpaquePointer?
        var isOne = true
        var text = Array(sql.utf8CString)
        let code = text.withUnsafeMutableBufferPointer { text -> Int32 in
            guard let start = text.baseAddress else { return SQLITE_NOMEM }
            var tail: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(
                handle, start, Int32(text.count), UInt32(SQLITE_PREPARE_PERSISTENT), &statement, &tail)
            let used = tail.map { $0 - UnsafePointer(start) } ?? text.count
            isOne = text.dropFirst(used).allSatisfy { $0 >= 0 && $0 <= 0x20 || $0 == 0x3B }
            return code
        }
        if code != SQLITE_OK { throw error(sql, code) }
        guard let statement, isOne else {
            sqlite3_finalize(statement)
            throw SQLiteError(action: sql, code: SQLITE_MISUSE, message: "this SQL is not one statement")
        }
        statements[sql] = statement
        return statement
    }

    private static func bind(_ value: Value, to place: Int32, of statement: OpaquePointer) -> Int32 {
        // SQLITE_TRANSIENT: the library makes its own copy.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .integer(let integer): return sqlite3_bind_int64(statement, place, Int64(integer))
        case .real(let real): return real.isNaN ? SQLITE_MISMATCH : sqlite3_bind_double(statement, place, real)
        case .text(var text):
            // A null pointer, as that of no bytes may be, would bind null.
            if text.isEmpty { return sqlite3_bind_text64(statement, place, "", 0, copied, UInt8(SQLITE_UTF8)) }
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text64(
                        statement, place, $0.baseAddress, UInt64($0.count), copied, UInt8(SQLITE_UTF8))
                }
            }
        case .blob(let blob):
            if blob.isEmpty { return sqlite3_bind_zeroblob(statement, place, 0) }
            return blob.withUnsafeBytes {
                sqlite3_bind_blob64(statement, place, $0.baseAddress, UInt64($0.count), copied)
            }
        case .null: return sqlite3_bind_null(statement, place)
        }
    }

    private func error(_ action: String, _ code: Int32) -> SQLiteError {
        let isLibrarys = sqlite3_errcode(handle) == code || sqlite3_extended_errcode(handle) == code
        let words = isLibrarys ? sqlite3_errmsg(handle) : sqlite3_errstr(code)
        return SQLiteError(action: action, code: code, message: words.map { String(cString: $0) } ?? "no reason given")
    }
}
