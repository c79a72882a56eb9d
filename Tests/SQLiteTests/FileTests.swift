import Foundation
import SQLite
import Testing

@Suite struct FileTests {
    let folder: Folder
    init() throws { folder = try Folder() }

    @Test("what was committed is there after a kill; what was not is not")
    func kill() throws {
        var database = try Database(path: folder("a.db"))
        try database.execute("CREATE TABLE t (value)")
        try database.execute("INSERT INTO t VALUES (1)")
        try database.transaction { database in
            try database.execute("INSERT INTO t VALUES (2)")
            // What a process that dies here leaves behind: the file and its log, never closed.
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: folder("a.db") + suffix, toPath: folder("b.db") + suffix)
            }
        }
        var copy = try Database(path: folder("b.db"))
        #expect(try TransactionTests.numbers(&copy) == [1])
        #expect(try TransactionTests.numbers(&database) == [1, 2])
    }

    @Test("a new database has pages of the size that was asked for, and keeps them")
    func pages() throws {
        let folder = try Folder()
        for bytes in [1_024, 4_096] {
            var database = try Database(path: folder("small"), pageBytes: bytes)
            try database.execute("CREATE TABLE IF NOT EXISTS t (value)")
            #expect(try database.first("PRAGMA page_size") { try $0.integer(0) } == 1_024)
        }
    }

    @Test("the settings hold: WAL, synchronous, foreign keys, no trust in the schema")
    func settings() throws {
        var database = try Database(path: folder("a.db"))
        #expect(try database.first("PRAGMA journal_mode") { try $0.text(0) } == "wal")
        #expect(try database.first("PRAGMA synchronous") { try $0.integer(0) } == 2)
        #expect(try database.first("PRAGMA foreign_keys") { try $0.integer(0) } == 1)
        #expect(try database.first("PRAGMA trusted_schema") { try $0.integer(0) } == 0)
        #expect(try database.first("PRAGMA busy_timeout") { try $0.integer(0) } == 5_000)
    }

    @Test("a full disk is an error with advice, takes back its transaction, and ends when there is room again")
    func diskFull() throws {
        var database = try Database(path: folder("a.db"))
        try database.execute("CREATE TABLE t (value)")
        try database.execute("INSERT INTO t VALUES (1)")
        try database.execute("PRAGMA max_page_count = 10")
        let error = sqliteError {
            try database.transaction { database in
                try database.execute("INSERT INTO t VALUES (2)")
                for _ in 0..<100 { try database.execute("INSERT INTO t VALUES (?)", .blob(Data(count: 4_096))) }
            }
        }
        #expect(error?.code == 13)
        #expect(error?.advice.contains("free space") == true)
        #expect(try TransactionTests.numbers(&database) == [1])
        try database.execute("PRAGMA max_page_count = 100000")
        try database.transaction { _ = try $0.execute("INSERT INTO t VALUES (3)") }
        #expect(try TransactionTests.numbers(&database) == [1, 3])
    }

    @Test("a file that is no database is refused with advice, and not touched")
    func noDatabase() throws {
        let bytes = Data(String(repeating: "this is no database. ", count: 100).utf8)
        try bytes.write(to: URL(filePath: folder("a.db")))
        let error = sqliteError { _ = try Database(path: folder("a.db")) }
        #expect(error?.primaryCode == 26)
        #expect(error?.description.contains("restore the last backup") == true)
        #expect(try Data(contentsOf: URL(filePath: folder("a.db"))) == bytes)
    }

    @Test("a damaged page is an error with advice")
    func damaged() throws {
        let path = folder("a.db")
        do {
            var database = try Database(path: path)
            try database.execute("CREATE TABLE t (value)")
            for _ in 0..<50 { try database.execute("INSERT INTO t VALUES (?)", .blob(Data(count: 1_000))) }
        }
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes.replaceSubrange(4_096..<bytes.count, with: Data(repeating: 0xAA, count: bytes.count - 4_096))
        try bytes.write(to: URL(filePath: path))
        let error = sqliteError {
            var database = try Database(path: path)
            _ = try database.rows("SELECT value FROM t") { try $0.blob(0) }
        }
        #expect(error?.primaryCode == 11)
        #expect(error?.advice.contains("restore the last backup") == true)
    }

    @Test("a path that can't be opened is named, with advice", arguments: ["no/such/folder.db", "", "a\0b", "."])
    func cantOpen(name: String) throws {
        let path = name.isEmpty ? "" : folder(name)
        let error = sqliteError { _ = try Database(path: path) }
        #expect(error?.primaryCode == 14)
        #expect(error?.action == "open \(path)")
        #expect(error?.advice.contains("Make the folder") == true)
    }

    @Test("a second writer that waits too long is told who to look for")
    func busy() throws {
        var one = try Database(path: folder("a.db"))
        var two = try Database(path: folder("a.db"))
        try two.execute("PRAGMA busy_timeout = 0")
        try one.transaction { _ in
            let error = sqliteError { try two.transaction { _ in } }
            #expect(error?.primaryCode == 5)
            #expect(error?.advice.contains("Another process") == true)
        }
        try two.transaction { _ in }
    }
}
