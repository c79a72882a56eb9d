import Foundation

/// An object of OParl 1.0 or 1.1, told apart by the last part of its `type` (OParl 1.1 section 2.6).
enum OParlObject: Decodable {
    case system(OParlSystem)
    case body(OParlBody)
    case organization(OParlOrganization)
    case meeting(OParlMeeting)
    case location(OParlLocation)
    /// Another type of the specification or of a vendor, by its name.
    case other(String)

    /// - Throws: when it is no JSON object, or has neither a `type` nor the `start` that only meetings have.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: JSONKey.self)
        let type = container.text("type")?.split(separator: "/").last.map(String.init)
        switch type {
        case "System": self = .system(try OParlSystem(from: decoder))
        case "Body": self = .body(try OParlBody(from: decoder))
        case "Organization": self = .organization(try OParlOrganization(from: decoder))
        case "Meeting": self = .meeting(try OParlMeeting(from: decoder))
        case "Location": self = .location(try OParlLocation(from: decoder))
        case let type?: self = .other(String(type.prefix(60)))
        case nil where container.text("start") != nil: self = .meeting(try OParlMeeting(from: decoder))
        case nil:
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "is not an OParl object"))
        }
    }
}

/// What an address answers with: one object, or a page of an external list (OParl 1.1 section 2.5.2).
struct OParlDocument: Decodable {
    let objects: [OParlObject]
    let broken: Int
    let isList: Bool
    let next: String?
    let licence: String?

    private enum Links {
        struct Object: Decodable {
            let next: String?
            init(from decoder: any Decoder) throws {
                next = try decoder.container(keyedBy: JSONKey.self).text("next")
            }
        }
    }

    /// - Throws: when it is neither an object of OParl nor a list.
    init(from decoder: any Decoder) throws {
        if let list = try? LenientList<OParlObject>(from: decoder) {
            (objects, broken, isList, next, licence) = (list.elements, list.broken, true, nil, nil)
            return
        }
        let container = try decoder.container(keyedBy: JSONKey.self)
        if container.text("type") == nil, let list = container.object("data", as: LenientList<OParlObject>.self) {
            (objects, broken, isList) = (list.elements, list.broken, true)
            next = container.object("links", as: Links.Object.self)?.next
            licence = container.text("license")
        } else {
            (objects, broken, isList, next, licence) = ([try OParlObject(from: decoder)], 0, false, nil, nil)
        }
    }
}

/// OParl 1.1 section 3.1; of it what a board needs, as with all of these.
struct OParlSystem: Decodable {
    let name: String?
    let website: String?
    let licence: String?
    let bodies: String?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: JSONKey.self)
        name = container.text("name")
        website = container.text("website")
        licence = container.text("license")
        bodies = container.text("body")
    }
}

/// OParl 1.1 section 3.2: the municipality.
struct OParlBody: Decodable {
    let name: String?
    let website: String?
    let licence: String?
    let meetings: String?
    let isDeleted: Bool

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: JSONKey.self)
        name = container.text("name")
        website = container.text("website")
        licence = container.text("license")
        meetings = container.text("meeting")
        isDeleted = container.flag("deleted") == .yes
    }
}

/// OParl 1.1 section 3.4: a committee, a council.
struct OParlOrganization: Decodable, Sendable {
    let id: String?
    let name: String?
    let licence: String?
    let meetings: String?
    let isDeleted: Bool

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: JSONKey.self)
        id = container.text("id")
        name = container.text("name") ?? container.text("shortName")
        licence = container.text("license")
        meetings = container.text("meeting")
        isDeleted = container.flag("deleted") == .yes
    }
}
