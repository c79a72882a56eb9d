import SQLite

/// The hub's tables, in SQL that SQLite and PostgreSQL both understand: times in whole seconds since 1970, bytes as BYTEA.
enum Migrations {
    static let all = [
        Migration(
            name: "notices, documents and desired states",
            sql: """
                CREATE TABLE document (
                    sha256 TEXT PRIMARY KEY, type TEXT NOT NULL, role TEXT NOT NULL, length BIGINT NOT NULL,
                    bytes BYTEA NOT NULL);
                CREATE TABLE notice (
                    id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, document TEXT NOT NULL REFERENCES document,
                    onset BIGINT NOT NULL, expires BIGINT NOT NULL, published BIGINT NOT NULL, withdrawn BIGINT);
                CREATE TABLE delivery (
                    notice TEXT NOT NULL REFERENCES notice, board TEXT NOT NULL, position BIGINT NOT NULL,
                    version BIGINT NOT NULL, until_version BIGINT, applied BIGINT, PRIMARY KEY (notice, board));
                CREATE INDEX delivery_of_board ON delivery (board, applied);
                CREATE TABLE desired (
                    board TEXT PRIMARY KEY, version BIGINT NOT NULL, issued BIGINT NOT NULL, envelope BYTEA NOT NULL);
                """),
        Migration(
            name: "what boards tell",
            sql: """
                CREATE TABLE contact (
                    board TEXT PRIMARY KEY, last_seen BIGINT, session TEXT, state TEXT, reported BYTEA,
                    health BYTEA, health_received BIGINT);
                CREATE TABLE health (
                    board TEXT NOT NULL, slot BIGINT NOT NULL, received BIGINT NOT NULL, report BYTEA NOT NULL,
                    PRIMARY KEY (board, slot));
                CREATE INDEX health_slot ON health (slot);
                CREATE TABLE picture (board TEXT PRIMARY KEY, received BIGINT NOT NULL, png BYTEA NOT NULL);
                """),
        Migration(
            name: "feeds",
            sql: """
                CREATE TABLE feed (
                    name TEXT PRIMARY KEY, snapshot BYTEA, polled BIGINT NOT NULL, failed BIGINT, failure TEXT);
                """),
        Migration(
            name: "frames of pictures",
            sql: """
                ALTER TABLE contact ADD COLUMN frame TEXT;
                ALTER TABLE contact ADD COLUMN picture_frame TEXT;
                """),
        Migration(
            name: "pictures of notices",
            sql: """
                CREATE TABLE image (document TEXT PRIMARY KEY REFERENCES document, uploaded BIGINT NOT NULL);
                ALTER TABLE notice ADD COLUMN image TEXT REFERENCES document;
                CREATE INDEX notice_image ON notice (image);
                """),
        Migration(
            name: "keys of boards, and what they have shown",
            sql: """
                CREATE TABLE board_key (board TEXT PRIMARY KEY, key BYTEA NOT NULL, pinned BIGINT NOT NULL);
                CREATE TABLE watermark (
                    board TEXT NOT NULL, boot TEXT NOT NULL, through BIGINT NOT NULL, received BIGINT NOT NULL,
                    PRIMARY KEY (board, boot));
                CREATE TABLE chain_end (
                    board TEXT NOT NULL, hash TEXT NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (board, hash));
                CREATE TABLE play (
                    board TEXT NOT NULL, boot TEXT NOT NULL, number BIGINT NOT NULL, received BIGINT NOT NULL,
                    kind TEXT NOT NULL, place TEXT, item TEXT, began BIGINT NOT NULL, ended BIGINT NOT NULL,
                    times BIGINT NOT NULL, seconds BIGINT NOT NULL, version BIGINT, is_dated BIGINT NOT NULL,
                    previous TEXT, is_linked BIGINT NOT NULL, record BYTEA NOT NULL,
                    PRIMARY KEY (board, boot, number));
                CREATE INDEX play_of_board ON play (board, began);
                CREATE INDEX play_of_item ON play (item, began);
                CREATE INDEX play_received ON play (received);
                CREATE INDEX play_caveat ON play (board, began)
                    WHERE (kind IN ('gap', 'clock', 'loss', 'unreadable') OR is_linked = 0);
                CREATE INDEX play_apart ON play (board, previous) WHERE is_linked = 0;
                CREATE TABLE incident (
                    board TEXT NOT NULL, boot TEXT NOT NULL, number BIGINT NOT NULL, received BIGINT NOT NULL,
                    happened BIGINT NOT NULL, incident BYTEA NOT NULL, PRIMARY KEY (board, boot, number));
                CREATE INDEX incident_received ON incident (received);
                """),
        Migration(
            name: "interrupts",
            sql: """
                CREATE TABLE interrupt (
                    id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, content BYTEA NOT NULL, expires BIGINT NOT NULL,
                    version BIGINT NOT NULL, until_version BIGINT, ended BIGINT);
                CREATE TABLE interrupt_state (
                    cell TEXT PRIMARY KEY, version BIGINT NOT NULL, envelope BYTEA NOT NULL);
                """),
        Migration(
            name: "commands",
            sql: """
                CREATE TABLE command (
                    id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, board TEXT NOT NULL, operation BYTEA NOT NULL,
                    issued BIGINT NOT NULL, not_after BIGINT NOT NULL, session TEXT, state TEXT NOT NULL,
                    result BYTEA NOT NULL);
                CREATE INDEX command_of_board ON command (board, number);
                CREATE INDEX command_state ON command (state, not_after);
                """),
        Migration(
            name: "boards that belong, and their certificates",
            sql: """
                CREATE TABLE member (
                    board TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, place BYTEA, joined BIGINT NOT NULL,
                    departed BIGINT, is_lost BIGINT NOT NULL);
                CREATE TABLE certificate (
                    serial TEXT PRIMARY KEY, board TEXT NOT NULL, key TEXT NOT NULL, issued BIGINT NOT NULL,
                    expires BIGINT NOT NULL, revoked BIGINT);
                CREATE INDEX certificate_of_board ON certificate (board);
                CREATE INDEX certificate_of_key ON certificate (key);
                """),
    ]
}

/// The database as the hub opens it.
enum HubDatabase {
    /// - Throws: when it can't be opened or was written by a newer hub.
    static func open(_ path: String) throws -> Database {
        var database = try Database(path: path)
        try database.migrate(Migrations.all)
        return database
    }
}
