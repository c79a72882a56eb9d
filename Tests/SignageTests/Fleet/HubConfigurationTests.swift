import Foundation
import Testing

@testable import Signage

@Suite struct HubConfigurationTests {
    static let good = """
        {"cell": "barleben", "municipality": "Gemeinde Barleben", "timeZone": "Europe/Berlin",
         "sites": [{"name": "meitzendorf", "title": "Meitzendorf"}],
         "boards": [
          {"name": "marktplatz", "title": "Marktplatz", "profile": "p", "layout": "l", "feeds": ["council"]},
          {"name": "see", "title": "Jersleber See", "site": "meitzendorf", "profile": "p", "layout": "l"}],
         "feeds": [{"name": "council", "format": "oparl", "url": "https://rat.example/oparl", "intervalSeconds": 600}]}
        """

    @Test("a configuration is the same after its bytes, and a picture a minute is what is not said")
    func coding() throws {
        let configuration = try WireCoding.decode(HubConfiguration.self, from: Data(Self.good.utf8))
        #expect(try roundTrip(configuration) == configuration)
        #expect(configuration.pictureIntervalSeconds == 60)
        let settings = try configuration.settings(of: configuration.boards[1])
        #expect(settings.title == "Jersleber See" && settings.municipality == "Gemeinde Barleben")
        #expect(settings.zone.identifier == "Europe/Berlin")
    }

    @Test(
        "what is wrong is told by its path",
        arguments: [
            ("\"see\"", "\"marktplatz\"", "boards.1.name: marktplatz is there twice"),
            ("\"see\"", "\"hub\"", "boards.1.name: \"hub\" is reserved, choose another name"),
            ("[\"council\"]", "[\"weather\"]", "boards.0.feeds: there is no feed weather"),
            (
                "\"site\": \"meitz", "\"site\": \"mietz",
                "boards.1.site: there is no site mietzendorf; there are meitzendorf"
            ),
            ("Jersleber See", "", "boards.1.title: is empty"),
            ("https://", "ftp://", "feeds.0.url: must begin with https:// or http://"),
            ("600", "9", "feeds.0.intervalSeconds: must be 10 to 86400 seconds"),
            ("Europe/Berlin", "Mars", "timeZone: must be an IANA time zone such as Europe/Berlin"),
            ("Gemeinde Barleben", "", "municipality: is empty"),
            ("\"barleben\"", "\"Barleben\"", "cell: a name has only the characters a-z, 0-9 and -"),
            (
                "\"boards\"", "\"pictureIntervalSeconds\": 0, \"boards\"",
                "pictureIntervalSeconds: must be 1 to 86400 seconds"
            ),
            (
                "\"boards\"", "\"pictureIntervalSeconds\": 2.5, \"boards\"",
                "pictureIntervalSeconds: must be a whole number in range"
            ),
            ("\"intervalSeconds\": 600}", "\"intervalSeconds\": 600}, {}", "feeds.1.name: is missing"),
        ])
    func refused(text: String, replacement: String, sentence: String) {
        let broken = Self.good.replacingOccurrences(of: text, with: replacement)
        #expect(broken != Self.good)
        #expect(refusal(HubConfiguration.self, broken)?.description == sentence)
    }

    @Test("two feeds of one name are refused, and so is a wrong zone where there is no board yet")
    func more() throws {
        func configuration(feeds: Int, timeZone: String = "Europe/Berlin") throws -> HubConfiguration {
            let feed = try HubConfiguration.Feed(
                name: Name("a"), format: "oparl", url: "http://a", intervalSeconds: 10)
            return try HubConfiguration(
                cell: Name("a"), municipality: "b", timeZone: timeZone, pictureIntervalSeconds: 1, boards: [],
                feeds: Array(repeating: feed, count: feeds))
        }
        #expect(try configuration(feeds: 1).boards.isEmpty)
        #expect(refusal { _ = try configuration(feeds: 2) }?.description == "feeds.1.name: a is there twice")
        #expect(refusal { _ = try configuration(feeds: 0, timeZone: "Mars") }?.field == "timeZone")
    }
}
