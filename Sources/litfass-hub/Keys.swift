import Foundation
import HubService
import ProgramSupport

/// `litfass-hub keys`: the keys by which boards know what is the council's.
struct Keys: Subcommand {
    static let help = """
        litfass-hub keys show --state DIR
        litfass-hub keys init --state DIR [--root FILE]
        litfass-hub keys rotate --state DIR [--root FILE] [--new-root FILE]

        Boards are given one public key, the root's. It names the publisher key, with which the hub seals all that
        boards show. litfass-hub serve makes both at its first start.

          show     which keys are in force, and where they lie
          init     makes them before the first start: with a root key on a stick that the hub never sees again
          rotate   makes a new publisher key, signed by the root key: when somebody may have copied the old one, and
                   from time to time. Then restart litfass-hub serve; boards follow at once, those that are away
                   when they come back. What the old key seals is refused from then on.

          --state DIR      the hub's state folder
          --root FILE      the private part of the root key (PEM); root.pem in the state folder when left out. init
                           makes it unless it is there
          --new-root FILE  a new root key to go on with, made unless it is there; boards follow to it, too

        Keep the root key on a stick in a safe and a copy elsewhere: without it no key can be replaced.

        """

    private enum Action {
        case show
        case initialise(root: String?)
        case rotate(root: String?, newRoot: String?)
    }

    private let action: Action
    private let state: String

    init(_ words: [String]) throws {
        let rest = Array(words.dropFirst())
        switch words.first {
        case "show":
            let arguments = try Arguments(rest, options: ["--state"])
            (state, action) = (try arguments.required("--state"), .show)
        case "init":
            let arguments = try Arguments(rest, options: ["--state", "--root"])
            (state, action) = (
                try arguments.required("--state"), .initialise(root: try arguments.value("--root"))
            )
        case "rotate":
            let arguments = try Arguments(rest, options: ["--state", "--root", "--new-root"])
            (state, action) = (
                try arguments.required("--state"),
                .rotate(root: try arguments.value("--root"), newRoot: try arguments.value("--new-root"))
            )
        case let word:
            throw UsageError("keys needs show, init or rotate, not \"\(word ?? "")\"")
        }
    }

    func run(output: @escaping @Sendable (String) -> Void, log: Log) async throws {
        switch action {
        case .show:
            guard let keyring = try Keyring(state: state) else {
                throw HubError(
                    action: "show the keys of \(state)", cause: "there are none",
                    advice: "litfass-hub keys init makes them, and so does the first start of litfass-hub serve.")
            }
            output(keyring.summary)
        case .initialise(let root):
            output(try Keyring.make(state: state, root: root, at: Date()).summary)
        case .rotate(let root, let newRoot):
            output(try Keyring.rotate(state: state, root: root, newRoot: newRoot, at: Date()).summary)
            output("Restart litfass-hub serve: it seals everything anew, and boards follow.\n")
        }
    }
}
