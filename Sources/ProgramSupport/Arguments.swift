/// The words of a command line, told apart into options with a value, flags and the rest.
///
/// `--name value`, `--name=value`, `--flag`, `-o value`; `--` ends the options.
public struct Arguments: Hashable, Sendable {
    private var options: [String: [String]] = [:]
    private var flags: Set<String> = []
    /// What is neither an option nor an option's value, in order.
    public private(set) var positionals: [String] = []

    /// - Parameters:
    ///   - words: without the program's name and the subcommand.
    ///   - options: those that take a value, with their dashes; each may be there more than once.
    ///   - flags: those that take none, with their dashes.
    ///   - positionals: how many other words there may be.
    /// - Throws: naming the word that is not understood.
    public init(
        _ words: [String], options: Set<String>, flags: Set<String> = [], positionals: ClosedRange<Int> = 0...0
    ) throws(UsageError) {
        var rest = words[...]
        var isOver = false
        while let word = rest.popFirst() {
            guard !isOver, word.hasPrefix("-"), word != "-" else {
                self.positionals.append(word)
                continue
            }
            if word == "--" {
                isOver = true
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if options.contains(parts[0]) {
                guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
                    throw UsageError("\(word) needs a value")
                }
                self.options[parts[0], default: []].append(value)
            } else if flags.contains(word) {
                self.flags.insert(word)
            } else {
                throw UsageError("there is no option \(parts[0])")
            }
        }
        guard self.positionals.count >= positionals.lowerBound else { throw UsageError("an argument is missing") }
        guard self.positionals.count <= positionals.upperBound else {
            throw UsageError("\"\(self.positionals[positionals.upperBound])\" is one argument too many")
        }
    }

    /// Every value of an option, in order.
    public func values(_ option: String) -> [String] { options[option] ?? [] }

    /// The value of an option that may be there once.
    /// - Throws: when it is there more than once.
    public func value(_ option: String) throws(UsageError) -> String? {
        let values = values(option)
        guard values.count <= 1 else { throw UsageError("\(option) is there \(values.count) times, once is enough") }
        return values.first
    }

    /// The value of an option that has to be there.
    /// - Throws: when it is missing or there more than once.
    public func required(_ option: String) throws(UsageError) -> String {
        guard let value = try value(option) else { throw UsageError("\(option) is missing") }
        return value
    }

    /// Whether a flag is there.
    public func has(_ flag: String) -> Bool { flags.contains(flag) }
}

/// A command line that is not understood: the program exits with 2.
public struct UsageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, as a sentence without a full stop.
    public let description: String

    /// - Parameter description: what is wrong, as a sentence without a full stop.
    public init(_ description: String) { self.description = description }
}

/// An address of a service: `HOST`, `HOST:PORT` or `[IPV6]:PORT`.
public struct HostAndPort: Hashable, Sendable {
    /// A name or an address; or the path of a Unix socket.
    public let host: String
    /// 1 to 65535; 0 of a Unix socket.
    public let port: UInt16

    /// - Parameter defaultPort: taken where none is given.
    /// - Throws: when there is no host or the port is no number of 1 to 65535.
    public init(_ text: String, defaultPort: UInt16) throws(UsageError) {
        guard !text.contains("/") else {
            (host, port) = (text, 0)
            return
        }
        var host = Substring(text)
        var port = defaultPort
        if let colon = text.lastIndex(of: ":"), !text[colon...].contains("]"),
            text.hasPrefix("[") || text.firstIndex(of: ":") == colon
        {
            guard let number = UInt16(text[text.index(after: colon)...]), number > 0 else {
                throw UsageError("\"\(text)\" needs a port of 1 to 65535 after the colon")
            }
            host = text[..<colon]
            port = number
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { throw UsageError("\"\(text)\" has no host") }
        self.host = String(host)
        self.port = port
    }
}
