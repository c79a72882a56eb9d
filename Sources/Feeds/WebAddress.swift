import Foundation

/// A web address of a feed, told apart as far as a reader needs it: whom it belongs to, and whether two mean the same thing.
struct WebAddress: Hashable {
    /// As the source wrote it.
    let text: String
    /// Lower case.
    let host: String
    /// Without the default port of the scheme.
    let port: Int?
    let isSecure: Bool
    private let tail: String

    /// Nil for anything but an absolute `http` or `https` address with a host and without user and password.
    init?(_ text: String) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.utf8.count <= 2_000, !text.contains(where: \.isWhitespace),
            let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            scheme == "http" || scheme == "https", parts.user == nil, parts.password == nil,
            let host = parts.host?.lowercased(), !host.isEmpty
        else { return nil }
        self.text = text
        self.host = host
        isSecure = scheme == "https"
        port = parts.port == (isSecure ? 443 : 80) ? nil : parts.port
        tail = parts.percentEncodedPath + (parts.percentEncodedQuery.map { "?" + $0 } ?? "")
    }

    /// The same for `http` and `https`, for it is used as an identity: systems mix the two.
    var key: String { host + (port.map { ":\($0)" } ?? "") + (tail.isEmpty ? "/" : tail) }

    /// Whether both are one server, whatever the scheme.
    func isSameServer(as other: WebAddress) -> Bool { host == other.host && port == other.port }

    /// The address to fetch it at, for a feed that begins at `feed`: `https` wherever the feed itself is `https`.
    func request(within feed: WebAddress) -> FeedRequest {
        let upgrade = feed.isSecure && !isSecure && port == nil
        guard upgrade else { return FeedRequest(url: text) }
        let rest = host + (tail.isEmpty ? "/" : tail)
        return FeedRequest(url: "https://" + rest)
    }
}
