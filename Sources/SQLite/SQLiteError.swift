import CSQLite

/// A failed call of SQLite: what was tried, the library's code and words, and what to do about it.
public struct SQLiteError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was tried: the SQL without its values, or "open" with the path.
    public let action: String
    /// The extended result code (https://www.sqlite.org/rescode.html), such as 2067 for SQLITE_CONSTRAINT_UNIQUE.
    public let code: Int32
    /// The library's words, or ours.
    public let message: String

    /// The result code without its extension, such as 19 for SQLITE_CONSTRAINT.
    public var primaryCode: Int32 { code & 0xFF }

    /// Whether a row with that key is there already.
    public var isUniqueViolation: Bool {
        code == 2067 || code == 1555
    }

    /// Whether the file is damaged, is no database or holds what was never put there: that does not pass by itself.
    public var isDamage: Bool { [SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_MISMATCH].contains(primaryCode) }

    /// Whether only this step failed, for want of room or because another process had the lock.
    public var mayPass: Bool { [SQLITE_FULL, SQLITE_BUSY].contains(primaryCode) }

    /// Whether a rule of the schema was broken: unique, foreign key, not null, check.
    public var isConstraintViolation: Bool { primaryCode == SQLITE_CONSTRAINT }

    /// One line: action, message, code, advice.
    public var description: String {
        "cannot \(action): \(message) (SQLite \(code)). \(advice)"
    }

    /// What the reader of the message can do next, as a sentence.
    public var advice: String {
        switch primaryCode {
        case SQLITE_FULL: "The disk is full: free space on it, then try again; nothing of this step was kept."
        case SQLITE_BUSY, SQLITE_LOCKED:
            "Another process holds the database: stop it (a second server, a backup, a shell), then try again."
        case SQLITE_CORRUPT, SQLITE_NOTADB:
            "The file is damaged or is no database: put it aside, restore the last backup, and check the disk."
        case SQLITE_CANTOPEN: "Make the folder first, and let the user this program runs as read and write there."
        case SQLITE_READONLY, SQLITE_PERM:
            "Let the user this program runs as write the file and its folder, and check that the disk is not read-only."
        case SQLITE_IOERR: "The disk failed: look into the kernel's log, and replace the disk or card."
        case SQLITE_NOMEM: "Memory has run out: give the service more."
        case SQLITE_CONSTRAINT: "The data break a rule of the schema: correct them."
        default: "This is a mistake in the program: report it with this message."
        }
    }
}
