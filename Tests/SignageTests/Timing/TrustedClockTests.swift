import Foundation
import Testing

@testable import Signage

@Suite struct TrustedClockTests {
    /// The program was released at noon of 1 July.
    private static let released = WireCoding.date("2026-07-01T12:00:00Z") ?? .distantPast
    private static let year: TimeInterval = 365 * 86_400

    private func reading(_ wall: Date, uptime: TimeInterval, synchronised: Bool = false) -> ClockReading {
        ClockReading(wall: wall, uptimeSeconds: uptime, isSynchronised: synchronised)
    }

    /// A minute after the start of a machine whose wall clock may say anything.
    private func clock(wall: Date = Self.released, stored: StoredClock? = nil, boot: String = "a") -> TrustedClock {
        TrustedClock(earliest: Self.released, stored: stored, boot: boot, at: reading(wall, uptime: 60))
    }

    private func answered(_ time: Date, uptime: TimeInterval = 100, wall: Date = Self.released) -> TrustedClock {
        var clock = clock(wall: wall)
        #expect(
            clock.take(sealed: time, askedAtUptime: uptime, at: reading(wall, uptime: uptime))
                == .taken(.gained(.sealed)))
        return clock
    }

    @Test(
        "a wall clock that nobody confirms is not believed, whatever it says",
        arguments: [-56 * year, -86_400, 0, 3_600, year])
    func unconfirmed(offset: TimeInterval) {
        let wall = Self.released + offset
        var clock = clock(wall: wall)
        #expect(clock.read(reading(wall, uptime: 70)) == nil)
        #expect(clock.trust == .untrusted)
        #expect(clock.time(at: reading(wall, uptime: 70)) == Self.released + 10)
    }

    @Test("without trust, the time told has certainly passed: it goes on from the floor, and what is sealed raises it")
    func floor() {
        let stored = StoredClock(floor: Self.released + 86_400, boot: "b", anchor: nil)
        var clock = clock(stored: stored)
        #expect(clock.time(at: reading(.distantFuture, uptime: 90)) == Self.released + 86_430)
        clock.note(issued: Self.released + 200_000, at: reading(.distantFuture, uptime: 90))
        #expect(clock.floor == Self.released + 200_000)
        clock.note(issued: Self.released, at: reading(.distantFuture, uptime: 90))
        #expect(clock.time(at: reading(.distantPast, uptime: 90)) == Self.released + 200_000)
        #expect(clock.time(at: reading(.distantPast, uptime: 3_690)) == Self.released + 203_600)
    }

    @Test("a synchronised clock is believed, unless it says a time before the floor")
    func synchronised() {
        var clock = clock()
        #expect(clock.read(reading(Self.released - 3_600, uptime: 70, synchronised: true)) == nil)
        #expect(clock.trust == .untrusted)
        let now = Self.released + 5_000
        #expect(clock.read(reading(now, uptime: 80, synchronised: true)) == .gained(.system))
        #expect(clock.time(at: reading(now, uptime: 80, synchronised: true)) == now)
    }

    @Test(
        "a jump of the wall clock is followed when NTP confirms it, else told once and not followed",
        arguments: [
            -86_400, year,
        ])
    func jump(seconds: TimeInterval) {
        var clock = clock()
        let now = Self.released + 90_000
        _ = clock.read(reading(now, uptime: 80, synchronised: true))
        let jumped = reading(now + seconds + 5, uptime: 85)
        #expect(clock.read(jumped) == .ignored(seconds: seconds))
        #expect(clock.time(at: jumped) == now + 5)
        #expect(clock.read(reading(now + seconds + 10, uptime: 90)) == nil)
        let confirmed = reading(now + seconds + 15, uptime: 95, synchronised: true)
        #expect(clock.read(confirmed) == .corrected(seconds: seconds, by: .system))
        #expect(clock.time(at: confirmed) == now + seconds + 15)
    }

    @Test("the hub's sealed time is believed, and goes on by uptime whatever becomes of the wall clock")
    func sealed() {
        let time = Self.released + 5_000
        let clock = answered(time)
        #expect(clock.trust == .sealed)
        for wall in [Date.distantPast, Self.released, .distantFuture] {
            let told = clock.time(at: reading(wall, uptime: 3_700))
            #expect(abs(told.timeIntervalSince(time + 3_600)) <= 1)
        }
    }

    @Test("NTP that contradicts what the hub has sealed is not followed, one that agrees is")
    func contradiction() {
        let time = Self.released + 5_000
        var clock = answered(time)
        let lie = reading(time + 86_400, uptime: 110, synchronised: true)
        #expect(clock.read(lie) == .ignored(seconds: lie.wall.timeIntervalSince(time + 10.5)))
        #expect(abs(clock.time(at: lie).timeIntervalSince(time + 10)) <= 1)
        let truth = reading(time + 10.2, uptime: 110, synchronised: true)
        #expect(clock.read(truth) == nil)
        #expect(clock.time(at: truth) == truth.wall)
    }

    @Test("a newer sealed time corrects an older one, in both directions, and one that agrees changes nothing")
    func corrected() {
        let time = Self.released + 5_000
        var clock = answered(time)
        let later = reading(Self.released, uptime: 200)
        let known = clock.time(at: later)
        #expect(clock.take(sealed: time + 100, askedAtUptime: 199.9, at: later) == .taken(nil))
        #expect(clock.time(at: later) == known)
        for seconds in [86_400.0, -4_000] {
            var clock = clock
            let outcome = clock.take(sealed: time + 100 + seconds, askedAtUptime: 200, at: later)
            guard case .taken(.corrected(let by, .sealed)) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
            #expect(abs(by - seconds) <= 1)
        }
    }

    @Test(
        "a floor that a wrong clock of the hub has raised falls when the hub seals an earlier time, never below the build"
    )
    func floorFalls() {
        let stored = StoredClock(floor: Self.released + Self.year, boot: "b", anchor: nil)
        var clock = clock(stored: stored)
        let now = reading(Self.released, uptime: 100)
        #expect(clock.take(sealed: Self.released + 60, askedAtUptime: 100, at: now) == .taken(.gained(.sealed)))
        #expect(clock.floor < Self.released + 70)
        guard case .refused = clock.take(sealed: Self.released - 1, askedAtUptime: 100, at: now) else {
            Issue.record("took a time from before the build")
            return
        }
    }

    @Test("an answer that was long on its way is refused, one that took seconds is taken for half of that later")
    func roundTrip() {
        var clock = clock()
        let now = reading(Self.released, uptime: 131)
        guard case .refused = clock.take(sealed: Self.released + 60, askedAtUptime: 100, at: now) else {
            Issue.record("took an old answer")
            return
        }
        #expect(clock.trust == .untrusted)
        #expect(clock.take(sealed: Self.released + 60, askedAtUptime: 121, at: now) == .taken(.gained(.sealed)))
        #expect(clock.time(at: now) == Self.released + 65.5)
    }

    @Test("a restarted program goes on with the time it knew; a restarted machine knows a floor only")
    func restart() throws {
        let time = Self.released + 5_000
        let before = answered(time)
        let stored = try #require(before.worthStoring(over: nil, boot: "a", at: reading(Self.released, uptime: 200)))
        let read = try WireCoding.decode(StoredClock.self, from: WireCoding.encode(stored))
        let later = reading(.distantPast, uptime: 800)
        let program = TrustedClock(earliest: Self.released, stored: read, boot: "a", at: later)
        #expect(program.trust == .sealed)
        #expect(abs(program.time(at: later).timeIntervalSince(before.time(at: later))) < 0.001)
        let machine = TrustedClock(earliest: Self.released, stored: read, boot: "b", at: later)
        #expect(machine.trust == .untrusted)
        #expect(abs(machine.time(at: later).timeIntervalSince(time + 100)) <= 1)
        let rewound = TrustedClock(earliest: Self.released, stored: read, boot: "a", at: reading(time, uptime: 10))
        #expect(rewound.trust == .untrusted, "uptime never goes back within one start")
    }

    @Test("time is stored when it is first known in a start, when it was wrong, and once an hour")
    func storing() throws {
        let clock = answered(Self.released + 5_000)
        func worth(_ stored: StoredClock?, uptime: TimeInterval, boot: String = "a", _ clock: TrustedClock) -> Bool {
            clock.worthStoring(over: stored, boot: boot, at: reading(Self.released, uptime: uptime)) != nil
        }
        let stored = try #require(clock.worthStoring(over: nil, boot: "a", at: reading(Self.released, uptime: 100)))
        #expect(!worth(stored, uptime: 3_600, clock))
        #expect(worth(stored, uptime: 3_702, clock))
        #expect(worth(stored, uptime: 100, boot: "b", clock))
        #expect(!worth(nil, uptime: 100, self.clock()), "what is not known is not kept")
        var corrected = clock
        _ = corrected.take(sealed: Self.released + 9_000, askedAtUptime: 200, at: reading(Self.released, uptime: 200))
        #expect(worth(stored, uptime: 200, corrected))
    }

    @Test("for any readings, time that is trusted moves only when somebody confirms it")
    func property() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            var clock = answered(Self.released + Double.random(in: 0...1e6, using: &generator))
            var uptime = 100.0
            var last = clock.time(at: reading(Self.released, uptime: uptime))
            for _ in 0..<50 {
                let step = Double.random(in: 0...600, using: &generator)
                uptime += step
                let wall = Self.released + Double.random(in: -1e9...1e9, using: &generator)
                let now = reading(wall, uptime: uptime)
                _ = clock.read(now)
                let told = clock.time(at: now)
                #expect(abs(told.timeIntervalSince(last) - step) < 0.001)
                last = told
            }
        }
    }
}
