import Foundation
public import Signage

extension Renderer {
    /// Whether people can read a scene from where they stand: every text of it, on every page of its notice.
    /// - Parameter zone: the only one to be judged, as ``LegibilityReport/turningZone``, which is what staff write; nil for all.
    public func legibility(of scene: Scene, in zone: String? = nil) -> LegibilityReport {
        let arrangement = arrange(scene)
        var (texts, pages) = ([MeasuredText](), 1)
        for place in arrangement.places where zone == nil || place.zone.widget.name == zone {
            let context = context(of: place.zone, in: scene, arrangement.surroundings)
            let name = place.zone.widget.name
            if let notice = context.view(of: place.zone.widget) as? NoticeView {
                pages = notice.pageCount(in: place.box)
                for page in 0..<pages {
                    var list = DrawList(in: place.box.rounded)
                    notice.draw(page: page, on: &list, in: place.box)
                    texts += measured(list, context, zone: name, page: page + 1)
                }
            } else {
                var list = DrawList(in: place.box.rounded)
                context.view(of: place.zone.widget).draw(on: &list, in: place.box)
                texts += measured(list, context, zone: name, page: 1)
            }
        }
        let profile = scene.stage.profile
        return LegibilityReport(
            viewing: profile.viewing, isEmergency: scene.stage.layout.isEmergency(on: profile.panel), texts: texts,
            pages: pages, turnSeconds: scene.programme.noticeTurn?.seconds)
    }

    private func measured(
        _ list: DrawList, _ context: WidgetContext, zone: String, page: Int
    ) -> [MeasuredText] {
        list.marks.enumerated().compactMap { index, mark in
            guard case .text(let block, _, _) = mark.shape else { return nil }
            // The last ground under the text, which is the zone's own or a badge's.
            let ground = list.marks[..<index].last {
                if case .fill = $0.shape { $0.bounds.union(mark.bounds) == $0.bounds } else { false }
            }
            let colour = if case .fill(let colour)? = ground?.shape { colour } else { context.surface.background }
            return MeasuredText(
                zone: zone, part: block.part, role: block.role,
                capHeightMillimetres: block.capHeight * context.metrics.panel.pixelMillimetres, colour: block.colour,
                ground: colour, text: block.content.text, page: page,
                unknownCharacters: unknownCharacters(in: block))
        }
    }

    /// The characters of a text that no font has, each one once.
    private func unknownCharacters(in block: TextBlock) -> [String] {
        block.unknownGlyphs > 0 ? unknownCharacters(in: block.content.text) : []
    }

    /// The characters of a text that no font of a board has, each one once: boards would show boxes in their place.
    public func unknownCharacters(in text: String) -> [String] {
        let style = TextStyle(size: 20, role: .detail, colour: Colour(red: 0, green: 0, blue: 0))
        return Set(text).filter { !$0.isASCII && !$0.isWhitespace }.map(String.init).sorted().filter {
            typesetter.text(RichText($0), style).unknownGlyphs > 0
        }
    }
}
