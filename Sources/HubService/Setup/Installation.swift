import Crypto
import Files
import Foundation
import Signage

/// A document's bytes with what a manifest says of them.
struct StoredDocument: Sendable, Equatable {
    let reference: DocumentReference
    let bytes: Data

    /// - Throws: when there are no bytes or too many.
    init(_ bytes: Data, mediaType: String = "application/json", role: DocumentReference.Role) throws(InvalidValue) {
        reference = try DocumentReference(
            id: DocumentID(SHA256.hash(bytes).hexString), length: bytes.count, mediaType: mediaType, role: role)
        self.bytes = bytes
    }
}

/// What a council has set up: the configuration, and the layouts and profiles its boards use.
struct Installation: Sendable {
    let configuration: HubConfiguration
    /// One sentence for each file or board that can't be used, and each key that nothing reads.
    let problems: [String]
    /// Of the boards that the configuration names and whose layout and profile could be read.
    let plans: [Name: BoardPlan]
    private let planning: Planning

    /// Reads everything.
    /// - Throws: only when there is no configuration to work with; other files that are broken are ``problems``.
    init(configuration path: String, layouts layoutsFolder: String, devices devicesFolder: String) throws {
        guard let data = try readFile(path, limit: 4 << 20) else {
            throw HubError(
                action: "read the configuration \(path)", cause: "there is no such file",
                advice: "Give the path of the council's JSON file with --configuration.")
        }
        do {
            configuration = try WireCoding.decode(HubConfiguration.self, from: data)
        } catch {
            throw HubError(
                action: "read the configuration \(path)", cause: "\(error)",
                advice: "Correct the file, then start again.")
        }
        var problems: [String] = []
        let layouts = Catalogue<Layout>(files: try Self.files(layoutsFolder, "--layouts", &problems)) { $0.name }
        let profiles = Catalogue<DeviceProfile>(files: try Self.files(devicesFolder, "--devices", &problems)) {
            $0.name
        }
        problems += layouts.problems + profiles.problems
        let slips = WireCoding.unknownKeys(in: data, for: HubConfiguration.self).map { "\(path): \($0)" }
        problems += (slips + layouts.warnings + profiles.warnings).map { "\($0); it is ignored" }
        let schoolHolidays = SchoolCalendar(folder: layoutsFolder + "/calendars", &problems)
        planning = Planning(
            configuration: configuration, layouts: layouts.sources, profiles: profiles.items,
            emergency: try layouts.sources[.emergencyLayout].map { layout throws(InvalidValue) in
                try StoredDocument(layout, role: .emergencyLayout)
            }, schoolHolidays: schoolHolidays, arms: Self.arms(configuration.arms, beside: path, &problems),
            folders: (layoutsFolder, devicesFolder))
        plans = planning.plans(for: configuration.boards, &problems)
        if planning.emergency == nil {
            problems.append(
                "\(layoutsFolder): there is no usable layout \(Name.emergencyLayout); interrupts show in the boards' own layouts"
            )
        }
        self.problems = problems
    }

    /// What a board's manifests are made of.
    /// - Throws: when there is no such profile or layout that can be used.
    func plan(for board: Board) throws(InvalidValue) -> BoardPlan { try planning.plan(for: board) }

    /// The plans of those boards that can have one, and a sentence for each other one.
    func plans(for boards: [Board], _ problems: inout [String]) -> [Name: BoardPlan] {
        planning.plans(for: boards, &problems)
    }

    /// What people call each site.
    var siteTitles: [Name: String] {
        Dictionary(configuration.sites.map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
    }

    /// The zone of all times on the page.
    var timeZone: TimeZone { TimeZone(identifier: configuration.timeZone) ?? .gmt }

    /// The file of the arms; nil when none is named or it can't be used.
    private static func arms(_ name: String?, beside path: String, _ problems: inout [String]) -> StoredDocument? {
        guard let name else { return nil }
        let file = URL(fileURLWithPath: name, relativeTo: URL(fileURLWithPath: path).deletingLastPathComponent()).path
        do {
            guard let bytes = try readFile(file, limit: ImageFile.longest) else {
                throw InvalidValue(field: "", reason: "there is no such file")
            }
            return try ImageFile(bytes).document
        } catch {
            problems.append("\(path): arms: \(file): \(error); boards show none until that is mended")
            return nil
        }
    }

    /// The JSON files of a folder in the order of their names.
    private static func files(
        _ folder: String, _ option: String, _ problems: inout [String]
    ) throws(HubError) -> [(path: String, data: Data)] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw HubError(
                action: "read the folder \(folder)", cause: error.localizedDescription,
                advice: "Give the folder of the JSON files with \(option).")
        }
        var files: [(path: String, data: Data)] = []
        for name in names.filter({ $0.hasSuffix(".json") && !$0.hasPrefix(".") }).sorted() {
            let path = folder + "/" + name
            do {
                if let data = try readFile(path, limit: 1 << 20) { files.append((path, data)) }
            } catch {
                problems.append("\(path): \(error)")
            }
        }
        return files
    }
}
