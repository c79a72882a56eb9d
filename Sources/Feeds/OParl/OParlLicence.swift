import Foundation

/// Which of the things that stand in `license` are licences of open data, so that a board may show the content by itself.
///
/// OParl 1.1 section 2.8 wants a URL there; in the wild it is empty, a URL, a short name, or a sentence such as "Nutzung nur nach
/// Genehmigung."
enum OParlLicence {
    /// Whether it is a licence known to let everybody show the content.
    ///
    /// A licence that forbids commercial use or changes is not open
    /// (https://opendefinition.org/od/2.1/de/), nor is anything that is not known here.
    static func isOpen(_ text: String) -> Bool {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        if let address = WebAddress(text) { return isOpen(address) }
        // A sentence may name a licence and restrict it in the same breath.
        guard text.count <= 60 else { return false }
        let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard !words.contains(where: restrictions.contains) else { return false }
        let name = words.joined(separator: "-") + "-"
        return names.contains { name.hasPrefix($0 + "-") } && words.count <= 8
    }

    private static func isOpen(_ address: WebAddress) -> Bool {
        let host = address.host.hasPrefix("www.") ? String(address.host.dropFirst(4)) : address.host
        let path = address.key.drop { $0 != "/" }
        let words = path.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard !words.contains(where: restrictions.contains) else { return false }
        switch host {
        case "creativecommons.org": return path.hasPrefix("/licenses/by") || path.hasPrefix("/publicdomain/")
        case "opendatacommons.org": return path.hasPrefix("/licenses/")
        case "govdata.de": return path.hasPrefix("/dl-de/")
        case "opendefinition.org":
            return ["cc-by", "cc-zero", "cc0", "odc-by", "odc-odbl", "odc-pddl"].contains { path.contains($0) }
        case "dcat-ap.de":
            let name = path.split { "/-_.".contains($0) }.dropFirst(2).joined(separator: "-") + "-"
            return names.contains { name.hasPrefix($0 + "-") }
        default: return false
        }
    }

    private static let restrictions: Set<String> = [
        "nc", "nd", "noncommercial", "noderivatives", "noderivs", "nur", "nicht", "keine", "ohne", "genehmigung",
        "vorbehalten", "reserved",
    ]
    private static let names = [
        "cc-by", "cc0", "cc-0", "cc-zero", "creative-commons", "dl-de-by", "dl-de-zero", "dl-zero", "dl-by",
        "datenlizenz-deutschland", "odc-by", "odbl", "odc-odbl", "pddl", "odc-pddl", "public-domain", "gemeinfrei",
    ]
}
