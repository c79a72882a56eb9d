public import Foundation
import HTTPServer
import MQTT
import Render
import Signage

/// The hub of `litfass-hub serve`: takes notices in, publishes programmes, watches over boards, polls feeds.
public struct Hub: Sendable {
    private let options: HubOptions
    private let installation: Installation
    private let folder: StateFolder
    private let store: Store
    private let telemetry: Telemetry
    private let fleet: Fleet
    private let loop: EventLoop
    private let publishing: Publishing
    private let intake: Intake
    private let eventLoop: EventLoop
    private let events: EventIntake
    private let archive: PlayArchive
    private let polling: FeedPolling
    private let judging: EventLoop
    private let characters: CharacterCheck
    private let judge: NoticeJudge
    private let interrupts: InterruptDesk
    private let commands: CommandDesk
    private let claims: Claims?
    private let joiningBroker: JoiningBroker?
    private let control: BrokerControl
    private let membership: Membership
    private let log: Log
    private let now: @Sendable () -> Date

    /// How often faults are looked for when nothing comes in, what boards tell is stored, and manifests are looked through.
    static let evaluationInterval = Duration.seconds(10)
    static let savingInterval = Duration.seconds(2)
    static let renewalInterval = Duration.seconds(600)
    /// How often it is looked whether the broker for new boards runs, and whether the broker goes by the rights that boards have.
    static let joiningInterval = Duration.seconds(1)
    static let rightsInterval = Duration.seconds(60)
    /// How often what is too old is deleted.
    static let forgettingInterval = Duration.seconds(3_600)

    /// Reads the configuration and opens the state; names on the log every file and board that can't be used.
    ///
    /// - Throws: when there is nothing to work with: no configuration, no state folder, a database of a newer hub.
    public init(
        _ options: HubOptions, log: Log = .standardError, now: @escaping @Sendable () -> Date = { Date() }
    ) async throws {
        self.options = options
        self.log = log
        self.now = now
        installation = try Installation(
            configuration: options.configuration, layouts: options.layouts, devices: options.devices)
        for problem in installation.problems { log("litfass-hub: \(problem)") }
        judging = try EventLoop(name: "hub-judge", isBackground: true)
        func renderer(for purpose: String) -> sending Renderer? {
            do {
                return try Renderer()
            } catch {
                log("litfass-hub: nobody is told \(purpose): \(error)")
                return nil
            }
        }
        characters = CharacterCheck(with: renderer(for: "which characters boards lack"))
        judge = NoticeJudge(on: judging, renderer: renderer(for: "whether notices can be read"))
        folder = try StateFolder(options.state, at: now())
        store = try Store(path: folder.database)
        telemetry = try Telemetry(path: folder.database)
        let sealer = Sealer(key: folder.keyring.publisher)
        var problems: [String] = []
        fleet = try Fleet(
            installation, joined: try await store.members().filter { $0.departed == nil }.compactMap(\.place),
            sealer: sealer, problems: &problems)
        for problem in problems { log("litfass-hub: \(problem)") }
        loop = try EventLoop(name: "hub")
        func broker(_ clientID: String) -> Client.Configuration {
            Client.Configuration(
                host: options.brokerHost, port: options.brokerPort, clientID: clientID,
                protocolVersion: options.mqtt,
                reconnect: ReconnectPolicy(initial: .milliseconds(100), maximum: .seconds(5)))
        }
        publishing = Publishing(
            broker: broker(options.clientID), replica: options.replica, cell: installation.configuration.cell,
            keys: folder.keyring.chain, sealer: sealer, loop: loop, log: log, now: now)
        intake = Intake(
            broker: broker(options.intakeClientID), fleet: fleet,
            contacts: try await telemetry.contacts(), publishing: publishing, loop: loop, log: log, now: now)
        eventLoop = try EventLoop(name: "hub-events")
        events = try EventIntake(
            broker: broker(options.eventsClientID), cell: installation.configuration.cell,
            boards: fleet.now.boards.map(\.name), path: folder.database, sealer: sealer,
            loop: eventLoop, log: log, now: now)
        archive = try PlayArchive(path: folder.database, timeZone: installation.configuration.timeZone)
        interrupts = InterruptDesk(
            store: store, sealer: sealer, publishing: publishing, intake: intake, cell: installation.configuration.cell,
            fleet: fleet, zone: installation.timeZone, characters: characters,
            now: now)
        commands = CommandDesk(
            store: store, publishing: publishing, intake: intake, fleet: fleet, zone: installation.timeZone, log: log,
            now: now)
        polling = FeedPolling(
            installation: installation, store: store, sealer: sealer, publishing: publishing, log: log, now: now)
        let files = BrokerFiles(state: options.state)
        let authority = try files.loadOrMakeAuthority()
        control = try BrokerControl(
            files: files, authority: authority, cell: installation.configuration.cell,
            broker: broker(options.clientID + ".control"), loop: loop, log: log, at: now())
        claims = options.joining.map { [loop] _ in
            Claims(
                broker: Client.Configuration(
                    host: files.joiningSocket, port: 0, clientID: options.clientID,
                    reconnect: ReconnectPolicy(initial: .milliseconds(100), maximum: .seconds(5))),
                loop: loop, log: log, now: now)
        }
        joiningBroker = options.joining.map { [loop] endpoint in
            JoiningBroker(files: files, endpoint: endpoint, loop: loop, log: log)
        }
        membership = try Membership(
            fleet: fleet, store: store, authority: authority, keys: folder.keyring.chain, sealer: sealer,
            claims: claims, control: control, publishing: publishing, intake: intake, events: events,
            commands: commands, evictor: Evictor(broker: broker(options.clientID), loop: loop), log: log, now: now)
    }

