import Foundation
import Signage

/// What German titles say about who may attend: "nichtöffentliche Sitzung", "(öffentlich/nicht öffentlich)", "Teil B (nö)".
///
/// In doubt a title counts as closed: a meeting that citizens miss on the board is in the council's gazette as well, a closed agenda
/// item on the board cannot be called back.
struct OParlPublicity {
    private enum Mark: Equatable {
        case open(inflected: Bool)
        case closed
        case joiner, session, bracketOpen, bracketClose, dash
        /// "II", "B", "3".
        case enumerator
        case other
    }

    private let marks: [Mark]
    private let mentionsClosed: Bool

    /// Reads a title that is plain text already.
    init(_ title: String) {
        marks = Self.marks(title)
        mentionsClosed = marks.contains(.closed) || Self.mentionsClosed(title)
    }

    /// What a meeting's title says; nil when it does not say.
    var ofMeeting: FeedItem.Event.Publicity? {
        let open = marks.indices.contains { isOpenLabel($0) }
        if mentionsClosed { return open && marks.contains(.closed) ? .mixed : .closed }
        return open ? .public : nil
    }

    /// What an agenda item's title says of the item itself, as opposed to "Bekanntgabe der in nichtöffentlicher Sitzung gefassten
    /// Beschlüsse", which is public; nil when it does not say.
    var ofAgendaItem: FeedItem.Event.Publicity? {
        let words = Array(
            marks.filter { ![.bracketOpen, .bracketClose, .dash, .enumerator].contains($0) }
                .drop { $0 == .session || $0 == .joiner })
        let bracket = marks.lastIndex(of: .bracketOpen).map { marks[$0...].contains(.closed) } ?? false
        guard words.first == .closed || words.last == .closed || bracket || (mentionsClosed && !words.contains(.closed))
        else { return words.first.map(Self.isOpen) == true && ofMeeting == .public ? .public : nil }
        return ofMeeting
    }

    /// Whether there is nothing in it but words about publicity.
    var isNothingElse: Bool {
        marks.contains { Self.isOpen($0) || $0 == .closed } && !marks.contains(.other)
    }

    /// The title without "(öffentlich/nicht öffentlich)" at its end.
    static func withoutTrailingLabel(_ title: String) -> String {
        let ends =
            [title.range(of: "(", options: .backwards), title.range(of: " - ", options: .backwards)]
            + [title.range(of: " – ", options: .backwards)]
        for start in ends.compactMap({ $0?.lowerBound }) where OParlPublicity(String(title[start...])).isNothingElse {
            let head = title[..<start].trimmingCharacters(in: .whitespaces)
            if !head.isEmpty { return withoutTrailingLabel(head) }
        }
        return title
    }

    private static func isOpen(_ mark: Mark) -> Bool {
        if case .open = mark { true } else { false }
    }

    /// "Ausschuss für öffentliche Ordnung" has the word and says nothing by it.
    private func isOpenLabel(_ index: Int) -> Bool {
        guard case .open(let inflected) = marks[index] else { return false }
        guard let next = marks.dropFirst(index + 1).first else { return !inflected }
        if next == .session { return true }
        if !inflected { return [.joiner, .bracketClose, .dash].contains(next) }
        return marks[(index + 1)...].drop { $0 == .joiner || $0 == .dash }.first == .closed && next != .closed
    }

    /// All ways of writing it, a broken encoding of the "ö" among them, come down to these letters.
    private static func mentionsClosed(_ title: String) -> Bool {
        let letters = fold(title).unicodeScalars.filter { ("a"..."z").contains($0) }
        let text = String(String.UnicodeScalarView(letters))
        if text.contains("ausschlussderoffentlichkeit") || text.contains("vertraulich") { return true }
        var rest = text[...]
        while let nicht = rest.range(of: "nicht") {
            rest = rest[nicht.upperBound...]
            if rest.prefix(8).contains("ffentl") || rest.hasPrefix("offtl") { return true }
        }
        return false
    }

    /// Lower case, without marks on letters, "oe" as "o".
    private static func fold(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: Locale(identifier: "de"))
            .replacingOccurrences(of: "oe", with: "o").replacingOccurrences(of: "ß", with: "ss")
    }

    private static func marks(_ title: String) -> [Mark] {
        var marks: [Mark] = []
        var word = ""
        var afterNicht = false
        func finishWord() {
            defer { word = "" }
            guard !word.isEmpty else { return }
            let found = mark(word, afterNicht: &afterNicht)
            marks += found
        }
        let characters = Array(fold(title))
        for (index, character) in characters.enumerated() {
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            if character.isLetter || character.isNumber {
                word.append(character)
            } else if !word.isEmpty, "-‐‑.".contains(character), next.isLetter {
                word.append("-")
            } else {
                finishWord()
                switch character {
                case "(", "[": marks.append(.bracketOpen)
                case ")", "]": marks.append(.bracketClose)
                case "/", ",", ";", "+", "&", "|", ":": marks.append(.joiner)
                case "-", "–", "—": if !afterNicht { marks.append(.dash) }
                default: break
                }
            }
        }
        finishWord()
        return marks
    }

    private static func mark(_ word: String, afterNicht: inout Bool) -> [Mark] {
        let wasAfterNicht = afterNicht
        afterNicht = word == "nicht" || word == "n"
        if afterNicht { return [] }
        if wasAfterNicht && (word.hasPrefix("off") || word == "o") { return [.closed] }
        let before: [Mark] = wasAfterNicht ? [.other] : []
        if let closed = word.range(of: "nichtoff") ?? word.range(of: "nicht-off") {
            let isAfterOpen = word[..<closed.lowerBound].hasPrefix("offentlich")
            return before + (isAfterOpen ? [.open(inflected: false), .joiner, .closed] : [.closed])
        }
        switch word {
        case "no", "n-o": return before + [.closed]
        case "offentlich", "o": return before + [.open(inflected: false)]
        case "offentliche", "offentlicher", "offentliches", "offentlichen", "offentlichem":
            return before + [.open(inflected: true)]
        case "und", "u", "sowie", "bzw", "mit", "anschliessend", "anschliessender", "anschliessendem", "danach", "oder":
            return before + [.joiner]
        case "teil", "teile", "teils", "teiles", "beratung", "beratungen", "tagung", "tagesordnung":
            return before + [.session]
        case _ where word.allSatisfy(\.isNumber) || word.count == 1 || word.allSatisfy("ivx".contains):
            return before + [.enumerator]
        default:
            return before + [word.hasSuffix("sitzung") || word.hasSuffix("sitzungen") ? .session : .other]
        }
    }
}
