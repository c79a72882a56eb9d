import Foundation

/// Numbers as people in Germany write them. Our own, so that the machine's language data change no pixel.
enum Figures {
    /// As "1,82", "−3,5" with U+2212 or "15 000" with U+00A0; nil for what no board can write.
    /// - Parameter digits: after the comma, 0 to 3.
    static func decimal(_ value: Double, digits: Int) -> String? {
        let scale = [1, 10, 100, 1000][min(max(digits, 0), 3)]
        let scaled = (value * Double(scale)).rounded(.toNearestOrAwayFromZero)
        guard scaled.isFinite, abs(scaled) < 1e12 else { return nil }
        let number = abs(Int(scaled))
        let whole = grouped(number / scale)
        let part = String(number % scale)
        let fraction = scale == 1 ? "" : "," + String(repeating: "0", count: digits - part.count) + part
        // What is rounded to nothing has no sign.
        return (scaled < 0 ? "\u{2212}" : "") + whole + fraction
    }

    /// Five digits and more in groups of three.
    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        guard digits.count > 4 else { return String(digits) }
        return digits.enumerated().map { index, digit in
            (index > 0 && (digits.count - index) % 3 == 0 ? "\u{A0}" : "") + String(digit)
        }.joined()
    }

    /// As "+3" or "−1" minutes; nil for none.
    static func delay(_ minutes: Int) -> String? {
        minutes == 0 ? nil : minutes > 0 ? "+\(minutes)" : "\u{2212}\(-minutes)"
    }

    /// As "9°".
    static func degrees(_ celsius: Double) -> String? { decimal(celsius, digits: 0).map { $0 + "°" } }

    /// How many digits after the comma a unit is told with.
    /// - Parameter unit: UCUM.
    static func digits(of value: Double, in unit: String) -> Int {
        switch unit {
        case "Cel", "m/s", "km/h", "mm", "mS/cm": 1
        case "m": 2
        case "ug/m3", "cm", "%", "hPa", "mbar", "[ppm]", "[ppb]", "dB", "dB[SPL]", "W", "deg", "uS/cm", "1": 0
        default: abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : 2
        }
    }
}
