import Foundation

/// Where the hub tells the people who run it what it meets: one line each.
public struct Log: Sendable {
    private let write: @Sendable (String) -> Void

    /// - Parameter write: takes one line without its end; called on any thread.
    public init(_ write: @escaping @Sendable (String) -> Void) { self.write = write }

    /// Lines on standard error.
    public static let standardError = Log { line in
        // A full disk or a reader that has gone loses the line; `write(_:)` would end the hub.
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }

    /// Writes a line. What may come from outside can neither break the line nor steer a terminal.
    public func callAsFunction(_ line: String) {
        write(Self.harmless(line))
    }

    /// The text with control characters replaced by "?".
    static func harmless(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
    }
}
