import Foundation
import Signage

/// Draws one widget into its zone. Made anew for each scene; draws nowhere else.
protocol WidgetView {
    /// How much height the content needs at the box's place and width, in pixels; the box's height is what there is at most.
    func naturalHeight(in box: Box) -> Double
    /// How much height it needs to show the first of its items, at most ``naturalHeight(in:)``.
    func leastHeight(in box: Box) -> Double
    /// Whether there is nothing to show, so that the room can go to others.
    var isEmpty: Bool { get }
    /// Whether its source has not told anything yet: not even that there is nothing.
    var isUnknown: Bool { get }
    /// How far a list would grow by itself in a box, in steps of the scale; nil for what is no list or has nothing to show.
    func growth(in box: Box) -> Double?
    /// Draws; the ground is already there.
    func draw(on list: inout DrawList, in box: Box)
    /// The next instant at which the same scene is drawn in another way in this box; nil when time changes nothing.
    func nextChange(in box: Box) -> Date?
}

extension WidgetView {
    var isEmpty: Bool { false }
    var isUnknown: Bool { false }
    func growth(in box: Box) -> Double? { nil }
    func leastHeight(in box: Box) -> Double { naturalHeight(in: box) }
    func nextChange(in box: Box) -> Date? { nil }
}

/// What every widget draws with.
struct WidgetContext {
    let scene: Scene
    let metrics: Metrics
    let surface: Theme.Surface
    let typesetter: Typesetter
    let pictures: PictureCache
    let wording: Wording
    /// When another picture is due, where the panel tells that; nil elsewhere.
    var nextPicture: Date?
    /// From where the zone's details are read.
    var distance = ViewingDistances.Role.detail
    var surroundings = Surroundings()

    /// Sets a text.
    func text(_ text: String, _ style: TextStyle, width: Double? = nil) -> TextBlock {
        typesetter.text(RichText(text), style, width: width)
    }

    /// Sets a text with emphasis.
    func text(_ text: RichText, _ style: TextStyle, width: Double? = nil) -> TextBlock {
        typesetter.text(text, style, width: width)
    }

    /// A style whose size is a step of the scale above the smallest that is legible from a distance; heavier on e-paper, which has no greys.
    func style(
        _ role: ViewingDistances.Role, _ step: Double, _ weight: TextStyle.Weight, _ colour: Colour,
        lineHeight: Double = 1.25, hyphenation: TextStyle.Hyphenation = .ifNeeded, part: MeasuredText.Part = .figures
    ) -> TextStyle {
        let role = role == .detail ? distance : role
        let heavier: TextStyle.Weight = weight == .regular ? .medium : max(weight, .bold)
        return TextStyle(
            size: metrics.size(role, step: step), role: role, part: part, weight: metrics.isEpaper ? heavier : weight,
            colour: colour, lineHeight: lineHeight, hyphenation: hyphenation)
    }
}
