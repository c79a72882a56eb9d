public import Foundation
public import Signage

/// Reads one poll of one feed: says what to fetch, takes the answers, and ends in a ``FeedReading``.
///
/// Pure: no network, no files, no clock, so that every quirk of a source can be a test. Whoever holds a reader fetches what it asks
/// for, in any order, and hands each answer back once:
/// ```swift
/// var reader = OParlReader(context)
/// var requests = reader.start()
/// while let request = requests.popLast() {
///     requests += reader.receive(try await fetch(request), for: request)
/// }
/// let reading = reader.finish()   // replaces the last snapshot only if reading.isUsable
/// ```
/// A request that could not be answered at all is simply not handed back: the reader knows what it is waiting for.
///
/// To add a format: one folder in `Sources/Feeds` with one type that conforms to this protocol; fixtures written by hand after the
/// format's standard, at least a good one, a broken one, one with a field missing and one with an unknown value; and a suite over
/// the samples that `LITFASS_SAMPLES` names.
public protocol FeedReader: Sendable {
    /// The format's name in settings, such as `oparl`.
    static var format: String { get }

    /// A reader for one poll; it is not used again for the next.
    init(_ context: FeedContext)

    /// What to fetch first. Called once.
    mutating func start() -> [FeedRequest]

    /// Takes the answer to a request and says what to fetch next; empty when nothing more follows from this one.
    ///
    /// Bodies are handed over whole and with any status; a reader never crashes on what is in them. Answers to what was never
    /// asked are ignored.
    mutating func receive(_ response: FeedResponse, for request: FeedRequest) -> [FeedRequest]

    /// What was read. Never throws: what went wrong is in ``FeedReading/report``.
    consuming func finish() -> FeedReading
}

/// What a reader has to know besides the bytes.
public struct FeedContext: Sendable, Hashable {
    /// The feed's name, the `source` of its items.
    public var feed: Name
    /// Where the feed begins, absolute, `http` or `https`.
    public var url: String
    /// The instant of the poll.
    public var now: Date
    /// For days ("today") and for times that the source gives without a zone.
    public var timeZone: TimeZone
    /// The administrator's own words for the attribution, drawn in place of those of the source.
    ///
    /// They also stand for the
    /// administrator's word that the content may be shown where the source declares no open licence.
    public var attribution: String?
    /// How far ahead of ``now`` items matter.
    public var horizon: Duration

    /// Takes the values as they are.
    public init(
        feed: Name, url: String, now: Date, timeZone: TimeZone, attribution: String? = nil,
        horizon: Duration = .seconds(60 * 86_400)
    ) {
        self.feed = feed
        self.url = url
        self.now = now
        self.timeZone = timeZone
        self.attribution = attribution
        self.horizon = horizon
    }
}

/// Something to fetch with `GET`.
public struct FeedRequest: Sendable, Hashable {
    /// Absolute, `http` or `https`.
    ///
    /// To be sent as it stands: some servers refuse a URL that was encoded anew.
    public var url: String

    /// Takes the value as it is.
    public init(url: String) { self.url = url }
}

/// The answer to a ``FeedRequest``.
public struct FeedResponse: Sendable, Hashable {
    /// Where it came from in the end, after redirections.
    public var url: String
    /// The HTTP status.
    public var status: Int
    /// The header fields, their names in lower case.
    public var headers: [String: String]
    /// The bytes after any content coding was undone.
    public var body: Data
    /// When it arrived.
    public var fetchedAt: Date

    /// Takes the values as they are.
    public init(url: String, status: Int, headers: [String: String] = [:], body: Data, fetchedAt: Date) {
        self.url = url
        self.status = status
        self.headers = headers
        self.body = body
        self.fetchedAt = fetchedAt
    }
}
