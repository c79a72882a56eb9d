import Files
import Foundation
import MQTT
import Signage

extension Controller {
    /// Takes in the chain of keys that is on the disk.
    func restoreKeys() {
        let path = configuration.state.keys
        do {
            guard let data = try readFile(path, limit: KeyChain.longest) else { return }
            do {
                _ = try seal.follow(data, lowest: floor.keys)
            } catch {
                // With the right root key they will do again.
                if error.reason == .seal { isRootStrange = true } else { StateFolder.putAside(path) }
                throw FileProblem(path: path, reason: "the keys \(error)")
            }
            areKeysStored = true
            floor = floor.under(seal)
        } catch {
            refuse(.storage, "\(error)")
        }
    }

    /// Takes the chain of keys that the hub has published; what it changes counts at once.
    func take(keys chain: Data) {
        let isNew: Bool
        do {
            isNew = try seal.follow(chain, lowest: floor.keys)
        } catch {
            return refuse(error.reason, "the keys \(error)")
        }
        guard isNew || !areKeysStored else { return }
        do {
            try writeAtomically(try WireCoding.encode(seal.chain), to: configuration.state.keys)
            areKeysStored = true
        } catch {
            areKeysStored = false
            refuse(.storage, "\(error)")
        }
        guard isNew else { return }
        floor = floor.under(seal)
        configuration.log("the keys of version \(seal.keys.current?.version ?? 0) count from now on")
        reportSoon()
        if interrupts.isUnread {
            restoreInterrupts()
            player.send(.play(scenery()))
        }
        guard isSealRefused else { return }
        isSealRefused = false
        // What came before the keys that it is sealed by comes again with a new subscription.
        subscribeToTopics()
        subscribedFeeds = []
        subscribeToFeeds()
    }
}
