import Foundation
import Signage

/// A meeting that is read and within the horizon, waiting for the names that have yet to be fetched.
struct OParlItem {
    /// What became of a meeting.
    enum Outcome {
        case item(OParlItem)
        /// Not public, deleted, or outside of the horizon: left out by rule.
        case leftOut
        /// Why it cannot be read.
        case broken(String)
    }

    /// The id without its scheme, for systems mix `http` and `https`.
    let id: String
    let meeting: OParlMeeting
    let start: FeedTime
    let modified: Date?
    let isZoneAssumed: Bool
    /// Where it was found, for its licence.
    let origin: OParlOrigin
    let fetchedAt: Date

    /// Sorts a meeting in.
    static func sort(
        _ meeting: OParlMeeting, from origin: OParlOrigin, context: FeedContext, fetchedAt: Date
    ) -> Outcome {
        if meeting.isDeleted { return .leftOut }
        guard let name = meeting.id, name.utf8.count <= 1_000 else { return .broken("a meeting has no id") }
        let id = WebAddress(name)?.key ?? name
        guard let start = OParlTime(meeting.start, zone: context.timeZone) else {
            return .broken("the meeting \(id) has no start that is a time")
        }
        let begin = start.time.start(in: context.timeZone)
        let today = CalendarDate(context.now, in: context.timeZone).start(in: context.timeZone)
        let last = context.now.addingTimeInterval(TimeInterval(context.horizon.components.seconds))
        guard begin >= today, begin <= last else { return .leftOut }
        if publicity(of: PlainText.line(meeting.name ?? "")) == .closed { return .leftOut }
        return .item(
            OParlItem(
                id: id, meeting: meeting, start: start.time, modified: modified(meeting, context: context),
                isZoneAssumed: start.isZoneAssumed, origin: origin, fetchedAt: fetchedAt))
    }

    /// The newest `modified` of the meeting and its agenda; one in the future is an error of the source's clock.
    static func modified(_ meeting: OParlMeeting, context: FeedContext) -> Date? {
        ([meeting.modified] + meeting.agenda.elements.map(\.modified))
            .compactMap { OParlTime.instant($0, zone: context.timeZone)?.0 }
            .filter { $0 <= context.now.addingTimeInterval(86_400) }.max().map { min($0, context.now) }
    }

    /// What a title says of a meeting; nil when it does not say.
    static func publicity(of title: String) -> FeedItem.Event.Publicity? { OParlPublicity(title).ofMeeting }

    /// The item for the board; nil when it turns out that it must not be shown.
    func item(
        organizations: [String], location: OParlLocation?, attribution: Attribution, context: FeedContext
    ) -> FeedItem? {
        var quality: [FeedItem.QualityFlag] = []
        let named = PlainText.line(meeting.name ?? "")
        let agenda = OParlAgenda(meeting.agenda)
        guard let publicity = publicity(named, organizations, agenda, &quality) else { return nil }
        let full = Self.isForCitizens(named) ? named : organizations.joined(separator: ", ")
        if full != named { quality.append(.titleReplaced) }
        let title = full.isEmpty ? "Sitzung" : OParlPublicity.withoutTrailingLabel(full)
        let end = end(&quality, zone: context.timeZone)
        if isZoneAssumed { quality.append(.zoneAssumed) }
        var attribution = attribution
        attribution.modified = title != meeting.name || agenda.hasClosedPart
        let place = location?.text
        let event = FeedItem.Event(
            start: start, end: end, status: status(named), location: place,
            organiser: organizations.isEmpty ? nil : organizations.joined(separator: ", "), publicity: publicity,
            agenda: agenda.items)
        return FeedItem(
            id: id, source: context.feed, title: title, language: "de",
            link: meeting.web.flatMap(WebAddress.init)?.text, place: place, geometry: location?.geometry,
            validFrom: start, validTo: end, observedAt: modified, fetchedAt: fetchedAt, attribution: attribution,
            quality: quality, content: .event(event))
    }

    private func publicity(
        _ named: String, _ organizations: [String], _ agenda: OParlAgenda, _ quality: inout [FeedItem.QualityFlag]
    ) -> FeedItem.Event.Publicity? {
        let titles = Self.isForCitizens(named) ? [named] : [named] + organizations
        let told = titles.compactMap(Self.publicity)
        if told.contains(.closed) { return nil }
        if let publicity = told.first {
            quality.append(.publicityFromTitle)
            return publicity == .public && agenda.hasClosedPart ? .mixed : publicity
        }
        let isOpen = agenda.items.contains { $0.publicity == .public || $0.publicity == .mixed }
        if agenda.hasClosedPart && agenda.items.isEmpty { return nil }
        return isOpen ? (agenda.hasClosedPart ? .mixed : .public) : .unknown
    }

    /// 00:00 of the same day is what SessionNet writes for an end that is not known.
    private func end(_ quality: inout [FeedItem.QualityFlag], zone: TimeZone) -> FeedTime? {
        guard let (end, _) = OParlTime.instant(meeting.end, zone: zone) else { return nil }
        let begin = start.start(in: zone)
        if end < begin { quality.append(.endBeforeStart) }
        return end > begin ? .instant(end) : nil
    }

    private func status(_ title: String) -> FeedItem.Event.Status {
        if meeting.isCancelled { return .cancelled }
        let text = ((meeting.state ?? "").prefix(100) + " " + title).lowercased()
        if ["abgesagt", "entfällt", "entfallen", "fällt aus", "ausgefallen", "cancel"].contains(where: text.contains) {
            return .cancelled
        }
        if ["verschoben", "verlegt"].contains(where: text.contains) { return .moved }
        return ["vorläufig", "unter vorbehalt", "unbestätigt"].contains(where: text.contains) ? .tentative : .scheduled
    }

    /// Whether a title has a word that tells a citizen something: "SI/0507/20", "GR 12/2026" and "Sitzung 4" do not.
    static func isForCitizens(_ title: String) -> Bool {
        title.split { !$0.isLetter }.contains { word in
            word.count >= 4 && !["sitzung", "termin", "meeting", "sitzungen"].contains(word.lowercased())
                && word.contains(where: \.isLowercase)
        }
    }
}

extension OParlLocation {
    /// In words for citizens; nil when there are none.
    var text: String? {
        let room = PlainText.line(orNil: room, limit: 120)
        if let description = PlainText.line(orNil: description, limit: 300) {
            guard let room, !description.localizedCaseInsensitiveContains(room) else { return description }
            return room + ", " + description
        }
        let town = [postalCode, locality].compactMap { PlainText.line(orNil: $0, limit: 80) }.joined(separator: " ")
        let street = PlainText.line(orNil: streetAddress, limit: 120)
        let parts = [room, street, town.isEmpty ? nil : town].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// GeoJSON: longitude first.
    ///
    /// Nil when out of range; that the two were swapped cannot be seen where both are in range.
    var geometry: Geometry? {
        guard let coordinates, coordinates.count >= 2 else { return nil }
        return (try? Geometry.Position(latitude: coordinates[1], longitude: coordinates[0])).map { .point($0) }
    }
}
