import Foundation
import SQLite
import Testing

/// A folder of the test's own, removed with it.
final class Folder {
    let path: String
    init() throws {
        path = NSTemporaryDirectory() + "sqlite-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    func callAsFunction(_ name: String) -> String { path + "/" + name }
}

/// An owner of a database, as other modules have one.
actor Store {
    private var database: Database

    init(path: String) throws {
        database = try Database(path: path)
        try database.execute("CREATE TABLE IF NOT EXISTS board (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)")
    }

    func add(_ name: String) throws -> Int {
        try database.transaction { database in
            try database.execute("INSERT INTO board (name) VALUES (?)", .text(name))
            return try database.first("SELECT max(id) FROM board") { try $0.integer(0) } ?? 0
        }
    }

    func names() throws -> [String] {
        try database.rows("SELECT name FROM board ORDER BY id") { try $0.text(0) }
    }
}

@Suite struct DatabaseTests {
    static func table(_ columns: String = "value") throws -> Database {
        var database = try Database(path: ":memory:")
        try database.execute("CREATE TABLE t (\(columns))")
        return database
    }

    static let values: [Value] = [
        0, .integer(.min), .integer(.max), 0.5, .real(-.infinity), "", "ä€🎪", .text("a\0b"),
        .blob(Data()), .blob(Data(0...255)), .null, true,
    ]

    @Test("every kind of value comes back as it went in", arguments: values)
    func roundTrip(value: Value) throws {
        var database = try DatabaseTests.table()
        try database.execute("INSERT INTO t VALUES (?)", value)
        #expect(try database.first("SELECT value FROM t") { try $0.value(0) } == value)
    }

    @Test("a slice of data is stored as it is, nil is null, NaN is refused")
    func edges() throws {
        var database = try DatabaseTests.table("a, b")
        try database.execute("INSERT INTO t VALUES (?, ?)", .blob(Data([1, 2, 3]).dropFirst()), nil)
        let missing: String? = nil
        try database.execute("INSERT INTO t VALUES (?, ?)", .blob(Data()), missing.map(Value.text))
        let rows = try database.rows("SELECT a, b FROM t") { (try $0.blob(0), try $0.optionalText(1)) }
        #expect(rows.map(\.0) == [Data([2, 3]), Data()])
        #expect(rows.allSatisfy { $0.1 == nil })
        let error = sqliteError { try database.execute("INSERT INTO t VALUES (?, ?)", .real(.nan), nil) }
        #expect(error?.primaryCode == 20)
    }

    @Test("a cell of another type is refused, not converted", arguments: values)
    func wrongType(value: Value) throws {
        var database = try DatabaseTests.table()
        try database.execute("INSERT INTO t VALUES (?)", value)
        let fitting = try database.first("SELECT value FROM t") { row in
            [
                (try? row.integer(0)) != nil, (try? row.real(0)) != nil, (try? row.text(0)) != nil,
                (try? row.blob(0)) != nil, (try? row.optionalInteger(0)) != .some(nil) || value == .null,
            ]
        }
        let isInteger = if case .integer = value { true } else { false }
        #expect(fitting?.prefix(4).filter { $0 }.count == (value == .null ? 0 : 1))
        #expect(fitting?[0] == isInteger)
    }

    @Test("a mismatch names the column, both types and the SQL; so does a column that isn't there")
    func mismatch() throws {
        var database = try DatabaseTests.table()
        try database.execute("INSERT INTO t VALUES ('x')")
        let error = sqliteError { _ = try database.first("SELECT value FROM t") { try $0.integer(0) } }
        #expect(error?.message == "column 0 is text, not integer")
        #expect(error?.action == "SELECT value FROM t")
        for column in [-1, 1] {
            #expect(sqliteError { _ = try database.first("SELECT 1") { try $0.integer(column) } }?.primaryCode == 25)
        }
        #expect(sqliteError { _ = try database.first("SELECT 2") { try $0.boolean(0) } }?.primaryCode == 20)
        #expect(try database.first("SELECT 1 = 1") { try $0.boolean(0) } == true)
        #expect(sqliteError { _ = try database.first("SELECT CAST(x'ff' AS TEXT)") { try $0.text(0) } } != nil)
    }

    @Test(
        "values and places must agree, and there is one statement at a time",
        arguments: [
            "SELECT ?", "SELECT 1; DELETE FROM t", "", "-- nothing", "SELECT 1\0; x", "SELEC", "SELECT * FROM missing",
        ])
    func misuse(sql: String) throws {
        var database = try DatabaseTests.table()
        #expect(sqliteError { try database.execute(sql) } != nil)
        #expect(sqliteError { try database.execute("SELECT 1;\n ") } == nil)
        #expect(sqliteError { try database.execute("SELECT 1", 2) } != nil)
    }

    @Test("execute tells how many rows it changed")
    func changes() throws {
        var database = try DatabaseTests.table()
        for value in 0..<5 { #expect(try database.execute("INSERT INTO t VALUES (?)", .integer(value)) == 1) }
        #expect(try database.execute("UPDATE t SET value = 9 WHERE value > ?", 2) == 2)
        #expect(try database.execute("DELETE FROM t WHERE value = 7") == 0)
        #expect(try database.first("SELECT value FROM t WHERE value = 7") { try $0.integer(0) } == nil)
    }

    @Test("a closure that throws leaves the statement fit for use")
    func throwingRead() throws {
        struct Stop: Error {}
        var database = try DatabaseTests.table()
        for value in 0..<3 { try database.execute("INSERT INTO t VALUES (?)", .integer(value)) }
        let sql = "SELECT value FROM t"
        do {
            _ = try database.rows(sql) { _ throws in throw Stop() }
            Issue.record("nothing was thrown")
        } catch { #expect(error is Stop) }
        #expect(try database.rows(sql) { try $0.integer(0) } == [0, 1, 2])
    }

    @Test("more texts of SQL than are kept prepared do no harm")
    func manyStatements() throws {
        var database = try DatabaseTests.table()
        for number in 0..<1_000 {
            #expect(try database.first("SELECT \(number)") { try $0.integer(0) } == number)
        }
    }

    @Test("a broken rule has its code: unique, primary key, foreign key")
    func constraints() throws {
        var database = try DatabaseTests.table("id INTEGER PRIMARY KEY, name TEXT UNIQUE, parent REFERENCES t(id)")
        let sql = "INSERT INTO t VALUES (?, ?, ?)"
        try database.execute(sql, 1, "a", nil)
        let unique = sqliteError { try database.execute(sql, 2, "a", nil) }
        #expect(unique?.code == 2067)
        #expect(unique?.isUniqueViolation == true)
        let key = sqliteError { try database.execute(sql, 1, "b", nil) }
        #expect(key?.isUniqueViolation == true)
        let foreign = sqliteError { try database.execute(sql, 3, "c", 99) }
        #expect(foreign?.code == 787)
        #expect(foreign?.isUniqueViolation == false)
        #expect(foreign?.isConstraintViolation == true)
    }

    @Test("an actor can own a database, and many tasks use it")
    func actorOwned() async throws {
        let folder = try Folder()
        let store = try Store(path: folder("a.db"))
        let ids = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<50 { group.addTask { try await store.add("board \(number)") } }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(ids.count == 50)
        #expect(try await store.names().count == 50)
    }
}

/// The error that `body` throws, which may use a `Database` that no closure of the testing library may capture.
func sqliteError<Result>(_ body: () throws -> Result) -> SQLiteError? {
    do {
        _ = try body()
        return nil
    } catch { return error as? SQLiteError }
}
