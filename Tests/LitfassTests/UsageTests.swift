import Foundation
import Testing

@testable import litfass

@Suite struct UsageTests {
    @Test("litfass --help lists the commands", arguments: ["--help", "-h", "help"])
    func help(word: String) async {
        let outcome = await litfass(word)
        #expect(outcome.status == 0)
        #expect(
            outcome.output == """
                litfass: notices and boards of a municipality, from a desk

                  litfass publish --board NAME --headline TEXT [--body-file FILE] [--until TIME] …
                  litfass notices [--json]
                  litfass withdraw ID
                  litfass interrupt TEXT --until TIME [--board NAME]… [--drill] …
                  litfass interrupt end [ID]
                  litfass boards [--json]
                  litfass command BOARD [OPERATION [ARGUMENT]] [-o FILE] [--json]
                  litfass schedule BOARD [--at TIME | --day DATE] [--json]
                  litfass plays [--notice ID] [--board NAME] [--from TIME] [--to TIME] [--json]
                  litfass render LAYOUT --device PROFILE [--notice FILE] [--at TIME] [--dark] -o FILE
                  litfass render --all --out DIR

                litfass COMMAND --help tells more about one of them.

                All but render ask the hub:
                  --hub URL          its address; else LITFASS_HUB, else http://127.0.0.1:8080
                  --token-file FILE  the file with the access token; else LITFASS_TOKEN_FILE

                Exit status: 0 done, 1 failed, 2 not understood.

                """)
    }

    @Test("without a command the help is printed, and the status is 2")
    func nothing() async {
        let outcome = await litfass()
        #expect(outcome.status == 2)
        #expect(outcome.output == Litfass.help)
    }

    static let helps: [String: String] = [
        "plays": """
        litfass plays [--notice ID] [--board NAME] [--from TIME] [--to TIME] [--json]

        Proof of display: what the boards' panels have shown, when first and last, in how many turns and for how
        long, and of which versions of the programme; and each notice's total. It is what the boards themselves have
        recorded, sealed and chained. Where that is not the whole truth it is said below the table: a board was off,
        records are missing, a clock was wrong. A board that cannot be reached tells of it later.

          --notice ID   of one notice, from its beginning on
          --board NAME  of one board
          --from TIME   such as 2026-11-25, 2026-11-25T07:00, or with its zone 2026-11-25T07:00:00+01:00; else 31 days
                        before --to. Days and times are by the council's clocks, and whole quarters of an hour count.
          --to TIME     the same; a day is included; else now
          --json        the hub's answer, a document with "version": 1
          --hub URL, --token-file FILE   see litfass --help

        """,
        "publish": """
        litfass publish --board NAME --headline TEXT [OPTIONS]

        Puts a notice on boards, and tells whether people can read it there. Characters that no board can show are
        refused.

          --board NAME         a board; again for each further one
          --headline TEXT      one line, at most 160 characters
          --body-file FILE     the text, in UTF-8; - for standard input
          --category TEXT      a line above the headline, such as "Straßenbau · Ebendorf"
          --fact LABEL=VALUE   a line of the table of facts, such as "Beginn=Mi, 25. November, 7 Uhr";
                               again for each further one, at most 6
          --link URL           where people can read on, shown as a QR code; begins with https:// or http://
          --image FILE         a picture: PNG, JPEG or SVG, at most 32 MiB
          --image-description TEXT
                               what is to be seen on it, for those who cannot see it; goes with --image
          --issuer TEXT        who says so, where that is not the municipality alone
          --severity LEVEL     of an official warning: minor, moderate, severe or extreme
          --priority CLASS     what it comes before: interrupt (instead of all else, in the emergency layout; so are severe
                               and extreme warnings), official, notice, or evergreen (when there is nothing else,
                               without an end)
          --weight NUMBER      how much of the time it has: 1 to 10 times that of one of weight 1 and the same length; else 1
          --daypart HOURS      when it shows, such as "MO-FR 08:00-18:00 not:public-holidays", "SU on:public-holidays" or
                               "22:00-02:00"; again for each further one
          --repeat RULE        the days on which it comes again, as in RFC 5545, such as
                               "FREQ=MONTHLY;BYDAY=1TU"; counted from the day on which it begins
          --repeat-hours HOURS the hours of these days, such as 09:00-12:00; else all day
          --from TIME          when it begins to show, such as 18:00, 2026-11-25 or 2026-11-25T07:00; else at once
          --until TIME         when it ends; a day is included; else at the end of the day 14 days after it begins;
                               both are by the council's clocks, unless an offset is given, such as
                               2026-11-25T07:00:00+01:00
          --json               prints the hub's answer
          --hub URL, --token-file FILE   see litfass --help

        """,
        "notices": """
        litfass notices [--json]

        Lists the notices, the newest first: id, state, window, boards (* where the board does not have it yet),
        headline. Times are by the council's clocks.

          --json   the hub's answer, a document with "version": 1
          --hub URL, --token-file FILE   see litfass --help

        """,
        "withdraw": """
        litfass withdraw ID

        Takes a notice off every board, at once. litfass notices tells the ids.

          --hub URL, --token-file FILE   see litfass --help

        """,
        "interrupt": """
        litfass interrupt TEXT --until TIME [OPTIONS]

        Puts an emergency on boards at once, instead of everything else, and tells on which of them it is shown. It ends
        by itself, also on a board that cannot be reached by then.

          TEXT              the headline: one line, at most 150 characters
          --until TIME      when it ends, such as 18:00 or 2026-11-25T07:00, by the council's clocks; a day is included;
                            at most 30 days away
          --board NAME      a board; again for each further one; else all
          --body-file FILE  the text, in UTF-8, at most 2,000 characters; - for standard input
          --issuer TEXT     who says so, where that is not the municipality alone
          --severity LEVEL  minor, moderate, severe or extreme; else severe
          --link URL        where people can read on, shown as a QR code; begins with https:// or http://
          --drill           an exercise: the panel says so, in words

        litfass interrupt end [ID]

        Ends the one that is on, or the one of that id.

        litfass interrupt

        Lists them, the newest first, with the boards that show it; on others it is still to come (+), it cannot be
        told (?), or it is over (-).

          --json   the hub's answer; a list is a document with "version": 1
          --hub URL, --token-file FILE   see litfass --help

        """,
        "command": """
        litfass command BOARD OPERATION [ARGUMENT] [OPTIONS]

        Has a board do something, and waits for what comes of it. A board that cannot be reached does it when it is
        back within a minute, else not at all.

          picture             send a picture of what is on its panel; -o FILE saves it
          identify            show its name large for a minute
          log [LINES]         tell the last lines of its own log: 1 to 200, else 50
          brightness PERCENT  hold its panel's light at 1 to 100 percent; --until TIME, else for an hour. An interrupt
                              has its own light, and a player that starts anew forgets it
          refetch             look through all that it has stored, and fetch what is missing or altered
          restart             start its player anew
          reboot              start its machine anew

          -o FILE       where to write the picture, a PNG at most 640 pixels wide
          --until TIME  such as 18:00 or 2026-11-25T07:00, by the council's clocks; a day is included
          --json        the hub's answer
          --hub URL, --token-file FILE   see litfass --help

        litfass command BOARD

        Lists its last commands and what came of them, the newest first.

        Exit status: 1 also when the board has refused it, failed, or was too late, or when there is no FILE.

        """,
        "boards": """
        litfass boards [--json]

        Lists the boards: whether the hub can reach them, when it last heard from them, the programme version
        it wants and the one that is on the panel, the temperature, and what someone should see to.
        – is unknown.

          --json   the hub's answer, a document with "version": 1
          --hub URL, --token-file FILE   see litfass --help

        """,
        "schedule": """
        litfass schedule BOARD [--at TIME | --day DATE] [--json]

        Tells what the board has on at a time: since when, until when, and what comes next. Or its plan for a day: the
        times in which the same notices take turns, in which class, how long a round takes, each one's share of the
        time, and how long it stays when its turn comes. It is what the hub wants of the board; whether that is on the
        panel is told by litfass boards. A notice that was withdrawn is gone from the past, too.

          --at TIME    such as 2026-11-25T07:00, by the clocks of the board; or with its zone, such as
                       2026-11-25T07:00:00+01:00; else now
          --day DATE   such as 2026-11-25, by the clocks of the board
          --json       the hub's answer, a document with "version": 1; of a day also turn by turn
          --hub URL, --token-file FILE   see litfass --help

        """,
        "render": """
        litfass render LAYOUT --device PROFILE [--notice FILE] [--at TIME] [--dark] -o FILE

        Draws what a board would show and writes it as a PNG of the panel's size, or as it lies in the panel's memory.
        Then says whether people can read it from where they stand, and what to do where they can't.

          LAYOUT            a name in ./Layouts, or a path ending in .json
          --device PROFILE  a name in ./Devices, or a path ending in .json
          --notice FILE     JSON with headline and, if wanted, body, category, facts, link, issuer, severity, onset,
                            expires, and image: {"file": …, "description": …} with the path of a picture relative
                            to FILE; without a notice the device's evergreen content is drawn
          --at TIME         the instant to draw, such as 2026-11-25T07:00; else now
          --dark            as after dusk; e-paper has no night
          -o FILE           where to write: *.raw gets the bytes of the panel's memory, any other a PNG

        No hub is asked, so feeds are empty: their zones say so or leave their room to others.

        litfass render --all --out DIR

        Draws every layout in ./Layouts on every device in ./Devices with the content of ./Layouts/examples,
        by day and by night, and what goes wrong: long words, missing feeds, broken pictures.

          --out DIR         where to write a PNG for each picture, and a contact sheet for each device

        """,
    ]

    @Test("every command has a help of its own", arguments: helps.keys.sorted())
    func commandHelp(command: String) async {
        for words in [[command, "--help"], [command, "-h"], [command, "--nonsense", "--help"]] {
            let outcome = await litfass(words)
            #expect(outcome.status == 0)
            #expect(outcome.output == Self.helps[command])
        }
        #expect(Set(Litfass.commands.keys) == Set(Self.helps.keys))
    }

    @Test(
        "what is not understood is told in a sentence, and the status is 2",
        arguments: [
            (["dance"], "litfass: there is no command \"dance\"; litfass --help lists them\n"),
            (["publish"], "litfass: --board is missing; litfass publish --help tells more\n"),
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
