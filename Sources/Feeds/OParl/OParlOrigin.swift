import Foundation
import Signage

/// Whose objects a page holds: what is known from the system, the body and the list on the way to it.
struct OParlOrigin: Hashable {
    /// The licence nearest to the objects; nil when nobody declared any.
    var licence: String?
    /// The municipality, else the system.
    var name: String?
    /// Where citizens find it.
    var website: String?

    /// The same, with what is nearer put over it.
    ///
    /// A system's own name that is only its product's is not one.
    func adding(name: String?, website: String?, licence: String?) -> OParlOrigin {
        let name = PlainText.line(orNil: name, limit: 120).flatMap { Self.isProduct($0) ? nil : $0 }
        let website = website.flatMap(WebAddress.init)?.text
        return OParlOrigin(
            licence: licence.map { PlainText.line($0, limit: 200) } ?? self.licence, name: name ?? self.name,
            website: website ?? self.website)
    }

    private static func isProduct(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["sd.net", "allris", "sessionnet", "session ", "more! rubin", "more!rubin", "oparl", "ratsinfo"]
            .contains { name.hasPrefix($0) }
    }

    /// In the administrator's words where there are any.
    func attribution(context: FeedContext, host: String) -> Attribution {
        let own = PlainText.line(orNil: context.attribution, limit: 200)
        return Attribution(
            text: own ?? "Quelle: \(name ?? host)", url: website ?? context.url, licence: licence)
    }
}
