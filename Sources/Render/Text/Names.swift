/// Words that are not parted at a line's end where that can be helped: days and months, streets, places.
enum Names {
    private static let days: Set<String> = [
        "januar", "februar", "april", "august", "september", "oktober", "november", "dezember", "montag", "dienstag",
        "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    ]
    private static let endings = [
        "straße", "strasse", "platz", "weg", "allee", "gasse", "chaussee", "leben", "dorf", "stedt", "burg", "rode",
        "hausen", "büttel",
    ]

    /// Whether a word is a name, with or without the "er" of "Magdeburger" and the "s" of a genitive.
    static func contain(_ word: some StringProtocol) -> Bool {
        let bare = String(word.filter(\.isLetter))
        guard bare.first?.isUppercase == true else { return false }
        let lower = bare.lowercased()
        return [lower, cut(lower, "s"), cut(lower, "er")].contains { stem in
            days.contains(stem) || endings.contains(where: stem.hasSuffix)
        }
    }

    private static func cut(_ word: String, _ ending: String) -> String {
        word.hasSuffix(ending) ? String(word.dropLast(ending.count)) : word
    }
}
