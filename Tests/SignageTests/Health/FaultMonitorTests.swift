import Foundation
import Testing

@testable import Signage

@Suite struct FaultMonitorTests {
    private static func rule(
        _ code: String, _ condition: FaultRule.Condition, hold: TimeInterval = 0, dependsOn: [String] = []
    ) -> FaultRule {
        do {
            return try FaultRule(
                code: Name(code), severity: .moderate, text: code, condition: condition, holdSeconds: hold,
                dependsOn: dependsOn.map { try Name($0) })
        } catch {
            preconditionFailure("\(error)")
        }
    }

    private static let hot = rule("hot", .above(.temperatureCelsius, limit: 75, clears: 70), hold: 120)
    private static let full = rule("full", .below(.freeDiskBytes, limit: 100, clears: 200))

    /// Codes that are raised after each of some values, ten seconds apart or as told.
    private func raised(_ rule: FaultRule, _ quantity: Quantity, _ values: [Double?], every seconds: Double) -> [Bool] {
        var monitor = FaultMonitor(rules: [rule])
        return values.enumerated().map { index, value in
            let values = value.map { [quantity: $0] } ?? [:]
            let now = Examples.now + Double(index) * seconds
            let evidence = Evidence(lastSeen: now, values: values, desired: nil, applied: nil)
            return !monitor.update(evidence, at: now).isEmpty
        }
    }

    @Test("a fault is raised when it has been so for the hold-off, not before")
    func holdOff() {
        #expect(
            raised(Self.hot, .temperatureCelsius, [76, 76, 76, 76, 76], every: 40) == [false, false, false, true, true])
        #expect(
            raised(Self.hot, .temperatureCelsius, [76, 76, 74, 76, 76, 76, 76], every: 40)
                == [false, false, false, false, false, false, true], "the clock starts again")
    }

    @Test("between the two limits a fault stays as it is")
    func hysteresis() {
        #expect(
            raised(Self.hot, .temperatureCelsius, [76, 76, 72, 74, 69, 74, 76], every: 120)
                == [false, true, true, true, false, false, false])
        #expect(
            raised(Self.full, .freeDiskBytes, [100, 99, 150, 200, 150, 99], every: 1) == [
                false, true, true, false, false, true,
            ])
    }

    @Test("an absent reading changes nothing")
    func absent() {
        #expect(
            raised(Self.hot, .temperatureCelsius, [nil, 76, nil, 76, nil, nil, 60, nil], every: 120)
                == [false, false, false, true, true, true, false, false])
    }

    @Test("a fault tells since when it has been so, hold-off included")
    func since() {
        var monitor = FaultMonitor(rules: [Self.hot])
        for seconds in [0.0, 60, 120, 600] {
            let faults = monitor.update(
                Evidence(lastSeen: nil, values: [.temperatureCelsius: 80], desired: nil, applied: nil),
                at: Examples.now + seconds)
            #expect(faults.first?.since == (seconds >= 120 ? Examples.now : nil))
        }
    }

    @Test("silence is a fault only of a board that was heard once, since it was heard last")
    func silent() {
        var monitor = FaultMonitor(rules: [Self.rule("silent", .silent, hold: 150)])
        func faults(_ lastSeen: Date?, _ now: Date) -> [Fault] {
            monitor.update(Evidence(lastSeen: lastSeen, values: [:], desired: 1, applied: nil), at: now)
        }
        let now = Examples.now
        #expect(faults(nil, now + 9_999).isEmpty)
        #expect(faults(now, now + 149).isEmpty)
        #expect(faults(now, now + 150).map(\.since) == [now])
        #expect(faults(now + 160, now + 160).isEmpty, "it is back")
    }

    @Test("a board is behind while the version on its panel is not the desired one")
    func behind() {
        var monitor = FaultMonitor(rules: [Self.rule("behind", .behind, hold: 300)])
        func isRaised(_ desired: Int?, _ applied: Int?, _ seconds: Double) -> Bool {
            !monitor.update(
                Evidence(lastSeen: nil, values: [:], desired: desired, applied: applied), at: Examples.now + seconds
            ).isEmpty
        }
        #expect(!isRaised(nil, nil, 0))
        #expect(!isRaised(2, nil, 1))
        #expect(!isRaised(2, 1, 300))
        #expect(isRaised(2, 1, 301))
        #expect(!isRaised(2, 2, 302))
    }

    @Test("what another fault explains is not told, also over two steps, and is told when that one is over")
    func dependsOn() {
        let rules = [
            Self.rule("silent", .silent, hold: 10),
            Self.rule("behind", .behind, dependsOn: ["silent"]),
            Self.rule("full", .below(.freeDiskBytes, limit: 100, clears: 200), dependsOn: ["behind"]),
        ]
        var monitor = FaultMonitor(rules: rules)
        func codes(lastSeen: Date, applied: Int) -> [String] {
            monitor.update(
                Evidence(lastSeen: lastSeen, values: [.freeDiskBytes: 1], desired: 2, applied: applied),
                at: Examples.now
            ).map(\.code.text)
        }
        #expect(codes(lastSeen: Examples.now - 10, applied: 1) == ["silent"])
        #expect(codes(lastSeen: Examples.now, applied: 1) == ["behind"])
        #expect(codes(lastSeen: Examples.now, applied: 2) == ["full"])
    }

    @Test("a rule is the same after its bytes, and clears at its limit where nothing else is said")
    func coding() throws {
        for rule in [Self.hot, Self.full, Self.rule("a", .silent), Self.rule("b", .behind, hold: 5)] {
            #expect(try roundTrip(rule) == rule)
        }
        let json =
            #"{"code": "a", "severity": "minor", "text": "b", "condition": "above", "quantity": "freeDiskBytes", "limit": 5}"#
        let rule = try WireCoding.decode(FaultRule.self, from: Data(json.utf8))
        #expect(rule.condition == .above(.freeDiskBytes, limit: 5, clears: 5))
        #expect(rule.holdSeconds == 0)
        #expect(FaultRule.Severity.minor < .moderate && .moderate < FaultRule.Severity.severe)
    }
}
