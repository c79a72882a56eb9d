import Foundation
import ProgramSupport
import Signage

/// `litfass publish`: a notice on one or more boards.
struct Publish: Subcommand {
    static let help = """
        litfass publish (--board NAME | --site NAME | --tag NAME | --all)… --headline TEXT [OPTIONS]

        Puts a notice on boards, and tells whether people can read it there. Characters that no board can show are
        refused.

          --board NAME         a board; again for each further one
          --site NAME          all boards of a site, such as ebendorf; again for each further one
          --tag NAME           all boards that carry a tag, such as school; again for each further one
          --all                all boards that there are now
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

        """

    private let client: HubClient
    private let draft: NoticeDraft
    private let picture: PublishedPicture?
    private let printsJSON: Bool

    init(_ words: [String]) throws {
        let own: Set<String> = [
            "--board", "--site", "--tag", "--headline", "--body-file", "--category", "--fact", "--link", "--issuer",
            "--severity",
            "--priority", "--weight", "--daypart", "--repeat", "--repeat-hours", "--from", "--until",
        ]
        let options = own.union(PublishedPicture.options).union(HubClient.options)
        let arguments = try Arguments(words, options: options, flags: ["--json", "--all"])
        let (boards, sites) = (arguments.values("--board"), arguments.values("--site"))
        let tags = arguments.values("--tag")
        guard !(boards + sites + tags).isEmpty || arguments.has("--all") else {
            throw UsageError("say which boards: with --board, --site, --tag or --all")
        }
        draft = NoticeDraft(
            headline: try arguments.required("--headline"),
            body: try arguments.value("--body-file").map(Self.text) ?? "",
            category: try arguments.value("--category"),
            facts: try arguments.values("--fact").map(Self.fact), link: try arguments.value("--link"),
            issuer: try arguments.value("--issuer"),
            severity: try arguments.value("--severity").map(Self.severity),
            priority: try arguments.value("--priority").map(TimingArguments.priority),
            weight: try arguments.value("--weight").map(TimingArguments.weight),
            dayparts: try arguments.values("--daypart").map(TimingArguments.daypart),
            repetition: try TimingArguments.repetition(arguments), boards: boards, sites: sites,
            tags: tags, allBoards: arguments.has("--all"), onset: try arguments.time("--from"),
            expires: try arguments.time("--until"))
        picture = try PublishedPicture(arguments)
        printsJSON = arguments.has("--json")
        client = try HubClient(arguments)
    }

    func run() async throws {
        var draft = draft
        draft.image = try await picture?.upload(to: client)
        let published = try await client.ask("POST", "api/v1/notices", body: draft, answer: PublishedNotice.self)
        try Litfass.write(published, asJSON: printsJSON, words: Self.words(for: published))
    }

    private static func words(for published: PublishedNotice) -> String {
        let (id, window) = (published.status.notice.id, published.status.notice.window)
        let boards = published.status.deliveries.map(\.board.text).joined(separator: ", ")
        let zone = TimeZone(identifier: published.timeZone) ?? .gmt
        let end = window.expires.map { Table.time($0, zone: zone) } ?? "it is withdrawn"
        let times = "from \(Table.time(window.onset, zone: zone)) until \(end)"
        let reading = published.legibility.map { look in
            "\(look.board): \(look.verdict.words), \(look.pages) page\(look.pages == 1 ? "" : "s"), "
                + "\(Int(look.readingSeconds)) s to read\n" + look.advice.map { "  \($0)\n" }.joined()
        }
        return "\(id)  on \(boards)\nshows \(times) (\(published.timeZone)); to take it away: litfass withdraw \(id)\n"
            + reading.joined()
            + published.conflicts.map { conflict in
                let other = conflict.notice == id ? "" : "\(conflict.title) (\(conflict.notice)): "
                return "\(conflict.board): \(other)\(conflict.sentence)\n"
            }.joined()
    }

    static func text(_ path: String) throws -> String {
        let data: Data
        do {
            data =
                path == "-"
                ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw Failure(
                "could not read \(path)", error, advice: "name a text file with --body-file, or - for standard input")
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw Failure("\(path) is not UTF-8; convert it first, for example: iconv -f windows-1252 -t utf-8 \(path)")
        }
        return text
    }

    static func severity(_ text: String) throws(UsageError) -> FeedItem.Alert.Severity {
        guard let severity = FeedItem.Alert.Severity(rawValue: text), severity != .unknown else {
            throw UsageError("--severity is minor, moderate, severe or extreme, not \"\(text)\"")
        }
        return severity
    }

    private static func fact(_ text: String) throws -> Notice.Fact {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw UsageError("--fact needs LABEL=VALUE, not \"\(text)\"") }
        do {
            return try Notice.Fact(label: parts[0], value: parts[1])
        } catch {
            throw UsageError("--fact \"\(text)\": \(error)")
        }
    }
}
