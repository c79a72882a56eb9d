import Foundation
import Signage

/// Draws one widget into its zone. Made anew for each scene; draws nowhere else.
protocol WidgetView {
    /// How much height the content needs at the box's place and width, in pixels; the box's height is what there is at most.
    func naturalHeight(in box: Box) -> Double
    /// Whether there is nothing to show, so that the room can go to others.
    var isEmpty: Bool { get }
    /// Draws; the ground is already there.
    func draw(on canvas: Canvas, in box: Box)
}

/// What every widget draws with.
struct WidgetContext {
    let scene: Scene
    let metrics: Metrics
    let surface: Theme.Surface
    let typesetter: Typesetter
    let wording: Wording
    /// When another picture is due, where the panel tells that; nil elsewhere.
    var nextPicture: Date?

    /// Sets a text.
    func text(_ text: String, _ style: TextStyle, width: Double? = nil) -> TextBlock {
        typesetter.text(text, style, width: width)
    }
}
