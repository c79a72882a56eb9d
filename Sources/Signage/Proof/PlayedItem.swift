/// What a board shows in one place of its layout.
public struct PlayedItem: Hashable, Sendable, Codable {
    /// What it is.
    public enum Kind: String, Hashable, Sendable, Word {
        /// A notice.
        case notice
        /// One of the zones that take turns in a place.
        case zone
        /// What stands where no notice is on.
        case evergreen
    }

    /// What it is.
    public let kind: Kind
    /// Where it shows, see ``Programme/turns``.
    public let place: Name
    /// The notice's id or the zone's; nil for evergreen content.
    public let item: Name?

    /// - Throws: when a notice or a zone has no name, or evergreen content has one.
    public init(kind: Kind, place: Name, item: Name?) throws(InvalidValue) {
        guard (item == nil) == (kind == .evergreen) else {
            throw InvalidValue(
                field: "item",
                reason: kind == .evergreen ? "must be missing: evergreen content has none" : "is missing")
        }
        self.init(unchecked: kind, place: place, item: item)
    }

    private init(unchecked kind: Kind, place: Name, item: Name?) {
        self.kind = kind
        self.place = place
        self.item = item
    }

    /// What stands where no notice is on.
    public static let evergreen = PlayedItem(unchecked: .evergreen, place: .notices, item: nil)

    /// Whoever has its turn in a place.
    init(_ turn: Turn, in place: Name) {
        let kind: Kind = turn.item.notice == nil ? .zone : .notice
        self.init(unchecked: kind, place: place, item: turn.item.id)
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try container.decode(Kind.self, forKey: .kind)
        let place = try container.decode(Name.self, forKey: .place)
        let item = try container.decodeIfPresent(Name.self, forKey: .item)
        self = try decoder.validated { try PlayedItem(kind: kind, place: place, item: item) }
    }
}

extension Layout {
    /// What a panel shows of a programme in the places where something takes turns or stands in for it; zones that never change are left out.
    ///
    /// In the order of the places' names.
    public func playedItems(of programme: Programme, on panel: Panel) -> [PlayedItem] {
        let arrangement = arrangement(for: panel)
        var items: [Name: PlayedItem] = [:]
        for place in arrangement.turningPlaces {
            items[place.name] = programme.turns[place.name].map { PlayedItem($0, in: place.name) }
        }
        let shown = arrangement.resolved(by: programme.turns).zones
        if shown.contains(where: { $0.widget == .notice }) {
            items[.notices] = programme.noticeTurn.map { PlayedItem($0, in: .notices) } ?? .evergreen
        }
        return items.sorted { $0.key < $1.key }.map(\.value)
    }
}
