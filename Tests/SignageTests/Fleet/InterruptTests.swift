import Foundation
import Testing

@testable import Signage

@Suite struct InterruptTests {
    private static func interrupt(
        _ id: String = "water", boards: [Name]? = nil, headline: String = "Wasser abkochen", body: String = "",
        link: String? = nil, isDrill: Bool = false, issued: Date = Examples.now,
        until: Date = Examples.now + 3_600
    ) throws -> Interrupt {
        try Interrupt(
            id: Name(id), boards: boards, headline: headline, body: body, issuer: "Gemeinde Barleben", link: link,
            isDrill: isDrill, issued: issued, until: until)
    }

    private static func state(version: Int = 1, _ interrupts: [Interrupt]) throws -> InterruptState {
        try InterruptState(version: version, issued: Examples.now, cell: Name("barleben"), interrupts: interrupts)
    }

    @Test("interrupts are the same after their bytes, and what is left out has its default")
    func roundTrips() throws {
        let boards = [Examples.name("a"), Examples.name("b")]
        let state = try Self.state([
            Self.interrupt(body: "Zehn Minuten.", link: "https://www.barleben.de"),
            Self.interrupt("storm", boards: boards, isDrill: true),
        ])
        #expect(try roundTrip(state) == state)
        let least = try WireCoding.decode(
            Interrupt.self,
            from: Data(
                #"{"id":"a","headline":"b","issued":"2026-11-23T13:07:00Z","until":"2026-11-23T14:07:00Z","x":1}"#.utf8)
        )
        #expect(least.boards == nil && least.body.isEmpty && least.severity == .severe && !least.isDrill)
        #expect(least.addresses(Examples.name("any")))
        #expect(!state.interrupts[1].addresses(Examples.name("c")) && state.interrupts[1].addresses(boards[1]))
    }

    @Test("what could not be shown, or would not end, is refused with its field")
    func refused() throws {
        let long = String(repeating: "x", count: 2_001)
        #expect(refusal { _ = try Self.interrupt(headline: " ") }?.field == "headline")
        #expect(refusal { _ = try Self.interrupt(headline: String(long.prefix(151))) }?.field == "headline")
        #expect(refusal { _ = try Self.interrupt(headline: "a\nb") }?.field == "headline")
        #expect(refusal { _ = try Self.interrupt(body: long) }?.field == "body")
        #expect(refusal { _ = try Self.interrupt(link: "file:///etc/passwd") }?.field == "link")
        #expect(refusal { _ = try Self.interrupt(boards: []) }?.field == "boards")
        #expect(refusal { _ = try Self.interrupt(boards: [Name("a"), Name("a")]) }?.field == "boards")
        #expect(refusal { _ = try Self.interrupt(until: Examples.now) }?.field == "until")
        #expect(refusal { _ = try Self.interrupt(until: Examples.now + 31 * 86_400) }?.field == "until")
        let early = Date(timeIntervalSince1970: -10)
        #expect(refusal { _ = try Self.interrupt(issued: early, until: early + 60) }?.field == "issued")
        #expect(refusal { _ = try Self.state(version: 0, []) }?.field == "version")
        let twice = try Self.interrupt()
        #expect(refusal { _ = try Self.state([twice, twice]) }?.field == "interrupts")
        let many = try (0...InterruptState.most).map { try Self.interrupt("n-\($0)") }
        #expect(refusal { _ = try Self.state(many) }?.field == "interrupts")
        #expect(refusal(InterruptState.self, #"{"version":1,"issued":"2026-11-23T13:07:00Z","cell":"all"}"#) != nil)
    }

    @Test("a board shows it until its end and not before it was sealed, at once also where its clock is behind")
    func notice() throws {
        let interrupt = try Self.interrupt()
        #expect(interrupt.notice(from: Examples.now + 600).window.onset == Examples.now)
        #expect(interrupt.notice(from: Examples.now - 600).window.onset == Examples.now - 600)
        #expect(interrupt.notice(from: .distantPast).window.onset == Examples.now - 86_400)
        #expect(interrupt.notice(from: Examples.now).window.expires == interrupt.until)
        #expect(interrupt.notice(from: Examples.now).priority == .interrupt)
        let first = try Self.interrupt(issued: Date(timeIntervalSince1970: 0), until: Date(timeIntervalSince1970: 60))
        #expect(first.notice(from: .distantPast).window.onset == first.issued)
    }

    @Test("a drill that staff have marked themselves is marked once", arguments: ["Übung: Sirenen", "ÜBUNG: Sirenen"])
    func markedByStaff(headline: String) throws {
        let drill = try Self.interrupt(headline: headline, isDrill: true)
        #expect(drill.notice(from: Examples.now).headline == "ÜBUNG: Sirenen")
        #expect(try Self.interrupt(headline: headline).notice(from: Examples.now).headline == headline)
    }

    @Test("the longest drill can be shown, and says first that it is one")
    func drill() throws {
        let drill = try Self.interrupt(headline: String(repeating: "x", count: 150), isDrill: true)
        #expect(drill.notice(from: Examples.now).headline == "ÜBUNG: " + drill.headline)
        #expect(try Self.interrupt().notice(from: Examples.now).headline == "Wasser abkochen")
    }

    @Test("a draft's day is included, by the council's clocks")
    func draft() throws {
        let draft = InterruptDraft(headline: "Sturm", until: try NoticeDraft.Time("2026-11-23"))
        let interrupt = try draft.interrupt(id: Name("a"), boards: nil, at: Examples.now, in: Examples.berlin)
        #expect(interrupt.until == Examples.time("2026-11-24T00:00:00+01:00"))
        #expect(try roundTrip(draft) == draft)
    }

    @Test("what a board reports says how far it has come")
    func deliveries() throws {
        typealias State = InterruptStatus.Delivery.State
        let id = Examples.name("water")
        func report(_ version: Int, shown: [Name] = []) -> ReportedState.Interrupt {
            .init(version: version, sha256: nil, until: nil, shown: shown, refused: nil)
        }
        let (running, ended) = (3..<Int.max, 3..<5)
        #expect(State(of: id, in: running, isExpired: false, reported: nil) == .awaited)
        #expect(State(of: id, in: running, isExpired: false, reported: report(2)) == .awaited)
        #expect(State(of: id, in: running, isExpired: false, reported: report(4)) == .accepted)
        #expect(State(of: id, in: running, isExpired: false, reported: report(4, shown: [id])) == .shown)
        #expect(State(of: id, in: running, isExpired: true, reported: report(4)) == .gone)
        #expect(State(of: id, in: ended, isExpired: false, reported: report(4, shown: [id])) == .shown)
        #expect(State(of: id, in: ended, isExpired: false, reported: report(4)) == .accepted)
        #expect(State(of: id, in: ended, isExpired: false, reported: report(5)) == .gone)
        #expect(State(of: id, in: ended, isExpired: false, reported: report(2)) == .gone)
        let long = ReportedState.Interrupt(
            version: 1, sha256: nil, until: nil, shown: (0..<9).map { Examples.name("n-\($0)") }, refused: nil)
        #expect(try roundTrip(long) == long && long.shown.count == InterruptState.most)
    }
}
