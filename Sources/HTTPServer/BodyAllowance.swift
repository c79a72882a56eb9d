/// How much of a request's body is taken in; decided on its header, before the body comes.
public enum BodyAllowance: Sendable, Equatable {
    /// At most that many bytes; more is answered with 413.
    case upTo(Int)
    /// Nothing: the answer is clear without it.
    case refused(Response)
}
