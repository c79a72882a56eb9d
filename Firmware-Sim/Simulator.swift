import Foundation
import ProgramSupport

/// Stands in for what a street has around the boards: a council's server, a camera on a panel, staff who publish.
enum Simulator {
    static let help = """
        litfass-sim: what a street has around its boards, for demos and tests

          litfass-sim council --port PORT --scenario FILE
              serves a made-up council's meetings as OParl 1.1 on 127.0.0.1
          litfass-sim panel --profile FILE --raw FILE --png FILE [--watch]
              looks at a panel's memory and writes what it sees; with --watch whenever it changes
          litfass-sim notices --scenario FILE --hub URL --token-file FILE
              publishes example notices
          litfass-sim press --hub URL --token-file FILE --broker PATH|HOST:PORT --cell CELL --board NAME … [--count N]
              publishes N notices one after the other (else 50) and measures how long each takes to every panel
          litfass-sim fleet document|interrupt|publish --hub URL --token-file FILE --broker PATH|HOST:PORT --cell CELL
              --prefix NAME --count N [--image FILE]
              connects N boards that draw nothing, NAME-1 to NAME-N, and measures how one document, one interrupt or
              one notice comes to all of them

          litfass-sim ingest health|events --broker PATH|HOST:PORT --cell CELL --prefix NAME --boards N --count N --pid PID
              [--done TOPIC]
              sends N messages of boards NAME-1 to NAME-N and measures what they cost the subscriber, process PID; one that
              is no hub answers on TOPIC

          litfass-sim join --hub URL --token-file FILE --provisioning FILE --count N --out DIR
              has N new boards join, prints how long it took, and writes their certificates and keys to DIR
          litfass-sim reconnect --provisioning FILE --identities DIR --count N --cell CELL
              connects N of them over TLS, says so, waits for a line, and prints how long it takes from there until all are
              connected again

        Exit status: 0 done, 1 failed, 2 not understood.

        """

    /// Runs one part; returns the exit status.
    static func run(_ words: [String]) async -> Int32 {
        let rest = Array(words.dropFirst())
        if words.contains("--help") || words.contains("-h") {
            say(help, end: "")
            return 0
        }
        do {
            switch words.first {
            case "council": try await CouncilServer(rest).run()
            case "ingest": try await IngestMeasure(rest).run()
            case "panel": try await PanelCamera(rest).run()
            case "notices": try await ExampleNotices(rest).run()
            case "fleet": try await FleetMeasure(rest).run()
            case "join": try await JoinMeasure(rest).run()
            case "reconnect": try await ReconnectMeasure(rest).run()
            case "press": try await PressToPanel(rest).run()
            default:
                throw UsageError(words.first.map { "there is no part \"\($0)\"" } ?? "a part is missing")
            }
            return 0
        } catch let error as UsageError {
            complain("\(error); litfass-sim --help lists what there is")
            return 2
        } catch {
            complain("\(error)")
            return 1
        }
    }

    static func say(_ text: String, end: String = "\n") { writeText(text + end, to: .standardOutput) }

    private static func complain(_ text: String) {
        writeLine("litfass-sim: \(text)", to: .standardError)
    }
}
