import Foundation
import Signage

/// The notices, feeds and pictures of `Layouts/examples`.
struct ExampleContent {
    private let notices: [String: Notice]
    private let feeds: [FeedSnapshot]
    private let images: [DocumentID: Data]
    private let arms: DocumentID?

    /// - Throws: naming the file that is missing or broken.
    init(folder: URL) throws {
        var (images, documents) = ([DocumentID: Data](), [String: DocumentID]())
        let pictures = folder.appending(path: "images")
        for (index, file) in try Self.names(in: pictures).enumerated() {
            // Any name serves that has the form of one.
            let digits = String(index + 1, radix: 16)
            let id = try DocumentID(String(repeating: "0", count: 64 - digits.count) + digits)
            images[id] = try Data(contentsOf: pictures.appending(path: file))
            documents[file] = id
        }
        self.images = images
        arms = documents["arms.svg"]
        let files = try Self.files(in: folder.appending(path: "notices"))
        notices = try Dictionary(uniqueKeysWithValues: files.map { try Self.notice($0, documents) })
        feeds = try Self.decodeAll(FeedSnapshot.self, in: folder.appending(path: "feeds"))
        _ = try Self.byName(feeds, "feeds") { $0.feed.text }
    }

    /// A notice as staff write it, with the name of a picture's file in place of a document.
    private static func notice(_ file: URL, _ documents: [String: DocumentID]) throws -> (String, Notice) {
        struct Picture: Decodable {
            struct Image: Decodable {
                let file: String
                let description: String
            }
            let image: Image?
        }
        let name = file.deletingPathExtension().lastPathComponent
        let image = try? JSONDecoder().decode(Picture.self, from: Data(contentsOf: file)).image
        var json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
        json["image"] = nil
        var draft = try decode(NoticeDraft.self, JSONSerialization.data(withJSONObject: json), file)
        if let image, let document = documents[image.file] {
            draft.image = try Notice.Image(document: document, description: image.description)
        }
        let published = min(draft.onset?.start(in: Gallery.zone, after: Gallery.now) ?? Gallery.now, Gallery.now)
        return (name, try draft.notice(id: Name(name), at: published, in: Gallery.zone))
    }

    /// What a device shows.
    func scene(_ situation: Situation, on device: DeviceProfile, _ appearance: Theme.Appearance) throws -> Scene {
        let settings = try BoardSettings(
            municipality: "Gemeinde Barleben",
            title: device.panel.technology == .epaper ? "Jersleber See" : "Marktplatz",
            arms: arms, timeZone: Gallery.zone.identifier, pictureIntervalSeconds: 60)
        let stage = Stage(
            layout: situation.layout, profile: device, settings: settings, feeds: feeds(situation.feeds),
            images: images, appearance: appearance)
        guard let notice = situation.notice.flatMap({ notices[$0] }) else {
            return Scene(stage: stage, programme: Programme(), now: Gallery.now)
        }
        let item = ScheduledItem(notice, shortestTurnSeconds: device.panel.shortestTurnSeconds)
        let seconds = TimeInterval(item.dwellSeconds.lowerBound)
        // Two others wait for their turn; emergencies take no turns.
        let count = notice.severity == nil ? 3 : 1
        let turn = Turn(item: item, count: count, start: Gallery.now, seconds: seconds)
        let programme = Programme(turns: [.notices: turn], nextChange: Gallery.now + seconds)
        return Scene(stage: stage, programme: programme, now: Gallery.now)
    }

    private func feeds(_ state: Situation.Feeds) -> [Name: FeedSnapshot] {
        let snapshots: [FeedSnapshot] =
            switch state {
            case .current: feeds
            case .unknown: []
            case .empty: feeds.map { $0.with(items: [], age: 0) }
            case .stale: feeds.map { $0.with(items: $0.items, age: 3 * 86_400) }
            }
        return Dictionary(uniqueKeysWithValues: snapshots.map { ($0.feed, $0) })
    }

    // MARK: Files

    static func decodeAll<Item: Decodable>(_ type: Item.Type, in folder: URL) throws -> [Item] {
        try files(in: folder).map { try decode(type, Data(contentsOf: $0), $0) }
    }

    /// - Throws: when two have the same name.
    static func byName<Item>(_ items: [Item], _ kind: String, name: (Item) -> String) throws -> [String: Item] {
        var result: [String: Item] = [:]
        for item in items {
            guard result.updateValue(item, forKey: name(item)) == nil else {
                throw RenderError(
                    action: "read the \(kind)", cause: "two files have the name \(name(item))",
                    advice: "give one of them another name")
            }
        }
        return result
    }

    private static func files(in folder: URL) throws -> [URL] {
        try names(in: folder).filter { $0.hasSuffix(".json") }.map { folder.appending(path: $0) }
    }

    private static func names(in folder: URL) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        } catch {
            throw RenderError(
                action: "read the folder \(folder.path)", cause: error.localizedDescription,
                advice: "start this in the folder that holds Layouts, with its examples, and Devices")
        }
    }

    private static func decode<Item: Decodable>(_ type: Item.Type, _ data: Data, _ file: URL) throws -> Item {
        do {
            return try WireCoding.decode(type, from: data)
        } catch {
            throw RenderError(action: "read \(file.path)", cause: "\(error)", advice: "mend the file")
        }
    }
}

extension FeedSnapshot {
    /// The same feed with other items, or as if its data were older by so many seconds.
    fileprivate func with(items: [FeedItem], age: TimeInterval) -> FeedSnapshot {
        FeedSnapshot(
            feed: feed, fetchedAt: fetchedAt - age, observedAt: observedAt.map { $0 - age }, attribution: attribution,
            items: items.map { item in
                var item = item
                item.observedAt = item.observedAt.map { $0 - age }
                item.fetchedAt -= age
                return item
            })
    }
}
