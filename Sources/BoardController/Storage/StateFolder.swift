import Crypto
import Files
import Foundation
import Glibc
import Signage

/// What must outlast the process, in one folder; every file is replaced whole or not at all.
///
/// ```
/// session           upper end of the reserved session numbers
/// keys.json         the chain of key documents, as followed from the root that was given
/// floor.json        the highest version ever accepted, apart from the documents
/// time.json         a time that has certainly passed, and what was known of time in this start of the machine
/// desired.json      the sealed manifest that plays, as received
/// interrupt.json    the sealed interrupts of the cell, as received; their version is its own floor, also when they are over
/// commands.json     the commands that were taken, none of which is run again
/// documents/<sha256>
/// downloads/        documents that are on their way, see ``PartialDocuments``
/// feeds/<name>.json sealed snapshots, as received
/// membership/       what makes the board belong to its hub, see ``MembershipFolder``
/// left/             what a board had that has left its hub, for people
/// board.pem         the board's own key, which seals what it tells of the past
/// outbox.sqlite     what waits for the hub, with the files that SQLite keeps beside it
/// ```
/// What can't be used is kept beside it as `<name>.refused`; nobody deletes what may be the last good programme.
struct StateFolder: Sendable {
    let path: String

    var session: String { path + "/session" }
    var keys: String { path + "/keys.json" }
    var floor: String { path + "/floor.json" }
    var time: String { path + "/time.json" }
    var desired: String { path + "/desired.json" }
    var interrupt: String { path + "/interrupt.json" }
    var commands: String { path + "/commands.json" }
    var documents: String { path + "/documents" }
    var downloads: String { path + "/downloads" }
    var feeds: String { path + "/feeds" }
    var key: String { path + "/board.pem" }
    var outbox: String { path + "/outbox.sqlite" }
    var membership: MembershipFolder { MembershipFolder(path: path + "/membership") }
    var left: String { path + "/left" }

    /// Makes the folders and removes what a sudden end left half-written.
    /// - Returns: what could not be made, in words; the board starts all the same.
    func prepare() -> [String] {
        var problems: [String] = []
        for folder in [path, documents, downloads, feeds] {
            do {
                try makeDirectory(folder)
            } catch {
                problems.append(error.description)
                // A file in the place of a folder of ours is damage; the state folder itself may be a slip of the pen.
                guard folder != path, (try? FileManager.default.removeItem(atPath: folder)) != nil else { continue }
                try? makeDirectory(folder)
            }
            for name in Self.names(in: folder) where name.hasPrefix(".") && name.hasSuffix(".part") {
                Self.remove("\(folder)/\(name)")
            }
        }
        return problems
    }

    /// The floor that is stored, nil when there is none.
    /// - Throws: in words, when the file cannot be read or used.
    func readFloor() throws -> VersionFloor? {
        guard let data = try readFile(floor, limit: 4096) else { return nil }
        do {
            return try WireCoding.decode(VersionFloor.self, from: data)
        } catch {
            throw FileProblem(path: floor, reason: "\(error)")
        }
    }

    /// Puts the floor on the disk.
    func write(_ value: VersionFloor) throws { try writeAtomically(try WireCoding.encode(value), to: floor) }

    /// Puts all aside that a hub has given, in place of what was put aside before: another one's is not shown under this one's name.
    /// - Parameter isMemberStill: whether what makes the board belong stays.
    func leave(isMemberStill: Bool = false) throws(FileError) {
        Self.remove(left)
        let kept: Set<String> = isMemberStill ? ["left", "membership", "board.pem"] : ["left"]
        let names = Self.names(in: path).filter { !kept.contains($0) }
        try makeDirectory(left, permissions: 0o700)
        // What makes it belong goes first: what is left over after a sudden end belongs to nobody, and is put aside at the next leave.
        for name in names.filter({ $0 == "membership" }) + names.filter({ $0 != "membership" }) {
            guard rename("\(path)/\(name)", "\(left)/\(name)") == 0 else {
                throw FileError(action: "put aside", path: "\(path)/\(name)", errno: errno)
            }
        }
    }

    /// The names in a folder, hidden ones too; empty when it cannot be read.
    static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// Where a file that cannot be used is kept.
    static func aside(_ path: String) -> String { path + ".refused" }

    /// Renames a file, or whatever is in its place, to `<path>.refused`, in place of an older one.
    static func putAside(_ path: String) {
        if rename(path, aside(path)) == 0 { return }
        // A folder is in the way there, or is to go where a file is.
        Self.remove(aside(path))
        _ = rename(path, aside(path))
    }

    /// Keeps a copy as `<path>.refused`, in place of an older one, and leaves the file where it is.
    static func copyAside(_ path: String) {
        Self.remove(aside(path))
        try? FileManager.default.copyItem(atPath: path, toPath: aside(path))
    }

    /// Removes a file or whatever is in its place, if it can.
    static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}

extension FileError {
    /// Whether what is at the path is no file of ours. Any other error may pass, and says nothing about the file.
    var isAboutContent: Bool { [EISDIR, EINVAL, EFBIG].contains(errno) }
}

/// A file that cannot be used, in words.
struct FileProblem: Error, CustomStringConvertible {
    let path: String
    let reason: String
    var description: String { "\(path) cannot be used: \(reason)" }
}
