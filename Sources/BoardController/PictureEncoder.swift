import Foundation
import MQTT
import Render

/// Encodes pictures of the panel on a thread that gives way to all others: encoding takes a tenth of a second, and a notice
/// that comes meanwhile must not wait for it.
actor PictureEncoder {
    private nonisolated let loop: EventLoop
    private var isNice = false

    /// - Parameter loop: a thread of its own.
    init(on loop: EventLoop) { self.loop = loop }

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// A PNG at most 640 pixels wide, as `up/picture` carries it.
    func picture(of frame: Frame) throws -> Data {
        if !isNice {
            // Linux knows a priority for each thread: 0 is the calling one (setpriority(2), "C library/kernel differences").
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
            isNice = true
        }
        return try frame.png(maximumWidth: 640)
    }
}
