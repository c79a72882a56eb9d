import Foundation
import Render
import Signage

/// What turns scenes into pictures. Has one owner.
protocol Painter {
    /// Paints a scene over the one before, and returns what changed.
    func paint(_ scene: Scene) throws -> Drawing
    /// Lends the picture that was painted last.
    func withPicture(_ body: (PictureMemory) throws -> Void) rethrows
    /// The picture that was painted last, in the panel's own pixel format; nil when there is none.
    func frame() -> Frame?
    /// Pictures that are left out because they could not be decoded, and why.
    var refusedPictures: [DocumentID: ImageError] { get }
}

extension Renderer: Painter {}
