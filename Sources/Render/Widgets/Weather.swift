import Foundation
import Signage

/// The weather in a word, as told by WMO code table 4677 (codes for present weather, in the forecasts' use of them).
enum Weather: Hashable {
    case clear, fair, cloudy, fog, rain, sleet, snow, thunder

    /// Nil for what the table does not have.
    init?(code: Int) {
        switch code {
        case 0, 1: self = .clear
        case 2: self = .fair
        case 3: self = .cloudy
        case 4, 5: self = .fog
        case 10, 11, 12, 28, 40...49: self = .fog
        case 6...9, 14, 15, 16, 18, 30...35: self = .cloudy
        case 20, 21, 24, 25, 50...67, 80, 81, 82: self = .rain
        case 23, 68, 69, 83, 84, 87, 88: self = .sleet
        case 22, 26, 36...39, 70...79, 85, 86: self = .snow
        case 27, 89, 90: self = .sleet
        case 13, 17, 19, 29, 91...99: self = .thunder
        default: return nil
        }
    }

    /// As people say it.
    var word: String {
        switch self {
        case .clear: "sonnig"
        case .fair: "teils sonnig"
        case .cloudy: "bewölkt"
        case .fog: "Nebel"
        case .rain: "Regen"
        case .sleet: "Schneeregen"
        case .snow: "Schnee"
        case .thunder: "Gewitter"
        }
    }

    /// What falls, for its chance.
    var falling: String { self == .snow ? "Schnee" : self == .sleet ? "Niederschlag" : "Regen" }

    /// The weather of a day: what falls in a fifth of the time and more, thunder at any time, else what there is most of.
    /// - Parameter spans: each with its length in seconds.
    static func summary(of spans: [(weather: Weather, seconds: Double)]) -> Weather? {
        var lengths: [Weather: Double] = [:]
        for span in spans { lengths[span.weather, default: 0] += span.seconds }
        let total = lengths.values.reduce(0, +)
        if lengths[.thunder] != nil { return .thunder }
        let wet: [Weather] = [.snow, .sleet, .rain]
        let fallen = wet.reduce(0) { $0 + (lengths[$1] ?? 0) }
        func longest(_ all: [Weather]) -> Weather? {
            // The first of equals.
            all.reduce(nil as Weather?) { best, next in
                guard let length = lengths[next] else { return best }
                return best.flatMap { lengths[$0] }.map { $0 >= length } == true ? best : next
            }
        }
        if fallen > 0, fallen >= total / 5 { return longest(wet) }
        let dry = longest([.fair, .cloudy, .clear, .fog])
        // A morning's sun and an afternoon's clouds make a day that is partly sunny.
        if let clear = lengths[.clear], let cloudy = lengths[.cloudy], min(clear, cloudy) > total / 4 { return .fair }
        return dry ?? longest(wet)
    }
}
