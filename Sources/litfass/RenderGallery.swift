import Foundation
import ProgramSupport
import Render
import Signage

/// `litfass render`: one picture, or with `--all` the gallery of all.
struct RenderCommand: Subcommand {
    static let help = RenderPicture.help + "\n" + RenderGallery.help
    private let command: any Subcommand

    init(_ words: [String]) throws {
        command = words.contains("--all") ? try RenderGallery(words) : try RenderPicture(words)
    }

    func run() async throws { try await command.run() }
}

/// `litfass render --all`: every layout on every device, with the examples that come with the layouts.
struct RenderGallery: Subcommand {
    static let help = """
        litfass render --all --out DIR

        Draws every layout in ./Layouts on every device in ./Devices with the content of ./Layouts/examples,
        by day and by night, and what goes wrong: long words, missing feeds, broken pictures.

          --out DIR         where to write a PNG for each picture, and a contact sheet for each device

        """

    private let out: URL

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: ["--out"], flags: ["--all"], positionals: 0...0)
        out = URL(fileURLWithPath: try arguments.required("--out"), isDirectory: true)
    }

    func run() async throws {
        guard FileManager.default.fileExists(atPath: "Layouts") else {
            throw Failure("there is no ./Layouts here; go to the folder of the project, which has Layouts and Devices")
        }
        let gallery = try Gallery(root: URL(fileURLWithPath: ".", isDirectory: true))
        let renderer = try Renderer()
        var sheets: [Name: ContactSheet] = [:]
        do {
            try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
            for (index, picture) in gallery.pictures.enumerated() {
                let frame = try renderer.draw(picture.scene)
                try frame.png().write(to: out.appending(path: "\(picture.name).png"), options: .atomic)
                try sheets[picture.scene.stage.profile.name, default: ContactSheet()].add(frame, name: picture.name)
                if isatty(2) == 1 {
                    writeText("\r\(index + 1) of \(gallery.pictures.count)", to: .standardError)
                }
            }
            for (device, sheet) in sheets {
                try sheet.png().write(to: out.appending(path: "contact-sheet.\(device).png"), options: .atomic)
            }
        } catch let error as CocoaError {
            throw Failure(
                "could not write into \(out.path)", error,
                advice: "name a folder with --out that you may write to, with room for 40 MB")
        }
        if isatty(2) == 1 { writeText("\r", to: .standardError) }
        Litfass.write("\(gallery.pictures.count) pictures are in \(out.path); begin with contact-sheet.*.png there\n")
    }
}
