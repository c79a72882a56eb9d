import Foundation
import Signage

/// Decoded pictures by document and size: decoding takes longer than all the rest of a drawing.
final class PictureCache {
    private struct Key: Hashable {
        let document: DocumentID
        let width: Int
        let height: Int
        let fills: Bool
    }

    private var rasters: [Key: (raster: Raster?, used: Int)] = [:]
    private var picture = 0

    /// A picture at the size it has on the panel; nil when the board lacks it or it cannot be decoded.
    ///
    /// - Parameters:
    ///   - fills: whether it is cut to fill the box, else it lies whole within it.
    func raster(_ document: DocumentID, of scene: Scene, width: Int, height: Int, fills: Bool) -> Raster? {
        let key = Key(document: document, width: width, height: height, fills: fills)
        if let known = rasters[key] {
            rasters[key]?.used = picture
            return known.raster
        }
        guard let data = scene.stage.images[document], width > 0, height > 0 else { return nil }
        // A picture that is refused once is refused always.
        let raster = try? ImageDecoder.decode(data, fitting: (width, height), mode: fills ? .fill : .fit)
        rasters[key] = (raster, picture)
        return raster
    }

    /// Lets go of pictures that the last two drawings did not need.
    func endPicture() {
        picture += 1
        rasters = rasters.filter { $0.value.used >= picture - 2 }
    }
}
