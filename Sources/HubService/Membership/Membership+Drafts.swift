import Foundation
import Signage

extension Membership {
    /// The place that a draft means; nil when the configuration has it.
    func place(of draft: JoinDraft, for request: ClaimRequest) throws(RefusedNotice) -> Board? {
        var refusals: [InvalidValue] = []
        let name = Self.name(draft.name, "name", &refusals)
        if let name, fleet.isPlanned(name) {
            if draft.hasPlace {
                refusals.append(
                    InvalidValue(
                        field: "name",
                        reason:
                            "the configuration says where \(name) stands and what it shows: give nothing but the name"))
            }
            if let profile = fleet.now.board(name.text)?.profile, profile != request.profile {
                refusals.append(Self.foreign(request.profile, profile, of: name))
            }
            guard refusals.isEmpty else { throw RefusedNotice(refusals: refusals) }
            return nil
        }
        let profile = Self.name(draft.profile, "profile", &refusals) ?? request.profile
        if let name, profile != request.profile { refusals.append(Self.foreign(request.profile, profile, of: name)) }
        let site = Self.name(draft.site, "site", &refusals)
        let layout = Self.name(draft.layout, "layout", &refusals)
        let tags = Self.names(draft.tags, "tags", &refusals)
        let feeds = Self.names(draft.feeds, "feeds", &refusals)
        guard let name, refusals.isEmpty else { throw RefusedNotice(refusals: refusals) }
        let configuration = fleet.installation.configuration
        return try Self.refusing { () throws(InvalidValue) in
            let place = try Board(
                name: name, title: draft.title ?? Self.title(of: name), site: site, tags: tags ?? [], profile: profile,
                layout: layout ?? configuration.layout, feeds: feeds ?? configuration.feeds.map(\.name))
            try configuration.check(place)
            return place
        }
    }

    static func foreign(_ own: Name, _ wanted: Name, of board: Name) -> InvalidValue {
        InvalidValue(
            field: "profile",
            reason:
                "the board with this code was set up as \(own), and \(board) is a \(wanted): set it up anew, or take another name"
        )
    }

    /// "jersleber-see" is called "Jersleber See".
    static func title(of name: Name) -> String {
        name.text.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }

    static func name(_ text: String?, _ field: String, _ refusals: inout [InvalidValue]) -> Name? {
        guard let text, !text.isEmpty || field == "name" else { return nil }
        do {
            return try Name(text)
        } catch {
            refusals.append(InvalidValue(field: field, reason: error.reason))
            return nil
        }
    }

    static func names(_ texts: [String]?, _ field: String, _ refusals: inout [InvalidValue]) -> [Name]? {
        guard let texts else { return nil }
        return texts.enumerated().compactMap { Self.name($1, "\(field).\($0)", &refusals) }
    }

    static func refusing<Value>(_ body: () throws(InvalidValue) -> Value) throws(RefusedNotice) -> Value {
        do {
            return try body()
        } catch {
            throw RefusedNotice(refusals: [error])
        }
    }
}
