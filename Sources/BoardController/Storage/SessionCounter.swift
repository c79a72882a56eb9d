import Files
import Foundation

/// Numbers the connections of a board; the numbers grow over restarts and even over the loss of the file.
///
/// They are reserved on the disk in blocks, so that a flapping connection does not wear the card out.
struct SessionCounter {
    static let block: UInt64 = 100

    private let path: String
    private var last: UInt64
    private var reserved: UInt64

    /// Goes on above all numbers that may have been used. With no usable file it starts from the clock's seconds, which
    /// are above what any earlier file can have counted to.
    init(path: String, now: Date) {
        self.path = path
        let text = (try? readFile(path, limit: 64)).map { String(decoding: $0, as: UTF8.self) }
        let stored = text.flatMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        // Half of the range is out of reach of honest counting and keeps the sums below from overflowing.
        let usable = stored.flatMap { $0 < .max / 2 ? $0 : nil }
        last = usable ?? UInt64(max(0, now.timeIntervalSince1970))
        reserved = last
    }

    /// The next number, and why it could not be reserved on the disk, if so.
    mutating func next() -> (session: UInt64, failure: FileError?) {
        last += 1
        guard last > reserved else { return (last, nil) }
        do {
            try writeAtomically(Data("\(last + Self.block)\n".utf8), to: path)
            reserved = last + Self.block
            return (last, nil)
        } catch {
            return (last, error)
        }
    }
}
