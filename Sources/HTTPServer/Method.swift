/// The methods that are known here (RFC 9110, section 9; PATCH: RFC 5789); any other is answered with 501.
public enum Method: String, Sendable, CaseIterable {
    /// Reads.
    case get = "GET"
    /// Reads the header fields only.
    case head = "HEAD"
    /// Hands something over to be processed.
    case post = "POST"
    /// Replaces.
    case put = "PUT"
    /// Changes a part.
    case patch = "PATCH"
    /// Removes.
    case delete = "DELETE"
    /// Asks what may be done.
    case options = "OPTIONS"
}
