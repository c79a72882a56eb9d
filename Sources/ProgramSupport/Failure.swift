import Foundation

/// Something that went wrong, in words for the person at the keyboard.
public struct Failure: Error, CustomStringConvertible {
    /// One line without the program's name.
    public let description: String

    /// Takes the words as they are: what failed, why, and what to do next.
    public init(_ description: String) { self.description = description }

    /// What failed, why, and what to do next, in one line.
    public init(_ action: String, _ error: any Error, advice: String) {
        description = "\(action): \(Self.cause(of: error)); \(advice)"
    }

    /// Foundation names the numbers of its own errors only; the system's below them have words.
    private static func cause(of error: any Error) -> String {
        let below = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError }
        if let below, below.domain == NSPOSIXErrorDomain {
            return below.code == Int(EISDIR) ? "it is a folder" : String(cString: strerror(Int32(below.code)))
        }
        let words = error.localizedDescription
        return String(words[..<(words.lastIndex { $0 != "." }.map { words.index(after: $0) } ?? words.startIndex)])
    }
}
