/// Where items take turns.
struct Place: Sendable {
    let name: Name
    /// Of the classes that have items, the highest first: their items by their indices, in the order of their first turns.
    let classes: [[Int]]

    /// The places of some items, by name.
    static func all(of items: [ScheduledItem]) -> [Place] {
        var classes: [Name: [Priority: [Int]]] = [:]
        for index in items.indices {
            classes[items[index].place, default: [:]][items[index].priority, default: []].append(index)
        }
        return classes.sorted { $0.key < $1.key }.map { name, classes in
            Place(name: name, classes: classes.sorted { $0.key > $1.key }.map(\.value))
        }
    }
}
