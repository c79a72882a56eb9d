import Foundation
import HTTPServer
import Signage
import SignageTesting
import Testing

@testable import HubService

@Suite struct PageTests {
    let now = Date(timeIntervalSince1970: 1_795_000_000)  // Wed, 18 November 2026, 12:06:40 in Berlin
    let zone: TimeZone

    init() throws { zone = try #require(TimeZone(identifier: "Europe/Berlin")) }

    @Test("markup in names is shown, not obeyed")
    func escaping() throws {
        let status = try status("<script>alert(1)</script>", site: "s", .online, lastSeen: now)
        let page = page([status], current: [], municipality: "A & <b>", site: "\"><img src=x>")
        #expect(!page.contains("<script>"))
        #expect(!page.contains("<img src=x>"))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.contains("A &amp; &lt;b&gt;"))
    }

    @Test("presence is told in words, with the day when it is not today")
    func presence() throws {
        let board = try Name("b")
        let online = page([try status("T", .online, lastSeen: now, pictureAt: now)], current: [board])
        #expect(online.contains("zeigt das gerade"))
        #expect(online.contains("Bild von 12:06 Uhr"))
        #expect(page([try status("T", .online, lastSeen: now)]).contains("ist verbunden"))
        let offline = page([try status("T", .offline, lastSeen: now - 600)])
        #expect(offline.contains("nicht erreichbar seit 11:56 Uhr, spielt wohl weiter"))
        let longAgo = page([try status("T", .offline, lastSeen: now - 86_400)])
        #expect(longAgo.contains("nicht erreichbar seit Di, 17. November, 12:06 Uhr, spielt wohl weiter"))
        let unknown = page([try status("T", .unknown, lastSeen: nil)])
        #expect(unknown.contains("hat sich noch nie gemeldet"))
        #expect(unknown.contains("Noch kein Bild von dieser Tafel"))
    }

    @Test("a time is told as people say it")
    func times() {
        #expect(GermanTimes(zone: zone).time(Date(timeIntervalSince1970: 1_795_401_480)) == "3:38 Uhr")
    }

    @Test("a board that someone has to see to comes first, marked in words and colour")
    func order() throws {
        let page = page([
            try status("Da", .online, lastSeen: now), try status("Nie", .unknown, lastSeen: nil),
            try status("Weg", .offline, lastSeen: now),
        ])
        let places = ["Weg</h2>", "Nie</h2>", "Da</h2>"].map { page.range(of: $0)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil } && places.compactMap(\.self) == places.compactMap(\.self).sorted())
        #expect(page.contains("<li class=\"offline\">") && Stylesheet.text.contains(".offline .presence, .unknown"))
    }

    @Test("whoever cannot see a panel's picture is told the headlines on it")
    func alternative() throws {
        let status = try status("T", .online, lastSeen: now, pictureAt: now)
        #expect(page([status]).contains("alt=\"Tafel T ohne Aushang\""))
        #expect(
            page([status], headlines: [try Name("b"): ["Rathaus \"zu\"", "Bäume"]])
                .contains("alt=\"Tafel T mit „Rathaus &quot;zu&quot;“, „Bäume“\""))
    }

    @Test("how many boards can be reached is told in good German")
    func summary() throws {
        let online = try status("T", .online, lastSeen: now)
        let offline = try status("T", .offline, lastSeen: now)
        #expect(page([]).contains("Es ist noch keine Tafel eingerichtet."))
        #expect(page([online, online]).contains("Alle 2 sind erreichbar."))
        #expect(page([online, offline]).contains("1 von 2 ist erreichbar."))
        #expect(page([offline, offline]).contains("0 von 2 sind erreichbar."))
    }

    @Test("a hub that can't hear its boards says so")
    func deaf() throws {
        #expect(!page([]).contains("Verbindung zu den Tafeln"))
        #expect(page([], isListening: false).contains("Verbindung zu den Tafeln ist gerade unterbrochen"))
    }

    @Test("the page needs no login, allows no script but its own, and a picture is asked for again only when it is new")
    func headers() async throws {
        let fixture = try Fixture()
        let broker = try PrivateBroker()
        try await fixture.withHub(brokerPort: broker.port) { client in
            let page = try await client.send("GET", "", authorization: "")
            #expect(page.status == 200)
            #expect(page.text.contains("Dorf &amp; &lt;b&gt;Platz&lt;/b&gt;"))
            let policy = try #require(page.headers["content-security-policy"])
            #expect(
                policy.hasPrefix(
                    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self';"))
            #expect(!page.text.contains("http-equiv"))
            #expect(
                try await client.send("GET", "page.js", authorization: "").headers["content-type"]
                    == "text/javascript; charset=utf-8")
            #expect(policy.contains("frame-ancestors 'none'"))
            #expect(page.headers["x-content-type-options"] == "nosniff")
            #expect(page.headers["referrer-policy"] == "no-referrer")
            #expect(
                try await client.send("GET", "style.css", authorization: "").headers["content-type"]
                    == "text/css; charset=utf-8")
            let path = "boards/marktplatz/picture.png"
            #expect(try await client.send("GET", path).status == 404)
            let board = try FakeBoard("marktplatz", port: broker.port)
            try await board.connect()
            let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x01])
            try await board.send("picture", png)
            try await eventually("the picture is served") { try await client.send("GET", path).status == 200 }
            let picture = try await client.send("GET", path, authorization: "")
            #expect(picture.body == png)
            #expect(picture.headers["content-type"] == "image/png")
            #expect(picture.headers["cache-control"] == "no-cache")
            let tag = try #require(picture.headers["etag"])
            #expect(try await client.send("GET", path, headers: ["If-None-Match": tag]).status == 304)
            await board.stop()
        }
    }

    private func page(
        _ statuses: [BoardStatus], current: Set<Name> = [], headlines: [Name: [String]] = [:],
        municipality: String = "M", site: String = "S", isListening: Bool = true
    ) -> String {
        BoardsPage.page(
            municipality: municipality, statuses: statuses, current: current, headlines: headlines,
            sites: (try? [Name("s"): site]) ?? [:], isListening: isListening, at: now, in: zone
        ).markup
    }

    private func status(
        _ title: String, site: String? = nil, _ presence: Presence, lastSeen: Date?, pictureAt: Date? = nil
    ) throws -> BoardStatus {
        BoardStatus(
            board: try Board(
                name: Name("b"), title: title, site: site.map { try Name($0) }, profile: Name("p"), layout: Name("l")),
            presence: presence, lastSeen: lastSeen, desired: nil, applied: nil, refused: nil, temperatureCelsius: nil,
            faults: [], pictureAt: pictureAt)
    }
}
