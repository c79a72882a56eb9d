import Foundation
import ProgramSupport
import Render
import Signage

/// `litfass render`: any layout on any device, with no hub and no broker.
struct RenderPicture: Subcommand {
    static let help = """
        litfass render LAYOUT --device PROFILE [--notice FILE] [--at TIME] [--dark] -o FILE

        Draws what a board would show and writes it as a PNG of the panel's size, or as it lies in the panel's memory.
        Then says whether people can read it from where they stand, and what to do where they can't.

          LAYOUT            a name in ./Layouts, or a path ending in .json
          --device PROFILE  a name in ./Devices, or a path ending in .json
          --notice FILE     JSON with headline and, if wanted, body, category, facts, link, issuer, severity, onset,
                            expires, and image: {"file": …, "description": …} with the path of a picture relative
                            to FILE; without a notice the device's evergreen content is drawn
          --at TIME         the instant to draw, such as 2026-11-25T07:00; else now
          --dark            as after dusk; e-paper has no night
          -o FILE           where to write: *.raw gets the bytes of the panel's memory, any other a PNG

        No hub is asked, so feeds are empty: their zones say so or leave their room to others.

        """

    private let layout: String
    private let device: String
    private let notice: String?
    private let time: Date
    private let isDark: Bool
    private let output: String

    init(_ words: [String]) throws {
        let arguments = try Arguments(
            words, options: ["--device", "--notice", "--at", "-o"], flags: ["--dark"], positionals: 1...1)
        layout = arguments.positionals[0]
        device = try arguments.required("--device")
        notice = try arguments.value("--notice")
        time = try arguments.time("--at")?.start(in: .current, after: Date()) ?? Date()
        isDark = arguments.has("--dark")
        output = try arguments.required("-o")
    }

    func run() async throws {
        let layout = try Self.load(Layout.self, layout, folder: "Layouts") { $0.name }
        let profile = try Self.load(DeviceProfile.self, device, folder: "Devices") { $0.name }
        let settings = try BoardSettings(
            municipality: "Gemeinde", title: "Vorschau", timeZone: TimeZone.current.identifier,
            pictureIntervalSeconds: 60)
        let preview = try notice.map { try PreviewNotice($0, at: time) }
        let notices = [preview?.notice].compactMap(\.self)
        let schedule = Schedule(
            notices: notices, shortestTurnSeconds: profile.panel.shortestTurnSeconds,
            clock: WallClock(zone: settings.zone))
        let scene = Scene(
            stage: Stage(
                layout: layout, profile: profile, settings: settings, images: preview?.images ?? [:],
                appearance: isDark ? .dark : .light),
            programme: schedule.programme(at: time), now: time)
        let renderer = try Renderer()
        let frame = try renderer.draw(scene)
        // Making a PNG takes longer than drawing.
        let bytes = output.hasSuffix(".raw") ? frame.pixels : try frame.png()
        do {
            try bytes.write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw Failure(
                "could not write \(output)", error,
                advice: "name a file with -o, in a folder that is there and that you may write to")
        }
        Litfass.write(
            "\(output): \(profile.panel.width) x \(profile.panel.height) pixels\n\n"
                + Self.words(for: renderer.legibility(of: scene)))
    }

    /// A row for each kind of text, then what to do.
    static func words(for report: LegibilityReport) -> String {
        func metres(_ value: Double) -> String { String(format: "%.1f m", value) }
        var rows: [[String]] = []
        for line in report.lines {
            let row = [
                "\(line.zone) \(line.part)", String(format: "%.1f mm", line.capHeightMillimetres),
                metres(line.legibleMetres), metres(line.distanceMetres),
                String(format: "%.1f:1", line.contrastRatio), line.verdict.words,
            ]
            if !rows.contains(row) { rows.append(row) }
        }
        let whole =
            "\(report.words) words on \(report.pages) page\(report.pages == 1 ? "" : "s"), "
            + "\(Int(report.readingSeconds)) s to read: \(report.verdict.words)\n"
        return Table.text(["TEXT", "CAPITALS", "LEGIBLE FROM", "READ FROM", "CONTRAST", "VERDICT"], rows)
            + "\n" + whole + report.advice.map { "  \($0)\n" }.joined()
    }

    private static func read(_ path: String, advice: String) throws -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw Failure("could not read \(path)", error, advice: advice)
        }
    }

    /// Reads a file, and tells what of it is of no use.
    private static func load<Item: Decodable>(
        _ type: Item.Type, _ argument: String, folder: String, name: (Item) -> Name
    ) throws -> Item {
        let path = argument.hasSuffix(".json") ? argument : "\(folder)/\(argument).json"
        let data = try read(path, advice: "give a name in ./\(folder), or a path ending in .json")
        let item: Item
        do {
            item = try WireCoding.decode(type, from: data)
        } catch {
            throw Failure("\(path): \(error)")
        }
        for key in WireCoding.unknownKeys(in: data, for: type) { Litfass.complain("\(path): \(key); it is ignored") }
        let file = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        if name(item).text != file {
            Litfass.complain("\(path): name must be \"\(file)\", as the file is named; a hub does not take it as it is")
        }
        return item
    }
}
