import Foundation

extension FeedItem {
    private enum CodingKeys: String, CodingKey {
        case kind, id, source, title, summary, language, link, place, geometry, categories, validFrom, validTo
        case observedAt, fetchedAt, supersedes, attribution, quality
    }

    private enum Kind: String, Codable {
        case event, collection, article, alert, measurement, forecast, departure, works, project, availability
    }

    /// Reads the common keys and, from the same object, the keys of its kind.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let content: Content =
            switch try container.decode(Kind.self, forKey: .kind) {
            case .event: .event(try Event(from: decoder))
            case .collection: .collection(try WasteCollection(from: decoder))
            case .article: .article(try Article(from: decoder))
            case .alert: .alert(try Alert(from: decoder))
            case .measurement: .measurement(try Measurement(from: decoder))
            case .forecast: .forecast(try Forecast(from: decoder))
            case .departure: .departure(try Departure(from: decoder))
            case .works: .works(try Works(from: decoder))
            case .project: .project(try Project(from: decoder))
            case .availability: .availability(try Vacancy(from: decoder))
            }
        self.init(
            id: try container.decode(String.self, forKey: .id),
            source: try container.decode(Name.self, forKey: .source),
            title: try container.decode(String.self, forKey: .title),
            summary: try container.decodeIfPresent(String.self, forKey: .summary),
            language: try container.decodeIfPresent(String.self, forKey: .language),
            link: try container.decodeIfPresent(String.self, forKey: .link),
            place: try container.decodeIfPresent(String.self, forKey: .place),
            geometry: try container.decodeIfPresent(Geometry.self, forKey: .geometry),
            categories: try container.decodeIfPresent([String].self, forKey: .categories) ?? [],
            validFrom: try container.decodeIfPresent(FeedTime.self, forKey: .validFrom),
            validTo: try container.decodeIfPresent(FeedTime.self, forKey: .validTo),
            observedAt: try container.decodeIfPresent(Date.self, forKey: .observedAt),
            fetchedAt: try container.decode(Date.self, forKey: .fetchedAt),
            supersedes: try container.decodeIfPresent([String].self, forKey: .supersedes) ?? [],
            attribution: try container.decode(Attribution.self, forKey: .attribution),
            quality: try container.decodeIfPresent([QualityFlag].self, forKey: .quality) ?? [],
            content: content)
    }

    /// Writes the common keys and the keys of its kind into one object.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(source, forKey: .source)
        try container.encode(title, forKey: .title)
        try container.encodeIfPresent(summary, forKey: .summary)
        try container.encodeIfPresent(language, forKey: .language)
        try container.encodeIfPresent(link, forKey: .link)
        try container.encodeIfPresent(place, forKey: .place)
        try container.encodeIfPresent(geometry, forKey: .geometry)
        if !categories.isEmpty { try container.encode(categories, forKey: .categories) }
        try container.encodeIfPresent(validFrom, forKey: .validFrom)
        try container.encodeIfPresent(validTo, forKey: .validTo)
        try container.encodeIfPresent(observedAt, forKey: .observedAt)
        try container.encode(fetchedAt, forKey: .fetchedAt)
        if !supersedes.isEmpty { try container.encode(supersedes, forKey: .supersedes) }
        try container.encode(attribution, forKey: .attribution)
        if !quality.isEmpty { try container.encode(quality, forKey: .quality) }
        try container.encode(kind, forKey: .kind)
        try encodable.encode(to: encoder)
    }

    private var kind: Kind {
        switch content {
        case .event: .event
        case .collection: .collection
        case .article: .article
        case .alert: .alert
        case .measurement: .measurement
        case .forecast: .forecast
        case .departure: .departure
        case .works: .works
        case .project: .project
        case .availability: .availability
        }
    }

    private var encodable: any Encodable {
        switch content {
        case .event(let value): value
        case .collection(let value): value
        case .article(let value): value
        case .alert(let value): value
        case .measurement(let value): value
        case .forecast(let value): value
        case .departure(let value): value
        case .works(let value): value
        case .project(let value): value
        case .availability(let value): value
        }
    }
}
