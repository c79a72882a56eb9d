/// A named step of the schema.
///
/// Once it has been released it is never edited; a change is a further step.
public struct Migration: Sendable, Equatable {
    /// Unique, and says what it does: "notices have a locality".
    public let name: String
    /// One or several statements, without BEGIN and COMMIT.
    public let sql: String

    /// A step.
    public init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}

/// The database's schema does not come from this program's migrations.
public enum MigrationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The step of that name was applied with other SQL.
    case edited(name: String)
    /// A step was applied that this program doesn't have at this place.
    case unknown(name: String)

    /// One line with advice.
    public var description: String {
        switch self {
        case .edited(let name):
            """
            the migration "\(name)" is not what was applied to this database. Put its old text back, and write the \
            change as a further migration.
            """
        case .unknown(let name):
            """
            this database has had the migration "\(name)", which this program doesn't know there. Start the newer \
            program that wrote it, or restore the backup from before the update.
            """
        }
    }
}

extension Database {
    /// Brings the schema up to date: applies those of `migrations` that have not been applied, in their order.
    ///
    /// All in one transaction: after a failure the schema is as before. Names and SQL are recorded in the table
    /// `migration`. Throws a `MigrationError` when those recorded are not the first ones of `migrations`.
    public mutating func migrate(_ migrations: [Migration]) throws {
        try transaction { database in
            try database.execute(
                """
                CREATE TABLE IF NOT EXISTS migration (
                    position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, sql TEXT NOT NULL)
                """)
            let applied = try database.rows("SELECT name, sql FROM migration ORDER BY position") { row in
                Migration(name: try row.text(0), sql: try row.text(1))
            }
            for (position, migration) in applied.enumerated() {
                guard position < migrations.count, migrations[position].name == migration.name else {
                    throw MigrationError.unknown(name: migration.name)
                }
                guard migrations[position].sql == migration.sql else {
                    throw MigrationError.edited(name: migration.name)
                }
            }
            for (position, migration) in migrations.enumerated().dropFirst(applied.count) {
                try database.run(script: migration.sql)
                try database.execute(
                    "INSERT INTO migration (position, name, sql) VALUES (?, ?, ?)", .integer(position + 1),
                    .text(migration.name), .text(migration.sql))
            }
        }
    }
}
