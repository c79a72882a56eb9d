import Foundation
import Signage

/// A council's information system that is made up: OParl 1.1 from a file such as `Scenarios/council.json`, with meetings in the three
/// weeks that begin today, whatever day that is.
///
/// Under a server's base URL: `/oparl/system`, `/oparl/bodies`, `/oparl/bodies/1` and the lists below it, `/oparl/meetings/<id>`,
/// `/oparl/organizations/<name>`, `/oparl/locations/<name>`.
struct CouncilScenario {
    private let file: CouncilFile
    private let zone: TimeZone

    /// - Throws: ``InvalidValue`` naming the field that is wrong.
    init(json: Data) throws {
        file = try WireCoding.decode(CouncilFile.self, from: json)
        guard let zone = TimeZone(identifier: file.timeZone) else {
            throw InvalidValue(field: "timeZone", reason: "is not known, write one such as Europe/Berlin")
        }
        self.zone = zone
        guard file.meetingsPerPage > 0 else {
            throw InvalidValue(field: "meetingsPerPage", reason: "must be at least 1")
        }
        for (index, meeting) in file.meetings.enumerated() { try meeting.check(in: file, at: "meetings.\(index)") }
    }

    /// Answers a `GET`.
    ///
    /// - Parameters:
    ///   - path: of the request, with its query, such as `/oparl/bodies/1/meetings?page=2`.
    ///   - baseURL: what the server is reached at, without a path; every address in the answer begins with it.
    ///   - now: decides which meetings there are.
    func response(path: String, baseURL: String, now: Date) -> (status: Int, body: Data) {
        let base = (baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL) + "/oparl"
        let parts = path.split(separator: "?", maxSplits: 1)
        let steps = (parts.first ?? "").split(separator: "/").map(String.init)
        let page = parts.dropFirst().first.flatMap { query in
            query.split(separator: "&").compactMap { $0.hasPrefix("page=") ? Int($0.dropFirst(5)) : nil }.first
        }
        guard steps.first == "oparl",
            let object = object(Array(steps.dropFirst()), page: page ?? 1, base: base, now: now),
            let body = try? JSONSerialization.data(
                withJSONObject: object, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
        else { return (404, Data(#"{"error": "There is nothing at this address."}"#.utf8)) }
        return (200, body)
    }

    private func object(_ steps: [String], page: Int, base: String, now: Date) -> [String: Any]? {
        let answer = CouncilAnswer(file: file, zone: zone, base: base, now: now)
        return switch (steps.first, steps.dropFirst().first, steps.dropFirst(2).first, steps.count) {
        case ("system", _, _, 1): answer.system
        case ("bodies", _, _, 1): answer.list([answer.body], at: "/bodies", page: 1)
        case ("bodies", "1", _, 2): answer.body
        case ("bodies", "1", "meetings", 3): answer.list(answer.meetings, at: "/bodies/1/meetings", page: page)
        case ("bodies", "1", "organizations", 3):
            answer.list(answer.organizations, at: "/bodies/1/organizations", page: page)
        case ("bodies", "1", let list?, 3) where CouncilAnswer.emptyLists.values.contains(list):
            answer.list([], at: "/bodies/1/" + list, page: page)
        case ("meetings", let id?, _, 2): answer.meetings.first { $0["id"] as? String == base + "/meetings/" + id }
        case ("organizations", let name?, _, 2): file.organizations[name].map { answer.organization(name, $0) }
        case ("organizations", let name?, "meetings", 3) where file.organizations[name] != nil:
            answer.list(answer.meetings(of: name), at: "/organizations/\(name)/meetings", page: page)
        case ("locations", let name?, _, 2): file.places[name].map { answer.location(name, $0) }
        default: nil
        }
    }
}

/// What stands in a council's scenario file.
struct CouncilFile: Decodable {
    struct Place: Decodable {
        let description: String
        let locality: String
        let longitude: Double
        let latitude: Double
    }

    struct Organization: Decodable {
        let name: String
        let shortName: String
        let classification: String
    }

    struct AgendaItem: Decodable {
        /// Empty for a heading.
        let number: String
        let name: String
        let `public`: Bool?
    }

    struct Meeting: Decodable {
        let name: String
        let organization: String
        let place: String
        /// 0 to 2: which week of three.
        let week: Int
        /// 1, Monday, to 7.
        let weekday: Int
        /// `HH:mm` on the wall.
        let start: String
        /// `HH:mm` on the wall; nil for the placeholder of real systems.
        let end: String?
        let cancelled: Bool?
        let agenda: [AgendaItem]?

        func check(in file: CouncilFile, at path: String) throws(InvalidValue) {
            func refuse(_ field: String, _ reason: String) -> InvalidValue {
                InvalidValue(field: path + "." + field, reason: reason)
            }
            guard file.organizations[organization] != nil else {
                throw refuse("organization", "is not in organizations")
            }
            guard file.places[place] != nil else { throw refuse("place", "is not in places") }
            guard (0...2).contains(week) else { throw refuse("week", "must be 0, 1 or 2") }
            guard (1...7).contains(weekday) else { throw refuse("weekday", "must be 1, Monday, to 7") }
            guard CouncilFile.minutes(start) != nil else { throw refuse("start", "must be a time such as 18:30") }
            guard end.map({ CouncilFile.minutes($0) != nil }) ?? true else {
                throw refuse("end", "must be a time such as 20:30, or null")
            }
        }
    }

    let system: String
    let body: String
    let website: String
    let licence: String
    let timeZone: String
    let meetingsPerPage: Int
    let places: [String: Place]
    let organizations: [String: Organization]
    let meetings: [Meeting]

    /// Hour and minute of `HH:mm`; nil for anything else.
    static func minutes(_ clock: String) -> (hour: Int, minute: Int)? {
        let parts = clock.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, (0...23).contains(parts[0]), (0...59).contains(parts[1]) else { return nil }
        return (parts[0], parts[1])
    }
}
