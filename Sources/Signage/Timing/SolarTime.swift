public import Foundation

/// When the sun rises and sets, and when it is light enough to read without a lamp.
///
/// By the equations of the NOAA solar calculator (https://gml.noaa.gov/grad/solcalc/, after Meeus, Astronomical Algorithms),
/// good to about a minute below 65° of latitude from 1900 to 2100. Heights are those over a level horizon.
public enum SolarTime {
    /// How the sun crosses a height in one day.
    public enum Crossing: Hashable, Sendable {
        /// It is above from the first instant to the second.
        case between(Date, Date)
        /// It never sinks below: the polar day of that height.
        case above
        /// It never rises above: the polar night of that height.
        case below
    }

    /// From sunrise to sunset: the upper edge of the sun is on the horizon, lifted by the air (its centre 0.833° below).
    ///
    /// A day is the one around the sun's noon at the place, which in places with a sensible time zone is that of the calendar.
    public static func sunlight(on date: CalendarDate, at place: Geometry.Position) -> Crossing {
        crossing(day: date.daysSince1970, place: place, heightDegrees: -0.833)
    }

    /// From civil dawn to civil dusk: the centre of the sun is 6° below the horizon.
    public static func civilDaylight(on date: CalendarDate, at place: Geometry.Position) -> Crossing {
        crossing(day: date.daysSince1970, place: place, heightDegrees: -6)
    }

    /// When the sun stands highest.
    public static func noon(on date: CalendarDate, at place: Geometry.Position) -> Date {
        Date(timeIntervalSince1970: noon(day: date.daysSince1970, place: place))
    }

    /// When it is light between two instants, by civil dawn and dusk: in order and apart from each other, on whole seconds.
    static func civilDaylight(from start: Date, to end: Date, at place: Geometry.Position) -> [Range<Date>] {
        let days = (day(of: start) - 2)...(day(of: end) + 2)
        var light: [Range<Date>] = []
        for day in days {
            let noon = noon(day: day, place: place)
            let (dawn, dusk): (Double, Double)
            switch crossing(day: day, place: place, heightDegrees: -6) {
            case .between(let rises, let sets): (dawn, dusk) = (rises.timeIntervalSince1970, sets.timeIntervalSince1970)
            // A solar day may be half a minute longer than a clock's; two of them leave no gap of dark between.
            case .above: (dawn, dusk) = (noon - 43_260, noon + 43_260)
            case .below: continue
            }
            guard dawn.rounded() < dusk.rounded() else { continue }
            let stretch = Date(timeIntervalSince1970: dawn.rounded())..<Date(timeIntervalSince1970: dusk.rounded())
            if let last = light.last, stretch.lowerBound <= last.upperBound {
                light[light.count - 1] = last.lowerBound..<max(last.upperBound, stretch.upperBound)
            } else {
                light.append(stretch)
            }
        }
        return light.filter { $0.upperBound > start && $0.lowerBound < end }
            .map { max($0.lowerBound, start)..<min($0.upperBound, end) }
    }

    private static func day(of instant: Date) -> Int {
        Int((max(-1e12, min(1e12, instant.timeIntervalSince1970)) / 86_400).rounded(.down))
    }

    private static func noon(day: Int, place: Geometry.Position) -> Double {
        let mean = Double(day) * 86_400 + 43_200 - place.longitude * 240
        let first = mean - Sun(at: mean).equationOfTimeSeconds
        return mean - Sun(at: first).equationOfTimeSeconds
    }

    private static func crossing(day: Int, place: Geometry.Position, heightDegrees: Double) -> Crossing {
        let noon = noon(day: day, place: place)
        // Whether there is a crossing at all is settled at noon, so that there are two of them or none.
        let cosine = cosineOfHourAngle(at: noon, place, heightDegrees)
        guard cosine < 1 else { return .below }
        guard cosine > -1 else { return .above }
        func event(_ direction: Double) -> Date {
            var instant = noon
            // The sun moves on while it goes down: what it does then is asked for again. Three times settle it to a second.
            for _ in 0..<3 {
                let cosine = max(-1, min(1, cosineOfHourAngle(at: instant, place, heightDegrees)))
                let mean = Double(day) * 86_400 + 43_200 - place.longitude * 240
                let noon = mean - Sun(at: instant).equationOfTimeSeconds
                instant = noon + direction * degrees(acos(cosine)) * 240
            }
            return Date(timeIntervalSince1970: instant)
        }
        return .between(event(-1), event(1))
    }

    private static func cosineOfHourAngle(
        at instant: Double, _ place: Geometry.Position, _ heightDegrees: Double
    ) -> Double {
        let declination = Sun(at: instant).declination
        // At a pole itself the tangent is finite in floating point, and larger than all that counts.
        let latitude = radians(place.latitude)
        return (sin(radians(heightDegrees)) - sin(latitude) * sin(declination)) / (cos(latitude) * cos(declination))
    }
}

/// Where the sun stands in the sky of the whole earth.
private struct Sun {
    /// Its distance from the equator in radians, north positive.
    let declination: Double
    /// By how much a sundial is ahead of a clock, in seconds.
    let equationOfTimeSeconds: Double

    /// Takes seconds since 1970.
    init(at instant: Double) {
        // Julian centuries since noon of 2000-01-01.
        let centuries = (instant / 86_400 + 2_440_587.5 - 2_451_545) / 36_525
        let meanLongitude = (280.46646 + centuries * (36_000.76983 + centuries * 0.0003032))
            .truncatingRemainder(dividingBy: 360)
        let anomaly = radians(357.52911 + centuries * (35_999.05029 - 0.0001537 * centuries))
        let eccentricity = 0.016708634 - centuries * (0.000042037 + 0.0000001267 * centuries)
        let centre =
            sin(anomaly) * (1.914602 - centuries * (0.004817 + 0.000014 * centuries))
            + sin(2 * anomaly) * (0.019993 - 0.000101 * centuries) + sin(3 * anomaly) * 0.000289
        let node = radians(125.04 - 1_934.136 * centuries)
        let longitude = radians(meanLongitude + centre - 0.00569 - 0.00478 * sin(node))
        let meanObliquitySeconds = 21.448 - centuries * (46.815 + centuries * (0.00059 - centuries * 0.001813))
        let obliquity = radians(23 + (26 + meanObliquitySeconds / 60) / 60 + 0.00256 * cos(node))
        declination = asin(sin(obliquity) * sin(longitude))

        let half = tan(obliquity / 2) * tan(obliquity / 2)
        let doubled = 2 * radians(meanLongitude)
        let equation =
            half * sin(doubled) - 2 * eccentricity * sin(anomaly)
            + 4 * eccentricity * half * sin(anomaly) * cos(doubled) - 0.5 * half * half * sin(2 * doubled)
            - 1.25 * eccentricity * eccentricity * sin(2 * anomaly)
        equationOfTimeSeconds = degrees(equation) * 240
    }
}

private func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
private func degrees(_ radians: Double) -> Double { radians * 180 / .pi }
