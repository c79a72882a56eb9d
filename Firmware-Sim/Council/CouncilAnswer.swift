import Foundation
import Signage

/// The objects of OParl 1.1 that a ``CouncilScenario`` answers with, at one instant and under one base URL.
struct CouncilAnswer {
    let file: CouncilFile
    let zone: TimeZone
    /// With `/oparl` at its end.
    let base: String
    let now: Date

    /// The lists that a body must have (OParl 1.1 section 3.2) and that are empty here, by their key.
    static let emptyLists = [
        "person": "people", "paper": "papers", "agendaItem": "agendaItems", "consultation": "consultations",
        "file": "files", "locationList": "locations", "legislativeTermList": "terms", "membership": "memberships",
    ]

    private func type(_ name: String) -> String { "https://schema.oparl.org/1.1/" + name }

    var system: [String: Any] {
        [
            "id": base + "/system", "type": type("System"), "oparlVersion": "https://schema.oparl.org/1.1/",
            "name": file.system, "license": file.licence, "body": base + "/bodies", "website": file.website,
            "product": "https://example.org/litfass-sim", "vendor": "https://example.org/",
            "created": text(.distantFuture), "modified": text(.distantFuture),
        ]
    }

    var body: [String: Any] {
        var body: [String: Any] = [
            "id": base + "/bodies/1", "type": type("Body"), "system": base + "/system", "name": file.body,
            "shortName": file.body, "website": file.website, "license": file.licence, "legislativeTerm": [Any](),
            "organization": base + "/bodies/1/organizations", "meeting": base + "/bodies/1/meetings",
            "created": text(.distantFuture), "modified": text(.distantFuture),
        ]
        for (key, list) in Self.emptyLists { body[key] = base + "/bodies/1/" + list }
        return body
    }

    var organizations: [[String: Any]] {
        file.organizations.sorted { $0.key < $1.key }.map { organization($0.key, $0.value) }
    }

    func organization(_ name: String, _ organization: CouncilFile.Organization) -> [String: Any] {
        [
            "id": base + "/organizations/" + name, "type": type("Organization"), "body": base + "/bodies/1",
            "name": organization.name, "shortName": organization.shortName,
            "organizationType": "Gremium", "classification": organization.classification,
            "meeting": base + "/organizations/\(name)/meetings", "membership": [Any](),
            "created": text(.distantFuture), "modified": text(.distantFuture),
        ]
    }

    func location(_ name: String, _ place: CouncilFile.Place) -> [String: Any] {
        [
            "id": base + "/locations/" + name, "type": type("Location"), "description": place.description,
            "locality": place.locality,
            "geojson": [
                "type": "Feature", "properties": [String: Any](),
                "geometry": ["type": "Point", "coordinates": [place.longitude, place.latitude]],
            ],
            "created": text(.distantFuture), "modified": text(.distantFuture),
        ]
    }

    /// The newest first, as real systems list them.
    var meetings: [[String: Any]] { meetings(of: nil) }

    /// Those of one organization, or all.
    func meetings(of name: String?) -> [[String: Any]] {
        file.meetings.filter { name == nil || $0.organization == name }.map { ($0, start(of: $0)) }
            .sorted { $0.1 > $1.1 }.map(meeting)
    }

    /// A page of an external list (OParl 1.1 section 2.5.2).
    func list(_ objects: [[String: Any]], at path: String, page: Int) -> [String: Any]? {
        let size = file.meetingsPerPage
        let pages = max(1, (objects.count + size - 1) / size)
        guard (1...pages).contains(page) else { return nil }
        func address(_ page: Int) -> String { base + path + "?page=\(page)" }
        var links = ["first": address(1), "self": address(page), "last": address(pages)]
        if page > 1 { links["prev"] = address(page - 1) }
        if page < pages { links["next"] = address(page + 1) }
        return [
            "data": Array(objects.dropFirst((page - 1) * size).prefix(size)), "links": links,
            "pagination": [
                "totalElements": objects.count, "elementsPerPage": size, "currentPage": page, "totalPages": pages,
            ],
        ]
    }

    private func meeting(_ meeting: CouncilFile.Meeting, start: Date) -> [String: Any] {
        let id = base + "/meetings/\(CalendarDate(start, in: zone))-\(meeting.organization)"
        let clock = meeting.end.flatMap(CouncilFile.minutes) ?? (0, 0)
        let end = Calendar.gregorian(in: zone).date(
            bySettingHour: clock.hour, minute: clock.minute, second: 0, of: start)
        // Invitations go out ten days ahead; nothing is modified in the future.
        let modified = start.addingTimeInterval(-10 * 86_400)
        var object: [String: Any] = [
            "id": id, "type": type("Meeting"), "name": meeting.name, "start": text(start, isPast: false),
            "end": text(end ?? start, isPast: false), "organization": [base + "/organizations/" + meeting.organization],
            "created": text(start.addingTimeInterval(-60 * 86_400)), "modified": text(modified),
        ]
        if let place = file.places[meeting.place] { object["location"] = location(meeting.place, place) }
        if meeting.cancelled == true { object["cancelled"] = true }
        if let agenda = meeting.agenda {
            object["agendaItem"] = agenda.enumerated().map { index, item in
                [
                    "id": id + "/agenda/\(index + 1)", "type": type("AgendaItem"), "meeting": id, "number": item.number,
                    "order": index + 1, "name": item.name, "public": item.public ?? true, "created": text(modified),
                    "modified": text(modified),
                ] as [String: Any]
            }
        }
        return object
    }

    /// The first day from today on that is its weekday in its week of three: the same until that day is over.
    private func start(of meeting: CouncilFile.Meeting) -> Date {
        let calendar = Calendar.gregorian(in: zone)
        let clock = CouncilFile.minutes(meeting.start) ?? (18, 30)
        let today = CalendarDate(now, in: zone).start(in: zone)
        let days = (0..<21).lazy.compactMap { calendar.date(byAdding: .day, value: $0, to: today) }
        let day = days.first { day in
            // 1970-01-01 was a Thursday: three days further weeks begin on Monday.
            let count = Int((day.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: day))) / 86_400) + 3
            return count % 7 == meeting.weekday - 1 && count / 7 % 3 == meeting.week
        }
        return calendar.date(bySettingHour: clock.hour, minute: clock.minute, second: 0, of: day ?? today) ?? today
    }

    /// RFC 3339 with the zone's offset; where `isPast`, not later than six o'clock of the last morning, so that it stands still by day.
    private func text(_ instant: Date, isPast: Bool = true) -> String {
        let calendar = Calendar.gregorian(in: zone)
        var instant = instant
        if isPast {
            let morning = calendar.date(bySettingHour: 6, minute: 0, second: 0, of: now) ?? now
            instant = min(instant, morning <= now ? morning : morning.addingTimeInterval(-86_400))
        }
        let format = Date.ISO8601FormatStyle(timeZoneSeparator: .colon, timeZone: zone)
        return instant.formatted(format)
    }
}
