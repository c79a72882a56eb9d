import Foundation
import HTTPServer
import Signage
import Synchronization
import Testing

@testable import litfass

@Suite(.timeLimit(.minutes(1))) struct InterruptTests {
    private typealias State = InterruptStatus.Delivery.State

    private static func status(
        id: String = "w-1", isDrill: Bool = false, endedAt: Date? = nil, at now: Date? = nil,
        _ states: (State, Presence)...
    ) throws -> InterruptStatus {
        let issued = Date(timeIntervalSince1970: 1_795_439_220)
        let deliveries = try zip(["marktplatz", "see", "bahnhof", "schule"], states).map { name, state in
            InterruptStatus.Delivery(board: try Name(name), state: state.0, presence: state.1)
        }
        return InterruptStatus(
            interrupt: try Interrupt(
                id: Name(id), headline: "Wasser abkochen", isDrill: isDrill, issued: issued, until: issued + 3_600),
            endedAt: endedAt, deliveries: deliveries, timeZone: "Europe/Berlin", at: now ?? issued)
    }

    @Test("an interrupt is sent as it was written, and where it is shown is told as soon as all that can show it do")
    func publish() async throws {
        let first = try WireCoding.encode(Self.status((.awaited, .online), (.awaited, .offline)))
        let later = try WireCoding.encode(Self.status((.shown, .online), (.shown, .offline)))
        let hub = try StandInHub { $0.method == .post ? .json(first, status: 201) : .json(later) }
        let outcome = await litfass(
            ["interrupt", "Wasser abkochen", "--until", "2026-11-23T15:07", "--board", "marktplatz", "--drill"]
                + hub.options)
        #expect(outcome.complaint == "" && outcome.status == 0)
        #expect(hub.asked.map(\.path) == ["/api/v1/interrupts", "/api/v1/interrupts/w-1"])
        let draft = try WireCoding.decode(InterruptDraft.self, from: try #require(hub.asked.first).body)
        #expect(
            try draft
                == InterruptDraft(
                    headline: "Wasser abkochen", boards: ["marktplatz"], until: NoticeDraft.Time("2026-11-23T15:07"),
                    isDrill: true))
        #expect(
            outcome.output == """
                w-1  interrupt until 2026-11-23 15:07 (Europe/Berlin); to end it before: litfass interrupt end w-1
                shown on marktplatz
                not to be reached now, so nobody knows what is shown there: see

                """)
    }

    @Test("a board that does not answer in time is named, and nothing is made up")
    func silent() throws {
        let status = try Self.status((.shown, .online), (.awaited, .online), (.accepted, .online), (.gone, .unknown))
        #expect(
            InterruptWords.publishing(status) == """
                w-1  interrupt until 2026-11-23 15:07 (Europe/Berlin); to end it before: litfass interrupt end w-1
                shown on marktplatz
                has come, and is not on the panel yet: bahnhof
                no answer yet from see
                not to be reached now, so nobody knows what is shown there: schule

                """)
    }

    @Test("the one that is on is ended without its id, and boards that still show it are named")
    func end() async throws {
        let ended = try WireCoding.encode(
            Self.status(endedAt: Date(timeIntervalSince1970: 1_795_439_400), (.gone, .online), (.shown, .offline)))
        let hub = try StandInHub { _ in .json(ended) }
        let outcome = await litfass(["interrupt", "end"] + hub.options)
        #expect(hub.asked.map(\.path) == ["/api/v1/interrupts/current"] && hub.asked[0].method == .delete)
        #expect(
            outcome.output == """
                w-1 is ended
                gone from marktplatz
                not to be reached now; shown there until 2026-11-23 15:07 at most: see

                """)
        _ = await litfass(["interrupt", "end", "w-1", "--json"] + hub.options)
        #expect(hub.asked.last?.path == "/api/v1/interrupts/w-1")
    }

    @Test("they are listed with their boards, marked where they are not shown")
    func list() async throws {
        let over = Date(timeIntervalSince1970: 1_795_539_220)
        let list = InterruptList(interrupts: [
            try Self.status(id: "w-2", isDrill: true, (.shown, .online), (.awaited, .online), (.shown, .offline)),
            try Self.status(id: "w-1", at: over, (.gone, .online)),
        ])
        let answer = try WireCoding.encode(list)
        let hub = try StandInHub { _ in .json(answer) }
        let outcome = await litfass(["interrupt"] + hub.options)
        #expect(
            outcome.output == """
                ID   STATE    KIND   UNTIL             BOARDS                      HEADLINE
                w-2  running  drill  2026-11-23 15:07  marktplatz, see+, bahnhof?  Wasser abkochen
                w-1  expired  real   2026-11-23 15:07  marktplatz-                 Wasser abkochen

                """)
        let json = await litfass(["interrupt", "--json"] + hub.options)
        #expect(json.output == String(decoding: answer, as: UTF8.self) + "\n")
    }

    @Test("what the hub refuses is told with the options")
    func refused() async throws {
        let hub = try StandInHub { _ in
            .problem(Problem(status: 422, errors: [.init(pointer: "#/until", detail: "has already passed")]))
        }
        let outcome = await litfass(["interrupt", "a", "--until", "2026-11-01"] + hub.options)
        #expect(outcome.status == 1 && outcome.complaint == "litfass: --until has already passed\n")
    }

    @Test(
        "what is not understood is told in a sentence",
        arguments: [
            (["interrupt", "a"], "--until is missing"), (["interrupt", "--drill"], "the text is missing"),
            (["interrupt", "a", "b", "--until", "2026-12-04"], "\"b\" is one argument too many; quote the text"),
            (
                ["interrupt", "end", "Nr. 1"],
                "\"Nr. 1\" is no id of an interrupt: a name has only the characters a-z, 0-9 and -"
            ),
            (
                ["interrupt", "end", "--until", "2026-12-04"],
                "\"end\" ends one at once; the options of a new one do not go with it"
            ),
            (
                ["interrupt", "a", "--until", "2026-12-04", "--severity", "bad"],
                "--severity is minor, moderate, severe or extreme, not \"bad\""
            ),
        ] as [([String], String)])
    func misused(words: [String], complaint: String) async {
        let outcome = await litfass(words)
        #expect(outcome.status == 2)
        #expect(outcome.complaint == "litfass: \(complaint); litfass interrupt --help tells more\n")
    }
}
