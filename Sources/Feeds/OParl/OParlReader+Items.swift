import Foundation
import Signage

// From the answer's bytes to objects, from objects to items.
extension OParlReader {
    struct Problem: Error { let sentence: String }

    func document(_ response: FeedResponse, for request: FeedRequest) -> Result<OParlDocument, Problem> {
        func problem(_ text: String) -> Result<OParlDocument, Problem> {
            .failure(Problem(sentence: "\(request.url) \(text)"))
        }
        if let entry, WebAddress(response.url)?.isSameServer(as: entry) != true {
            return problem(
                "was redirected to \(response.url.prefix(200)): enter that server's address if it is the right one")
        }
        guard response.status == 200 else { return problem("answered with status \(response.status)") }
        guard response.body.count <= Self.longestBody else {
            return problem("answered with \(response.body.count) bytes, more than \(Self.longestBody) are not read")
        }
        let first = response.body.first { !" \t\r\n".utf8.contains($0) && ![0xEF, 0xBB, 0xBF].contains($0) }
        switch first {
        case nil: return problem("answered with nothing")
        case UInt8(ascii: "<"): return problem("answered with a page of HTML or XML instead of JSON")
        default: break
        }
        do {
            return .success(try JSONDecoder().decode(OParlDocument.self, from: response.body))
        } catch {
            return problem("answered with something that is not JSON of OParl: \(InvalidValue(error))")
        }
    }

    mutating func events() -> [FeedItem] {
        let host = entry?.host ?? context.url
        var events: [(start: Date, item: FeedItem)] = []
        for item in items.values {
            var names: [String] = []
            for reference in item.meeting.organizations.prefix(10) {
                let name =
                    reference.object?.name.flatMap { PlainText.line(orNil: $0, limit: 200) }
                    ?? (reference.url ?? reference.object?.id).flatMap(WebAddress.init).flatMap {
                        organizations[$0.key]
                    }
                if let name, !names.contains(name) { names.append(name) }
            }
            let location = item.meeting.location.flatMap { reference in
                reference.object ?? reference.url.flatMap(WebAddress.init).flatMap { locations[$0.key] }
            }
            var attribution = item.origin.attribution(context: context, host: host)
            attribution.licence = item.meeting.licence.map { PlainText.line($0, limit: 200) } ?? attribution.licence
            let event = item.item(
                organizations: names, location: location, attribution: attribution, context: context)
            if let event { events.append((item.start.start(in: context.timeZone), event)) }
        }
        events.sort { ($0.start, $0.item.id) < ($1.start, $1.item.id) }
        if events.count > Self.mostItems {
            report.warn("Of \(events.count) meetings the first \(Self.mostItems) were taken")
        }
        return events.prefix(Self.mostItems).map(\.item)
    }
}
