import Foundation
import Glibc
import Signage

/// A framebuffer that cannot be the panel, and what to do.
enum FramebufferError: Error, CustomStringConvertible {
    /// A call failed: what was tried, and the C library's error number.
    case failed(action: String, path: String, errno: Int32)
    /// Its memory has another size than that of the profile's panel, or than a picture, in pixels.
    case wrongSize(path: String, has: (width: Int, height: Int), wants: (width: Int, height: Int))
    /// Its pixels cannot be written; why, in words.
    case unfit(path: String, what: String)
    /// The profile's panel has no true colours.
    case otherPixels(path: String, format: Panel.PixelFormat)

    var description: String {
        switch self {
        case .failed(let action, let path, let errno):
            "cannot \(action) the framebuffer \(path): \(String(cString: strerror(errno))) (errno \(errno)). "
                + Self.advice(errno)
        case .wrongSize(let path, let has, let wants):
            "the framebuffer \(path) is \(has.width) x \(has.height) pixels, the profile's panel "
                + "\(wants.width) x \(wants.height). Give --profile the profile of this panel, or set the screen's mode, "
                + "as with video=\(wants.width)x\(wants.height) on the kernel's command line."
        case .unfit(let path, let what):
            "the framebuffer \(path) cannot be drawn on: \(what). Set a mode with 16, 24 or 32 bits of colour a "
                + "pixel, as with video=1920x1080-32 on the kernel's command line."
        case .otherPixels(let path, let format):
            "the framebuffer \(path) has colours, the profile's panel \(format) pixels. Set the profile's pixelFormat to "
                + "xrgb8888: from that the board makes whatever the framebuffer has."
        }
    }

    private static func advice(_ errno: Int32) -> String {
        switch errno {
        case ENOENT, ENODEV, ENXIO:
            "Load the driver of the graphics hardware, and look with `ls /dev/fb*` which framebuffers there are."
        case EACCES, EPERM: "Let the user this program runs as write there: add it to the group video."
        case ENOTTY, EINVAL: "It is a device of another kind: give --panel a framebuffer, such as /dev/fb0."
        default: "Look into the kernel's log (dmesg)."
        }
    }
}
