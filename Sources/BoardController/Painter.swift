import Foundation
import Render

/// What turns scenes into frames. Has one owner.
protocol Painter {
    /// The frame of a scene; the same scene gives the same frame.
    func draw(_ scene: Scene) throws -> Frame
    /// The next instant at which the picture of this scene differs; nil when never.
    func nextChange(of scene: Scene) -> Date?
}

extension Renderer: Painter {}
