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
        let tables = names.filter { $0.hasPrefix("school-holidays-") && $0.hasSuffix(".json") }.sorted()
        guard let name = tables.first else { return nil }
        let path = folder + "/" + name
        if tables.count > 1 {
            let others = tables.dropFirst().joined(separator: ", ")
            problems.append("\(path): is the table of school holidays that counts; take \(others) out of the folder")
        }
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
