import Files
import Foundation
import Signage

extension Controller {
    /// Takes in what is on the disk. Whatever is damaged is told as refused, put out of the way and fetched anew; nothing
    /// keeps the board from starting.
    func restore() {
        let folder = configuration.state
        for problem in folder.prepare() { refuse(.storage, problem) }
        do {
            floor = try folder.readFloor() ?? VersionFloor()
        } catch {
            refuse(.storage, "\(error)")
            StateFolder.remove(folder.floor)
        }
        guard let arrival = storedArrival() else {
            configuration.log("plays evergreen content: no programme is stored")
            return
        }
        if arrival.manifest.version > floor.version { raiseFloor(to: arrival) }
        let entries = arrival.manifest.entries.count
        switch documents.assemble(arrival) {
        case .whole(let programme):
            installed = programme
            configuration.log("plays version \(programme.version), as stored")
        case .missing(let missing):
            refuse(
                .storage,
                "\(missing.count) of the \(entries) documents of the stored version \(arrival.manifest.version) "
                    + "are missing or altered, they are fetched anew")
            stage = .fetching(arrival)
            fetcher.want(missing)
        case .unusable(let reason):
            unusable = arrival
            refuse(.document, reason)
        }
        for problem in feeds.load(arrival.manifest.feeds) { refuse(.storage, problem) }
    }

    /// Puts the floor on the disk.
    /// - Returns: false when the disk did not take it; that is told.
    @discardableResult
    func raiseFloor(to arrival: Arrival) -> Bool {
        let raised = VersionFloor(arrival)
        guard raised != floor else { return true }
        do {
            try configuration.state.write(raised)
            floor = raised
            return true
        } catch {
            refuse(.storage, "\(error)")
            return false
        }
    }

    /// The stored manifest, if its seal still holds; its time of acceptance may have passed.
    private func storedArrival() -> Arrival? {
        let path = configuration.state.desired
        do {
            guard let data = try readFile(path, limit: DesiredState.longestEnvelope) else { return nil }
            let manifest = try seal.open(
                data, as: .desired, longest: DesiredState.longestEnvelope, DesiredState.self)
            guard manifest.board == configuration.board else {
                throw Refused(.board, "it is for the board \(manifest.board)")
            }
            return Arrival(manifest: manifest, envelope: data)
        } catch {
            refuse(.storage, "\(path) cannot be used: \(error)")
            StateFolder.remove(path)
            return nil
        }
    }
}
