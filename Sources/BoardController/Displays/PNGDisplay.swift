import Files
import Foundation
import Render
import Signage

/// A PNG file that stands in for a panel, for development: each frame replaces it, whole.
///
/// Encoding takes a tenth of a second for a large panel.
struct PNGDisplay: Display {
    private let path: String
    private let writer: PixelWriter

    init(path: String, panel: Panel) {
        self.path = path
        writer = PixelWriter(panel: panel)
    }

    func present(_ picture: PictureMemory, refresh: Refresh) throws {
        try writeAtomically(try writer.frame(of: picture).png(), to: path)
    }
}
