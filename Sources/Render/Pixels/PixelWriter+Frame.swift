import Foundation
import Signage

extension PixelWriter {
    /// A whole picture as it lies in the panel's memory.
    /// - Precondition: it has the panel's size.
    public func frame(of picture: PictureMemory) -> Frame {
        precondition((picture.width, picture.height) == (panel.width, panel.height))
        var pixels = Data(count: panel.frameLength)
        pixels.withUnsafeMutableBytes { (target: UnsafeMutableRawBufferPointer) in
            guard let source = picture.pixels.baseAddress, let target = target.baseAddress else { return }
            write(source, stride: picture.width, rect: picture.whole, photos: picture.photos, to: target)
        }
        return Frame(panel: panel, pixels: pixels)
    }
}
