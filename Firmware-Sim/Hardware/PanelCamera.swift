import Foundation
import ProgramSupport
import Render
import Signage

/// `litfass-sim panel`: looks at a panel's memory from outside, knowing only its profile, and writes what it sees as a PNG.
struct PanelCamera {
    private let panel: Panel
    private let raw: String
    private let png: String
    private let watches: Bool

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: ["--profile", "--raw", "--png"], flags: ["--watch"])
        let profile = try arguments.required("--profile")
        raw = try arguments.required("--raw")
        png = try arguments.required("--png")
        watches = arguments.has("--watch")
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: profile))
            panel = try WireCoding.decode(DeviceProfile.self, from: data).panel
        } catch {
            throw Failure("\(profile): \(error)")
        }
    }

    func run() async throws {
        var last = try look()
        while watches {
            try await Task.sleep(for: .seconds(1))
            // A panel that is just being set up is looked at again, not an end of watching.
            guard let now = try? Data(contentsOf: URL(fileURLWithPath: raw)), now != last else { continue }
            last = (try? look()) ?? last
        }
    }

    /// Writes one picture; returns the bytes it was made from.
    private func look() throws -> Data {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(fileURLWithPath: raw))
        } catch {
            throw Failure("could not read the panel \(raw): \(error.localizedDescription)")
        }
        guard bytes.count == panel.frameLength else {
            throw Failure("the panel \(raw) has \(bytes.count) bytes, its profile asks for \(panel.frameLength)")
        }
        let frame = Frame(panel: panel, pixels: bytes)
        try frame.png().write(to: URL(fileURLWithPath: png), options: .atomic)
        return bytes
    }
}
