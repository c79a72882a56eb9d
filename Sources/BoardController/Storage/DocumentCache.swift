import Crypto
import Files
import Foundation
import Signage

/// The documents on the disk, each in a file that is named by its SHA-256.
struct DocumentCache {
    /// What a document turned out to be.
    private enum Content {
        case layout(Layout)
        case notice(Notice)
        case schoolHolidays(SchoolHolidays)
        /// Looked at when it is drawn only: one that is broken leaves its place to others.
        case image(Data)
        case unusable(String)
    }

    /// What came of putting a programme together.
    enum Assembly {
        /// All is there and can be used.
        case whole(InstalledProgramme)
        /// These are not on the disk, or not as the manifest names them.
        case missing([DocumentReference])
        /// All is there, and something can't be used, in words.
        case unusable(String)
    }

    private let folder: String
    /// What was checked and read since the start, so that a switch reads only what is new.
    private var known: [DocumentReference: Content] = [:]
    /// The last document that the disk did not hand out in ``assemble(_:)``; it counts as missing, and stays there.
    private(set) var unread: FileError?

    init(folder: String) { self.folder = folder }

    /// Puts a manifest's programme together from what is on the disk.
    mutating func assemble(_ arrival: Arrival) -> Assembly {
        unread = nil
        var missing: [DocumentReference] = []
        var problem: String?
        var (layout, emergency): (Layout?, Layout?)
        var schoolHolidays: SchoolHolidays?
        var notices: [Notice] = []
        var images: [DocumentID: Data] = [:]
        for entry in arrival.manifest.entries {
            switch content(of: entry) {
            case nil: missing.append(entry)
            case .layout(let value) where entry.role == .emergencyLayout: emergency = value
            case .layout(let value): layout = value
            case .notice(let value): notices.append(value)
            case .schoolHolidays(let value): schoolHolidays = value
            case .image(let value): images[entry.id] = value
            case .unusable(let reason): problem = problem ?? "the \(entry.role) \(entry.id): \(reason)"
            }
        }
        guard missing.isEmpty else { return .missing(missing) }
        guard problem == nil, let layout else { return .unusable(problem ?? "there is no layout") }
        return .whole(
            InstalledProgramme(
                arrival: arrival, layout: layout, emergency: emergency, schoolHolidays: schoolHolidays,
                notices: notices, images: images))
    }

    /// Takes in a document that was put into its place, whose bytes are known to be the ones that the manifest names.
    mutating func note(_ bytes: Data, as reference: DocumentReference) {
        known[reference] = Self.decode(bytes, as: reference.role)
    }

    /// Reads and checks everything anew from here on.
    mutating func forget() { known = [:] }

    /// Removes all but these.
    mutating func keep(only ids: Set<DocumentID>) {
        known = known.filter { ids.contains($0.key.id) }
        let names = Set(ids.map(\.hex))
        for name in StateFolder.names(in: folder) where !names.contains(name) {
            StateFolder.remove("\(folder)/\(name)")
        }
    }

    /// The place of a document.
    func path(_ id: DocumentID) -> String { "\(folder)/\(id.hex)" }

    private mutating func content(of reference: DocumentReference) -> Content? {
        if let content = known[reference] { return content }
        let path = path(reference.id)
        do {
            guard let bytes = try readFile(path, limit: reference.length) else { return nil }
            if bytes.count == reference.length, SHA256.hash(bytes).hexString == reference.id.hex {
                let content = Self.decode(bytes, as: reference.role)
                known[reference] = content
                return content
            }
        } catch {
            guard error.isAboutContent else {
                unread = error
                return nil
            }
        }
        // What is there is not the document: out of the way with it, so that the right one can take its place.
        StateFolder.remove(path)
        return nil
    }

    private static func decode(_ bytes: Data, as role: DocumentReference.Role) -> Content {
        do {
            switch role {
            case .layout, .emergencyLayout: return .layout(try WireCoding.decode(Layout.self, from: bytes))
            case .notice: return .notice(try WireCoding.decode(Notice.self, from: bytes))
            case .schoolHolidays:
                return .schoolHolidays(try WireCoding.decode(SchoolHolidays.self, from: bytes))
            case .image: return .image(bytes)
            }
        } catch {
            return .unusable("\(error)")
        }
    }
}

/// A manifest with the sealed bytes that it came in.
struct Arrival: Hashable, Sendable {
    let manifest: DesiredState
    let envelope: Data
    /// Names the key that sealed it.
    let keyID: String
}

/// A programme that is whole on the disk and can be played.
struct InstalledProgramme: Hashable, Sendable {
    let arrival: Arrival
    let layout: Layout
    /// For interrupts; nil when the manifest names none.
    let emergency: Layout?
    /// What rules that name them are judged by; nil when the manifest names none.
    let schoolHolidays: SchoolHolidays?
    let notices: [Notice]
    let images: [DocumentID: Data]

    var version: Int { arrival.manifest.version }
}
