/// What keeps the hub from doing its work: what was tried, why it failed, what to do next.
public struct HubError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was tried, such as `read the configuration barleben.json`.
    public let action: String
    /// Why it failed.
    public let cause: String
    /// What to do next, as a sentence.
    public let advice: String

    /// Takes the texts as they are.
    public init(action: String, cause: String, advice: String) {
        self.action = action
        self.cause = cause
        self.advice = advice
    }

    /// One line: action, cause, advice.
    public var description: String { "cannot \(action): \(cause). \(advice)" }
}