    /// Works until it is cancelled, then says farewell.
    ///
    /// - Parameter ready: takes lines for people, once everything runs: where the page is, where token and key are.
    /// - Throws: when the port can't be had or the database fails.
    public func run(ready: @Sendable (String) -> Void) async throws {
        defer {
            loop.stop()
            eventLoop.stop()
            judging.stop()
        }
        try await interrupts.bringUpToDate()
        try await bringUpToDate()
        let router = router()
        let limits = Limits(bodyBytes: 2 << 20)
        let server = try Server(
            port: options.httpPort, limits: limits,
            allowance: { [token = folder.token] in
                ImagesAPI.allowance(for: $0, token: token, otherwise: limits.bodyBytes)
            },
            handler: { await router.respond(to: $0) })
        defer { server.stop() }
        await publishing.start()
        await intake.start()
        await events.start()
        await claims?.start()
        await control.start()
        ready("Litfass hub: http://127.0.0.1:\(server.port)/")
        ready("API token: \(folder.path)/token")
        let result: Result<Void, any Error>
        do {
            try await work()
            result = .success(())
        } catch {
            result = .failure(error)
        }
        server.stop()
        await claims?.stop()
        await control.stop()
        await joiningBroker?.stop()
        await events.stop()
        await intake.stop()
        await publishing.stop()
        try? await telemetry.save(await intake.takeUnsaved(), at: now())
        try result.get()
    }

