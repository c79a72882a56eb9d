import SQLite
import Testing

@Suite struct TransactionTests {
    struct Stop: Error {}

    static func numbers(_ database: inout Database) throws -> [Int] {
        try database.rows("SELECT value FROM t ORDER BY value") { try $0.integer(0) }
    }

    static func add(_ value: Int, _ database: inout Database) throws {
        try database.execute("INSERT INTO t VALUES (?)", .integer(value))
    }

    @Test("what a transaction did is kept, and its result given back")
    func commit() throws {
        var database = try DatabaseTests.table()
        let result = try database.transaction { database in
            try TransactionTests.add(1, &database)
            try TransactionTests.add(2, &database)
            return "done"
        }
        #expect(result == "done")
        #expect(try TransactionTests.numbers(&database) == [1, 2])
    }

    @Test("an error takes back all of it, and the next transaction works")
    func rollback() throws {
        var database = try DatabaseTests.table()
        do {
            try database.transaction { database in
                try TransactionTests.add(1, &database)
                throw Stop()
            }
            Issue.record("nothing was thrown")
        } catch { #expect(error is Stop) }
        #expect(try TransactionTests.numbers(&database) == [])
        try database.transaction { try TransactionTests.add(2, &$0) }
        #expect(try TransactionTests.numbers(&database) == [2])
    }

    @Test("an inner failure takes back the inner part only, when the outer goes on")
    func nested() throws {
        var database = try DatabaseTests.table()
        try database.transaction { database in
            try TransactionTests.add(1, &database)
            do {
                try database.transaction { database in
                    try TransactionTests.add(2, &database)
                    try database.transaction { try TransactionTests.add(3, &$0) }
                    throw Stop()
                }
            } catch is Stop {}
            try database.transaction { try TransactionTests.add(4, &$0) }
        }
        #expect(try TransactionTests.numbers(&database) == [1, 4])
    }

    @Test("an inner failure that the outer does not catch takes back everything")
    func nestedUncaught() throws {
        var database = try DatabaseTests.table()
        do {
            try database.transaction { database in
                try TransactionTests.add(1, &database)
                try database.transaction { _ in throw Stop() }
            }
            Issue.record("nothing was thrown")
        } catch { #expect(error is Stop) }
        #expect(try TransactionTests.numbers(&database) == [])
    }

    @Test("after a rollback that was not ours nothing more is done outside of a transaction by mistake")
    func rolledBackInside() throws {
        var database = try DatabaseTests.table()
        let error = sqliteError {
            try database.transaction { database in
                try database.execute("ROLLBACK")
                try TransactionTests.add(1, &database)
            }
        }
        #expect(error?.message == "the transaction around it has been rolled back already")
        #expect(try TransactionTests.numbers(&database) == [])
    }

    @Test("a commit that fails is an error, and takes back everything")
    func failingCommit() throws {
        var database = try DatabaseTests.table("value INTEGER REFERENCES t(rowid) DEFERRABLE INITIALLY DEFERRED")
        try database.execute("CREATE TABLE p (id INTEGER PRIMARY KEY)")
        try database.execute("CREATE TABLE c (id INTEGER REFERENCES p(id) DEFERRABLE INITIALLY DEFERRED)")
        let error = sqliteError { try database.transaction { try $0.execute("INSERT INTO c VALUES (7)") } }
        #expect(error?.isConstraintViolation == true)
        #expect(error?.action == "COMMIT")
        #expect(try database.first("SELECT count(*) FROM c") { try $0.integer(0) } == 0)
        try database.transaction { _ = try $0.execute("INSERT INTO p VALUES (7)") }
    }
}
