import Files
import Foundation
import Glibc
import Signage

/// What the program can tell of its own surroundings without hardware.
enum ProcessSensor {
    /// Resident memory of this process: the second number of /proc/self/statm, in pages (proc(5)).
    static func residentMemory(at now: Date) -> Reading? {
        guard let data = try? readFile("/proc/self/statm", limit: 4096) else { return nil }
        let fields = String(decoding: data, as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
        return try? Reading(
            quantity: .residentMemoryBytes, value: Double(pages) * Double(sysconf(Int32(_SC_PAGESIZE))),
            measuredAt: now)
    }

    /// What an ordinary user may still write on the file system of a folder: `statvfs(3)`.
    static func freeDisk(of folder: String, at now: Date) -> Reading? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        return try? Reading(
            quantity: .freeDiskBytes, value: Double(status.f_bavail) * Double(status.f_frsize), measuredAt: now)
    }
}
