/// The words after a subcommand: options with values, each at most once.
struct Arguments: Sendable {
    private var values: [String: String] = [:]

    /// - Parameters:
    ///   - words: as they came, without program and subcommand.
    ///   - options: the options that are known, such as `--state`.
    ///   - command: the subcommand, for the advice.
    init(_ words: [String], options: [String], of command: String) throws(Misuse) {
        var rest = words[...]
        while let word = rest.popFirst() {
            let halves = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let option = halves.first, options.contains(option) else {
                throw Misuse("litfass-hub \(command) does not know \"\(word)\"", command: command)
            }
            guard let value = halves.count > 1 ? halves[1] : rest.popFirst(), !value.isEmpty else {
                throw Misuse("\(option) needs a value after it", command: command)
            }
            guard values.updateValue(value, forKey: option) == nil else {
                throw Misuse("\(option) is there twice", command: command)
            }
        }
    }

    subscript(option: String) -> String? { values[option] }

    /// The value of an option that must be there.
    func required(_ option: String, of command: String) throws(Misuse) -> String {
        guard let value = values[option] else { throw Misuse("\(option) is missing", command: command) }
        return value
    }

    /// A TCP port, 0 to 65535.
    func port(_ option: String, of command: String) throws(Misuse) -> UInt16? {
        guard let value = values[option] else { return nil }
        guard let port = UInt16(value) else {
            throw Misuse("\(option) must be a port, 0 to 65535, not \"\(value)\"", command: command)
        }
        return port
    }
}

/// A command line that can't be understood: exit status 2.
struct Misuse: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ problem: String, command: String) {
        let help = command.isEmpty ? "litfass-hub --help" : "litfass-hub \(command) --help"
        description = "\(problem). See: \(help)"
    }
}
