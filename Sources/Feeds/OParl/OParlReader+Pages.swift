import Foundation
import Signage

// What a page holds and where it leads.
extension OParlReader {
    mutating func read(
        _ document: OParlDocument, from origin: OParlOrigin, for request: FeedRequest, fetchedAt: Date
    ) -> [FeedRequest] {
        let origin = origin.adding(name: nil, website: nil, licence: document.licence)
        lastOrigin = origin
        report.dropped += document.broken
        meetings.seen += document.broken
        meetings.broken += document.broken
        if document.broken > 0 {
            report.warn("\(document.broken) entries at \(request.url) are no objects of OParl")
        }
        var requests: [FeedRequest] = []
        for object in document.objects {
            switch object {
            case .system(let system):
                lastOrigin = origin.adding(name: system.name, website: system.website, licence: system.licence)
                requests += follow(system.bodies, lastOrigin, "The system at \(request.url) names no list of bodies")
            case .body(let body) where !body.isDeleted:
                lastOrigin = origin.adding(name: body.name, website: body.website, licence: body.licence)
                requests += follow(body.meetings, lastOrigin, "The body at \(request.url) names no list of meetings")
            case .organization(let organization) where !organization.isDeleted:
                note(organization, key: nil)
                lastOrigin = origin.adding(name: nil, website: nil, licence: organization.licence)
                requests += follow(
                    organization.meetings, lastOrigin, "An organization at \(request.url) names no list of meetings")
            case .meeting(let meeting):
                requests += read(meeting, from: origin, fetchedAt: fetchedAt)
            case .other(let type) where !document.isList:
                report.fail(
                    "At \(request.url) is a \(type), which has no meetings: enter the address of an OParl system or body"
                )
            case .other(let type):
                report.dropped += 1
                report.warn("\(request.url) also lists objects of the type \(type)")
            case .body, .organization, .location: break
            }
        }
        if let next = document.next { requests += follow(next: next, origin, of: request) }
        return requests
    }

    private mutating func read(_ meeting: OParlMeeting, from origin: OParlOrigin, fetchedAt: Date) -> [FeedRequest] {
        meetings.seen += 1
        if !origins.contains(origin) { origins.append(origin) }
        if let modified = OParlItem.modified(meeting, context: context) {
            observedAt = max(observedAt ?? modified, modified)
        }
        switch OParlItem.sort(meeting, from: origin, context: context, fetchedAt: fetchedAt) {
        case .leftOut:
            return []
        case .broken(let reason):
            meetings.broken += 1
            report.dropped += 1
            report.warn(String(reason.prefix(300)))
            return []
        case .item(let item):
            if let licence = meeting.licence, PlainText.line(orNil: context.attribution) == nil,
                !OParlLicence.isOpen(licence)
            {
                report.dropped += 1
                report.warn(
                    "The meeting \(item.id) has a licence of its own that is none of open data: \"\(PlainText.line(licence, limit: 120))\""
                )
                return []
            }
            // A page read while the list grew may give a meeting twice.
            if let known = items[item.id], (known.modified ?? .distantPast) > (item.modified ?? .distantPast) {
                return []
            }
            items[item.id] = item
            if item.meeting.agenda.broken > 0 {
                report.warn("The agenda of \(item.id) has \(item.meeting.agenda.broken) lines that cannot be read")
            }
            return lookups(for: meeting)
        }
    }

    private mutating func follow(_ url: String?, _ origin: OParlOrigin, _ missing: String) -> [FeedRequest] {
        guard let url else {
            report.warn(missing)
            return []
        }
        return page(url, origin)
    }

    private mutating func follow(next: String, _ origin: OParlOrigin, of request: FeedRequest) -> [FeedRequest] {
        if let address = WebAddress(next), asked.contains(address.key) {
            report.warn(
                "The list at \(request.url) goes on at a page that was read already; its end was taken to be there")
            return []
        }
        return page(next, origin)
    }

    mutating func page(_ url: String, _ origin: OParlOrigin) -> [FeedRequest] {
        guard let request = ask(url) else { return [] }
        guard pages < Self.mostPages else {
            report.fail(
                "The source has more than \(Self.mostPages) pages: enter the address of one body's list of meetings")
            return []
        }
        pages += 1
        waiting[request] = .page(origin)
        return [request]
    }

    /// Nil when it is asked already, or when it may not be: then the reading fails, for whatever leads to meetings is needed.
    private mutating func ask(_ url: String) -> FeedRequest? {
        guard let entry, let address = WebAddress(url), address.isSameServer(as: entry) else {
            report.fail("The source leads to \(url.prefix(200)), which is not on its own server; it was not followed")
            return nil
        }
        return asked.insert(address.key).inserted ? address.request(within: entry) : nil
    }

    private mutating func lookups(for meeting: OParlMeeting) -> [FeedRequest] {
        var requests: [FeedRequest] = []
        for reference in meeting.organizations.prefix(10) {
            if let organization = reference.object { note(organization, key: nil) }
            if let url = reference.url { requests += lookup(url, .organization) }
        }
        if let url = meeting.location?.url { requests += lookup(url, .location) }
        return requests
    }

    private mutating func lookup(_ url: String, _ purpose: Purpose) -> [FeedRequest] {
        guard let entry, let address = WebAddress(url), address.isSameServer(as: entry) else {
            report.warn("The source refers to \(url.prefix(200)), which is not on its own server; it was not followed")
            return []
        }
        guard organizations[address.key] == nil, !asked.contains(address.key) else { return [] }
        guard lookups < Self.mostLookups else {
            report.warn(
                "There are more than \(Self.mostLookups) organizations and locations to look up; some items go without")
            return []
        }
        lookups += 1
        asked.insert(address.key)
        let request = address.request(within: entry)
        waiting[request] = purpose
        return [request]
    }

    /// Under its own id and, where it was fetched, under the address that was asked for.
    mutating func note(_ organization: OParlOrganization, key: String?) {
        guard let name = PlainText.line(orNil: organization.name, limit: 200) else { return }
        for key in [organization.id.flatMap(WebAddress.init)?.key, key].compactMap(\.self) { organizations[key] = name }
    }

    mutating func note(_ location: OParlLocation, key: String?) {
        for key in [location.id.flatMap(WebAddress.init)?.key, key].compactMap(\.self) { locations[key] = location }
    }
}
