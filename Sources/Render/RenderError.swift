/// Why a picture could not be drawn.
public struct RenderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, such as "load the font /usr/share/…".
    public let action: String
    /// What the library said.
    public let cause: String
    /// What to do next.
    public let advice: String

    /// All three in one sentence.
    public var description: String { "could not \(action): \(cause); \(advice)" }
}
