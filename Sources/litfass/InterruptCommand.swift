import Foundation
import ProgramSupport
import Signage

/// `litfass interrupt`: what people must know now, instead of everything else.
struct InterruptCommand: Subcommand {
    static let help = """
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

        """

    private enum Action {
        case list
        case end(String)
        case publish(InterruptDraft)
    }

    /// How long boards have for saying that they show it, or show it no more.
    static let patience = Duration.seconds(5)

    private let client: HubClient
    private let action: Action
    private let printsJSON: Bool

    init(_ words: [String]) throws {
        let own: Set<String> = ["--until", "--board", "--body-file", "--issuer", "--severity", "--link"]
        let arguments = try Arguments(
            words, options: own.union(HubClient.options), flags: ["--json", "--drill"], positionals: 0...2)
        let isDraft = arguments.has("--drill") || own.contains { !arguments.values($0).isEmpty }
        let rest = arguments.positionals
        switch (rest.first, isDraft) {
        case (nil, false): action = .list
        case (nil, true): throw UsageError("the text is missing")
        case ("end", false):
            let id = rest.count == 2 ? rest[1] : "current"
            do { _ = try Name(id) } catch { throw UsageError("\"\(id)\" is no id of an interrupt: \(error)") }
            action = .end(id)
        case ("end", true):
            throw UsageError("\"end\" ends one at once; the options of a new one do not go with it")
        case (let text?, _):
            guard rest.count == 1 else { throw UsageError("\"\(rest[1])\" is one argument too many; quote the text") }
            guard let until = try arguments.time("--until") else { throw UsageError("--until is missing") }
            action = .publish(
                InterruptDraft(
                    headline: text, body: try arguments.value("--body-file").map(Publish.text) ?? "",
                    issuer: try arguments.value("--issuer"), link: try arguments.value("--link"),
                    severity: try arguments.value("--severity").map(Publish.severity),
                    boards: arguments.values("--board"), until: until, isDrill: arguments.has("--drill")))
        }
        printsJSON = arguments.has("--json")
        client = try HubClient(arguments)
    }

    func run() async throws {
        switch action {
        case .list:
            let list = try await client.ask("GET", "api/v1/interrupts", answer: InterruptList.self)
            try Litfass.write(list, asJSON: printsJSON, words: InterruptWords.table(list))
        case .end(let id):
            let ended = try await client.ask("DELETE", "api/v1/interrupts/\(id)", answer: InterruptStatus.self)
            let status = try await settled(ended) { $0.state != .shown && $0.state != .accepted }
            try Litfass.write(status, asJSON: printsJSON, words: InterruptWords.ending(status))
        case .publish(let draft):
            let published = try await client.ask(
                "POST", "api/v1/interrupts", body: draft, answer: InterruptStatus.self)
            let status = try await settled(published) { $0.state == .shown }
            try Litfass.write(status, asJSON: printsJSON, words: InterruptWords.publishing(status))
        }
    }

    /// Asks until all boards that can be reached have come so far, or have had the time for it.
    private func settled(
        _ status: InterruptStatus, _ isThere: (InterruptStatus.Delivery) -> Bool
    ) async throws -> InterruptStatus {
        try await client.poll("api/v1/interrupts/\(status.interrupt.id)", from: status, for: Self.patience) { status in
            status.deliveries.allSatisfy { $0.presence != .online || isThere($0) }
        }
    }
}
