import MQTT
import Testing

/// SplitMix64: small, seeded, good enough to draw from.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

@Suite("The waits between dials")
struct ReconnectPolicyTests {
    @Test("for any number of failures and any seed a wait is within 0 and the cap")
    func bounds() {
        var seeds = Seeded(state: 1)
        for _ in 0..<5_000 {
            let policy = ReconnectPolicy(
                initial: .milliseconds(Int.random(in: 0...5_000, using: &seeds)),
                maximum: .milliseconds(Int.random(in: 0...100_000, using: &seeds)))
            let failures =
                [Int.min, -1, Int.max, Int.random(in: 0...80, using: &seeds)].randomElement(using: &seeds) ?? 0
            var generator = Seeded(state: seeds.next())
            let wait = policy.delay(afterFailures: failures, using: &generator)
            var cap = policy.initial
            for _ in 0..<min(max(failures, 0), 20) where cap < policy.maximum { cap *= 2 }
            if failures > 20, policy.initial > .zero { cap = policy.maximum }
            #expect(
                wait >= .zero && wait <= min(cap, policy.maximum) + .nanoseconds(1), "\(policy), \(failures), \(wait)")
            #expect(wait <= policy.maximum)
        }
    }

    @Test("the waits fill the whole interval", arguments: 0...8)
    func spread(_ failures: Int) {
        let policy = ReconnectPolicy()
        var generator = Seeded(state: UInt64(failures))
        let cap = min(policy.maximum, policy.initial * (1 << failures))
        let waits = (0..<2_000).map { _ in policy.delay(afterFailures: failures, using: &generator) / cap }
        #expect((waits.min() ?? 1) < 0.01 && (waits.max() ?? 0) > 0.99)
        #expect(abs(waits.reduce(0, +) / 2_000 - 0.5) < 0.03)
    }

    @Test("one seed gives one wait")
    func pure() {
        var first = Seeded(state: 7)
        var second = Seeded(state: 7)
        let policy = ReconnectPolicy()
        #expect(
            policy.delay(afterFailures: 5, using: &first) == policy.delay(afterFailures: 5, using: &second))
    }
}
