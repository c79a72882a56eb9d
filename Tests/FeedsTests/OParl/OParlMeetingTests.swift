import Feeds
import Foundation
import Signage
import Testing

@Suite("One meeting of OParl becomes one item")
struct OParlMeetingTests {
    private func item(_ meeting: String) throws -> FeedItem? {
        var server = OParlServer(meetings: [meeting])
        let reading = try server.read()
        #expect(reading.isUsable, "\(reading.report)")
        return reading.items.first
    }

    @Test("a good meeting is read whole")
    func good() throws {
        let item = try #require(
            try item(
                OParlServer.meeting(
                    more: #"""
                        "web": "https://www.example.org/sitzung/1",
                        "location": {"id": "x", "type": "https://schema.oparl.org/1.1/Location", "room": "Ratssaal",
                          "streetAddress": "Hauptstraße 1", "postalCode": "39179", "locality": "Barleben",
                          "geojson": {"type": "Feature", "geometry": {"type": "Point", "coordinates": [11.62, 52.2]}}},
                        "organization": [{"id": "https://ris.example.org/o/1", "name": "Gemeinderat", "type": "https://schema.oparl.org/1.1/Organization"}],
                        "agendaItem": [{"number": "1", "name": "Eröffnung", "public": true, "result": "erledigt"}]
                        """#)))
        #expect(item.id == "ris.example.org/oparl/meetings/1")
        #expect(item.title == "Sitzung des Gemeinderates")
        #expect(item.link == "https://www.example.org/sitzung/1")
        #expect(item.place == "Ratssaal, Hauptstraße 1, 39179 Barleben")
        #expect(item.geometry == .point(try .init(latitude: 52.2, longitude: 11.62)))
        #expect(item.observedAt == WireCoding.date("2026-06-01T08:00:00+02:00"))
        #expect(item.attribution.text == "Quelle: ris.example.org")
        #expect(!item.attribution.modified)
        #expect(item.quality == [])
        let event = try #require(item.event)
        #expect(event.start == .instant(try #require(WireCoding.date("2026-06-11T16:30:00Z"))))
        #expect(event.end == .instant(try #require(WireCoding.date("2026-06-11T18:30:00Z"))))
        #expect(event.organiser == "Gemeinderat")
        #expect(event.location == item.place)
        #expect(event.publicity == .public)
        #expect(event.status == .scheduled)
        #expect(event.agenda == [.init(number: "1", title: "Eröffnung", publicity: .public, result: "erledigt")])
    }

    @Test(
        "an end before the start is unknown, and said to be",
        arguments: ["2026-06-11T00:00:00+02:00", "2026-06-10T20:00:00+02:00"])
    func endBeforeStart(end: String) throws {
        let item = try #require(try item(OParlServer.meeting(end: end)))
        #expect(item.event?.end == nil)
        #expect(item.validTo == nil)
        #expect(item.quality == [.endBeforeStart])
    }

    @Test(
        "an end that is missing, equal to the start or no time is unknown",
        arguments: [nil, "2026-06-11T18:30:00+02:00", "abends"])
    func noEnd(end: String?) throws {
        let item = try #require(try item(OParlServer.meeting(end: end)))
        #expect(item.event?.end == nil)
        #expect(item.quality == [])
    }

    @Test(
        "a start at midnight or without a time of day shows the date alone",
        arguments: ["2026-06-11T00:00:00+02:00", "2026-06-11"])
    func dateAlone(start: String) throws {
        let item = try #require(try item(OParlServer.meeting(start: start, end: nil)))
        #expect(item.event?.start == .date(try #require(CalendarDate("2026-06-11"))))
    }

    @Test("a start without a zone is taken in the feed's zone, and said to be")
    func zoneless() throws {
        let item = try #require(try item(OParlServer.meeting(start: "2026-06-11T18:30:00", end: nil)))
        #expect(item.event?.start == .instant(try #require(WireCoding.date("2026-06-11T16:30:00Z"))))
        #expect(item.quality == [.zoneAssumed])
    }

    @Test("an offset without a colon is understood")
    func offset() throws {
        let item = try #require(try item(OParlServer.meeting(start: "2026-06-11T18:30:00+0200", end: nil)))
        #expect(item.event?.start == .instant(try #require(WireCoding.date("2026-06-11T16:30:00Z"))))
    }

    @Test(
        "whether it takes place is read from cancelled, meetingState and the title",
        arguments: [
            (#""cancelled": true"#, "Gemeinderat", FeedItem.Event.Status.cancelled),
            (#""cancelled": false"#, "Gemeinderat", .scheduled),
            (#""meetingState": "abgesagt""#, "Gemeinderat", .cancelled),
            (#""meetingState": "verschoben""#, "Gemeinderat", .moved),
            (#""meetingState": "vorläufig""#, "Gemeinderat", .tentative),
            (#""meetingState": "eingeladen""#, "Gemeinderat", .scheduled),
            (#""meetingState": "etwas Neues""#, "Gemeinderat", .scheduled),
            (#""meetingState": 7"#, "ENTFÄLLT: Gemeinderat", .cancelled),
        ])
    func status(more: String, name: String, status: FeedItem.Event.Status) throws {
        #expect(try item(OParlServer.meeting(name: name, more: more))?.event?.status == status)
    }

    @Test(
        "markup and character references in a title become plain text",
        arguments: [
            ("Bauausschuss &amp; Verkehr", "Bauausschuss & Verkehr"),
            ("Stra&szlig;en &#252;ber &#xFC;ber", "Straßen über über"),
            ("<b>Bau</b>ausschuss<br/>und Umwelt", "Bauausschuss und Umwelt"),
            ("Ausschuss<script>alert(1)</script> Soziales", "Ausschuss Soziales"),
            (#"Ausschuss \u0007\u202e für\n  Soziales"#, "Ausschuss für Soziales"),
            ("Vergaben < 5000 Euro", "Vergaben < 5000 Euro"),
            ("F&amp;ouml;rderung & mehr; &unbekannt;", "Förderung & mehr; &unbekannt;"),
        ])
    func plainText(name: String, title: String) throws {
        #expect(try item(OParlServer.meeting(name: name))?.title == title)
    }

    @Test(
        "a title that tells a citizen nothing gives way to the organizations' names",
        arguments: ["SI/0507/20", "GR 12", "Sitzung 4", ""])
    func titleReplaced(name: String) throws {
        let more = #""organization": [{"name": "Bauausschuss"}, {"name": "Finanzausschuss"}]"#
        let item = try #require(try item(OParlServer.meeting(name: name, more: more)))
        #expect(item.title == "Bauausschuss, Finanzausschuss")
        #expect(item.quality == [.titleReplaced])
        #expect(item.attribution.modified)
    }

    @Test("without any name at all a meeting is a Sitzung")
    func nameless() throws {
        let item = try #require(try item(OParlServer.meeting(name: "SI/0507/20")))
        #expect(item.title == "Sitzung")
        #expect(item.quality == [.titleReplaced])
    }

    @Test(
        "a place whose coordinates are out of range or no numbers has no geometry",
        arguments: [
            "[11.6, 152.2]", "[1e999, 1]", "[\"11\", \"52\"]", "[11.6]", "{}", "null",
        ])
    func badCoordinates(coordinates: String) throws {
        let more =
            #""location": {"description": "Rathaus", "geojson": {"type": "Point", "coordinates": \#(coordinates)}}"#
        let item = try #require(try item(OParlServer.meeting(more: more)))
        #expect(item.geometry == nil)
        #expect(item.place == "Rathaus")
    }

    @Test("a room is put before the description that lacks it")
    func room() throws {
        let more = #""location": {"description": "Rathaus, Markt 1", "room": "Saal 2", "locality": ""}"#
        #expect(try item(OParlServer.meeting(more: more))?.place == "Saal 2, Rathaus, Markt 1")
    }

    @Test("times of change in the future do not make data look fresh")
    func futureModified() throws {
        let meeting = OParlServer.meeting().replacingOccurrences(of: "2026-06-01T08", with: "2099-06-01T08")
        #expect(try item(meeting)?.observedAt == nil)
    }
}
