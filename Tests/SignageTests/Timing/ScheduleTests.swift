import Foundation
import Testing

@testable import Signage

@Suite struct ScheduleTests {
    /// Schedules with notices that overlap, begin together, end together or are published late; and instants of interest in each.
    private func examples(_ count: Int, seed: UInt64) throws -> [(Schedule, [Date])] {
        var generator = SeededGenerator(seed: seed)
        return try (0..<count).map { index in
            let notices = try (0..<Int.random(in: 0...6, using: &generator)).map { number in
                let onset = Examples.now + Double(Int.random(in: -20...20, using: &generator) * 30)
                let expires = onset + Double(Int.random(in: 1...30, using: &generator) * 30)
                let published = onset + Double([-60, -1, 0, 0, 45].randomElement(using: &generator) ?? 0)
                let body = Array(repeating: "Wort", count: Int.random(in: 0...120, using: &generator))
                return try Examples.notice(
                    "n\(number)", body: body.joined(separator: " "), from: onset, until: expires, published: published)
            }
            let schedule = Schedule(notices: notices, shortestTurnSeconds: index % 3 == 0 ? 180 : 0)
            let changes = notices.flatMap { [$0.window.onset, $0.window.expires, $0.published] }
            let random = (0..<6).map { _ in
                Examples.now + (Double.random(in: -900...1_500, using: &generator) * 1_000).rounded() / 1_000
            }
            let all = random + changes + changes.map { $0 - 0.001 } + changes.map { $0 - 3 }
            // A board knows of a notice that is published after its onset only from then.
            let known = notices.filter { $0.published > $0.window.onset }.map(\.published).max() ?? .distantPast
            return (schedule, all.filter { $0 >= known })
        }
    }

    @Test("the programme stays as it is from any instant until its next change, which is to come")
    func constant() throws {
        for (schedule, instants) in try examples(150, seed: 7) {
            for now in instants {
                let programme = schedule.programme(at: now)
                guard let next = programme.nextChange else {
                    let later = schedule.programme(at: now + 1e7)
                    #expect(later.notice == programme.notice && later.items == programme.items)
                    continue
                }
                #expect(next > now)
                for part in [0.001, 0.3, 0.7, 0.999] {
                    let then = schedule.programme(at: now + next.timeIntervalSince(now) * part)
                    #expect(then.notice == programme.notice)
                    #expect(then.items == programme.items)
                }
            }
        }
    }

    @Test("a notice is on from its onset up to, not at, its expiry, and never outside")
    func window() throws {
        for (schedule, instants) in try examples(150, seed: 8) {
            for now in instants {
                let items = schedule.programme(at: now).items
                for notice in schedule.notices {
                    if notice.window.contains(now) {
                        #expect(items.contains(notice))
                    } else if items.contains(notice) {
                        let isAhead = notice.window.onset.timeIntervalSince(now)
                        #expect(isAhead > 0 && isAhead <= 5 && notice.published == notice.window.onset)
                    }
                }
            }
        }
    }

    @Test("a notice that has just become current is shown at once")
    func atOnce() throws {
        for (schedule, instants) in try examples(200, seed: 9) {
            for notice in schedule.notices
            where notice.window.contains(notice.current) && instants.contains(notice.current) {
                // Unless another one becomes current at the same time, or is shown early.
                let shown = try #require(schedule.programme(at: notice.current).notice)
                #expect(shown.current >= notice.current && shown.current <= notice.current + 5)
            }
        }
    }

