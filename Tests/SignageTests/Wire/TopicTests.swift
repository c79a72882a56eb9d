import Foundation
import Testing

@testable import Signage

@Suite struct TopicTests {
    static let all: [(Topic, String)] = {
        let (cell, board) = (Examples.name("barleben"), Examples.name("marktplatz"))
        let hex = String(repeating: "0a", count: 32)
        guard let id = try? DocumentID(hex) else { preconditionFailure("\(hex) is a document's name") }
        return [
            (.desired(cell: cell, board: board), "litfass/1/barleben/marktplatz/dn/desired"),
            (.feed(cell: cell, feed: Examples.name("council")), "litfass/1/barleben/feed/council"),
            (.document(cell: cell, id), "litfass/1/barleben/document/\(hex)"),
            (.get(cell: cell, board: board), "litfass/1/barleben/marktplatz/up/get"),
            (.availability(cell: cell, board: board), "litfass/1/barleben/marktplatz/up/availability"),
            (.reported(cell: cell, board: board), "litfass/1/barleben/marktplatz/up/reported"),
            (.health(cell: cell, board: board), "litfass/1/barleben/marktplatz/up/health"),
            (.picture(cell: cell, board: board), "litfass/1/barleben/marktplatz/up/picture"),
            (.timeRequest(cell: cell, board: board), "litfass/1/barleben/marktplatz/up/time"),
            (.timeAnswer(cell: cell, board: board), "litfass/1/barleben/marktplatz/dn/time"),
            (.keys(cell: cell), "litfass/1/barleben/all/dn/keys"),
            (.interrupt(cell: cell), "litfass/1/barleben/all/dn/interrupt"),
            (.events(cell: cell, board: board), "litfass/1/barleben/marktplatz/up/events"),
            (.eventAcknowledgement(cell: cell, board: board), "litfass/1/barleben/marktplatz/dn/ack"),
            (.command(cell: cell, board: board), "litfass/1/barleben/marktplatz/dn/command"),
            (.result(cell: cell, board: board), "litfass/1/barleben/marktplatz/up/result"),
            (
                .renewal(cell: Examples.name("barleben"), board: Examples.name("marktplatz")),
                "litfass/1/barleben/marktplatz/up/renew"
            ),
            (
                .certificate(cell: Examples.name("barleben"), board: Examples.name("marktplatz")),
                "litfass/1/barleben/marktplatz/dn/certificate"
            ),
            (.hubAvailability(replica: Examples.name("r1")), "litfass/1/hub/r1/availability"),
            (.claimRequest(Examples.code), "litfass/1/claim/k7m2qx/request"),
            (.claimAnswer(Examples.code), "litfass/1/claim/k7m2qx/response"),
        ]
    }()

    @Test("every topic of the contract is written and read back", arguments: all.indices)
    func roundTrips(index: Int) throws {
        let (topic, text) = Self.all[index]
        #expect(topic.text == text)
        #expect(try Topic(text) == topic)
    }

    @Test("another major version is named", arguments: ["2", "0", "10", "01", "x", ""])
    func version(version: String) {
        let refused = refusal { _ = try Topic("litfass/\(version)/barleben/marktplatz/dn/desired") }
        #expect(
            refused
                == InvalidValue(
                    field: "version",
                    reason: "version \(version) of the contract is not known here: update this program"))
    }

    @Test(
        "what is no topic of the contract is refused",
        arguments: [
            "", "/", "litfass", "litfass/1", "litfass/1/a", "litfass/1/a/b", "litfass/1/a/b/dn",
            "litfass/1/a/b/dn/desired/x", "litfass/1/a/b/up/desired", "litfass/1/a/b/dn/", "/litfass/1/a/b/dn/desired",
            "Litfass/1/a/b/dn/desired", "litfass/1/a//dn/desired", "litfass/1//b/dn/desired", "litfass/1/a/feed/",
            "litfass/1/a/feed/b/c", "litfass/1/a/feed/b/dn/desired", "litfass/1/a/document/b",
            "litfass/1/a/document/b/up/get", "litfass/1/all/b/dn/desired", "litfass/1/feed/b/dn/desired",
            "litfass/1/a/all/dn/desired", "litfass/1/a/claim/up/get", "litfass/1/hub/a/b", "litfass/1/hub/a",
            "litfass/1/hub/all/availability", "litfass/1/hub/a/availability/b", "litfass/1/a/b/+/#",
            "litfass/1/+/b/up/get", "litfass/1/a/B/up/get", "litfass/1/a/b\u{0}/up/get", "litfass/1/a/../up/get",
            "$SYS/broker/uptime/a/b", "litfass/1/a/b/up/get ",
        ])
    func refused(text: String) {
        #expect(refusal { _ = try Topic(text) } != nil)
    }

    @Test("a topic of any length is quoted only in part")
    func long() throws {
        let refused = refusal { _ = try Topic("litfass/1/a/b/dn/" + String(repeating: "x", count: 60_000)) }
        #expect(try #require(refused).reason.count < 300)
    }

    @Test("subscriptions take in what they are for")
    func subscriptions() {
        #expect(Topic.toBoard(Examples.name("b"), of: Examples.name("a")) == "litfass/+/a/b/dn/#")
        #expect(Topic.toAllBoards(of: Examples.name("a")) == "litfass/+/a/all/dn/#")
        let status = Topic.statusFromBoards(of: Examples.name("a"))
        #expect(status.contains("litfass/1/a/+/up/health") && !status.contains("litfass/1/a/+/up/events"))
        #expect(Topic.eventsFromBoards(of: Examples.name("a")).contains("litfass/1/a/+/up/events"))
        #expect(Topic.hubs == "litfass/1/hub/+/availability")
    }
}
