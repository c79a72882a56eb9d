import Foundation
import Glibc
import Signage

/// What `--panel` names.
enum PanelPath: Hashable, Sendable {
    /// A character device: a framebuffer.
    case framebuffer(String)
    /// A file that ends in `.png`, which each frame replaces.
    case png(String)
    /// Any other file: one frame of raw pixels.
    case raw(String)

    /// Looks at what is there. A name in `/dev` itself is always a device: no file is made there.
    init(_ path: String) {
        var status = stat()
        let isDevice = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR
        let url = URL(filePath: path).standardized
        if isDevice || url.deletingLastPathComponent().path == "/dev" {
            self = .framebuffer(path)
        } else if url.pathExtension.lowercased() == "png" {
            self = .png(path)
        } else {
            self = .raw(path)
        }
    }

    /// Opens it for a panel.
    /// - Throws: why it cannot show the panel's frames, and what to do.
    func display(for panel: Panel) throws -> sending any Display & ~Copyable {
        switch self {
        case .framebuffer(let path): try FramebufferDisplay(path: path, panel: panel)
        case .png(let path): PNGDisplay(path: path, panel: panel)
        case .raw(let path): try FileDisplay(path: path, panel: panel)
        }
    }
}
