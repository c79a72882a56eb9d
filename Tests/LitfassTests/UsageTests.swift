import Foundation
import Testing

@testable import litfass

@Suite struct UsageTests {
    @Test("litfass --help lists the commands", arguments: ["--help", "-h", "help"])
    func help(word: String) async {
        let outcome = await litfass(word)
        #expect(outcome.status == 0)
        #expect(outcome.output == Litfass.help)
        for command in Litfass.commands.keys { #expect(outcome.output.contains("\n  litfass \(command) ")) }
    }

    @Test("without a command the help is printed, and the status is 2")
    func nothing() async {
        let outcome = await litfass()
        #expect(outcome.status == 2)
        #expect(outcome.output == Litfass.help)
    }

    @Test("every command has a help of its own, made for a terminal", arguments: Litfass.commands.keys.sorted())
    func commandHelp(command: String) async {
        for words in [[command, "--help"], [command, "-h"], [command, "--nonsense", "--help"]] {
            let outcome = await litfass(words)
            #expect(outcome.status == 0)
            #expect(outcome.output.hasPrefix("litfass \(command)") && outcome.output.hasSuffix("\n"))
            #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 120 })
        }
    }

    @Test(
        "what is not understood is told in a sentence, and the status is 2",
        arguments: [
            (["dance"], "litfass: there is no command \"dance\"; litfass --help lists them\n"),
            (
                ["publish"],
                "litfass: say which boards: with --board, --site, --tag or --all; litfass publish --help tells more\n"
            ),
            (["publish", "--board", "a"], "litfass: --headline is missing; litfass publish --help tells more\n"),
            (
                ["publish", "--board", "a", "--headline"],
                "litfass: --headline needs a value; litfass publish --help tells more\n"
            ),
            (
                ["publish", "--board", "a", "--headline", "b", "--headline", "c"],
                "litfass: --headline is there 2 times, once is enough; litfass publish --help tells more\n"
            ),
            (
                ["publish", "--board", "a", "--headline", "b", "--until", "tomorrow"],
                "litfass: --until must be a day such as 2026-12-04, a time such as 18:00 or 2026-12-04T18:00, or one "
                    + "with its zone such as 2026-12-04T18:00:00+01:00, not \"tomorrow\"; litfass publish --help tells more\n"
            ),
            (
                ["publish", "--board", "a", "--headline", "b", "--fact", "Beginn"],
                "litfass: --fact needs LABEL=VALUE, not \"Beginn\"; litfass publish --help tells more\n"
            ),
            (
                ["publish", "--board", "a", "--headline", "b", "--fact", " =x"],
                "litfass: --fact \" =x\": label: is empty; litfass publish --help tells more\n"
            ),
            (
                ["publish", "--board", "a", "--headline", "b", "--severity", "bad"],
                "litfass: --severity is minor, moderate, severe or extreme, not \"bad\"; litfass publish --help tells more\n"
            ),
            (
                ["publish", "--board", "a", "--headline", "b", "--image", "photo.jpg"],
                "litfass: --image needs --image-description: say what is to be seen, for those who cannot see it; "
                    + "litfass publish --help tells more\n"
            ),
            (
                ["publish", "--board", "a", "--headline", "b", "--image-description", "Ein Baum"],
                "litfass: --image-description goes with --image; litfass publish --help tells more\n"
            ),
            (
                ["publish", "--board", "a", "--headline", "b", "--image", "photo.jpg", "--image-description", " "],
                "litfass: --image-description: is empty; litfass publish --help tells more\n"
            ),
            (["notices", "--all"], "litfass: there is no option --all; litfass notices --help tells more\n"),
            (["boards", "x"], "litfass: \"x\" is one argument too many; litfass boards --help tells more\n"),
            (["withdraw"], "litfass: an argument is missing; litfass withdraw --help tells more\n"),
            (
                ["withdraw", "../boards"],
                "litfass: \"../boards\" is no id of a notice: a name has only the characters a-z, 0-9 and -; "
                    + "litfass withdraw --help tells more\n"
            ),
            (
                ["notices", "--hub", "marktplatz", "--token-file", "t"],
                "litfass: \"marktplatz\" is no address of a hub; write http://HOST:PORT; litfass notices --help tells more\n"
            ),
            (
                ["notices", "--hub", "ftp://a", "--token-file", "t"],
                "litfass: \"ftp://a\" is no address of a hub; write http://HOST:PORT; litfass notices --help tells more\n"
            ),
            (
                ["notices", "--hub", "http://", "--token-file", "t"],
                "litfass: \"http://\" is no address of a hub; write http://HOST:PORT; litfass notices --help tells more\n"
            ),
            (["schedule"], "litfass: an argument is missing; litfass schedule --help tells more\n"),
            (
                ["schedule", "Marktplatz"],
                "litfass: \"Marktplatz\" is no name of a board: a name has only the characters a-z, 0-9 and -; "
                    + "litfass schedule --help tells more\n"
            ),
            (
                ["schedule", "see", "--at", "2026-11-25", "--token-file", "t"],
                "litfass: \"2026-11-25\" is no time; write 2026-11-25T07:00, or a whole day with --day 2026-11-25; "
                    + "litfass schedule --help tells more\n"
            ),
            (
                ["schedule", "see", "--day", "2026-02-30"],
                "litfass: \"2026-02-30\" is no day; write 2026-11-25; litfass schedule --help tells more\n"
            ),
            (
                ["schedule", "see", "--day", "2026-11-25", "--at", "2026-11-25T07:00"],
                "litfass: --at and --day do not go together; litfass schedule --help tells more\n"
            ),
            (["render"], "litfass: an argument is missing; litfass render --help tells more\n"),
            (["render", "a"], "litfass: --device is missing; litfass render --help tells more\n"),
            (["render", "a", "--device", "b"], "litfass: -o is missing; litfass render --help tells more\n"),
        ] as [([String], String)])
    func misused(words: [String], complaint: String) async {
        let outcome = await litfass(words)
        #expect(outcome.status == 2)
        #expect(outcome.complaint == complaint)
        #expect(outcome.output.isEmpty)
    }
}
