import Foundation
import Render
import Signage
import SignageTesting
import Testing

@Suite struct GoldenTests {
    private static let gallery = Result { try Gallery(root: Repository.root) }
    static let pictures = (try? gallery.get().pictures) ?? []
    static let devices = ["board-landscape-55", "board-portrait-32", "bench-epaper-13"]

    @Test("the gallery has every layout on every device, and what goes wrong")
    func whole() throws {
        let names = try Self.gallery.get().pictures.map(\.name)
        #expect(Set(names).count == names.count)
        for layout in try Repository.jsonFiles("Layouts") {
            for device in try Repository.jsonFiles("Devices") {
                let stem = [layout.path, device.path].map {
                    URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
                }
                #expect(names.contains(stem.joined(separator: ".")), "\(stem)")
            }
        }
    }

    @Test("every picture is the one that was looked at", arguments: pictures.map(\.name))
    func golden(name: String) throws {
        let picture = try #require(Self.pictures.first { $0.name == name })
        let mismatch = try Golden.mismatch(Renderer().draw(picture.scene).png(), name)
        #expect(mismatch == nil)
    }

    @Test("nothing on any picture is illegible, too pale, or in no font", arguments: pictures.map(\.name))
    func legible(name: String) throws {
        let picture = try #require(Self.pictures.first { $0.name == name })
        let report = try Renderer().legibility(of: picture.scene)
        for line in report.lines {
            #expect(
                ![.illegible, .lowContrast, .incomplete].contains(line.verdict),
                "\(line.zone) \(line.part) \(line.role): \(line.capHeightMillimetres) of \(line.requiredMillimetres) mm, \(line.contrastRatio):1, \(line.unknownCharacters)"
            )
        }
    }
}
