import Foundation
import HubService
import Testing

@testable import litfass_hub

@Suite struct CommandLineTests {
    @Test("the help names every command")
    func help() async {
        let (status, output, _) = await run(["--help"])
        #expect(status == 0)
        #expect(
            output == """
                litfass-hub: publishes a municipality's notices on its boards and watches over them

                  litfass-hub serve   keep notices, boards and feeds; serve the API and the page
                  litfass-hub broker  configure mosquitto and become it
                  litfass-hub keys    show, make and replace the keys that boards trust

                litfass-hub COMMAND --help tells more about one of them.

                Exit status: 0 done, 1 failed, 2 not understood.

                """)
    }

    @Test("the help of serve tells every option with its default")
    func helpOfServe() async {
        let (status, output, _) = await run(["serve", "--help"])
        #expect(status == 0)
        #expect(
            output == """
                litfass-hub serve --state DIR --configuration FILE --layouts DIR --devices DIR
                                  [--broker HOST[:PORT]] [--mqtt VERSION] [--http PORT] [--replica NAME]

                Keeps notices, boards and feeds; publishes programmes to the boards; serves the API and the page.

                  --state DIR            database, keys and API token; made at the first start
                  --configuration FILE   the council's boards and feeds, as JSON
                  --layouts DIR          one JSON file a layout
                  --devices DIR          one JSON file a device profile
                  --broker HOST[:PORT]   the MQTT broker; 127.0.0.1:1883 when left out
                  --mqtt VERSION         of the MQTT protocol, 5 (when left out) or 3.1.1
                  --http PORT            where page and API are served on 127.0.0.1; 8080 when left out, 0 for a free port
                  --replica NAME         names this hub on the broker; 1 when left out

                In the state folder, root.pub.pem is what boards are given to check seals with, and token is what the API
                asks for (Authorization: Bearer …). SIGTERM and Ctrl-C end it cleanly.

                """)
    }

    @Test("the help of broker tells every option with its default")
    func helpOfBroker() async {
        let (status, output, _) = await run(["broker", "-h"])
        #expect(status == 0)
        #expect(
            output == """
                litfass-hub broker --state DIR [--port PORT]

                Writes mosquitto's configuration and becomes mosquitto: the process is the broker from then on.

                  --state DIR   where mosquitto.conf and the broker's own folder stand; made when missing
                  --port PORT   where it listens on 127.0.0.1; 1883 when left out

                Every program on this machine may connect. A damaged database of the broker is moved aside;
                hub and boards publish everything again.

                """)
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
            httpPort: 8080, replica: "1")
        #expect(options == expected)
    }
}
