import Foundation
import Signage

/// A weather's symbol: flat shapes of two colours at most, made of discs and polygons.
struct WeatherSymbol {
    let weather: Weather
    let context: WidgetContext
    let isStale: Bool

    private var surface: Theme.Surface { context.surface }
    private var isEpaper: Bool { context.metrics.isEpaper }

    private func colour(_ light: Colour, _ dark: Colour) -> Colour {
        if isStale { return surface.muted }
        guard !isEpaper else { return context.pure(light) ?? surface.text }
        return Signals.isDark(surface.background) ? dark : light
    }

    private var sun: Colour {
        isEpaper
            ? surface.text
            : colour(Colour(red: 0xE3, green: 0x9A, blue: 0x0B), Colour(red: 0xF2, green: 0xB9, blue: 0x3C))
    }
    private var cloud: Colour {
        isEpaper
            ? surface.text
            : colour(Colour(red: 0x7B, green: 0x87, blue: 0x92), Colour(red: 0x9A, green: 0xA6, blue: 0xB1))
    }
    private var water: Colour {
        colour(Colour(red: 0x24, green: 0x63, blue: 0xA3), Colour(red: 0x6F, green: 0xAE, blue: 0xE8))
    }

    /// Draws into a square.
    func draw(on list: inout DrawList, x: Double, y: Double, size: Double) {
        func point(_ across: Double, _ down: Double) -> DrawList.Point {
            DrawList.Point(x: x + across * size, y: y + down * size)
        }
        switch weather {
        case .clear: drawSun(on: &list, x: x + size / 2, y: y + size / 2, size: size)
        case .fair:
            drawSun(on: &list, x: x + size * 0.36, y: y + size * 0.36, size: size * 0.72)
            drawCloud(on: &list, x: x + size * 0.18, y: y + size * 0.36, size: size * 0.82)
        case .cloudy: drawCloud(on: &list, x: x, y: y + size * 0.16, size: size)
        case .fog:
            for (index, (start, end)) in [(0.1, 0.8), (0.0, 1.0), (0.18, 0.92), (0.05, 0.7)].enumerated() {
                let top = 0.16 + Double(index) * 0.2
                list.fill([point(start, top), point(end, top), point(end, top + 0.1), point(start, top + 0.1)], cloud)
            }
        case .rain, .sleet, .snow, .thunder:
            drawCloud(on: &list, x: x + size * 0.08, y: y, size: size * 0.84)
            drawFall(on: &list, point, radius: size * 0.065)
        }
    }

    /// Draws what falls out of the cloud.
    private func drawFall(
        on list: inout DrawList, _ point: (Double, Double) -> DrawList.Point, radius: Double
    ) {
        func drop(_ across: Double) {
            list.fill(
                [point(across, 0.66), point(across + 0.1, 0.66), point(across, 0.94), point(across - 0.1, 0.94)], water)
        }
        func flake(_ across: Double, _ down: Double) {
            let centre = point(across, down)
            list.fillDisc(x: centre.x, y: centre.y, radius: radius, water)
        }
        switch weather {
        case .snow: for (across, down) in [(0.28, 0.72), (0.5, 0.86), (0.72, 0.72)] { flake(across, down) }
        case .sleet:
            drop(0.3)
            flake(0.52, 0.84)
            drop(0.72)
        case .thunder:
            list.fill(
                [
                    point(0.5, 0.54), point(0.66, 0.54), point(0.57, 0.7), point(0.7, 0.7), point(0.42, 1),
                    point(0.5, 0.78), point(0.37, 0.78),
                ], isEpaper ? surface.text : sun)
        default: for across in [0.28, 0.5, 0.72] { drop(across) }
        }
    }

    private func drawSun(on list: inout DrawList, x: Double, y: Double, size: Double) {
        list.fillDisc(x: x, y: y, radius: size * 0.25, sun)
        if isEpaper {
            list.fillDisc(x: x, y: y, radius: size * 0.25 - line(size), context.pure(Self.yellow) ?? surface.background)
        }
        let half = 0.5.squareRoot()
        for (across, down) in [
            (1, 0), (half, half), (0, 1), (-half, half), (-1, 0), (-half, -half), (0, -1), (half, -half),
        ] where weather == .clear || across < 0.1 || down < 0 {
            func corner(_ out: Double, _ beside: Double) -> DrawList.Point {
                DrawList.Point(
                    x: x + (across * out - down * beside) * size, y: y + (down * out + across * beside) * size)
            }
            list.fill([corner(0.34, -0.04), corner(0.49, -0.04), corner(0.49, 0.04), corner(0.34, 0.04)], sun)
        }
    }

    private static let yellow = Colour(red: 0xF2, green: 0xC2, blue: 0x1F)

    /// An outline on e-paper, in pixels.
    private func line(_ size: Double) -> Double { max(2, size * 0.06) }

    /// Draws a cloud with its upper left corner at a place; two thirds as high as wide.
    private func drawCloud(on list: inout DrawList, x: Double, y: Double, size: Double) {
        func shape(_ grown: Double, _ colour: Colour) {
            for (across, down, radius) in [(0.2, 0.42, 0.2), (0.47, 0.28, 0.28), (0.78, 0.4, 0.22)] {
                list.fillDisc(x: x + across * size, y: y + down * size, radius: radius * size + grown, colour)
            }
            let (left, right) = (x + 0.2 * size, x + 0.78 * size)
            // Above it the discs overlap.
            let (top, bottom) = (y + 0.38 * size, y + 0.62 * size + grown)
            list.fill(
                [
                    DrawList.Point(x: left, y: top), DrawList.Point(x: right, y: top),
                    DrawList.Point(x: right, y: bottom), DrawList.Point(x: left, y: bottom),
                ], colour)
        }
        // A gap parts the cloud from the sun behind it.
        if weather == .fair {
            shape(isEpaper ? 0 : size * 0.06, isEpaper ? cloud : surface.background)
        } else if isEpaper {
            shape(0, cloud)
        }
        isEpaper ? shape(-line(size), surface.background) : shape(0, cloud)
    }
}
