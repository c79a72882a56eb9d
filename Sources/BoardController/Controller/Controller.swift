import Crypto
import Foundation
import MQTT
import Render
import Signage

/// Keeps a board's programme in step with what its hub desires, and tells the hub how the board is.
///
/// It shares the thread of the MQTT client, so that no message changes threads. Everything slow has another: drawing the
/// ``Player``'s, encoding pictures the ``PictureEncoder``'s.
actor Controller {
    /// What the board is and where it finds things.
    struct Configuration: Sendable {
        var board: Name
        var cell: Name
        var profile: DeviceProfile
        /// Names those who may seal what the board shows.
        var rootKey: PublicKey
        var state: StateFolder
        /// Root of the sysfs tree.
        var sysfs: String
        var broker: Client.Configuration
        /// Library versions and font hashes of the renderer.
        var renderer: String
        /// Of asking again for documents.
        var backoff = Backoff()
        /// How long what the hub says there is may be on its way.
        var patience = Duration.seconds(10)
        /// Boards answer a hub that has come back within this time, each at another moment.
        var spread = Duration.seconds(10)
        /// The program that starts the machine anew; nil where none was named.
        var rebootCommand: String?
        /// What makes the board belong; nil where the broker asks nobody for that.
        var membership: Membership?
        /// How it asks to be let in again; nil where it cannot.
        var joining: Joiner.Configuration?
        /// How long it is shut out before it asks to be let in again.
        var shutOutPatience = Duration.seconds(300)
        /// What time it is, and whether that can be trusted.
        var clock = BoardClock()
        /// Takes one line a change of state; nothing secret.
        var log: @Sendable (String) -> Void = { _ in }
        /// By the board's own clock.
        var now: @Sendable () -> Date { { [clock] in clock.now } }
    }

    /// What is on its way to the panel.
    ///
    /// ```
    ///             accept                    switchOver (all documents on the disk)
    ///   settled ---------> fetching ------------------------------> presenting
    ///    ^  ^               |    ^                                   |   |
    ///    |  |               |    +------------- accept (newer) ------+   |
    ///    |  +---------------+                                            |
    ///    |   refuse (a document cannot be used)                          |
    ///    +---------------------------------------------------------------+
    ///      playerTold (the first frame is on the panel, or cannot be drawn)
    /// ```
    /// `accept` leads from `fetching` to `fetching` when a newer manifest comes, and passes through `fetching` in no time
    /// when nothing is missing. `restore` starts in `fetching` when documents of the stored programme are damaged.
    enum Stage {
        case settled
        case fetching(Arrival)
        case presenting(InstalledProgramme)

        var pending: Arrival? {
            switch self {
            case .settled: nil
            case .fetching(let arrival): arrival
            case .presenting(let programme): programme.arrival
            }
        }
    }

    private(set) var configuration: Configuration
    nonisolated let loop: EventLoop
    let player: Player
    let encoder: PictureEncoder
    var seal: Seal
    /// Whether the disk has the keys that ``seal`` goes by.
    var areKeysStored = false
    /// Whether something was refused for its seal since the keys last changed.
    var isSealRefused = false
    /// The root key that was given is not the one that the stored keys hold by.
    var isRootStrange = false
    private let playerEvents: AsyncStream<Player.Event>

    /// The connection; made at the first use, when all else is there.
    lazy var client = Client(
        configuration.broker, on: loop,
        will: { [weak self] in self?.assumeIsolated { $0.will() } },
        handler: { [weak self] event in self?.assumeIsolated { $0.handle(event) } })
    var isConnected = false
    var connections = 0
    var session: UInt64 = 0
    var sessions: SessionCounter
    var lastReason: String?
    var subscribedFeeds: Set<Name> = []
    var subscribedDocuments: Set<DocumentID> = []

    var stage = Stage.settled
    var floor = VersionFloor()
    /// The disk did not hand out the stored floor, which may be above ``floor``.
    var isFloorUnread = false
    var documents: DocumentCache
    var partials: PartialDocuments
    var feeds: FeedCache
    var fetcher: DocumentFetcher
    /// The programme that is on the disk and plays.
    var installed: InstalledProgramme?
    /// Whether it got there since the start.
    var isSwitched = false
    /// Accepted, but something in it cannot be used: it may come again and again, and is refused once.
    var unusable: Arrival?

    var interrupts = HeldInterrupts()
    var commands: Commands
    let recentLines: RecentLines

    /// Refused for a reason that may pass: the clock or the disk. It is tried again, as the hub does not send it again.
    ///
    /// The version is nil where it is the clock: anyone may send again what has expired.
    var postponed: (envelope: Data, version: Int?)?

    var onPanel: Player.Shown?
    var applied: ReportedState.Applied?
    /// Whether the last report said that the programme is stale.
    var isStaleTold = false
    /// Whether it was known what time it is when ``applied`` got on the panel.
    var isAppliedByTime = false
    var refused: ReportedState.Refusal?
    var refusals = 0
    var refusalLog = RefusalLog()
    var timekeeping = Timekeeping()
    var proof: ProofKeeping
    var health: HealthMonitor
    var pacing = PicturePacing()
    let started = ContinuousClock.now
    let pictures: AsyncStream<Void>
    let pictureQueue: AsyncStream<Void>.Continuation

    var hubAlarm: ScheduledJob?
    var fetchAlarm: ScheduledJob?
    var postponedAlarm: ScheduledJob?
    var reportAlarm: ScheduledJob?
    var pictureAlarm: ScheduledJob?
    var healthAlarm: ScheduledJob?
    var generator = SystemRandomNumberGenerator()
    var readmission = Readmission()

    /// - Parameters:
    ///   - loop: the thread it runs on.
    ///   - playerEvents: what `player` tells.
    init(
        _ configuration: Configuration, on loop: EventLoop, player: Player, encoder: PictureEncoder,
        events playerEvents: AsyncStream<Player.Event>
    ) {
        var configuration = configuration
        // All lines go through here.
        let recentLines = RecentLines()
        configuration.log = { [log = configuration.log, now = configuration.now] line in
            let line = LogLine.harmless(line)
            recentLines.add("\(now().ISO8601Format()) \(line)")
            log(line)
        }
        self.recentLines = recentLines
        self.configuration = configuration
        self.loop = loop
        self.player = player
        self.encoder = encoder
        self.playerEvents = playerEvents
        seal = Seal(root: configuration.rootKey)
        commands = Commands(path: configuration.state.commands)
        sessions = SessionCounter(path: configuration.state.session, now: configuration.now())
        documents = DocumentCache(folder: configuration.state.documents)
        partials = PartialDocuments(folder: configuration.state.downloads)
        feeds = FeedCache(folder: configuration.state.feeds)
        fetcher = DocumentFetcher(backoff: configuration.backoff)
        proof = ProofKeeping(
            in: configuration.state,
            at: PlayLog.Moment(time: configuration.now(), uptimeSeconds: 0, clock: .untrusted))
        health = HealthMonitor(
            sensors: configuration.profile.sensors, sysfs: configuration.sysfs, folder: configuration.state.path)
        // A picture that was overtaken while another was encoded is nobody's business any more.
        (pictures, pictureQueue) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// Shows what is stored, then connects, and works until the task is cancelled or the player is to start anew; says farewell
    /// before it returns.
    func run() async -> PlayerEnding {
        restore()
        lookAtClock()
        // Known before the first report goes out.
        for event in await player.play(scenery()) { playerTold(event) }
        await client.start()
        watchHealth()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.followPlayer() }
            group.addTask { await self.sendPictures() }
            group.addTask { await self.runCommands() }
            group.addTask { await self.waitUntilElsewhere() }
            await group.next()
            group.cancelAll()
            // A picture that is being encoded is not waited for: on a busy machine it takes long, and whoever ends this process kills it then.
            await end()
        }
        configuration.log("ended; the panel keeps its last picture")
        if commands.isLeaving { leave(isMemberStill: readmission.isElsewhere) }
        return commands.isRestartWanted ? .restart : .cancelled
    }

    /// Brings to the disk and to the hub what they are to know of an orderly end.
    private func end() async {
        let alarms = [hubAlarm, fetchAlarm, postponedAlarm, reportAlarm, pictureAlarm, healthAlarm, interrupts.alarm]
        for alarm in alarms { alarm?.cancel() }
        timekeeping.cancel()
        cancelEventAlarm()
        readmission.cancel()
        closeProof()
        sayFarewell()
        await client.stop()
    }

    /// The certificate counts from the next dial on.
    func take(_ certificate: Certificate) { configuration.membership?.certificate = certificate }

    private func followPlayer() async {
        for await event in playerEvents { playerTold(event) }
    }

    /// All that the player needs for what is installed, or for evergreen content.
    func scenery() -> Player.Scenery {
        guard let installed else {
            return Player.Scenery(
                version: nil, layout: .evergreen, emergency: .emergency, notices: [],
                interrupts: interrupts.notices, settings: configuration.evergreenSettings, feeds: [:])
        }
        return Player.Scenery(
            version: installed.version, layout: installed.layout, emergency: installed.emergency,
            schoolHolidays: installed.schoolHolidays,
            notices: installed.notices, interrupts: interrupts.notices,
            settings: installed.arrival.manifest.settings, feeds: feeds.snapshots, images: installed.images)
    }
}

extension Controller.Configuration {
    /// What a board can say of its place before any hub has told it.
    var evergreenSettings: BoardSettings {
        let unplaced = BoardSettings.unplaced(profile)
        let named = try? BoardSettings(
            municipality: unplaced.municipality, title: board.text, timeZone: unplaced.timeZone,
            pictureIntervalSeconds: unplaced.pictureIntervalSeconds)
        return named ?? unplaced
    }
}
