import Foundation
import Testing

@testable import Signage

@Suite struct PlayLogTests {
    private static let noon = WireCoding.date("2026-07-01T12:00:00Z") ?? .distantPast
    private static let market = try? PlayedItem(kind: .notice, place: .notices, item: Name("markt"))
    private static let works = try? PlayedItem(kind: .notice, place: .notices, item: Name("bau"))

    private func moment(
        _ seconds: TimeInterval, uptime: TimeInterval? = nil, clock: ClockTrust = .system
    ) -> PlayLog.Moment {
        PlayLog.Moment(time: Self.noon + seconds, uptimeSeconds: 100 + (uptime ?? seconds), clock: clock)
    }

    private func picture(_ item: PlayedItem?, version: Int = 3, frame: Character = "a") throws -> PlayLog.Picture {
        PlayLog.Picture(
            items: [try #require(item)], version: version, frame: try Digest(String(repeating: frame, count: 64)))
    }

    /// Looks at the clock every ten seconds.
    private func pass(_ log: inout PlayLog, from: Int, to: Int) -> [ProofRecord.Content] {
        stride(from: from, through: to, by: 10).flatMap { log.advance(to: moment(TimeInterval($0))) }
    }

    private func played(_ contents: [ProofRecord.Content]) -> [PlayRecord] {
        contents.compactMap { if case .played(let record) = $0 { record } else { nil } }
    }

    @Test("two notices that take turns have one record each in a quarter, with their turns, seconds and last frame")
    func turns() throws {
        var log = PlayLog(at: moment(0))
        var finished: [ProofRecord.Content] = []
        for turn in 0..<30 {
            let (item, frame) = turn % 2 == 0 ? (Self.market, Character("a")) : (Self.works, Character("b"))
            finished += log.show(try picture(item, frame: frame), at: moment(TimeInterval(turn * 30)))
        }
        #expect(finished.isEmpty)
        finished += log.advance(to: moment(900))
        let records = played(finished)
        #expect(records.count == 2 && finished.count == 2)
        #expect(records.map(\.played) == [Self.market, Self.works])
        #expect(records.map(\.times) == [15, 15])
        #expect(records.map(\.seconds) == [450, 450])
        #expect(records.map(\.first) == [Self.noon, Self.noon + 30])
        #expect(records.map(\.last) == [Self.noon + 870, Self.noon + 900])
        #expect(records.map { $0.frame.hex.first } == ["a", "b"])
        #expect(log.open.isEmpty)
    }

    @Test("what goes on over a quarter's end has a record in each, and began once")
    func overTheEnd() throws {
        var log = PlayLog(at: moment(840))
        _ = log.show(try picture(Self.market), at: moment(840))
        let records = played(pass(&log, from: 850, to: 1_850))
        #expect(records.map(\.quarter) == [Self.noon, Self.noon + 900])
        #expect(records.map(\.seconds) == [60, 900])
        #expect(records.map(\.times) == [1, 0])
        #expect(log.open.map(\.seconds) == [50])
    }

    @Test("while the panel is off, or nobody knows what is on it, nothing was shown")
    func off() throws {
        var log = PlayLog(at: moment(0))
        _ = log.show(try picture(Self.market), at: moment(0))
        _ = log.show(nil, at: moment(100))
        _ = log.show(try picture(Self.market), at: moment(400))
        let record = try #require(played(log.close(at: moment(500))).first)
        #expect(record.seconds == 200 && record.times == 2)
        #expect(record.first == Self.noon && record.last == Self.noon + 500)
        #expect(log.open.isEmpty)
    }

    @Test("another frame or version of the same item is no turn; the record names the last ones")
    func redrawn() throws {
        var log = PlayLog(at: moment(0))
        _ = log.show(try picture(Self.market), at: moment(0))
        _ = log.show(try picture(Self.market, version: 4, frame: "c"), at: moment(60))
        let record = try #require(played(log.close(at: moment(60))).first)
        #expect(record.times == 1 && record.version == 4 && record.frame.hex.first == "c")
    }

    @Test(
        "a step of the clock ends what is open, is on record itself, and makes no time",
        arguments: [-31_536_000.0, -600, -3, 3, 600, 31_536_000])
    func step(seconds: TimeInterval) throws {
        var log = PlayLog(at: moment(0))
        _ = log.show(try picture(Self.market), at: moment(0))
        let finished = log.advance(to: moment(100 + seconds, uptime: 100))
        #expect(played(finished).map(\.seconds) == [100])
        #expect(
            finished.last
                == .clock(ClockStep(from: Self.noon + 100, to: Self.noon + 100 + seconds, clock: .system)))
        let after = log.close(at: moment(200 + seconds, uptime: 200))
        #expect(played(after).map(\.seconds).reduce(0, +) == 100)
        #expect(played(after).map(\.times).reduce(0, +) == 0)
    }

    @Test("a record of times that nobody vouched for says so, and ends when somebody does")
    func untrusted() throws {
        var log = PlayLog(at: moment(0, clock: .untrusted))
        _ = log.show(try picture(Self.market), at: moment(0, clock: .untrusted))
        let finished = log.advance(to: moment(60, clock: .sealed)) + log.close(at: moment(90, clock: .sealed))
        #expect(played(finished).map(\.clock) == [.untrusted, .sealed])
        #expect(played(finished).map(\.seconds) == [60, 30])
    }

    @Test("whoever did not look for minutes leaves a gap, not a record")
    func asleep() throws {
        var log = PlayLog(at: moment(0))
        _ = log.show(try picture(Self.market), at: moment(0))
        let finished = log.advance(to: moment(301)) + log.close(at: moment(310))
        #expect(played(finished).map(\.seconds) == [0, 9])
        #expect(
            finished.contains(.gap(.asleep(from: Self.noon, to: Self.noon + 301, clock: .system))))
    }

