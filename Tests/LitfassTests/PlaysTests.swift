import Foundation
import HTTPServer
import Signage
import Testing

@testable import litfass

@Suite(.timeLimit(.minutes(1))) struct PlaysTests {
    private static func time(_ text: String) -> Date { WireCoding.date(text) ?? .distantPast }
    private let noon = Self.time("2026-11-25T11:00:00Z")

    private func play(
        _ board: String, _ notice: String?, seconds: Int = 3_725, versions: [Int] = [3, 4, 5, 9], isDated: Bool = true
    ) throws -> PlayList.Play {
        let played = try notice.map { try PlayedItem(kind: .notice, place: .notices, item: Name($0)) } ?? .evergreen
        return PlayList.Play(
            board: try Name(board), played: played, headline: notice.map { "Notice \($0)" }, first: noon,
            last: noon + 7_200, times: 12, seconds: seconds, versions: versions, isDated: isDated)
    }

    private func list(_ plays: [PlayList.Play], _ caveats: [PlayList.Caveat] = [], leftOut: Int = 0) -> PlayList {
        PlayList(
            timeZone: "Europe/Berlin", from: noon, to: noon + 86_400, plays: plays, caveats: caveats,
            caveatsLeftOut: leftOut)
    }

    @Test("what was shown is a table by board, and a total for each notice")
    func table() throws {
        let text = PlaysTable.text(
            list([
                try play("ebendorf", "markt", seconds: 59), try play("marktplatz", "markt"),
                try play("marktplatz", nil, versions: []),
            ]))
        #expect(
            text == """
                BOARD       SHOWN                 FIRST             LAST              TURNS  TIME           VERSIONS
                ebendorf    Notice markt (markt)  2026-11-25 12:00  2026-11-25 14:00  12     59 s           3-5, 9
                marktplatz  Notice markt (markt)  2026-11-25 12:00  2026-11-25 14:00  12     1 h 2 min 5 s  3-5, 9
                marktplatz  evergreen content     2026-11-25 12:00  2026-11-25 14:00  12     1 h 2 min 5 s  –

                NOTICE                BOARDS  TURNS  TIME
                Notice markt (markt)  2       24     1 h 3 min 4 s

                """)
    }

    @Test("what keeps the records from being the whole truth is said for each board")
    func caveats() throws {
        let board = try Name("marktplatz")
        let kinds: [PlayList.Caveat.Kind] = [
            .gap(.since(noon, wasOrderly: true, to: noon + 3_600, clock: .system)),
            .gap(.since(noon, wasOrderly: false, to: noon + 3_600, clock: .untrusted)),
            .gap(.lost(to: noon, clock: .system)),
            .clock(ClockStep(from: noon, to: noon + 86_400, clock: .sealed)),
            .loss(try ProofLoss(records: 2, incidents: 40, at: noon)), .broken(at: noon), .unreadable(at: noon),
        ]
        let plays = [try play("marktplatz", "markt", isDated: false)]
        let text = PlaysTable.text(list(plays, kinds.map { .init(board: board, kind: $0) }, leftOut: 3))
        #expect(
            text == """
                BOARD       SHOWN                 FIRST              LAST               TURNS  TIME           VERSIONS
                marktplatz  Notice markt (markt)  2026-11-25 12:00?  2026-11-25 14:00?  12     1 h 2 min 5 s  3-5, 9
                ? nobody vouched for the board's clock: the time shown is right, when that was is not known

                NOTICE                BOARDS  TURNS  TIME
                Notice markt (markt)  1       12     1 h 2 min 5 s

                BOARD       NOT THE WHOLE TRUTH
                marktplatz  was ended in order at 2026-11-25 12:00, and began again at 2026-11-25 13:00
                marktplatz  was cut off at 2026-11-25 12:00 or up to a minute later, and began again at 2026-11-25 13:00 (by a clock that nobody vouched for)
                marktplatz  lost what it had recorded and not sent before 2026-11-25 12:00: look at its disk
                marktplatz  its clock was set from 2026-11-25 12:00 to 2026-11-26 12:00
                marktplatz  had no room for 2 records and 40 incidents, up to 2026-11-25 12:00
                marktplatz  the chain is broken before the record of 2026-11-25 12:00: something was lost, removed or changed there
                marktplatz  what came at 2026-11-25 12:00 cannot be read here: is the board's program newer than the hub's?
                and 3 more before these: ask for less with --board, --from, --to

                """)
        #expect(PlaysTable.text(list([])) == "no board has told of anything shown in that time\n")
    }

    @Test("the question goes to the hub as it is meant, and with --json its answer comes as it is")
    func question() async throws {
        let answer = try WireCoding.encode(list([try play("marktplatz", "markt")]))
        let hub = try StandInHub { _ in .json(answer) }
        let outcome = await litfass(
            [
                "plays", "--notice", "markt", "--board", "marktplatz", "--from", "2026-11-25", "--to",
                "2026-11-25T18:00:00+01:00", "--json",
            ] + hub.options)
        #expect(outcome.status == 0)
        #expect(outcome.output == String(decoding: answer, as: UTF8.self) + "\n")
        #expect(outcome.output.contains(#""version":1"#))
        let request = try #require(hub.asked.first)
        #expect(request.path == "/api/v1/plays")
        #expect(
            request.queryItems.map { "\($0.name)=\($0.value)" }
                == ["notice=markt", "board=marktplatz", "from=2026-11-25", "to=2026-11-25T17:00:00Z"])
    }

    @Test(
        "what is no name or no time is not sent",
        arguments: [["--board", "Markt!"], ["--from", "gestern"], ["--to", ""]])
    func misused(words: [String]) async throws {
        let hub = try StandInHub { _ in .noContent }
        let outcome = await litfass(["plays"] + words + hub.options)
        #expect(outcome.status == 2)
        #expect(outcome.complaint.contains(words[0]))
        #expect(hub.asked.isEmpty)
    }

    @Test("an answer is the same after its bytes, whatever is in it")
    func roundTrip() throws {
        let board = try Name("marktplatz")
        let kinds: [PlayList.Caveat.Kind] = [
            .gap(.lost(to: noon, clock: .system)), .clock(ClockStep(from: noon, to: noon, clock: .sealed)),
            .loss(try ProofLoss(records: 2, incidents: 40, at: noon)), .broken(at: noon), .unreadable(at: noon),
        ]
        let list = list([try play("marktplatz", nil)], kinds.map { .init(board: board, kind: $0) })
        #expect(try WireCoding.decode(PlayList.self, from: WireCoding.encode(list)) == list)
    }
}
