import Foundation
import Signage
import SignageTesting

@testable import Render

/// What is on a picture of the gallery, zone by zone.
struct Seen {
    let scene: Scene
    let places: [Arrangement.Place]
    let marks: [DrawList.Mark]
    let report: LegibilityReport

    private static let gallery = Result { try Gallery(root: Repository.root) }
    /// The names of the pictures of a situation, such as "environment".
    static func names(_ situation: String) -> [String] {
        ((try? gallery.get().pictures) ?? []).map(\.name).filter { $0.hasPrefix(situation + ".") }
    }

    init(_ name: String) throws {
        let picture = try Self.gallery.get().pictures.first { $0.name == name }
        guard let scene = picture?.scene else { throw CocoaError(.fileNoSuchFile) }
        self.scene = scene
        let renderer = try Renderer()
        let arrangement = renderer.arrange(scene)
        places = arrangement.places
        marks = arrangement.places.flatMap { place in
            var list = DrawList(in: place.box.rounded)
            renderer.context(of: place.zone, in: scene, arrangement.surroundings).view(of: place.zone.widget)
                .draw(on: &list, in: place.box)
            return list.marks
        }
        report = renderer.legibility(of: scene)
    }

    var blocks: [TextBlock] {
        marks.compactMap { if case .text(let block, _, _) = $0.shape { block } else { nil } }
    }

    /// Without soft hyphens and with plain spaces.
    var texts: [String] { blocks.map(\.plain) }

    /// The grounds and shapes of one colour.
    func fills(_ colour: Colour) -> Int {
        marks.filter { if case .fill(colour) = $0.shape { true } else { false } }.count
    }
}

extension TextBlock {
    var plain: String {
        content.text.replacingOccurrences(of: "\u{AD}", with: "").replacingOccurrences(of: "\u{A0}", with: " ")
    }
}
