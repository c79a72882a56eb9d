import Files
import Foundation
import Render

/// A PNG file that stands in for a panel, for development: each frame replaces it, whole.
///
/// Encoding takes a tenth of a second for a large panel.
struct PNGDisplay: Display {
    let path: String

    func present(_ frame: Frame) throws { try writeAtomically(try frame.png(), to: path) }
}