    @Test("every current notice gets its whole turn within a round, none is shorter than the shortest")
    func fair() throws {
        for (schedule, instants) in try examples(100, seed: 10) {
            for now in instants.prefix(4) {
                let start = schedule.programme(at: now)
                guard !start.items.isEmpty else { continue }
                #expect(start.turnSeconds >= max(8, schedule.shortestTurnSeconds))
                // Of that same set of notices, with no onset or expiry between, since each of those starts a new round.
                let still = Schedule(
                    notices: try start.items.map {
                        try Examples.notice(
                            $0.id.text, body: $0.body, from: Examples.now - 1e6, until: Examples.now + 1e6,
                            published: $0.published)
                    }, shortestTurnSeconds: schedule.shortestTurnSeconds)
                var instant = Examples.now + 5_000
                var turns: [Name: Double] = [:]
                let length = still.notices.map { max(schedule.shortestTurnSeconds, ReadingTime.seconds(of: $0)) }
                    .reduce(0, +)
                let end = instant + length
                while instant < end {
                    let programme = still.programme(at: instant)
                    let next = min(end, programme.nextChange ?? end)
                    turns[try #require(programme.notice).id, default: 0] += next.timeIntervalSince(instant)
                    instant = next
                }
                for notice in still.notices {
                    #expect(turns[notice.id] == max(schedule.shortestTurnSeconds, ReadingTime.seconds(of: notice)))
                }
            }
        }
    }

    @Test("in which order the notices come does not matter")
    func order() throws {
        var generator = SeededGenerator(seed: 11)
        for (schedule, instants) in try examples(60, seed: 12) {
            let shuffled = Schedule(
                notices: schedule.notices.shuffled(using: &generator), shortestTurnSeconds: schedule.shortestTurnSeconds
            )
            for now in instants { #expect(shuffled.programme(at: now) == schedule.programme(at: now)) }
        }
    }

    @Test("with nothing current there is no notice, and the next change is the next onset")
    func empty() throws {
        let later = try Examples.notice(from: Examples.now + 60, until: Examples.now + 90, published: Examples.now)
        let schedule = Schedule(notices: [later])
        #expect(schedule.programme(at: Examples.now).notice == nil)
        #expect(schedule.programme(at: Examples.now).nextChange == Examples.now + 60)
        #expect(schedule.programme(at: Examples.now + 90).nextChange == nil)
        #expect(Schedule(notices: []).programme(at: Examples.now) == .empty(until: nil))
    }

    @Test("a notice alone stays, with no change before its end")
    func alone() throws {
        let notice = try Examples.notice(from: Examples.now, until: Examples.now + 3_600)
        let programme = Schedule(notices: [notice]).programme(at: Examples.now + 20)
        #expect(programme.notice == notice)
        #expect(programme.nextChange == Examples.now + 3_600)
        #expect(programme.turnStart == Examples.now + 16 && programme.turnSeconds == 8)
    }

    @Test("a notice published just now shows on a board whose clock is five seconds behind, not six")
    func early() throws {
        let notice = try Examples.notice(from: Examples.now, until: Examples.now + 60)
        let planned = try Examples.notice(from: Examples.now, until: Examples.now + 60, published: Examples.now - 60)
        #expect(Schedule(notices: [notice]).programme(at: Examples.now - 5).notice == notice)
        #expect(Schedule(notices: [notice]).programme(at: Examples.now - 5.5).notice == nil)
        #expect(Schedule(notices: [planned]).programme(at: Examples.now - 1).notice == nil)
    }

    @Test("a window has a length of whole seconds, and ten years at most")
    func windows() throws {
        let window = try DisplayWindow(onset: Examples.now + 0.9, expires: Examples.now + 1.1)
        #expect(window.onset == Examples.now && window.expires == Examples.now + 1)
        #expect(window.contains(Examples.now) && window.contains(Examples.now + 0.999))
        #expect(!window.contains(Examples.now + 1) && !window.contains(Examples.now - 0.001))
        #expect(refusal { _ = try DisplayWindow(onset: Examples.now, expires: Examples.now) }?.field == "expires")
        #expect(refusal { _ = try DisplayWindow(onset: Examples.now + 0.1, expires: Examples.now + 0.9) } != nil)
        #expect(refusal { _ = try DisplayWindow(onset: Examples.now, expires: .distantFuture) } != nil)
    }
}
