import Foundation
import Render
import Signage

/// Looks through a notice for characters that no board's fonts have, in about a millisecond.
///
/// Apart from ``NoticeJudge``, which a notice does not wait for before it travels.
actor CharacterCheck {
    private let renderer: Renderer?

    /// - Parameter renderer: nil where there are no fonts; then nothing is refused.
    init(with renderer: sending Renderer?) {
        self.renderer = renderer
    }

    /// The most characters that one sentence lists.
    private static let mostCharacters = 5

    /// The fields with characters that no board can show.
    func refusals(of notice: Notice) -> [InvalidValue] {
        guard let renderer else { return [] }
        var texts = [("headline", notice.headline), ("body", notice.body)]
        texts += [("category", notice.category), ("issuer", notice.issuer)].compactMap { field, text in
            text.map { (field, $0) }
        }
        for (position, fact) in notice.facts.enumerated() {
            texts += [("facts.\(position).label", fact.label), ("facts.\(position).value", fact.value)]
        }
        return texts.compactMap { field, text in
            let unknown = renderer.unknownCharacters(in: text)
            guard !unknown.isEmpty else { return nil }
            let more = unknown.count - Self.mostCharacters
            return InvalidValue(
                field: field,
                reason:
                    "has characters that no board can show: \(unknown.prefix(Self.mostCharacters).joined(separator: " "))"
                    + (more > 0 ? " and \(more) more" : "") + "; write them in other ones")
        }
    }
}
