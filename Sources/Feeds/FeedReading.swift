public import Foundation
public import Signage

/// What one poll of a feed gave.
public struct FeedReading: Sendable, Hashable {
    /// In the order in which the reader ranks them.
    ///
    /// Empty when the reading is not usable.
    public let items: [FeedItem]
    /// Who has to be named for the feed as a whole.
    public let attribution: Attribution
    /// The newest time of the data themselves; nil when the source does not tell.
    public let observedAt: Date?
    /// What the reader met on the way.
    public let report: FeedReport

    /// Items of a reading that failed are left out: partial data never replaces good data.
    public init(items: [FeedItem], attribution: Attribution, observedAt: Date?, report: FeedReport) {
        self.items = report.failure == nil ? items : []
        self.attribution = attribution
        self.observedAt = observedAt?.wholeSeconds
        self.report = report
    }

    /// False for an error, an empty 200 or a page of HTML: keep the last good snapshot.
    ///
    /// True also for a feed that has nothing to tell at the moment.
    public var isUsable: Bool { report.failure == nil }
}

/// What a reader met, in words for the administrator of the feed.
public struct FeedReport: Sendable, Hashable, Codable {
    /// How many things of the feed could not be read and were left out.
    ///
    /// What is left out by rule (not public, deleted, outside of the
    /// horizon) does not count.
    public var dropped: Int
    /// One sentence each, at most ``mostWarnings``, none twice.
    public private(set) var warnings: [String]
    /// Why the reading is not to be used, and what to do; nil when it is fine.
    public var failure: String?

    /// As many warnings as are kept.
    public static let mostWarnings = 40

    /// Takes the values as they are, without warnings that stand there twice.
    public init(dropped: Int = 0, warnings: [String] = [], failure: String? = nil) {
        self.dropped = dropped
        self.warnings = []
        self.failure = failure
        for warning in warnings { warn(warning) }
    }

    /// Adds a warning, unless it is there already or there are ``mostWarnings``.
    public mutating func warn(_ sentence: String) {
        guard warnings.count < Self.mostWarnings, !warnings.contains(sentence) else { return }
        warnings.append(sentence)
    }

    /// Notes why the reading is not to be used; the first reason stays.
    public mutating func fail(_ sentence: String) {
        failure = failure ?? sentence
    }
}
