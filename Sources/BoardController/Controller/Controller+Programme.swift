import Files
import Foundation
import MQTT
import Signage

extension Controller {
    /// Takes a sealed manifest, or refuses it and lets the old programme play on.
    /// - Parameter isLive: it was published just now, not before this connection.
    func accept(_ envelope: Data, isLive: Bool) {
        // Retained messages come again after every connect.
        let known = [installed?.arrival.envelope, stage.pending?.envelope, unusable?.envelope]
        guard !known.contains(envelope) else {
            guard isLive, case .fetching(let arrival) = stage, arrival.envelope == envelope else { return }
            fetcher.hubIsThere()
            return fetch()
        }
        let arrival: Arrival
        do {
            readFloorAgain()
            arrival = try seal.manifest(envelope, for: configuration.board, above: floor, at: configuration.now())
        } catch {
            // The clock may be ahead.
            if error.reason == .expired { postpone(envelope) }
            return refuse(error.reason, "the manifest \(error.detail)")
        }
        guard raiseFloor(to: arrival) else { return postpone(envelope, version: arrival.manifest.version) }
        configuration.clock.note(issued: arrival.manifest.issued)
        postponed = nil
        configuration.log("accepted version \(arrival.manifest.version)")
        unusable = nil
        stage = .fetching(arrival)
        proceed(with: arrival)
        subscribeToFeeds()
        // Not every version gets to the panel, after which the one before goes. Where none is installed, what is stored may be one.
        if installed != nil { tidy() }
    }

    /// Tries a manifest again later, unless another one is accepted before.
    private func postpone(_ envelope: Data, version: Int? = nil) {
        postponed = (envelope, version)
        postponedAlarm?.cancel()
        postponedAlarm = loop.schedule(after: configuration.backoff.maximum) { [weak self] in
            self?.assumeIsolated { $0.acceptPostponed() }
        }
    }

    /// Accepts what was postponed; what still stands in its way was told when it came, and is not told again.
    func acceptPostponed() {
        guard let envelope = postponed?.envelope else { return }
        let arrival = try? seal.manifest(
            envelope, for: configuration.board, above: floor, at: configuration.now())
        guard let arrival, raiseFloor(to: arrival, isTold: false) else {
            return postpone(envelope, version: arrival?.manifest.version)
        }
        accept(envelope, isLive: false)
    }

    /// Switches when all documents are on the disk, else fetches what is missing.
    func proceed(with arrival: Arrival) {
        switch documents.assemble(arrival) {
        case .whole(let programme):
            want([])
            switchOver(to: programme)
        case .missing(let missing):
            if let unread = documents.unread { refuse(.storage, unread.description) }
            want(missing)
            fetch()
            reportSoon()
        case .unusable(let reason):
            want([])
            stage = .settled
            unusable = arrival
            refuse(.document, reason)
        }
        unsubscribeFromDocuments()
    }

    /// The one step that changes the programme: its manifest takes the place of the old one on the disk.
    private func switchOver(to programme: InstalledProgramme) {
        do {
            try writeAtomically(programme.arrival.envelope, to: configuration.state.desired)
        } catch {
            refuse(.storage, error.description)
            return setFetchAlarm(after: configuration.backoff.maximum)
        }
        installed = programme
        isSwitched = true
        stage = .presenting(programme)
        player.send(.play(scenery()))
    }

    /// Takes in what the player has done.
    func playerTold(_ event: Player.Event) {
        switch event {
        case .shown(let shown):
            onPanel = shown
            noteShown(shown)
            noteInterrupt(shown)
            if let version = shown.version, version == installed?.version,
                version != applied?.version || (shown.isTimeKnown && !isAppliedByTime)
            {
                apply(version, shown)
            } else if shown.version == nil, applied != nil {
                // Evergreen content stands in for what cannot be shown.
                applied = nil
                reportSoon()
            } else if case .presenting(let programme) = stage, programme.version == shown.version {
                // It was on the panel before its documents were fetched anew.
                stage = .settled
                reportSoon()
            }
            pacePicture()
        case .failed(let version, let detail):
            if case .presenting(let programme) = stage, programme.version == version { stage = .settled }
            refuse(.document, "version \(version.map(String.init) ?? "0 (evergreen)") cannot be shown: \(detail)")
        case .leftOut(let detail): refuse(.document, detail)
        case .unknown: noteShown(nil)
        }
    }

    private func apply(_ version: Int, _ shown: Player.Shown) {
        isAppliedByTime = shown.isTimeKnown
        applied = ReportedState.Applied(version: version, notice: shown.notice, frame: shown.hash, at: shown.at)
        if case .presenting(let programme) = stage, programme.version == version { stage = .settled }
        if isSwitched, unusable == nil { refused = nil }
        report()
        configuration.log("version \(version) is on the panel")
        // The report is written at the end of this turn, the rest can wait for the next one.
        loop.schedule(after: .zero) { [weak self] in
            self?.assumeIsolated { controller in
                controller.tidy()
                controller.checkHealth()
            }
        }
    }

    /// Removes what is named neither by the programme that plays, nor by the one on its way, nor by one that cannot be used: the next
    /// one will be much like that.
    func tidy() {
        let manifests = [installed?.arrival.manifest, stage.pending?.manifest, unusable?.manifest].compactMap(\.self)
        let named = Set(manifests.flatMap { $0.entries.map(\.id) })
        documents.keep(only: named)
        partials.keep(only: named)
        feeds.keep(only: Array(wantedFeeds))
        let dropped = subscribedFeeds.subtracting(wantedFeeds)
        subscribedFeeds.subtract(dropped)
        unsubscribe(dropped.map { .feed(cell: configuration.cell, feed: $0) })
    }

    /// Tells a refusal; what plays is not touched.
    func refuse(_ reason: ReportedState.Refusal.Reason, _ detail: String) {
        let before = refused
        refused = counted(reason, detail)
        tell(refused, after: before)
    }

    /// The same again is told with the next report only: a hub that sends again what a report says is missing would never
    /// come to rest.
    func tell(_ refusal: ReportedState.Refusal?, after before: ReportedState.Refusal?) {
        if refusal?.reason != before?.reason || refusal?.detail != before?.detail { reportSoon() }
    }

    /// Counts a refusal, and lets it into the log and among the incidents unless one for this reason has just been there.
    func counted(_ reason: ReportedState.Refusal.Reason, _ detail: String) -> ReportedState.Refusal {
        refusals += 1
        if reason == .seal { isSealRefused = true }
        if let line = refusalLog.line(reason, detail, at: .now) {
            configuration.log(line)
            note(.refusal, line)
        }
        return ReportedState.Refusal(reason: reason, detail: detail, at: configuration.now())
    }
}
