import Foundation

/// OParl 1.1 section 3.7.
struct OParlMeeting: Decodable, Sendable {
    let id: String?
    let name: String?
    let state: String?
    let start: String?
    let end: String?
    let web: String?
    let licence: String?
    let modified: String?
    let isCancelled: Bool
    let isDeleted: Bool
    let location: Reference<OParlLocation>?
    let organizations: [Reference<OParlOrganization>]
    let agenda: LenientElements<OParlAgendaItem>

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: JSONKey.self)
        id = container.text("id")
        name = container.text("name")
        state = container.text("meetingState")
        start = container.text("start")
        end = container.text("end")
        web = container.text("web")
        licence = container.text("license")
        modified = container.text("modified")
        isCancelled = container.flag("cancelled") == .yes
        isDeleted = container.flag("deleted") == .yes
        location = container.list("location", of: Reference<OParlLocation>.self).elements.first
        organizations = container.list("organization", of: Reference<OParlOrganization>.self).elements
        agenda = container.list("agendaItem", of: OParlAgendaItem.self)
    }
}

/// OParl 1.1 section 3.8.
struct OParlAgendaItem: Decodable, Sendable {
    let name: String?
    let number: String?
    let order: Int?
    let isPublic: Flag?
    let result: String?
    let modified: String?
    let isDeleted: Bool

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: JSONKey.self)
        name = container.text("name")
        number = container.text("number")
        order = container.object("order", as: Int.self)
        isPublic = container.flag("public")
        result = container.text("result")
        modified = container.text("modified")
        isDeleted = container.flag("deleted") == .yes
    }
}

/// OParl 1.1 section 3.12.
struct OParlLocation: Decodable, Sendable {
    let id: String?
    let description: String?
    let room: String?
    let streetAddress: String?
    let postalCode: String?
    let locality: String?
    /// GeoJSON order: longitude, latitude.
    let coordinates: [Double]?

    private struct GeoJSON: Decodable {
        let coordinates: [Double]?

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: JSONKey.self)
            switch container.text("type") {
            case "Point":
                coordinates = container.object("coordinates", as: [Double].self)
            case "Feature":
                // Not through GeoJSON again: a feature in a feature would be a way to deep recursion.
                let geometry = try? container.nestedContainer(keyedBy: JSONKey.self, forKey: "geometry")
                let isPoint = geometry?.text("type") == "Point"
                coordinates = isPoint ? geometry?.object("coordinates", as: [Double].self) : nil
            default:
                coordinates = nil
            }
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: JSONKey.self)
        id = container.text("id")
        description = container.text("description")
        room = container.text("room")
        streetAddress = container.text("streetAddress")
        postalCode = container.text("postalCode")
        locality = container.text("locality")
        coordinates = container.object("geojson", as: GeoJSON.self)?.coordinates
    }
}
