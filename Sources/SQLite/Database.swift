import CSQLite

/// An SQLite database with one owner: an actor's or a class's private variable.
///
/// Closed when its owner lets it go.
///
/// In WAL mode with synchronous=FULL: what `execute` or `transaction` returned from outlasts a power cut. A lock of
/// another process is waited for at most 5 seconds. Foreign keys are enforced. SQL is prepared once for each text, so
/// values belong into `?` places and never into the text.
///
///     private var database: Database
///     func rename(_ board: Int, to name: String) throws {
///         try database.execute("UPDATE board SET name = ? WHERE id = ?", .text(name), .integer(board))
///     }
///
/// `@unchecked Sendable`, because the handle is a pointer: every use of it is in a mutating method, so exclusive, and it was
/// opened so as not to be bound to a thread (https://www.sqlite.org/threadsafe.html, "multi-thread").
public struct Database: ~Copyable, @unchecked Sendable {
    private var connection: Connection
    /// How many transactions are open, one inside the other.
    private var depth = 0

    /// Opens the file, and makes it when there is none; ":memory:" for one that ends with its owner.
    ///
    /// Throws when that can't be, when the file is no database, or when its file system can't do WAL.
    /// libsqlite3: `sqlite3_open_v2`.
    /// - Parameter pageBytes: of a new database, a power of two from 512 to 65,536: each change writes at least so many bytes.
    public init(path: String, pageBytes: Int = 4_096) throws(SQLiteError) {
        connection = try Connection.open(path, pageBytes: pageBytes)
    }

    /// Runs one statement and drops what rows it gives.
    ///
    /// - Parameters:
    ///   - sql: one statement with `?` for each value.
    ///   - values: as many as there are places; nil is null.
    /// - Returns: how many rows an INSERT, UPDATE or DELETE changed; for other statements it means nothing.
    @discardableResult
    public mutating func execute(_ sql: String, _ values: Value?...) throws(SQLiteError) -> Int {
        let statement = try statement(sql, values)
        defer { connection.release(statement) }
        while try connection.step(statement, sql) {}
        return connection.changes
    }

    /// All rows that a statement gives, each as `read` makes it.
    ///
    /// Throws what `read` throws, too; then the rest of the rows is not read.
    public mutating func rows<Result>(
        _ sql: String, _ values: Value?..., read: (borrowing Row) throws -> Result
    ) throws -> [Result] {
        let statement = try statement(sql, values)
        defer { connection.release(statement) }
        var results: [Result] = []
        while try connection.step(statement, sql) {
            let row = Row(statement: statement, sql: sql)
            results.append(try read(row))
        }
        return results
    }

    /// The first row that a statement gives, as `read` makes it; nil when it gives none.
    ///
    /// Further rows are not read.
    ///
    /// For an INSERT, UPDATE or DELETE with RETURNING use `rows`.
    public mutating func first<Result>(
        _ sql: String, _ values: Value?..., read: (borrowing Row) throws -> Result
    ) throws -> Result? {
        let statement = try statement(sql, values)
        defer { connection.release(statement) }
        guard try connection.step(statement, sql) else { return nil }
        let row = Row(statement: statement, sql: sql)
        return try read(row)
    }

    /// Does all of `body` or nothing of it.
    ///
    /// Takes the write lock at once (BEGIN IMMEDIATE). What `body` throws is thrown on after a rollback. Inside of
    /// another transaction only the inner one is rolled back (SAVEPOINT), and the outer may go on. Where SQLite itself
    /// has rolled back the whole (full disk, say), every further statement throws until the outermost has ended.
    public mutating func transaction<Result>(_ body: (inout Database) throws -> Result) throws -> Result {
        let level = depth
        try execute(level == 0 ? "BEGIN IMMEDIATE" : "SAVEPOINT level\(level)")
        depth += 1
        defer { depth = level }
        do {
            let result = try body(&self)
            try execute(level == 0 ? "COMMIT" : "RELEASE level\(level)")
            return result
        } catch {
            // The first error tells more than one of the rollback, which only fails where nothing is left to roll back.
            if !connection.isAutocommit {
                try? connection.run(
                    script: level == 0 ? "ROLLBACK" : "ROLLBACK TO level\(level); RELEASE level\(level)")
            }
            throw error
        }
    }

    /// Runs several statements that have no values.
    mutating func run(script: String) throws(SQLiteError) { try connection.run(script: script) }

    private mutating func statement(_ sql: String, _ values: [Value?]) throws(SQLiteError) -> OpaquePointer {
        if depth > 0, connection.isAutocommit {
            throw SQLiteError(
                action: sql, code: SQLITE_ABORT, message: "the transaction around it has been rolled back already")
        }
        return try connection.statement(sql, values)
    }
}
