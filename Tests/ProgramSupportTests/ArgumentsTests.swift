import ProgramSupport
import Testing

@Suite struct ArgumentsTests {
    @Test("options, flags and other words are told apart")
    func tellsApart() throws {
        let arguments = try Arguments(
            ["notice", "--board", "a", "--board=b", "--json", "-o", "x.png", "--", "--board"],
            options: ["--board", "-o"], flags: ["--json"], positionals: 0...2)
        #expect(arguments.values("--board") == ["a", "b"])
        #expect(arguments.has("--json"))
        #expect(try arguments.value("-o") == "x.png")
        #expect(arguments.positionals == ["notice", "--board"])
    }

    @Test(
        "what is not understood is named",
        arguments: [
            (["--borad", "a"], "there is no option --borad"), (["--board"], "--board needs a value"),
            (["a", "b"], "\"b\" is one argument too many"), ([], "an argument is missing"),
            (["a", "--json=yes"], "there is no option --json"),
        ])
    func namesMistake(words: [String], message: String) {
        let error = #expect(throws: UsageError.self) {
            try Arguments(words, options: ["--board"], flags: ["--json"], positionals: 1...1)
        }
        #expect(error?.description == message)
    }

    @Test("an option that has to be there once is neither missing nor doubled")
    func once() throws {
        let twice = try Arguments(["--board", "a", "--board", "b"], options: ["--board"])
        #expect(throws: UsageError.self) { try twice.value("--board") }
        #expect(throws: UsageError("--state is missing")) { try twice.required("--state") }
    }

    @Test(
        "an address has a host and perhaps a port",
        arguments: [
            ("localhost", "localhost", 1883), ("10.0.0.1:99", "10.0.0.1", 99), ("[::1]:7", "::1", 7),
            ("::1", "::1", 1883),
        ])
    func address(text: String, host: String, port: UInt16) throws {
        let address = try HostAndPort(text, defaultPort: 1883)
        #expect(address.host == host)
        #expect(address.port == port)
    }

    @Test("an address without a host or with a broken port is refused", arguments: ["", ":1", "a:0", "a:b", "a:65536"])
    func brokenAddress(text: String) {
        #expect(throws: UsageError.self) { try HostAndPort(text, defaultPort: 1) }
    }
}
