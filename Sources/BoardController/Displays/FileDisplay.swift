import Foundation
import Glibc
import Render
import Signage

/// A file that stands in for a framebuffer: exactly one frame of raw pixels, mapped into memory and shared.
///
/// As with a framebuffer, a reader that looks during ``present(_:refresh:)`` may see parts of two frames.
struct FileDisplay: ~Copyable, Display {
    private var memory: MappedMemory
    private let writer: PixelWriter
    private let path: String

    /// Opens the file, making it when it is missing; one of the right size keeps its picture, any other is resized.
    /// - Throws: ``DisplayError``.
    init(path: String, panel: Panel) throws(DisplayError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw DisplayError(action: "open", path: path, errno: errno) }
        // The mapping outlives the descriptor.
        defer { close(descriptor) }
        guard ftruncate(descriptor, off_t(panel.frameLength)) == 0 else {
            throw DisplayError(action: "set the size of", path: path, errno: errno)
        }
        // Reserves the blocks: writing into a hole of a full disk would end the process (SIGBUS).
        let code = posix_fallocate(descriptor, 0, off_t(panel.frameLength))
        guard code == 0 || code == EOPNOTSUPP else { throw DisplayError(action: "reserve", path: path, errno: code) }
        guard let memory = MappedMemory(descriptor: descriptor, length: panel.frameLength) else {
            throw DisplayError(action: "map", path: path, errno: errno)
        }
        self.memory = memory
        writer = PixelWriter(panel: panel)
        self.path = path
    }

    mutating func present(_ picture: PictureMemory, refresh: Refresh) throws {
        guard picture.width == writer.panel.width, picture.height == writer.panel.height,
            let source = picture.pixels.baseAddress
        else {
            throw WrongPicture(
                path: path, has: (picture.width, picture.height), wants: (writer.panel.width, writer.panel.height))
        }
        memory.withBytes { target in
            guard let target = target.baseAddress else { return }
            for rectangle in refresh.rectangles(of: picture) {
                writer.write(source, stride: picture.width, rect: rectangle, photos: picture.photos, to: target)
            }
        }
    }
}

/// A picture that was drawn for another panel; sizes in pixels.
struct WrongPicture: Error, CustomStringConvertible {
    let path: String
    let has: (width: Int, height: Int)
    let wants: (width: Int, height: Int)

    var description: String {
        "cannot show a picture of \(has.width) x \(has.height) pixels on the panel \(path), which has "
            + "\(wants.width) x \(wants.height). That is a mistake in this program: start it again, and report this line."
    }
}

/// A panel that cannot be written: what was tried, on which file, and the C library's error number.
struct DisplayError: Error, Equatable, CustomStringConvertible {
    let action: String
    let path: String
    let errno: Int32

    var description: String {
        "cannot \(action) the panel \(path): \(String(cString: strerror(errno))) (errno \(errno)). "
            + "Give --panel a path in a folder that exists, with room for one frame, that this user may write."
    }
}
