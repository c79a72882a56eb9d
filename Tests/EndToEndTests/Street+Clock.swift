import Foundation
import SQLite
import Signage
import SignageTesting
import Testing

@testable import litfass_sim

extension Street {
    /// Makes the machine's start, in which a board that has ended was running, an earlier one than the present.
    func restartMachine(of board: String) throws {
        let present = try Data(contentsOf: URL(fileURLWithPath: "/proc/sys/kernel/random/boot_id")).dropLast()
        let earlier = Data(UUID().uuidString.lowercased().utf8)
        let state = folder.appending(path: "\(board)/state")
        for name in ["time.json", "commands.json"] {
            let file = state.appending(path: name)
            guard var bytes = try? Data(contentsOf: file) else { continue }
            while let range = bytes.range(of: present) { bytes.replaceSubrange(range, with: earlier) }
            try bytes.write(to: file)
        }
    }

    /// Waits until a board says what its health is.
    @discardableResult
    func health(
        _ what: String, of board: String, _ check: @escaping @Sendable (HealthReport) -> Bool
    ) async throws -> HealthReport {
        let topic = Topic.health(cell: try Name(Self.cell), board: try Name(board)).text
        return try await arrivals.wait("\(what) in the health of \(board); \(log(of: board))", Self.patience) { seen in
            guard let bytes = seen.payloads[topic]?.bytes,
                let report = try? WireCoding.decode(HealthReport.self, from: bytes)
            else { return nil }
            return check(report) ? report : nil
        }
    }

    /// Up to when a board has on its disk what it has shown, by its own clock; nil before the first time.
    func recorded(by board: String) throws -> Date? {
        struct Kept: Decodable { let until: Date }
        let path = folder.appending(path: "\(board)/state/outbox.sqlite").path
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        var database = try Database(path: path)
        return try database.first("SELECT proof FROM kept") {
            try WireCoding.decode(Kept.self, from: try $0.blob(0)).until
        }
    }

    /// What the hub knows of all that boards have shown.
    func plays() throws -> PlayList {
        try WireCoding.decode(
            PlayList.self,
            from: Data(litfass("plays", "--from", "2000-01-01", "--to", "2100-01-01", "--json").utf8))
    }
}

extension PlayList {
    /// The times of which boards do not say what was on their panels.
    var gaps: [ProofGap] { caveats.compactMap { if case .gap(let gap) = $0.kind { gap } else { nil } } }

    /// The steps of boards' clocks.
    var steps: [ClockStep] { caveats.compactMap { if case .clock(let step) = $0.kind { step } else { nil } } }
}
