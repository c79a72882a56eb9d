import CLinux
import Files
import Foundation
import Glibc
import Signage

/// The clocks of the operating system.
enum SystemClock {
    /// Reads all of them.
    /// - Parameter isVouchedFor: whether whoever set the board up says that its wall clock is right, however it is set.
    ///
    /// System calls: `clock_gettime` with `CLOCK_BOOTTIME`, `adjtimex`.
    static func reading(isVouchedFor: Bool) -> ClockReading {
        var uptime = timespec()
        clock_gettime(CLOCK_BOOTTIME, &uptime)
        let wall = Date()
        return ClockReading(
            wall: wall, uptimeSeconds: Double(uptime.tv_sec) + Double(uptime.tv_nsec) / 1e9,
            isSynchronised: isVouchedFor || isDisciplined(wall))
    }

    /// Whether NTP disciplines the kernel's clock, and this is what that clock says: a program may be given another one.
    private static func isDisciplined(_ wall: Date) -> Bool {
        var seconds: Int64 = 0
        return linux_clock_is_synchronised(&seconds) != 0 && abs(wall.timeIntervalSince1970 - Double(seconds)) < 2
    }

    /// Names this start of the machine (random(4), boot_id); empty where the kernel does not tell, and then nothing is known of
    /// an earlier start.
    static let boot: String = {
        let text = (try? readFile("/proc/sys/kernel/random/boot_id", limit: 64)) ?? Data()
        let name = String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return name.isEmpty ? UUID().uuidString : name
    }()

    /// It was later than this when the program was released; raised with every release. A date in the source, since two builds of
    /// the same source are to be the same.
    static let releaseTime = Date(timeIntervalSince1970: 1_793_491_200)
}
