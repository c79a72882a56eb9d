import Foundation
import SQLite
import Testing

@Suite struct MigrationTests {
    static let first = Migration(name: "boards", sql: "CREATE TABLE board (id INTEGER); CREATE INDEX i ON board (id);")
    static let second = Migration(name: "boards have names", sql: "ALTER TABLE board ADD COLUMN name TEXT")
    static let third = Migration(name: "one board", sql: "INSERT INTO board VALUES (1, 'a')")

    static func boards(_ database: inout Database) throws -> [Int] {
        try database.rows("SELECT id FROM board") { try $0.integer(0) }
    }

    @Test("migrations are applied in their order, once, also over several starts")
    func inOrder() throws {
        let folder = try Folder()
        for migrations in [[first], [first, second, third], [first, second, third]] {
            var database = try Database(path: folder("a.db"))
            try database.migrate(migrations)
        }
        var database = try Database(path: folder("a.db"))
        try database.migrate([first, second, third])
        #expect(try MigrationTests.boards(&database) == [1])
        let names = try database.rows("SELECT name FROM migration ORDER BY position") { try $0.text(0) }
        #expect(names == ["boards", "boards have names", "one board"])
    }

    private var first: Migration { MigrationTests.first }
    private var second: Migration { MigrationTests.second }
    private var third: Migration { MigrationTests.third }

    @Test("an edited one, an unknown one, a missing one and another order are refused, and nothing is changed")
    func refused() throws {
        let edited = Migration(name: second.name, sql: second.sql + " NOT NULL")
        let cases: [([Migration], MigrationError)] = [
            ([first, edited, third], .edited(name: second.name)), ([first], .unknown(name: second.name)),
            ([second, first, third], .unknown(name: first.name)), ([first, third], .unknown(name: second.name)),
        ]
        for (migrations, expected) in cases {
            var database = try Database(path: ":memory:")
            try database.migrate([first, second])
            do {
                try database.migrate(migrations)
                Issue.record("nothing was thrown")
            } catch { #expect(error as? MigrationError == expected) }
            #expect(try MigrationTests.boards(&database) == [])
            #expect(!expected.description.isEmpty)
        }
    }

    @Test("a migration that fails takes back those before it of the same start")
    func failing() throws {
        var database = try Database(path: ":memory:")
        try database.migrate([first])
        let broken = Migration(name: "broken", sql: "CREATE TABLE x (y); INSERT INTO nowhere VALUES (1)")
        #expect(sqliteError { try database.migrate([first, second, third, broken]) } != nil)
        #expect(try MigrationTests.boards(&database) == [])
        try database.migrate([first, second, third])
        #expect(try MigrationTests.boards(&database) == [1])
    }

    @Test("a migration that commits by itself is refused")
    func committing() throws {
        var database = try Database(path: ":memory:")
        #expect(sqliteError { try database.migrate([Migration(name: "a", sql: "CREATE TABLE a (b); COMMIT")]) } != nil)
    }
}
