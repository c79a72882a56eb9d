import Foundation
import SQLite
import Signage

/// What boards have shown, to be looked up and in the end forgotten: on a connection of its own, so that nobody waits for a long look.
actor PlayArchive {
    /// Which records.
    struct Question: Sendable, Equatable {
        var notice: Name? = nil
        var board: Name? = nil
        var from: Date
        var to: Date
    }

    /// Whether there is anything on record of a board.
    func knows(_ board: Name) throws -> Bool {
        try database.first("SELECT 1 FROM watermark WHERE board = ? LIMIT 1", .text(board.text)) { try $0.integer(0) }
            != nil
    }

    /// How long records are kept: two years, and a day for the leap year.
    static let keptSeconds: TimeInterval = 731 * 86_400
    /// In one transaction, so that nobody waits long for the lock.
    static let deletedAtOnce = 2_000
    static let mostCaveats = 1_000

    private var database: Database
    private let timeZone: String

    /// - Parameters:
    ///   - path: the file that ``Store`` has made.
    ///   - timeZone: of the council's clocks.
    init(path: String, timeZone: String) throws {
        database = try HubDatabase.open(path)
        self.timeZone = timeZone
    }

    /// What was shown in the quarters of an hour that a question touches, and what keeps that from being the whole truth.
    func plays(_ question: Question) throws -> PlayList {
        let caveats = try database.caveats(question, most: Self.mostCaveats)
        return PlayList(
            timeZone: timeZone, from: question.from, to: question.to, plays: try database.plays(question),
            caveats: caveats.told, caveatsLeftOut: caveats.leftOut)
    }

    /// Deletes what came in more than two years ago.
    func deleteOld(at now: Date) throws {
        let bound = Value.integer((now - Self.keptSeconds).seconds)
        for (table, key) in [
            ("play", "board, boot, number"), ("incident", "board, boot, number"), ("watermark", "board, boot"),
        ] {
            while true {
                let deleted = try database.execute(
                    "DELETE FROM \(table) WHERE (\(key)) IN (SELECT \(key) FROM \(table) WHERE received < ? LIMIT ?)",
                    bound, .integer(Self.deletedAtOnce))
                if deleted < Self.deletedAtOnce { break }
            }
        }
    }
}

/// Conditions in SQL, with places for the end ?1, the beginning ?2, the board ?3 and the notice ?4. Years of records are many, so an index
/// leads to those that are meant; each board that has any has an end of its chain.
extension PlayArchive.Question {
    /// What was shown.
    var isPlay: String {
        let boards = "?4 IS NULL AND board IN (SELECT board FROM chain_end WHERE ?3 IS NULL OR board = ?3)"
        let item = "item = ?4 AND kind = 'notice' AND (?3 IS NULL OR board = ?3)"
        let isMeant = notice == nil ? boards : item
        return "kind IN ('notice', 'zone', 'evergreen') AND began < ?1 AND began >= ?2 AND \(isMeant)"
    }

    /// What keeps that from being the whole truth.
    var isCaveat: String {
        """
        (kind IN ('gap', 'clock', 'loss', 'unreadable') OR is_linked = 0) AND began < ?1 AND ended >= ?2
            AND board IN (SELECT board FROM chain_end WHERE ?3 IS NULL OR board = ?3)
            AND (?4 IS NULL OR board IN (
                SELECT board FROM delivery WHERE notice = ?4
                UNION SELECT board FROM play WHERE item = ?4 AND kind = 'notice'))
        """
    }
}

extension Database {
    fileprivate mutating func plays(_ question: PlayArchive.Question) throws -> [PlayList.Play] {
        let (board, item, from, to) = parameters(question)
        var versions: [[String]: [Int]] = [:]
        let found = try rows(
            """
            SELECT DISTINCT board, place, coalesce(item, ''), is_dated, version FROM play
            WHERE version IS NOT NULL AND \(question.isPlay) ORDER BY version
            """, to, from, board, item
        ) { row in
            ([try row.text(0), try row.text(1), try row.text(2), "\(try row.boolean(3))"], try row.integer(4))
        }
        for (key, version) in found { versions[key, default: []].append(version) }
        return try rows(
            """
            SELECT played.board, played.kind, played.place, played.item, played.is_dated, played.began, played.ended,
                played.times, played.seconds, document.bytes
            FROM (
                SELECT board, kind, place, item, is_dated, min(began) AS began, max(ended) AS ended, sum(times) AS times,
                    sum(seconds) AS seconds
                FROM play WHERE \(question.isPlay) GROUP BY board, kind, place, item, is_dated) AS played
            LEFT JOIN notice ON played.kind = 'notice' AND notice.id = played.item
            LEFT JOIN document ON document.sha256 = notice.document
            ORDER BY played.board, played.began, played.place, played.item
            """, to, from, board, item
        ) { row in
            let (board, place, item) = (try row.text(0), try row.text(2), try row.optionalText(3))
            let isDated = try row.boolean(4)
            guard let kind = PlayedItem.Kind(rawValue: try row.text(1)) else {
                throw InvalidValue(field: "kind", reason: "is none of an item")
            }
            return PlayList.Play(
                board: try Name(board),
                played: try PlayedItem(kind: kind, place: Name(place), item: item.map { try Name($0) }),
                headline: try row.optionalBlob(9).flatMap { try? WireCoding.decode(Notice.self, from: $0) }?.headline,
                first: Date(seconds: try row.integer(5)), last: Date(seconds: try row.integer(6)),
                times: try row.integer(7), seconds: try row.integer(8),
                versions: versions[[board, place, item ?? "", "\(isDated)"]] ?? [], isDated: isDated)
        }
    }

    /// The latest caveats in the order in which they came in, those of one second in the order of their times; and how many there are
    /// beside them.
    fileprivate mutating func caveats(
        _ question: PlayArchive.Question, most: Int
    ) throws -> (told: [PlayList.Caveat], leftOut: Int) {
        let (board, item, from, to) = parameters(question)
        let count = try first("SELECT count(*) FROM play WHERE \(question.isCaveat)", to, from, board, item) {
            try $0.integer(0)
        }
        let latest = try rows(
            """
            SELECT board, kind, began, is_linked, record FROM play WHERE \(question.isCaveat)
            ORDER BY received DESC, board, ended DESC, began DESC, boot, number DESC LIMIT ?5
            """, to, from, board, item, .integer(most)
        ) { row -> [PlayList.Caveat] in
            let board = try Name(row.text(0))
            let began = Date(seconds: try row.integer(2))
            let record = try? WireCoding.decode(ProofRecord.self, from: try row.blob(4))
            let told: PlayList.Caveat.Kind? =
                switch record?.content {
                case .gap(let gap): .gap(gap)
                case .clock(let step): .clock(step)
                case .loss(let loss): .loss(loss)
                case .played: nil
                case nil: .unreadable(at: began)
                }
            let isBroken = try !row.boolean(3) && record != nil
            return [told, isBroken ? .broken(at: began) : nil].compactMap { kind in
                kind.map { PlayList.Caveat(board: board, kind: $0) }
            }
        }
        return (latest.reversed().flatMap(\.self), max(0, (count ?? 0) - latest.count))
    }

    private func parameters(_ question: PlayArchive.Question) -> (board: Value?, item: Value?, from: Value, to: Value) {
        (
            question.board.map { .text($0.text) }, question.notice.map { .text($0.text) },
            .integer(PlayRecord.quarter(of: question.from).seconds),
            .integer(PlayRecord.quarter(of: question.to - 0.001).seconds + PlayRecord.quarterSeconds)
        )
    }
}
