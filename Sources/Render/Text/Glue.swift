/// Holds together what must not be parted at a line's end: "20. November", "10 °C", "18 Uhr", "Zimmer 12".
enum Glue {
    private static let units: Set<Substring> = [
        "Uhr", "°C", "%", "€", "Euro", "km", "m", "cm", "mm", "m²", "m³", "km/h", "kg", "l", "Grad",
    ]
    private static let nouns: Set<Substring> = ["Zimmer", "Raum", "Nr.", "Nummer", "Haus", "Seite", "Tor", "Telefon"]

    static func joined(_ text: String) -> String {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        var result = ""
        for (index, word) in words.enumerated() {
            if index > 0 { result += holds(words[index - 1], word) ? "\u{A0}" : " " }
            result += word
        }
        return result
    }

    private static func holds(_ left: Substring, _ right: Substring) -> Bool {
        guard let last = left.last, let first = right.first else { return false }
        let bare = right.prefix { !",.;:!?)".contains($0) || $0 == "°" }
        if last.isNumber, units.contains(bare) { return true }
        if last == ".", left.dropLast().last?.isNumber == true, first.isLetter, left.count <= 3 { return true }
        return nouns.contains(left) && first.isNumber
    }
}
