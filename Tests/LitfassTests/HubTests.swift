import Foundation
import HTTPServer
import ProgramSupport
import Signage
import Testing

@testable import litfass

@Suite(.timeLimit(.minutes(1))) struct HubTests {
    private let folder: Folder
    init() throws { folder = try Folder() }

    @Test("publish sends exactly the draft that was written")
    func publish() async throws {
        let answer = try WireCoding.encode(published("n-1"))
        let hub = try StandInHub { _ in .json(answer, status: 201) }
        let body = try folder.file("body.txt", "Erster Absatz.\n\nZweiter „Absatz“.\n")
        let outcome = await litfass(
            [
                "publish", "--board", "marktplatz", "--board=see", "--headline", "Straße gesperrt", "--body-file", body,
                "--category", "Straßenbau", "--fact", "Beginn=Mi, 7 Uhr", "--fact", "Formel=a=b", "--from",
                "2026-11-25T07:00:00+01:00", "--until", "2026-12-18",
            ] + hub.options)
        #expect(outcome.complaint == "")
        #expect(outcome.status == 0)
        let request = try #require(hub.asked.first)
        #expect(hub.asked.count == 1)
        #expect(request.method == .post && request.path == "/api/v1/notices")
        #expect(request.headers["Content-Type"] == "application/json")
        let draft = try WireCoding.decode(NoticeDraft.self, from: request.body)
        #expect(
            try draft
                == NoticeDraft(
                    headline: "Straße gesperrt", body: "Erster Absatz.\n\nZweiter „Absatz“.\n", category: "Straßenbau",
                    facts: [
                        Notice.Fact(label: "Beginn", value: "Mi, 7 Uhr"),
                        Notice.Fact(label: "Formel", value: "a=b"),
                    ], boards: ["marktplatz", "see"], onset: NoticeDraft.Time("2026-11-25T06:00:00Z"),
                    expires: NoticeDraft.Time("2026-12-18")))
        #expect(String(decoding: request.body, as: UTF8.self).contains(#""expires":"2026-12-18""#))
        #expect(
            outcome.output == """
                n-1  on marktplatz, see
                shows from 2026-11-23 14:07 until 2026-11-24 14:07 (Europe/Berlin); to take it away: litfass withdraw n-1
                marktplatz: good, 1 page, 8 s to read
                see: contrast too low, 1 page, 8 s to read
                  headline: contrast 1:1, choose darker letters (at least 3:1)

                """)
    }

    @Test("a draft with nothing but board and headline says nothing of times")
    func least() async throws {
        let answer = try WireCoding.encode(published("n-1"))
        let hub = try StandInHub { _ in .json(answer, status: 201) }
        let outcome = await litfass(["publish", "--board", "a", "--headline", "b", "--json"] + hub.options)
        #expect(outcome.status == 0)
        #expect(outcome.output == String(decoding: answer, as: UTF8.self) + "\n")
        let body = try #require(hub.asked.first).body
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"allBoards":false,"boards":["a"],"body":"","dayparts":[],"facts":[],"headline":"b","sites":[],"tags":[]}"#
        )
    }

    @Test("a body that is not there or not UTF-8 is told with its path, and nothing is sent")
    func body() async throws {
        let hub = try StandInHub { _ in .noContent }
        let words = ["publish", "--board", "a", "--headline", "b", "--body-file"]
        let missing = await litfass(words + [folder.path("none.txt")] + hub.options)
        #expect(missing.status == 1)
        #expect(missing.complaint.hasPrefix("litfass: could not read \(folder.path("none.txt")): "))
        #expect(missing.complaint.hasSuffix("; name a text file with --body-file, or - for standard input\n"))
        let latin = folder.path("latin.txt")
        try Data([0x53, 0x74, 0x72, 0x61, 0xDF, 0x65]).write(to: URL(fileURLWithPath: latin))
        let refused = await litfass(words + [latin] + hub.options)
        #expect(refused.status == 1)
        #expect(
            refused.complaint
                == "litfass: \(latin) is not UTF-8; convert it first, for example: iconv -f windows-1252 -t utf-8 \(latin)\n"
        )
        #expect(hub.asked.isEmpty)
    }

    @Test("what the hub refuses is told in its words, with the options")
    func problem() async throws {
        let hub = try StandInHub { _ in
            .problem(
                Problem(
                    title: "The notice was refused", status: 422,
                    errors: [
                        .init(pointer: "#/headline", detail: "is empty"),
                        .init(pointer: "#/facts/0/label", detail: "is too long: 25 characters, at most 24"),
                    ]))
        }
        let outcome = await litfass(["publish", "--board", "a", "--headline", " "] + hub.options)
        #expect(outcome.status == 1)
        #expect(
            outcome.complaint
                == "litfass: --headline is empty; --fact is too long: 25 characters, at most 24\n"
        )
    }

    @Test("an answer that is no problem is told by its status", arguments: [500, 404])
    func noProblem(status: Int) async throws {
        let hub = try StandInHub { _ in .html("<h1>Bad gateway</h1>", status: status) }
        let outcome = await litfass(["notices"] + hub.options)
        #expect(outcome.status == 1)
        #expect(outcome.complaint == "litfass: the hub answered with status \(status)\n")
    }

    @Test("a wrong token is told as such")
    func token() async throws {
        let hub = try StandInHub(token: "guess") { _ in .noContent }
        let outcome = await litfass(["notices"] + hub.options)
        #expect(outcome.status == 1)
        #expect(
            outcome.complaint
                == "litfass: the hub does not know this token; name the file of the right one with --token-file\n")
    }

    @Test("without a token file it is told how to name one, and a missing one by its path")
    func tokenFile() async throws {
        let missing = await litfass("notices", "--hub", "http://127.0.0.1:1", "--token-file", folder.path("token"))
        #expect(missing.status == 1)
        #expect(missing.complaint.hasPrefix("litfass: could not read the token file \(folder.path("token")): "))
        #expect(
            missing.complaint.hasSuffix(
                "; the hub makes it: name a copy of token in its state folder with --token-file\n"))
        #expect(throws: (any Error).self) {
            _ = try HubClient(.init(["--hub", "http://a"], options: HubClient.options), environment: [:])
        }
        let named = ["LITFASS_HUB": "http://a", "LITFASS_TOKEN_FILE": try folder.file("token", "secret\n")]
        _ = try HubClient(.init([], options: HubClient.options), environment: named)
    }

    @Test("a hub that is not there is told with its address")
    func away() async throws {
        let hub = try StandInHub { _ in .noContent }
        hub.stop()
        let outcome = await litfass(["boards"] + hub.options)
        #expect(outcome.status == 1)
        #expect(outcome.complaint.hasPrefix("litfass: no answer from the hub at \(hub.options[1]): "))
        #expect(
            outcome.complaint.hasSuffix(
                "; is litfass-hub serve running there? else give its address with --hub\n"))
    }

    @Test("an answer of another version is not taken for an empty list")
    func version() async throws {
        let hub = try StandInHub { _ in .json(Data(#"{"version": 1, "boards": 5}"#.utf8)) }
        let outcome = await litfass(["boards"] + hub.options)
        #expect(outcome.status == 1)
        #expect(outcome.complaint.contains("is not understood (boards: must be a list)"))
    }

    @Test("notices are listed with their boards, a star where the board does not have it yet")
    func notices() async throws {
        let list = NoticeList(
            timeZone: "Europe/Berlin",
            notices: [try status("n-2"), try status("n-1", headline: "Markt", isApplied: false)])
        let answer = try WireCoding.encode(list)
        let hub = try StandInHub { _ in .json(answer) }
        let outcome = await litfass(["notices"] + hub.options)
        let lines = outcome.output.split(separator: "\n")
        #expect(outcome.status == 0 && lines.count == 3)
        #expect(lines[0].hasPrefix("ID   STATE    FROM"))
        #expect(lines[1].hasPrefix("n-2  running  2026-11-23 14:07  2026-11-24 14:07  "))
        #expect(lines[1].hasSuffix("  marktplatz, see*   Straße gesperrt"))
        #expect(lines[2].hasSuffix("  marktplatz*, see*  Markt"))
        let json = await litfass(["notices", "--json"] + hub.options)
        #expect(json.output == String(decoding: answer, as: UTF8.self) + "\n")
        #expect(hub.asked.map(\.path) == ["/api/v1/notices", "/api/v1/notices"])
    }

    @Test("withdraw asks for one notice to be deleted and says from where it is gone")
    func withdraw() async throws {
        let answer = try WireCoding.encode(status("n-1"))
        let hub = try StandInHub { _ in .json(answer) }
        let outcome = await litfass(["withdraw", "n-1"] + hub.options)
        #expect(outcome.output == "n-1 is withdrawn from marktplatz, see\n")
        let request = try #require(hub.asked.first)
        #expect(request.method == .delete && request.path == "/api/v1/notices/n-1")
        #expect(request.body.isEmpty)
    }

    @Test("boards are listed with what is unknown as a dash, and what someone should see to")
    func boards() async throws {
        let (see, market) = (
            try Board(name: Name("see"), title: "See", profile: Name("p"), layout: Name("l")),
            try Board(name: Name("marktplatz"), title: "Marktplatz", profile: Name("p"), layout: Name("l"))
        )
        let list = BoardList(boards: [
            BoardStatus(
                board: market, presence: .online, lastSeen: Date() - 1, desired: 4, applied: 3,
                refused: .init(reason: .seal, detail: "no signature holds", at: Date()), temperatureCelsius: 41.25,
                faults: [], pictureAt: nil),
            BoardStatus(
                board: see, presence: .unknown, lastSeen: nil, desired: nil, applied: nil, refused: nil,
                temperatureCelsius: nil, faults: [], pictureAt: nil),
        ])
        let answer = try WireCoding.encode(list)
        let hub = try StandInHub { _ in .json(answer) }
        let outcome = await litfass(["boards"] + hub.options)
        let rows = outcome.output.split(separator: "\n").map { line in
            line.components(separatedBy: "  ").filter { !$0.isEmpty }.map { $0.trimmingCharacters(in: .whitespaces) }
        }
        #expect(outcome.status == 0 && rows.count == 3)
        #expect(rows[0] == ["BOARD", "STATE", "LAST SEEN", "DESIRED", "ON PANEL", "TEMPERATURE", "FAULTS"])
        #expect(rows[1].count == 7 && rows[1][2].hasSuffix(" s ago"))
        #expect(rows[1][3...] == ["4", "3", "41.2 °C", "refused (seal): no signature holds"])
        #expect(rows[2] == ["see", "unknown", "–", "–", "–", "–", "none"])
        let json = await litfass(["boards", "--json"] + hub.options)
        #expect(json.output == String(decoding: answer, as: UTF8.self) + "\n")
    }
}
