import Signage

/// Finds the boards that staff mean: by name, by site, by tag, or all of them.
struct Addressees: Sendable {
    private let fleet: Fleet.Snapshot
    private let sites: [Name]

    init(_ fleet: Fleet) {
        self.fleet = fleet.now
        sites = fleet.installation.configuration.sites.map(\.name)
    }

    /// Every board once: those named first, then the others as the fleet has them. A board that can show nothing is refused where it is
    /// named, and left out where a group is.
    func boards(of draft: NoticeDraft, _ refusals: inout [InvalidValue]) -> [Name] {
        if draft.boards.isEmpty, draft.sites.isEmpty, draft.tags.isEmpty, !draft.allBoards {
            refusals.append(InvalidValue(field: "boards", reason: "must name at least one board, site or tag, or all"))
        }
        var result = named(draft.boards, &refusals)
        let known = Set(result)
        let able = fleet.boards.filter { fleet.builder.plans[$0.name] != nil && !known.contains($0.name) }
        let groups =
            draft.sites.enumerated().map { site($1, field: "sites.\($0)", &refusals) }
            + draft.tags.enumerated().map { tag($1, field: "tags.\($0)", &refusals) }
        result += able.filter { board in draft.allBoards || groups.contains { $0.contains(board.name) } }.map(\.name)
        if draft.allBoards, result.isEmpty {
            refusals.append(InvalidValue(field: "allBoards", reason: "there is no board yet that could show it"))
        }
        return result
    }

    private func site(_ text: String, field: String, _ refusals: inout [InvalidValue]) -> Set<Name> {
        guard let site = sites.first(where: { $0.text == text }) else {
            let names = sites.map(\.text).joined(separator: ", ")
            refusals.append(
                InvalidValue(
                    field: field,
                    reason: "there is no site \"\(text.prefix(63))\"\(names.isEmpty ? "" : "; there are \(names)")"))
            return []
        }
        return group(field: field, "no board stands in \(site)", &refusals) { $0.site == site }
    }

    private func tag(_ text: String, field: String, _ refusals: inout [InvalidValue]) -> Set<Name> {
        group(field: field, "no board carries the tag \"\(text.prefix(63))\"", &refusals) { board in
            board.tags.contains { $0.text == text }
        }
    }

    private func group(
        field: String, _ emptiness: String, _ refusals: inout [InvalidValue], _ belongs: (Board) -> Bool
    ) -> Set<Name> {
        let names = Set(fleet.boards.filter(belongs).map(\.name))
        if names.isEmpty { refusals.append(InvalidValue(field: field, reason: emptiness)) }
        return names
    }

    private func named(_ names: [String], _ refusals: inout [InvalidValue]) -> [Name] {
        let known = Dictionary(fleet.boards.map { ($0.name.text, $0.name) }) { first, _ in first }
        var result: [Name] = []
        var seen: Set<Name> = []
        for (position, text) in names.prefix(fleet.boards.count + 1).enumerated() {
            func refuse(_ reason: String) {
                refusals.append(InvalidValue(field: "boards.\(position)", reason: reason))
            }
            guard let board = known[text] else {
                refuse("there is no board \"\(text.prefix(63))\"; litfass boards lists them")
                continue
            }
            if !seen.insert(board).inserted {
                refuse("\(text) is there twice")
            } else if fleet.builder.plans[board] == nil {
                refuse("\(text) can't show anything: its layout or profile is broken, as the hub's log says")
            }
            result.append(board)
        }
        return result
    }
}
