import Files
import Foundation
import Signage

/// The table of school holidays: what the hub judges rules by, and the document from which boards do the same.
struct SchoolCalendar: Sendable {
    let table: SchoolHolidays
    let document: StoredDocument

    /// Reads the first table of a folder, by name; nil where there is none that can be used. Without one, days of school are as others, and
    /// whoever publishes is told.
    init?(folder: String, _ problems: inout [String]) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        guard let name = names.filter({ $0.hasPrefix("school-holidays-") && $0.hasSuffix(".json") }).min() else {
            return nil
        }
        let path = folder + "/" + name
        do {
            guard let bytes = try readFile(path, limit: 1 << 20) else { return nil }
            table = try WireCoding.decode(SchoolHolidays.self, from: bytes)
            document = try StoredDocument(bytes, role: .schoolHolidays)
        } catch {
            problems.append("\(path): \(error)")
            return nil
        }
    }
}
