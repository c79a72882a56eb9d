import Foundation
import Signage

/// What a board's manifests are made of, beside notices.
struct BoardPlan: Sendable {
    let board: Board
    let profile: DeviceProfile
    let layout: StoredDocument
    /// What takes the layout's place while an interrupt is on; nil when there is none.
    let emergency: StoredDocument?
    /// What rules that name them are judged by; nil when there is no table.
    let schoolHolidays: SchoolCalendar?
    let settings: BoardSettings
    /// The picture that ``settings`` name.
    let arms: StoredDocument?

    init(
        board: Board, profile: DeviceProfile, layout: StoredDocument, emergency: StoredDocument? = nil,
        schoolHolidays: SchoolCalendar? = nil, settings: BoardSettings, arms: StoredDocument? = nil
    ) {
        self.board = board
        self.profile = profile
        self.layout = layout
        self.emergency = emergency
        self.schoolHolidays = schoolHolidays
        self.settings = settings
        self.arms = arms
    }

    /// What boards fetch beside notices and their pictures.
    var documents: [StoredDocument] { [layout] + [emergency, schoolHolidays?.document, arms].compactMap(\.self) }
}

/// Makes plans out of what a council has set up.
struct Planning: Sendable {
    let configuration: HubConfiguration
    /// The files of layouts, and the profiles, by their names.
    let layouts: [Name: Data]
    let profiles: [Name: DeviceProfile]
    let emergency: StoredDocument?
    let schoolHolidays: SchoolCalendar?
    let arms: StoredDocument?
    /// Where layouts and profiles lie, for people.
    let folders: (layouts: String, devices: String)

    /// - Throws: when there is no such profile or layout that can be used.
    func plan(for board: Board) throws(InvalidValue) -> BoardPlan {
        guard let profile = profiles[board.profile] else {
            throw missing("profile", board.profile, in: folders.devices, known: profiles.keys)
        }
        guard let layout = layouts[board.layout] else {
            throw missing("layout", board.layout, in: folders.layouts, known: layouts.keys)
        }
        return BoardPlan(
            board: board, profile: profile, layout: try StoredDocument(layout, role: .layout), emergency: emergency,
            schoolHolidays: schoolHolidays, settings: try configuration.settings(of: board, arms: arms?.reference.id),
            arms: arms)
    }

    /// The plans of those boards that can have one, and a sentence for each other one.
    func plans(for boards: [Board], _ problems: inout [String]) -> [Name: BoardPlan] {
        var plans: [Name: BoardPlan] = [:]
        for board in boards {
            do {
                plans[board.name] = try plan(for: board)
            } catch {
                problems.append(
                    "board \(board.name): \(error.reason); it gets no programme until that is mended")
            }
        }
        return plans
    }

    private func missing(
        _ field: String, _ name: Name, in folder: String, known: some Sequence<Name>
    ) -> InvalidValue {
        let names = known.filter { $0 != .emergencyLayout }.map(\.text).sorted().joined(separator: ", ")
        return InvalidValue(
            field: field,
            reason: "there is no usable \(field) \(name) in \(folder)\(names.isEmpty ? "" : " (there are \(names))")")
    }
}