    private func work() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.fetchDocuments() }
            group.addTask { await self.followReports() }
            group.addTask { await self.followKeys() }
            group.addTask { await self.followRenewals() }
            group.addTask { await self.followClaims() }
            group.addTask {
                try await self.every(Self.joiningInterval, "run the broker for new boards", atOnce: true) {
                    try await self.joiningBroker?.keepRunning()
                }
            }
            group.addTask {
                try await self.every(Self.rightsInterval, "tell the broker who belongs", atOnce: true) {
                    try await self.membership.bringUpToDate()
                }
            }
            group.addTask { try await self.every(Self.savingInterval, "store what boards tell", self.saveTelemetry) }
            group.addTask {
                try await self.every(Self.evaluationInterval, "look for faults") { await self.intake.evaluate() }
            }
            group.addTask {
                try await self.every(InterruptDesk.interval, "end interrupts", self.interrupts.bringUpToDate)
            }
            group.addTask {
                try await self.every(Self.evaluationInterval, "give up commands") {
                    try await self.store.giveUpCommands(at: self.now())
                }
            }
            group.addTask { try await self.every(Self.renewalInterval, "renew manifests", self.bringUpToDate) }
            group.addTask {
                try await self.every(Self.forgettingInterval, "delete old play records") {
                    try await self.archive.deleteOld(at: self.now())
                }
            }
            group.addTask { try await self.polling.run() }
            while try await group.next() != nil {}
        }
    }

    private func bringUpToDate() async throws {
        let builder = fleet.now.builder
        let (manifests, problems) = try await store.bringUpToDate(with: builder, at: now())
        for problem in problems { log("litfass-hub: \(problem)") }
        await publishing.publish(manifests, documents: builder.plans.values.flatMap(\.documents))
        await intake.noteDesired(manifests)
        try await store.deleteGarbage(with: builder, at: now())
    }

    private func fetchDocuments() async {
        for await id in publishing.wanted {
            var bytes: Data?
            do {
                bytes = try await store.document(id)
            } catch {
                log("document \(id): \(error)")
            }
            await publishing.provide(id, bytes)
        }
    }

    private func followReports() async {
        for await _ in intake.reported {
            await commands.take(await intake.takeResults())
            for (board, report) in await intake.takeReports() {
                do {
                    try await follow(report, of: board)
                } catch {
                    log("board \(board): cannot store what it reports: \(error)")
                }
            }
        }
    }

    private func followKeys() async {
        for await _ in events.pinned { await intake.note(pinned: await events.pinnedKeys()) }
    }

    private func followRenewals() async {
        for await (board, request) in intake.renewals { await membership.renew(request, of: board) }
    }

    private func followClaims() async {
        guard let claims else { return }
        for await claim in claims.heard { await membership.consider(claim) }
    }

    private func follow(_ report: Intake.Report, of board: Name) async throws {
        // First what needs no disk, then what people wait for most.
        if report.state.withheld?.desired != nil { await publishing.publishAgain(board) }
        if report.state.withheld?.interrupt != nil { await publishing.sendInterruptsAgain() }
        if let held = report.state.interrupt, try await interrupts.countOn(above: held) {
            log(
                "board \(board) has accepted interrupts of version \(held.version) before, "
                    + "so this hub counts on from there")
        }
        try await commands.send(to: board)
        if let manifest = try await store.countOn(above: report.state, of: board, with: fleet.now.builder, at: now()) {
            log(
                "board \(board) has accepted version \(report.state.floor) before, "
                    + "so this hub counts on from \(manifest.version)")
            await publishing.publish([manifest])
            await intake.noteDesired([manifest])
        } else if let applied = report.state.applied {
            // Not where this hub counts on: then the versions that the board knows are none of this store's.
            try await store.noteApplied(applied.version, on: board, at: report.received)
        }
    }

    private func saveTelemetry() async throws {
        try await telemetry.save(await intake.takeUnsaved(), at: now())
    }

    private func router() -> Router {
        var router = Router { [log] error, request in
            log("\(request.method.rawValue) \(request.path): \(error)")
        }
        let desk = NoticeDesk(
            store: store, publishing: publishing, intake: intake, fleet: fleet, zone: installation.timeZone,
            characters: characters, judge: judge, log: log, now: now)
        let images = ImagesAPI(desk: ImageDesk(store: store, now: now))
        let schedule = ScheduleAPI(store: store, fleet: fleet, now: now)
        let plays = PlaysAPI(archive: archive, fleet: fleet, zone: installation.timeZone, now: now)
        API(
            desk: desk, images: images, schedule: schedule, plays: plays, interrupts: InterruptsAPI(desk: interrupts),
            commands: CommandsAPI(desk: commands), members: MembersAPI(membership: membership), intake: intake,
            token: folder.token
        ).add(to: &router)
        BoardsPage(installation: installation, intake: intake, store: store, now: now).add(to: &router)
        JoinPage(municipality: installation.configuration.municipality, claims: claims).add(to: &router)
        return router
    }

    /// Does something again and again until the task is cancelled. A failure is logged once, and tried again: a full disk
    /// must not take the page and the boards' programmes away as well.
    private func every(
        _ interval: Duration, _ action: String, atOnce: Bool = false, _ body: () async throws -> Void
    ) async throws {
        var logged: String?
        var mustWait = !atOnce
        while true {
            if mustWait { try await Task.sleep(for: interval) }
            mustWait = true
            do {
                try await body()
                logged = nil
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                if logged != "\(error)" { log("cannot \(action): \(error)") }
                logged = "\(error)"
            }
        }
    }
}
