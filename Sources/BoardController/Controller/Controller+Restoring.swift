import Files
import Foundation
import Glibc
import Signage

extension Controller {
    /// Takes in what is on the disk. Whatever is damaged is told as refused, put aside and fetched anew; what cannot be
    /// read is told and left as it is. Nothing keeps the board from starting.
    func restore() {
        for problem in configuration.state.prepare() { refuse(.storage, problem) }
        restoreClock()
        restoreProof()
        restoreFloor()
        restoreKeys()
        restoreProgramme()
        restoreInterrupts()
        restoreCommands()
    }

    /// Once more, when the disk did not hand out the floor before.
    func readFloorAgain() {
        guard isFloorUnread, let stored = try? configuration.state.readFloor() else { return }
        isFloorUnread = false
        let floor = stored.under(seal)
        if floor.version > self.floor.version { self.floor = floor }
    }

    private func restoreFloor() {
        let folder = configuration.state
        do {
            floor = try folder.readFloor() ?? VersionFloor()
        } catch {
            refuse(.storage, "\(error)")
            switch error as? FileError {
            case let error? where !error.isAboutContent: isFloorUnread = true
            case let error? where error.errno != EFBIG: StateFolder.putAside(folder.floor)
            // It stays until the next one takes its place.
            default: StateFolder.copyAside(folder.floor)
            }
        }
    }

    private func restoreProgramme() {
        guard let arrival = storedArrival() else {
            configuration.log("plays evergreen content: no programme is stored")
            return
        }
        if !seal.isPublisher(arrival.keyID) {
            // Versions of a key that was taken out count no more.
        } else if isFloorUnread {
            // Not written: what is on the disk may be higher.
            floor = VersionFloor(arrival, keys: floor.keys)
        } else if arrival.manifest.version > floor.version {
            raiseFloor(to: arrival)
        }
        configuration.clock.note(issued: arrival.manifest.issued)
        let entries = arrival.manifest.entries.count
        switch documents.assemble(arrival) {
        case .whole(let programme):
            installed = programme
            configuration.log("plays version \(programme.version), as stored")
        case .missing(let missing):
            if let unread = documents.unread { refuse(.storage, unread.description) }
            refuse(
                .storage,
                "\(missing.count) of the \(entries) documents of the stored version \(arrival.manifest.version) "
                    + "are missing, altered or not to be read, they are fetched anew")
            stage = .fetching(arrival)
            want(missing)
        case .unusable(let reason):
            unusable = arrival
            refuse(.document, reason)
        }
        for problem in feeds.load(arrival.manifest.feeds, with: seal) { refuse(.storage, problem) }
    }

    /// Puts the floor on the disk.
    /// - Parameter isTold: whether it is told when the disk did not take it.
    /// - Returns: false when the disk did not take it.
    @discardableResult
    func raiseFloor(to arrival: Arrival, isTold: Bool = true) -> Bool {
        let raised = VersionFloor(arrival, keys: seal.keys.current?.version ?? floor.keys)
        guard raised != floor else { return true }
        do {
            try configuration.state.write(raised)
            floor = raised
            isFloorUnread = false
            return true
        } catch {
            if isTold { refuse(.storage, "\(error)") }
            return false
        }
    }

    /// The stored manifest, if its seal still holds; its time of acceptance may have passed.
    ///
    /// One that was put aside comes back when it is found good: then the board was started with a wrong key in between.
    private func storedArrival() -> Arrival? {
        let path = configuration.state.desired
        do {
            if let arrival = try arrival(at: path) { return arrival }
        } catch {
            refuse(.storage, "\(path) cannot be used: \(error)")
            guard (error as? FileError)?.isAboutContent != false else { return nil }
            StateFolder.putAside(path)
            return nil
        }
        let aside = StateFolder.aside(path)
        guard let arrival = try? arrival(at: aside),
            floor.admits(version: arrival.manifest.version, envelope: arrival.envelope), rename(aside, path) == 0
        else { return nil }
        return arrival
    }

    /// Where the key documents are lost no seal can be checked; then the floor, which names what was accepted, must do.
    private func open(stored data: Data) throws(Refused) -> (value: DesiredState, keyID: String) {
        if seal.keys.current == nil, !isRootStrange, let keyID = floor.keyID, floor.isOf(data),
            let envelope = try? WireCoding.decode(Envelope.self, from: data),
            let manifest = try? WireCoding.decode(DesiredState.self, from: envelope.payload)
        {
            return (manifest, keyID)
        }
        return try seal.openStored(data, as: .desired, longest: DesiredState.longestEnvelope, DesiredState.self)
    }

    private func arrival(at path: String) throws -> Arrival? {
        guard let data = try readFile(path, limit: DesiredState.longestEnvelope) else { return nil }
        let (manifest, keyID) = try open(stored: data)
        guard manifest.board == configuration.board else {
            throw Refused(.board, "it is for the board \(manifest.board)")
        }
        return Arrival(manifest: manifest, envelope: data, keyID: keyID)
    }
}
