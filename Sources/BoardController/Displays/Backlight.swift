import Foundation
import Glibc

/// The light behind a panel, as Linux hands it out in `/sys/class/backlight`.
struct Backlight: Sendable {
    private let folder: String
    /// What the driver calls full brightness.
    private let most: Int

    /// The first one of a folder, by name; nil where there is none. A panel on a cable mostly has none.
    init?(in folder: String = "/sys/class/backlight") {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        guard let name = names.min(),
            let text = try? String(contentsOfFile: "\(folder)/\(name)/max_brightness", encoding: .utf8),
            let most = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)), most > 0
        else { return nil }
        self.folder = "\(folder)/\(name)"
        self.most = most
    }

    /// 0 to 100 percent; 0 also cuts its power. A user without the right to write there leaves it as it is.
    func set(_ percent: Int) {
        let percent = max(0, min(100, percent))
        // Never 0 by rounding: that would be off.
        let brightness = percent == 0 ? 0 : max(1, most / 100 * percent + most % 100 * percent / 100)
        Self.write(brightness, to: folder + "/brightness")
        // FB_BLANK_UNBLANK and FB_BLANK_POWERDOWN of linux/fb.h.
        Self.write(percent == 0 ? 4 : 0, to: folder + "/bl_power")
    }

    /// No file is made: the kernel's are there, or they are not.
    private static func write(_ number: Int, to path: String) {
        let descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        let text = "\(number)\n"
        _ = text.withCString { Glibc.write(descriptor, $0, strlen($0)) }
        close(descriptor)
    }
}
