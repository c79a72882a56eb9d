import Foundation
import Signage

/// What a notice says, in the parts that stand on a panel.
struct NoticeWords {
    var category: String?
    var headline: String
    var body: Markup
    var facts: [(label: String, value: String)]
    var link: String?
    var image: Notice.Image?

    /// The link as people write it down.
    var address: String? {
        link.map { link in
            var words = Substring(link)
            for start in ["https://", "http://", "www."] where words.hasPrefix(start) {
                words = words.dropFirst(start.count)
            }
            return String(words.hasSuffix("/") ? words.dropLast() : words)
        }
    }

    /// The notice whose turn it is, else the evergreen content.
    init(_ scene: Scene, _ wording: Wording) {
        let hasColours = scene.stage.profile.panel.technology != .epaper
        /// Mended, and with what belongs together held together.
        func set(_ text: String) -> String {
            let mended = Typography.mended(RichText(text))
            return Glue.joined((hasColours ? mended : Emoji.plain(mended)).text)
        }
        guard let notice = scene.programme.notice else {
            let evergreen = scene.stage.profile.evergreen
            headline = set(evergreen.headline)
            body = Markup(evergreen.body)
            facts = []
            return
        }
        category = notice.category.map(set)
        headline = set(notice.headline)
        if Bidi.isRightToLeft(headline) { category = category.map { Bidi.mark + $0 } }
        body = Markup(notice.body)
        link = notice.link
        image = notice.image
        if scene.stage.layout.isEmergency(on: scene.stage.profile.panel) {
            // Until when it holds stands at the foot of an emergency.
            facts = []
        } else if notice.facts.isEmpty {
            // Without facts of its own, a notice says at least until when it holds.
            facts = notice.window.expires.map { [("Bis", wording.end($0))] } ?? []
        } else {
            facts = notice.facts.map { ($0.label, set($0.value)) }
        }
    }
}
