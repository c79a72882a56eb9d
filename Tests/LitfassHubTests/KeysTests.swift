import Crypto
import Foundation
import Signage
import Testing

@testable import HubService
@testable import litfass_hub

/// `litfass-hub keys`, on folders of its own.
@Suite struct KeysTests {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)")
    private var state: String { folder.appending(path: "state").path }
    private var stick: String { folder.appending(path: "stick.pem").path }

    @Test("the help of keys tells every option")
    func help() async {
        let (status, output, _) = await run(["keys", "--help"])
        #expect(status == 0)
        #expect(
            output == """
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

                """)
    }

    @Test("init makes keys whose root lies where it is told, show tells so, and a second init changes nothing")
    func initialise() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (status, made, _) = await run(["keys", "init", "--state", state, "--root", stick])
        #expect(status == 0)
        #expect(made.contains("Keys of version 1") && made.contains("is not in \(state)"))
        #expect(!FileManager.default.fileExists(atPath: state + "/root.pem"))
        let (_, shown, _) = await run(["keys", "show", "--state", state])
        #expect(shown == made)
        let (second, _, log) = await run(["keys", "init", "--state", state])
        #expect(second == 1)
        #expect(
            log == [
                "litfass-hub: cannot make keys in \(state): there are some. "
                    + "litfass-hub keys rotate replaces them so that boards follow."
            ])
        #expect(try Keyring(state: state)?.document.version == 1)
    }

    @Test("rotate makes a new publisher key with the root key, and refuses any other")
    func rotate() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = await run(["keys", "init", "--state", state, "--root", stick])
        let first = try #require(try Keyring(state: state))
        let (away, _, log) = await run(["keys", "rotate", "--state", state])
        #expect(away == 1)
        #expect(
            log == [
                "litfass-hub: cannot use the root key \(state)/root.pem: there is no such file. "
                    + "Name the file of the root key, on its stick perhaps, with --root."
            ])
        let stranger = folder.appending(path: "stranger.pem").path
        _ = try KeyFiles.signingKey(made: stranger)
        let (wrong, _, refusal) = await run(["keys", "rotate", "--state", state, "--root", stranger])
        #expect(wrong == 1)
        #expect(refusal.first?.contains("is none of those that boards go by") == true)
        #expect(try Keyring(state: state)?.publisher.publicKey.id == first.publisher.publicKey.id)
        let (same, _, doubt) = await run(
            ["keys", "rotate", "--state", state, "--root", stick, "--new-root", stick])
        #expect(same == 1)
        #expect(doubt.first?.contains("it is the one that boards go by already") == true)
        #expect(try Keyring(state: state)?.document.version == 1)
        let (status, output, _) = await run(["keys", "rotate", "--state", state, "--root", stick])
        #expect(status == 0)
        #expect(output.contains("Keys of version 2") && output.contains("Restart litfass-hub serve"))
        let second = try #require(try Keyring(state: state))
        #expect(second.publisher.publicKey.id != first.publisher.publicKey.id)
        // The old private part is gone.
        #expect(try FileManager.default.contentsOfDirectory(atPath: state + "/keys").count == 2)
    }

    @Test("keys that were never made are not shown, and not rotated")
    func none() async {
        for words in [["show"], ["rotate"]] {
            let (status, _, log) = await run(["keys"] + words + ["--state", state])
            #expect(status == 1)
            #expect(log.first?.contains("there are none. litfass-hub keys init makes them") == true)
        }
    }
}
