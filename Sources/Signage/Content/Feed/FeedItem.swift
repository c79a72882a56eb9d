public import Foundation

/// One thing that a feed tells: a meeting, a departure, a reading. The one vocabulary of every feed format.
///
/// In JSON the keys of its ``Content-swift.enum`` stand beside the common ones, and `kind` names the case.
public struct FeedItem: Hashable, Sendable, Codable, Identifiable {
    /// Unique in its feed and stable from poll to poll.
    public var id: String
    /// The feed it came through.
    public var source: Name
    /// Plain text on one line.
    public var title: String
    /// Plain text.
    public var summary: String?
    /// BCP 47.
    public var language: String?
    /// Where people can read on.
    public var link: String?
    /// Where it happens, in words.
    public var place: String?
    /// Where it happens, on the map.
    public var geometry: Geometry?
    /// The feed's own categories.
    public var categories: [String]
    /// From when it holds; nil when unknown.
    public var validFrom: FeedTime?
    /// Until when it holds; nil when unknown.
    public var validTo: FeedTime?
    /// The time of the data themselves, as the source says; staleness is judged by it. Nil when the source is silent.
    public var observedAt: Date?
    /// When the bytes were fetched.
    public var fetchedAt: Date
    /// Ids of earlier items that this one replaces.
    public var supersedes: [String]
    /// Who is to be named beside it.
    public var attribution: Attribution
    /// What the reader of the feed met and mended.
    public var quality: [QualityFlag]
    /// What kind of thing it is.
    public var content: Content

    /// What kind of thing an item is, with what only that kind has.
    public enum Content: Hashable, Sendable {
        /// A meeting or another event.
        case event(Event)
        /// A waste collection.
        case collection(WasteCollection)
        /// A piece of news.
        case article(Article)
        /// An official warning.
        case alert(Alert)
        /// A measured quantity.
        case measurement(Measurement)
        /// A weather forecast.
        case forecast(Forecast)
        /// A departure of public transport.
        case departure(Departure)
        /// Road works or a closure.
        case works(Works)
        /// A building project or a plan on public display.
        case project(Project)
        /// How many of something are free.
        case availability(Vacancy)
    }

    /// A doubt or a repair that comes with an item.
    public enum QualityFlag: String, Sendable, Codable {
        /// The end lay before the start and was dropped.
        case endBeforeStart
        /// The title was no words for citizens and was replaced.
        case titleReplaced
        /// Publicity was read from the title alone.
        case publicityFromTitle
        /// A unit was converted.
        case valueConverted
        /// The position is rounded by the source.
        case positionRounded
        /// No lifetime was given; a default one was set.
        case lifetimeAssumed
        /// The time zone was not given and was taken from the feed's settings.
        case zoneAssumed
    }

    /// Takes the values as they are.
    public init(
        id: String, source: Name, title: String, summary: String? = nil, language: String? = nil, link: String? = nil,
        place: String? = nil, geometry: Geometry? = nil, categories: [String] = [], validFrom: FeedTime? = nil,
        validTo: FeedTime? = nil, observedAt: Date? = nil, fetchedAt: Date, supersedes: [String] = [],
        attribution: Attribution, quality: [QualityFlag] = [], content: Content
    ) {
        self.id = id
        self.source = source
        self.title = title
        self.summary = summary
        self.language = language
        self.link = link
        self.place = place
        self.geometry = geometry
        self.categories = categories
        self.validFrom = validFrom
        self.validTo = validTo
        self.observedAt = observedAt?.wholeSeconds
        self.fetchedAt = fetchedAt.wholeSeconds
        self.supersedes = supersedes
        self.attribution = attribution
        self.quality = quality
        self.content = content
    }
}
