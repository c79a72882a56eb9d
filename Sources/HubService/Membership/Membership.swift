import Crypto
import Foundation
import MQTT
import Signage

/// Where staff let boards in, put new hardware in their places, move them and take them out; and where boards get their certificates.
///
/// One change at a time, so that no two of them make the same name.
actor Membership {
    let fleet: Fleet
    private let store: Store
    private let authority: CertificateAuthority
    private let keys: KeyChain
    private let sealer: Sealer
    /// Nil where no boards are let in.
    private let claims: Claims?
    private let control: BrokerControl
    private let publishing: Publishing
    private let intake: Intake
    private let events: EventIntake
    private let commands: CommandDesk
    private let evictor: Evictor
    private let log: Log
    private let now: @Sendable () -> Date
    private var isBusy = false
    private var queue: [CheckedContinuation<Void, Never>] = []

    /// For how long a certificate counts: two years. A board asks for the next one when a third of it is left, so that a bench that was
    /// in the depot over the winter still gets in.
    static let lifetimeSeconds: TimeInterval = 730 * 86_400
    /// How long a board that leaves may take to say that it does.
    static let farewell = Duration.seconds(5)

    init(
        fleet: Fleet, store: Store, authority: CertificateAuthority, keys: Data, sealer: Sealer, claims: Claims?,
        control: BrokerControl, publishing: Publishing, intake: Intake, events: EventIntake, commands: CommandDesk,
        evictor: Evictor, log: Log, now: @escaping @Sendable () -> Date
    ) throws {
        self.fleet = fleet
        self.store = store
        self.authority = authority
        self.keys = try WireCoding.decode(KeyChain.self, from: keys)
        self.sealer = sealer
        self.claims = claims
        self.control = control
        self.publishing = publishing
        self.intake = intake
        self.events = events
        self.commands = commands
        self.evictor = evictor
        self.log = log
        self.now = now
    }

    /// The boards that wait to be let in.
    func waiting() async throws -> WaitingList {
        var list: [WaitingBoard] = []
        for claim in await claims?.all() ?? [] {
            let past = try await past(of: claim)
            list.append(
                WaitingBoard(
                    code: claim.code, profile: claim.request.profile, version: claim.request.version,
                    since: claim.since, isDisputed: claim.isDisputed, formerly: past?.name, past: past?.what))
        }
        return WaitingList(waiting: list)
    }

    /// Lets a board in.
    /// - Throws: ``Claims/Refusal``; ``RefusedNotice`` with what is wrong with the draft; ``Taken``; `HubError`. Then nothing has changed.
    func join(_ code: ClaimCode, _ draft: JoinDraft) async throws -> Member {
        try await alone {
            let claim = try await claim(with: code)
            let place = try self.place(of: draft, for: claim.request)
            let name = try place?.name ?? Name(draft.name)
            if try await belongs(name) { throw Taken(board: name) }
            return try await admit(claim, as: name, at: place, replacing: false)
        }
    }

    /// Puts other hardware in a board's place: it keeps its name, place and programme, and the old one is shut out.
    /// - Returns: nil when there is no such board.
    /// - Throws: as ``join(_:_:)``.
    func replace(_ text: String?, with code: ClaimCode) async throws -> Member? {
        try await alone {
            guard let board = fleet.now.board(text) else { return nil }
            let claim = try await claim(with: code)
            guard claim.request.profile == board.profile else {
                throw RefusedNotice(refusals: [Self.foreign(claim.request.profile, board.profile, of: board.name)])
            }
            return try await admit(
                claim, as: board.name, at: fleet.isPlanned(board.name) ? nil : board, replacing: true)
        }
    }

    /// Gives a board another place.
    /// - Returns: nil when there is no such board.
    /// - Throws: ``RefusedNotice``; ``Planned`` for one whose place the configuration has.
    func move(_ text: String?, _ change: BoardChange) async throws -> Member? {
        try await alone {
            guard let board = fleet.now.board(text) else { return nil }
            guard !fleet.isPlanned(board.name) else { throw Planned(board: board.name) }
            var refusals: [InvalidValue] = []
            let site = Self.name(change.site, "site", &refusals)
            let layout = Self.name(change.layout, "layout", &refusals)
            let tags = Self.names(change.tags, "tags", &refusals)
            let feeds = Self.names(change.feeds, "feeds", &refusals)
            guard refusals.isEmpty else { throw RefusedNotice(refusals: refusals) }
            let place = try Self.refusing { () throws(InvalidValue) in
                let place = try Board(
                    name: board.name, title: change.title ?? board.title, site: change.site == nil ? board.site : site,
                    tags: tags ?? board.tags, profile: board.profile, layout: layout ?? board.layout,
                    feeds: feeds ?? board.feeds, panelTimes: board.panelTimes)
                try fleet.installation.configuration.check(place)
                return place
            }
            let plan = try Self.refusing { () throws(InvalidValue) in try fleet.installation.plan(for: place) }
            try await store.move(place)
            try fleet.put(plan)
            await intake.change(plan)
            try await publishProgramme(of: place.name)
            return try await member(place)
        }
    }

    /// Takes a board out of the fleet: it is told so unless it is lost, then nothing it has counts any more.
    /// - Returns: nil when there is no board of that name that has joined.
    /// - Throws: when the disk does not take it; then it belongs as before.
    func leave(_ text: String?, isLost: Bool) async throws -> Member? {
        try await alone {
            guard let board = fleet.now.board(text), try await belongs(board.name) else { return nil }
            var notes: [String] = []
            if !isLost, await !commands.tellFarewell(to: board.name, within: Self.farewell) {
                notes.append(
                    "\(board.name) could not be told; it plays on what it has until it is asked to join again or switched off."
                )
            }
            guard try await store.depart(board.name, isLost: isLost, at: now()) else { return nil }
            if fleet.isPlanned(board.name) {
                if let plan = fleet.now.builder.plans[board.name] { await intake.begin(plan) }
            } else {
                fleet.remove(board.name)
                await intake.forget(board.name)
            }
            await events.forget(board.name)
            notes += await shutOut(board.name)
            log("board \(board.name): has left\(isLost ? " as lost" : ""); its certificates are revoked")
            return Member(board: board, certificateExpires: nil, notes: notes)
        }
    }

    /// Makes a new certificate for a board that belongs, for the key that it has.
    func renew(_ request: RenewalRequest, of board: Name) async {
        do {
            try await alone {
                let checked = try CertificateRequest(pem: Data(request.certificateRequest.utf8))
                guard let known = try await store.certificate(forKey: checked.keyID), known.board == board,
                    known.revoked == nil, try await belongs(board)
                else {
                    return log(
                        "board \(board): asks to renew a certificate for a key that is not its own; it gets none")
                }
                let certificate = try await issueAnother(checked, to: board)
                await publishing.send(
                    try RenewedCertificate(
                        board: board, issued: now(), certificate: String(decoding: certificate.pem, as: UTF8.self)))
                log("board \(board): has a new certificate, until \(certificate.notAfter.ISO8601Format())")
            }
        } catch {
            log("board \(board): its certificate is not renewed: \(error)")
        }
    }

    /// Looks at a board that has begun to wait: one that belongs gets what it lacks, for it has shown that it has the key.
    func consider(_ claim: Claims.Waiting) async {
        do {
            try await alone {
                guard let known = try await store.certificate(forKey: claim.certificateRequest.keyID) else {
                    return log(
                        "a new board (\(claim.request.profile)) waits with the code \(claim.code): "
                            + "litfass join \(claim.code.text) --name …")
                }
                guard known.revoked == nil, try await belongs(known.board) else {
                    return log(
                        "\(known.board), which no longer belongs, waits with the code \(claim.code) to be let in again")
                }
                try await answer(
                    claim, as: known.board, with: try await issueAnother(claim.certificateRequest, to: known.board))
                log("board \(known.board): has a new certificate in the place of one that had ended or got lost")
            }
        } catch {
            log("new boards: what waits with the code \(claim.code) cannot be looked at: \(error)")
        }
    }

    /// Brings the broker in line with what the database says: at the start, and as long as that has not worked.
    func bringUpToDate() async throws {
        try await alone {
            for note in try await applyRights() { log("litfass-hub: \(note)") }
        }
    }

    // MARK: Steps

    private func admit(
        _ claim: Claims.Waiting, as name: Name, at place: Board?, replacing: Bool
    ) async throws -> Member {
        let plan = try Self.refusing { () throws(InvalidValue) in
            guard let place = place ?? fleet.now.board(name.text) else {
                throw InvalidValue(field: "name", reason: "there is no board \(name)")
            }
            return try fleet.installation.plan(for: place)
        }
        let key = try PublicKey(rawRepresentation: claim.request.key)
        let certificate = try issue(claim.certificateRequest, to: name)
        try await store.admit(name, at: place, certificate: certificate, key: key, now: now())
        try fleet.put(plan)
        await intake.begin(plan)
        await events.begin(name, key: key)
        // Before it is answered: it may come at once, and one of its name may have left before.
        let notes = replacing ? await shutOut(name) : try await applyRights()
        try await publishProgramme(of: name)
        try await answer(claim, as: name, with: certificate)
        log(
            "board \(name): \(replacing ? "other hardware has taken its place" : "has been let in") with the code \(claim.code)"
        )
        return Member(board: plan.board, certificateExpires: certificate.notAfter, notes: notes)
    }

    /// A certificate beside those that a board has.
    private func issueAnother(_ request: CertificateRequest, to board: Name) async throws -> Certificate {
        let certificate = try issue(request, to: board)
        try await store.add(certificate, of: board, at: now())
        return certificate
    }

    private func issue(_ request: CertificateRequest, to board: Name) throws -> Certificate {
        let now = now()
        // A broker whose clock is behind takes it all the same.
        return try authority.clientCertificate(
            for: request, commonName: board.text, from: now - 7 * 86_400, until: now + Self.lifetimeSeconds)
    }

    private func answer(_ claim: Claims.Waiting, as board: Name, with certificate: Certificate) async throws {
        let answer = try ClaimAnswer(
            code: claim.code, request: claim.digest, issued: now(), cell: fleet.installation.configuration.cell,
            board: board, profile: claim.request.profile, certificate: String(decoding: certificate.pem, as: UTF8.self))
        let envelope = try WireCoding.decode(Envelope.self, from: try sealer.seal(answer, as: .claim))
        await claims?.answer(
            claim, of: board, with: try WireCoding.encode(ClaimGrant(keys: keys, answer: envelope)))
    }

    /// The broker first goes by the new rights and the new list, then ends the connection that stands, then forgets what it kept.
    private func shutOut(_ board: Name) async -> [String] {
        var notes: [String]
        do {
            notes = try await applyRights()
        } catch {
            notes = [
                "The broker's files could not be written: \(error). It is tried again; until then \(board) can connect, and is ignored."
            ]
        }
        if await !evictor.evict(board) {
            notes.append(
                "Whether \(board) is still connected could not be found out; it may hear what is said until it goes.")
        }
        await publishing.forget(board)
        return notes
    }

    private func applyRights() async throws -> [String] {
        let outcome = try await control.apply(
            revoked: try await store.revokedCertificates(at: now()), departed: try await store.departedBoards(),
            at: now())
        return switch outcome {
        case .applied, .notRunning: []
        case .failed(let words): [words]
        }
    }

    private func publishProgramme(of board: Name) async throws {
        let builder = fleet.now.builder
        let (manifests, problems) = try await store.bringUpToDate([board], with: builder, at: now())
        for problem in problems { log("litfass-hub: \(problem)") }
        await publishing.publish(manifests, documents: builder.plans[board]?.documents ?? [])
        await intake.noteDesired(manifests)
    }

    private func member(_ board: Board) async throws -> Member {
        Member(board: board, certificateExpires: try await store.certificate(of: board.name)?.expires)
    }

    private func claim(with code: ClaimCode) async throws -> Claims.Waiting {
        guard let claims else { throw Claims.Refusal.unknown }
        return try await claims.board(with: code)
    }

    private func belongs(_ board: Name) async throws -> Bool {
        guard let member = try await store.member(board) else { return false }
        return member.departed == nil
    }

    private func past(of claim: Claims.Waiting) async throws -> (name: Name, what: WaitingBoard.Past?)? {
        guard let known = try await store.certificate(forKey: claim.certificateRequest.keyID) else { return nil }
        guard let member = try await store.member(known.board) else { return nil }
        guard member.departed != nil else { return (known.board, known.revoked == nil ? nil : .replaced) }
        return (known.board, member.isLost ? .lost : .left)
    }

    // MARK: One at a time

    private func alone<Value>(_ body: () async throws -> Value) async throws -> Value {
        while isBusy { await withCheckedContinuation { queue.append($0) } }
        isBusy = true
        defer {
            isBusy = false
            if !queue.isEmpty { queue.removeFirst().resume() }
        }
        return try await body()
    }
}

/// A board of that name belongs already.
struct Taken: Error {
    let board: Name
}

/// The configuration says where a board stands.
struct Planned: Error {
    let board: Name
}
