import Foundation
import HubService
import Testing

@testable import litfass_hub

@Suite struct CommandLineTests {
    @Test("the help names every command, and each has a help of its own, made for a terminal")
    func help() async {
        let (status, output, _) = await run(["--help"])
        #expect(status == 0)
        for command in LitfassHub.commands.keys {
            #expect(output.contains("\n  litfass-hub \(command) "))
            let (status, own, _) = await run([command, "-h"])
            #expect(status == 0)
            #expect(own.hasPrefix("litfass-hub \(command) "))
            #expect(own.split(separator: "\n").allSatisfy { $0.count <= 120 })
        }
    }

    @Test(
        "a command line that is not understood exits with 2 and says what to do",
        arguments: [
            ([], ""), (["serv"], "there is no command \"serv\"; litfass-hub --help lists them"),
            (["serve"], "--state is missing; litfass-hub serve --help tells more"),
            (["serve", "--stat", "x"], "there is no option --stat; litfass-hub serve --help tells more"),
            (["broker", "--state"], "--state needs a value; litfass-hub broker --help tells more"),
            (["keys"], "keys needs show, init or rotate, not \"\"; litfass-hub keys --help tells more"),
            (["keys", "roll"], "keys needs show, init or rotate, not \"roll\"; litfass-hub keys --help tells more"),
            (["keys", "rotate"], "--state is missing; litfass-hub keys --help tells more"),
            (["keys", "show", "--root", "x"], "there is no option --root; litfass-hub keys --help tells more"),
            (
                ["broker", "--state", "x", "--port", "0"],
                "--port must be a port of 1 to 65535, not \"0\"; litfass-hub broker --help tells more"
            ),
            (
                ["serve", "--state=s", "--configuration=c", "--layouts=l", "--devices=d", "--mqtt", "4"],
                "--mqtt: must be 5 or 3.1.1, not \"4\"; litfass-hub serve --help tells more"
            ),
            (
                ["serve", "--state=s", "--configuration=c", "--layouts=l", "--devices=d", "--replica", "Ä"],
                "--replica: a name has only the characters a-z, 0-9 and -; litfass-hub serve --help tells more"
            ),
        ])
    func misuse(words: [String], sentence: String) async {
        let (status, _, log) = await run(words)
        #expect(status == 2)
        #expect(log == (sentence.isEmpty ? [] : ["litfass-hub: \(sentence)"]))
    }

    @Test("a configuration that is not there exits with 1 and names the path")
    func failure() async {
        let words = ["serve", "--state", "s", "--configuration", "/nowhere.json", "--layouts", "l", "--devices", "d"]
        let (status, _, log) = await run(words)
        #expect(status == 1)
        #expect(
            log == [
                "litfass-hub: cannot read the configuration /nowhere.json: there is no such file. "
                    + "Give the path of the council's JSON file with --configuration."
            ])
    }

    @Test("options of serve come as they are, others have their defaults")
    func options() throws {
        let words = ["--state=s", "--configuration", "c", "--layouts", "l", "--devices", "d", "--broker", "[::1]:9"]
        let options = try Serve(words).options
        let expected = try HubOptions(
            state: "s", configuration: "c", layouts: "l", devices: "d", brokerHost: "::1", brokerPort: 9,
            joining: JoiningEndpoint(address: "127.0.0.1", port: 8884), httpPort: 8080, replica: "1")
        #expect(options == expected)
        let usual = try Serve(["--state=/s", "--configuration", "c", "--layouts", "l", "--devices", "d"]).options
        #expect(usual.brokerHost == "/s/broker/hub.sock" && usual.brokerPort == 0)
    }
}
