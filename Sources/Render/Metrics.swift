import Foundation
import Signage

/// Sizes on one panel: the grid, and the text sizes that people can read from where they stand.
struct Metrics {
    let panel: Panel
    private let viewing: ViewingDistances
    private let ratio: Double
    /// Whether all text is larger than elsewhere.
    let isEmergency: Bool

    init(_ stage: Stage) {
        panel = stage.profile.panel
        viewing = stage.profile.viewing
        ratio = stage.layout.theme.ratio
        isEmergency = stage.layout.isEmergency(on: stage.profile.panel)
    }

    /// The grid: a ninetieth of the panel's shorter side, in pixels.
    var unit: Double { Double(min(panel.width, panel.height)) / 90 }

    /// E-paper has no greys: heavier weights and thicker rules stand in for colour.
    var isEpaper: Bool { panel.technology == .epaper }

    /// In pixels: larger than any panel, and small enough for Pango's units of 1/1024 pixel in 32 bits.
    private static let largestSize = 20_000.0

    /// A text size in pixels: the smallest one that is legible from the role's distance, times a power of the scale's ratio.
    func size(_ role: ViewingDistances.Role, step: Double = 0) -> Double {
        let capHeight =
            viewing.smallestCapHeightMillimetres(for: role) * (isEmergency ? 230.0 / 120 : 1) / panel.pixelMillimetres
        return min(Self.largestSize, capHeight / Fonts.capHeight * pow(ratio, step))
    }

    /// A part of the distance from which details are read, in pixels on the panel.
    func pixels(ofDetailDistanceOver part: Double) -> Double {
        viewing.detailMetres * 1000 / part / panel.pixelMillimetres
    }

    /// A thin line, in whole pixels.
    var hairline: Double { max(1, (unit * (isEpaper ? 0.3 : 0.09)).rounded()) }

    /// A line that divides, in whole pixels.
    var rule: Double { max(2, (unit * (isEpaper ? 0.4 : 0.22)).rounded()) }

    /// Where content begins and ends in a zone: outer edges of the panel have the wider margin, so that all zones share it.
    func content(of box: Box) -> Box {
        let (outer, inner) = (unit * 5.4, unit * 3.4)
        let left = box.x <= 0 ? outer : inner
        let right = box.maxX >= Double(panel.width) ? outer : inner
        return box.inset(left: left, right: right)
    }
}
