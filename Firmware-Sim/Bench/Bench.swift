import Foundation

/// What benchmarks share.
enum Bench {
    /// Prints a figure's name and its values in milliseconds.
    static func say(_ name: String, _ values: Double...) {
        Simulator.say(([name] + values.map { String(format: "%.4f", $0) }).joined(separator: " "))
    }

    static func time(_ work: () throws -> Void) rethrows -> Duration { try ContinuousClock().measure(work) }

    /// In milliseconds.
    static func median(_ durations: [Duration]) -> Double {
        durations.sorted()[durations.count / 2] / .milliseconds(1)
    }
}
