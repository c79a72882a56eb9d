public import Foundation

/// The data files of one kind (layouts, device profiles) by name, and what is wrong with those that could not be used.
public struct Catalogue<Item: Decodable & Sendable>: Sendable {
    /// The files that could be read, by the name that stands in them.
    public let items: [Name: Item]
    /// The bytes they were read from.
    public let sources: [Name: Data]
    /// One sentence a broken file, with its path and the key at fault.
    public let problems: [String]
    /// One sentence for each key that nothing reads, with the path of its file.
    public let warnings: [String]

    /// - Parameters:
    ///   - files: path and bytes of each file.
    ///   - name: the name that stands in an item; it must be the file's name without `.json`.
    public init(files: [(path: String, data: Data)], name: (Item) -> Name) {
        var items: [Name: Item] = [:]
        var sources: [Name: Data] = [:]
        var problems: [String] = []
        var warnings: [String] = []
        for (path, data) in files {
            do {
                let item = try WireCoding.decode(Item.self, from: data)
                let file = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
                guard name(item).text == file else {
                    throw InvalidValue(field: "name", reason: "must be \"\(file)\", as the file is named")
                }
                items[name(item)] = item
                sources[name(item)] = data
                warnings += WireCoding.unknownKeys(in: data, for: Item.self).map { "\(path): \($0)" }
            } catch {
                problems.append("\(path): \(error)")
            }
        }
        self.items = items
        self.sources = sources
        self.problems = problems
        self.warnings = warnings
    }
}
