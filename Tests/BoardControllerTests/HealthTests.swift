import Foundation
import Signage
import Testing

@testable import BoardController

@Suite("Health of a board")
struct HealthTests {
    private let start = ContinuousClock.now

    private func readings(_ celsius: Double?) throws -> [Reading] {
        try [celsius].compactMap(\.self).map {
            try Reading(quantity: .temperatureCelsius, value: $0, measuredAt: Fixtures.noon)
        }
    }

    private func monitor(after celsius: Double?, version: Int? = 1) throws -> HealthMonitor {
        var monitor = HealthMonitor(sensors: [], sysfs: "/sys", folder: "/")
        var generator = SystemRandomNumberGenerator()
        #expect(monitor.isDue([], version: nil, at: start))
        monitor.remember(try readings(celsius), version: version, at: start, using: &generator)
        return monitor
    }

    @Test("a change counts from ten seconds on", arguments: [(9.9, false), (10.0, true)])
    func apart(seconds: Double, isDue: Bool) throws {
        let monitor = try monitor(after: 40)
        #expect(monitor.isDue(try readings(45), version: 1, at: start + .seconds(seconds)) == isDue)
        #expect(monitor.isDue(try readings(40), version: 2, at: start + .seconds(seconds)) == isDue)
        #expect(monitor.isDue(try readings(nil), version: 1, at: start + .seconds(seconds)) == isDue)
    }

    @Test("a temperature counts when it has moved by a degree", arguments: [(40.9, false), (41.0, true), (39.0, true)])
    func step(celsius: Double, isDue: Bool) throws {
        #expect(try monitor(after: 40).isDue(try readings(celsius), version: 1, at: start + .seconds(30)) == isDue)
    }

    @Test("without a change a report is due within a minute, and not before three quarters of it")
    func longest() throws {
        for _ in 0..<50 {
            let monitor = try monitor(after: 40)
            #expect(!monitor.isDue(try readings(40), version: 1, at: start + .seconds(44)))
            #expect(monitor.isDue(try readings(40), version: 1, at: start + .seconds(60) - HealthMonitor.period))
        }
    }

    @Test(
        "a sensor's file gives a value, or nothing when it holds no plausible number",
        arguments: [
            ("42125\n", 42.125), ("-7000", -7), ("0", 0), ("", nil), ("hot", nil), ("nan", nil), ("inf", nil),
            ("0x10", nil), ("1e3", nil), ("42 43", nil), ("9999999999", nil), ("-273150", nil), ("--1", nil),
            (String(repeating: "1", count: 5000), nil), ("\u{FFFD}\u{0}", nil),
        ])
    func sensorFile(text: String, celsius: Double?) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "sysfs-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let folder = root.appending(path: "class/thermal/thermal_zone0")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.appending(path: "temp"))
        let reading = Fixtures.profile.sensors[0].reading(below: root.path, at: Fixtures.noon)
        #expect(reading?.value == celsius)
    }

    @Test("a sensor that is absent, or a folder, gives nothing")
    func absentSensor() throws {
        let sensor = Fixtures.profile.sensors[0]
        #expect(sensor.reading(below: "/nonexistent", at: Fixtures.noon) == nil)
        let folder = try SensorSource(quantity: .temperatureCelsius, path: "tmp", scale: 1)
        #expect(folder.reading(below: "/", at: Fixtures.noon) == nil)
    }

    @Test("the process tells its memory and the free disk")
    func process() throws {
        let memory = try #require(ProcessSensor.residentMemory(at: Fixtures.noon)).value
        #expect((1e6...1e11).contains(memory))
        let disk = try #require(ProcessSensor.freeDisk(of: "/", at: Fixtures.noon)).value
        #expect(disk > 0)
        #expect(ProcessSensor.freeDisk(of: "/nonexistent", at: Fixtures.noon) == nil)
    }

    @Test("a picture goes out once a frame, at most once an interval")
    func pictures() {
        var pacing = PicturePacing()
        let interval: Duration = .seconds(30)
        #expect(pacing.delay(of: "a", interval: interval, at: start) == PicturePacing.settling)
        pacing.remember("a", at: start)
        #expect(pacing.delay(of: "a", interval: interval, at: start + .seconds(60)) == nil)
        #expect(pacing.delay(of: "b", interval: interval, at: start + .seconds(10)) == .seconds(20))
        #expect(pacing.delay(of: "b", interval: interval, at: start + .seconds(60)) == PicturePacing.settling)
        pacing.forget()
        #expect(pacing.delay(of: "a", interval: interval, at: start + .seconds(1)) == PicturePacing.settling)
    }
}
