import Foundation
import Signage

/// Reads the meetings of a council from OParl 1.0 and 1.1 (https://oparl.org), as SessionNet, SD.NET, ALLRIS and others serve it.
///
/// The feed's address may be that of a system, a body, a list of bodies, a list of meetings, an organization or a single meeting: what
/// it is, is told by the `type` of what comes back.
/// ```
/// system ──> bodies (list) ──> meetings (list) ──> next page ... ──> organizations, locations that stand there as addresses
///                              ^ body, organization
/// ```
/// Pages of lists are all needed: one that is missing makes the reading unusable. Names of organizations and locations are not: where
/// one does not come, the item goes without it. Meetings become items from the start of today up to the horizon, earliest first.
public struct OParlReader: FeedReader {
    /// `oparl`.
    public static let format = "oparl"

    /// As many pages of lists are fetched at most.
    public static let mostPages = 200
    /// As many organizations and locations are fetched at most.
    public static let mostLookups = 100
    /// The longest body that is read, in bytes.
    public static let longestBody = 8 << 20
    /// As many items are given at most: the earliest.
    public static let mostItems = 500

    enum Purpose {
        case page(OParlOrigin)
        case organization
        case location
    }

    let context: FeedContext
    let entry: WebAddress?
    var waiting: [FeedRequest: Purpose] = [:]
    var asked: Set<String> = []
    var pages = 0
    var lookups = 0
    var items: [String: OParlItem] = [:]
    var organizations: [String: String] = [:]
    var locations: [String: OParlLocation] = [:]
    /// Of the pages that held meetings.
    var origins: [OParlOrigin] = []
    /// Of whatever was read last on the way to them.
    var lastOrigin = OParlOrigin()
    var meetings = (seen: 0, broken: 0)
    var observedAt: Date?
    var report = FeedReport()

    /// Nothing is read yet.
    public init(_ context: FeedContext) {
        self.context = context
        entry = WebAddress(context.url)
    }

    /// The feed's own address.
    public mutating func start() -> [FeedRequest] {
        guard let entry else {
            report.fail("\(context.url.prefix(200)) is no web address: enter one that begins with https://")
            return []
        }
        return page(entry.text, OParlOrigin())
    }

    /// Asks for what the page leads to.
    public mutating func receive(_ response: FeedResponse, for request: FeedRequest) -> [FeedRequest] {
        guard let purpose = waiting.removeValue(forKey: request) else { return [] }
        switch (purpose, document(response, for: request)) {
        case (.page(let origin), .success(let document)):
            return read(document, from: origin, for: request, fetchedAt: response.fetchedAt)
        case (.page, .failure(let problem)):
            report.fail(problem.sentence)
            return []
        case (_, .failure(let problem)):
            report.warn(problem.sentence)
            return []
        case (_, .success(let document)):
            let key = WebAddress(request.url)?.key
            for case .organization(let organization) in document.objects { note(organization, key: key) }
            for case .location(let location) in document.objects { note(location, key: key) }
            return []
        }
    }

    /// The meetings, or why there are none.
    public consuming func finish() -> FeedReading {
        let isOwnWord = PlainText.line(orNil: context.attribution) != nil
        // Pages that were reached decide; where none was, what stood on the way to them.
        let origin = origins.first ?? lastOrigin
        let attribution = origin.attribution(context: context, host: entry?.host ?? context.url)
        if !isOwnWord,
            let refused = (origins + [origin]).compactMap(\.licence).first(where: { !OParlLicence.isOpen($0) })
        {
            report.warn("The source's licence is no licence of open data: \"\(refused)\"")
            // Before whatever else went wrong: this is what the administrator has to settle first.
            report.failure =
                "The source declares the licence \"\(refused)\", which is no licence of open data. Ask the source for leave, then"
                + " enter an attribution of your own for this feed"
        } else if origin.licence == nil {
            report.warn("The source declares no licence: ask whether its data may be shown")
        }
        let unanswered = waiting.filter { if case .page = $0.value { true } else { false } }
        if let missing = unanswered.keys.map(\.url).min() {
            report.fail("\(unanswered.count) of \(pages) pages did not come, the first is \(missing): try again later")
        }
        if !waiting.isEmpty, waiting.count > unanswered.count {
            report.warn("\(waiting.count - unanswered.count) names of organizations or locations did not come")
        }
        if meetings.seen == 0 {
            report.fail("There are no meetings at all at \(context.url): enter the address of an OParl system or body")
        } else if meetings.seen == meetings.broken {
            report.fail("None of the \(meetings.seen) meetings at \(context.url) could be read")
        }
        return FeedReading(
            items: report.failure == nil ? events() : [], attribution: attribution, observedAt: observedAt,
            report: report)
    }
}