    /// Any story of a panel and of its clocks.
    private struct Story {
        var generator: SeededGenerator
        var log: PlayLog
        var contents: [ProofRecord.Content] = []
        /// What the machine has counted.
        var uptime: TimeInterval = 50
        var wall = PlayLogTests.noon
        var clock = ClockTrust.untrusted

        init(seed: UInt64) {
            generator = SeededGenerator(seed: seed)
            log = PlayLog(at: PlayLog.Moment(time: PlayLogTests.noon, uptimeSeconds: 50, clock: .untrusted))
        }

        var moment: PlayLog.Moment { PlayLog.Moment(time: wall, uptimeSeconds: uptime, clock: clock) }

        mutating func goOn() throws {
            let longest = [0.2, 30, 280, 2_000][Int.random(in: 0..<4, using: &generator)]
            let elapsed = Double.random(in: 0...longest, using: &generator)
            uptime += elapsed
            wall += elapsed * Double.random(in: 0.9995...1.0005, using: &generator)
            switch Int.random(in: 0..<20, using: &generator) {
            case 0: wall += Double.random(in: -100_000...100_000, using: &generator)
            case 1: wall += Double.random(in: -3...3, using: &generator)
            case 2: clock = [.untrusted, .system, .sealed][Int.random(in: 0..<3, using: &generator)]
            default: break
            }
            guard Bool.random(using: &generator) else { return contents += log.advance(to: moment) }
            let names = ["a", "b", "c"].shuffled(using: &generator).prefix(Int.random(in: 0...2, using: &generator))
            let items = try names.enumerated().map { index, name in
                try PlayedItem(kind: .zone, place: Name("place-\(index)"), item: Name(name))
            }
            let picture = PlayLog.Picture(
                items: items, version: nil, frame: try Digest(String(repeating: "0", count: 64)))
            contents += log.show(Bool.random(using: &generator) ? picture : nil, at: moment)
        }
    }

    @Test(
        "whatever clocks and panel do, every record is a possible one, none counts what another has counted, and no more is counted than has passed",
        arguments: 0..<200 as Range<UInt64>)
    func anyStory(seed: UInt64) throws {
        var story = Story(seed: seed)
        for _ in 0..<120 { try story.goOn() }
        // Open records are what would be finished now.
        let open = story.log.open
        story.contents += story.log.close(at: story.moment)
        #expect(played(story.contents).suffix(open.count) == open[...])
        var counted: [Name: Int] = [:]
        var lastOfStretch: [PlayedItem: PlayRecord] = [:]
        for content in story.contents {
            let bytes = try WireCoding.encode(ProofRecord(content, after: nil))
            #expect(try WireCoding.decode(ProofRecord.self, from: bytes).content == content)
            guard case .played(let record) = content else {
                lastOfStretch = [:]
                continue
            }
            counted[record.played.place, default: 0] += record.seconds
            if let before = lastOfStretch.updateValue(record, forKey: record.played) {
                // A second that both have a part of is in both.
                #expect(before.last <= record.first + 1)
                #expect(before.quarter < record.quarter || before.clock != record.clock)
            }
        }
        for seconds in counted.values { #expect(Double(seconds) <= story.uptime - 50) }
    }

    @Test(
        "with a clock that runs as it should, all that was shown is counted but for the part of a second",
        arguments: 0..<50 as Range<UInt64>)
    func complete(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var log = PlayLog(at: moment(0))
        _ = log.show(try picture(Self.market), at: moment(0))
        var (now, contents): (TimeInterval, [ProofRecord.Content]) = (0, [])
        while now < 10_000 {
            now += Double.random(in: 0...60, using: &generator)
            let item = Bool.random(using: &generator) ? Self.market : Self.works
            contents += log.show(try picture(item), at: moment(now))
        }
        let records = played(contents + log.close(at: moment(now)))
        let missing = now - TimeInterval(records.map(\.seconds).reduce(0, +))
        #expect(missing >= 0 && missing <= TimeInterval(records.count))
    }
}
