import CLinux
import Foundation
import Glibc
import Render
import Signage

/// A Linux framebuffer, `/dev/fb0` and its like: a panel whose memory the kernel hands out.
///
/// Pictures go to any framebuffer of 16, 24 or 32 bits of colour a pixel, whatever true colours the profile names. The last
/// one stays on it after the end. The console on the same screen is told to draw nothing any more, neither text nor a
/// cursor, where the system has one and this user may do so.
struct FramebufferDisplay: ~Copyable, Display {
    private let descriptor: Int32
    private let path: String
    private let panel: Panel
    private let firstByte: Int
    private let writer: FramebufferWriter
    private var memory: MappedMemory
    private let backlight = Backlight()

    /// Opens the device and asks the kernel what it is: `FBIOGET_VSCREENINFO`, `FBIOGET_FSCREENINFO`.
    /// - Throws: ``FramebufferError``, also when its picture has not the size of the panel.
    init(path: String, panel: Panel) throws(FramebufferError) {
        try self.init(path: path, panel: panel, silence: Self.silenceConsole) { (descriptor) throws(FramebufferError) in
            try Self.geometry(of: descriptor, path: path)
        }
    }

    /// - Parameters:
    ///   - silence: called when the device fits: one that does not leaves its console alone.
    ///   - ask: the geometry of what the open descriptor is; asked once more after `silence`, since a console that scrolls
    ///     moves the visible picture within the memory.
    init(
        path: String, panel: Panel, silence: () -> Void = {},
        ask: (Int32) throws(FramebufferError) -> FramebufferGeometry
    ) throws(FramebufferError) {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw .failed(action: "open", path: path, errno: errno) }
        do throws(FramebufferError) {
            try Self.check(try ask(descriptor), path: path, panel: panel)
            silence()
            let geometry = try ask(descriptor)
            try Self.check(geometry, path: path, panel: panel)
            let length = geometry.memoryOffset + geometry.memoryLength
            guard let memory = MappedMemory(descriptor: descriptor, length: length) else {
                throw .failed(action: "map", path: path, errno: errno)
            }
            self.descriptor = descriptor
            self.path = path
            self.panel = panel
            firstByte = geometry.firstByte
            writer = FramebufferWriter(
                layout: geometry.layout, width: panel.width, height: panel.height, rotation: panel.rotation)
            self.memory = memory
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    mutating func present(_ picture: PictureMemory, refresh: Refresh) throws {
        guard picture.width == panel.width, picture.height == panel.height, let source = picture.pixels.baseAddress
        else {
            throw FramebufferError.wrongSize(
                path: path, has: (panel.width, panel.height), wants: (picture.width, picture.height))
        }
        let damage = refresh.rectangles(of: picture)
        guard !damage.isEmpty else { return }
        memory.withBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            for rectangle in damage {
                writer.write(source, stride: picture.width, rect: rectangle, to: start + firstByte)
            }
        }
        // Panels on a slow bus get a copy of the memory, late; this asks for it now. Others know no fsync (EINVAL).
        _ = fsync(descriptor)
    }

    var hasLight: Bool { backlight != nil }

    mutating func light(_ percent: Int) { backlight?.set(percent) }

    /// - Throws: when the panel's pictures cannot be written there.
    private static func check(
        _ geometry: FramebufferGeometry, path: String, panel: Panel
    ) throws(FramebufferError) {
        if let defect = geometry.defect { throw .unfit(path: path, what: "it has \(defect)") }
        guard geometry.width == panel.memoryWidth, geometry.height == panel.memoryHeight else {
            throw .wrongSize(
                path: path, has: (geometry.width, geometry.height), wants: (panel.memoryWidth, panel.memoryHeight))
        }
        guard [.xrgb8888, .rgb888, .rgb565].contains(panel.pixelFormat) else {
            throw .otherPixels(path: path, format: panel.pixelFormat)
        }
    }

    private static func geometry(of descriptor: Int32, path: String) throws(FramebufferError) -> FramebufferGeometry {
        var variable = fb_var_screeninfo()
        var fixed = fb_fix_screeninfo()
        guard linux_framebuffer_variable(descriptor, &variable) == 0, linux_framebuffer_fixed(descriptor, &fixed) == 0
        else { throw .failed(action: "ask the kernel about", path: path, errno: errno) }
        do {
            return try FramebufferGeometry(variable, fixed, pageSize: sysconf(Int32(_SC_PAGESIZE)))
        } catch {
            throw .unfit(path: path, what: error.what)
        }
    }

    /// A machine without a console, or a user without the right, has no cursor to be rid of, or lives with it.
    private static func silenceConsole() {
        let console = open("/dev/tty0", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard console >= 0 else { return }
        _ = linux_console_graphics(console)
        close(console)
    }
}
