import Foundation

/// Holds together what must not be parted at a line's end: "Fr, 20. November 2026", "10 °C", "§ 5", "z. B.", "Dr. Müller", "15 000 €",
/// "Breiteweg 147"; and a short last word with the one before it. Spaces become U+00A0, and "8–12" gets a U+2060 behind its dash; nothing else changes, and what is joined already stays so.
enum Glue {
    private static let units: Set<Substring> = [
        "Uhr", "°C", "%", "€", "Euro", "km", "m", "cm", "mm", "m²", "m³", "km/h", "kg", "l", "Grad", "ha", "t", "kWh",
        "kW", "MW",
        "ct", "Cent", "Mio.", "Mrd.", "°", "‰", "µg/m³", "mg/l", "hPa", "dB", "MB", "Std.", "Min.", "min", "h", "EUR",
    ]
    /// What a number belongs to that follows.
    private static let nouns: Set<Substring> = [
        "Zimmer", "Raum", "Nr.", "Nummer", "Haus", "Seite", "Tor", "Telefon", "§", "§§", "Art.", "Artikel", "Abs.",
        "Absatz", "Satz",
        "Ziff.", "Ziffer", "Kap.", "S.", "Bd.", "TOP", "Bus", "Linie", "Tram", "Gleis", "Platz", "Halle", "Tel.", "Fax",
        "ca.", "rd.",
        "Postfach", "Stufe", "Los", "Bauabschnitt", "Flur", "Flurstück",
    ]
    /// What a line's name may start with: "S 1", "RE 13", "A 2", "L 47".
    private static let lines: Set<Substring> = ["S", "U", "RE", "RB", "IC", "ICE", "STR", "A", "B", "L", "K"]
    private static let titles: Set<Substring> = [
        "Dr.", "Prof.", "Hr.", "Fr.", "Herr", "Herrn", "Frau", "Dipl.-Ing.", "St.", "Sankt",
    ]
    /// Abbreviations of several words, as they stand.
    private static let abbreviations: [[Substring]] = [
        ["z.", "B."], ["d.", "h."], ["u.", "a."], ["i.", "d.", "R."], ["o.", "g."], ["o.", "ä."], ["u.", "U."],
        ["z.", "T."],
        ["i.", "V."], ["i.", "A."], ["v.", "l.", "n.", "r."], ["a.", "D."], ["n.", "Chr."], ["v.", "Chr."],
        ["z.", "Zt."], ["u.", "Ä."],
        ["s.", "o."], ["s.", "u."], ["m.", "E."], ["i.", "S."], ["e.", "V."],
    ]
    private static let months: Set<Substring> = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember", "Jan.",
        "Feb.", "Apr.", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
    ]

    private static let weekdays: Set<Substring> = ["Mo,", "Di,", "Mi,", "Do,", "Fr,", "Sa,", "So,"]
    /// What streets end with.
    private static let streets = [
        "straße", "str.", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "markt", "chaussee", "wall",
        "steig", "winkel", "breite",
    ]

    /// A last word of so many letters may stand alone.
    private static let longLastWord = 8
    /// A paragraph of fewer words may end as it likes.
    private static let fewestWords = 5

    /// - Parameter text: a paragraph; what stands on lines of its own in it ends on each of them.
    static func joined(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(joinedLine).joined(separator: "\n")
    }

    /// WORD JOINER.
    static let joiner: Unicode.Scalar = "\u{2060}"

    /// With the dash between two numbers held to the second one.
    private static func spansJoined(_ line: String) -> String {
        guard line.unicodeScalars.contains("–") else { return line }
        let scalars = Array(line.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            result.append(scalar)
            if scalar == "–", index + 1 < scalars.count, "0"..."9" ~= scalars[index + 1] { result.append(joiner) }
        }
        return String(result)
    }

    private static func joinedLine(_ line: Substring) -> String {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        let widow = widow(words)
        var result = ""
        for (index, word) in words.enumerated() {
            if index > 0 { result += index == widow || holds(words, index) ? "\u{A0}" : " " }
            result += word
        }
        return spansJoined(result)
    }

    /// The last word, when it is too short to stand alone.
    private static func widow(_ words: [Substring]) -> Int? {
        guard words.reduce(0, { $0 + $1.split(separator: "\u{A0}").count }) >= fewestWords, let last = words.last,
            words.count > 1,
            !words[words.count - 2].isEmpty, !last.contains("\u{A0}"), isLatin(last), isLatin(words[words.count - 2])
        else { return nil }
        return (1..<longLastWord).contains(last.count { $0.isLetter || $0.isNumber }) ? words.count - 1 : nil
    }

    /// Letters of other scripts break by rules of their own.
    private static func isLatin(_ word: Substring) -> Bool {
        word.unicodeScalars.allSatisfy {
            $0.value < 0x250 || 0x1E00...0x1EFF ~= $0.value || !$0.properties.isAlphabetic
        }
    }

    /// Whether `words[index]` stays with the word before it.
    private static func holds(_ words: [Substring], _ index: Int) -> Bool {
        // What is joined already counts as the words that it was joined from.
        let left = lastPart(words[index - 1]).drop(while: isOpening)
        let right = firstPart(words[index])
        guard let last = left.last, let first = right.first,
            isLatin(left), isLatin(right)
        else { return false }
        let bare = right.prefix { !",;:!?)“".contains($0) }
        if last.isNumber { return followsNumber(bare, left) }
        if last == ".", left.dropLast().last?.isNumber == true {
            let number = left.dropLast()
            return months.contains(trimmed(bare))
                || (number.count <= 2 && number.allSatisfy(\.isNumber) && first.isLetter)
        }
        if first.isNumber {
            if nouns.contains(left) || lines.contains(left) { return true }
            if weekdays.contains(left) || months.contains(left) || isStreet(left) { return isShortNumber(bare) }
        }
        if titles.contains(left) { return first.isUppercase }
        // All of them end so, and few other words do.
        guard last == "." else { return false }
        return abbreviations.contains { parts in
            zip(parts, parts.dropFirst()).contains { $0 == left && ($1 == bare || $1.dropLast() == bare) }
        }
    }

    private static func lastPart(_ word: Substring) -> Substring {
        word.unicodeScalars.lastIndex(of: "\u{A0}").map { word[word.unicodeScalars.index(after: $0)...] } ?? word
    }

    private static func firstPart(_ word: Substring) -> Substring {
        word.unicodeScalars.firstIndex(of: "\u{A0}").map { word[..<$0] } ?? word
    }

    private static func isStreet(_ word: Substring) -> Bool {
        guard word.first?.isUppercase == true, word.count > 3 else { return false }
        let lower = word.lowercased()
        return streets.contains(where: lower.hasSuffix)
    }

    /// A day, a year, the number of a house: "20.", "2027", "12a", "12–14".
    private static func isShortNumber(_ word: Substring) -> Bool {
        guard word.first?.isNumber == true else { return false }
        return word.count <= 7 && word.allSatisfy { $0.isNumber || "abcdef.–-/".contains($0) }
    }

    private static func isOpening(_ character: Character) -> Bool { "(„‚»[".contains(character) }

    private static func trimmed(_ word: Substring) -> Substring {
        months.contains(word) ? word : word.prefix { $0 != "." }
    }

    /// "10 °C", "15 000", "039203 565-0", "1 – 3".
    private static func followsNumber(_ word: Substring, _ left: Substring) -> Bool {
        if units.contains(word) || units.contains(word.last == "." ? word.dropLast() : word) { return true }
        guard left.allSatisfy({ $0.isASCII && ($0.isNumber || "+/-()".contains($0)) }) else { return false }
        let digits = word.last == "." ? word.dropLast() : word
        // A group of three digits goes on a number of up to three; a number with its area code is one, too.
        if left.count <= 3, left.allSatisfy(\.isNumber), digits.count == 3 {
            return digits.allSatisfy { $0.isASCII && $0.isNumber }
        }
        let isAreaCode = left.hasPrefix("0") || left.hasPrefix("+") || left.hasPrefix("(0")
        return isAreaCode && left.count >= 3 && digits.count >= 2
            && digits.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "-") }
    }
}
