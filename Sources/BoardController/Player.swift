import Foundation
import MQTT
import Render
import Signage

/// Plays a programme on a panel: draws what is due, sleeps until something else is, and tells what is on the panel.
///
/// It has a thread of its own, the loop's, so that drawing holds nobody up.
actor Player {
    /// All that a picture is made of, but the time.
    struct Scenery: Hashable, Sendable {
        /// Of the manifest; nil for evergreen content.
        var version: Int?
        var layout: Layout
        /// Takes its place while an interrupt is on, if there is one.
        var emergency: Layout? = nil
        /// What rules that name them are judged by.
        var schoolHolidays: SchoolHolidays? = nil
        var notices: [Notice]
        /// They show even while nobody knows what time it is.
        var interrupts: [Notice] = []
        var settings: BoardSettings
        var feeds: [Name: FeedSnapshot]
        /// The files of pictures, by the names that notices, layout and settings give them.
        var images: [DocumentID: Data] = [:]
    }

    /// What is on the panel.
    struct Shown: Sendable {
        /// Of the manifest it was drawn from; nil for evergreen content for lack of one that can be drawn.
        let version: Int?
        /// The notice that it shows; nil when the evergreen content shows.
        let notice: Name?
        /// Of the picture, see ``PictureHash``.
        let hash: String
        /// When it got there.
        let at: Date
        /// Whether it was known what time it was; else what is dated is not on the panel.
        let isTimeKnown: Bool
        /// What it shows in each place; nothing while the panel is off.
        let items: [PlayedItem]
    }

    /// What its owner gets to know.
    enum Event: Sendable {
        /// Another frame is on the panel, or the first one drawn from a programme (which may be the same frame).
        case shown(Shown)
        /// A scene could not be drawn or presented, in words; evergreen content takes its place if it can.
        case failed(version: Int?, String)
        /// A picture of the programme could not be decoded, in words; what shows it is on the panel without it.
        case leftOut(String)
        /// A frame did not get to the panel whole, and no other one either: nobody knows what is on it.
        case unknown
    }

    enum Order: Sendable {
        case play(Scenery)
        case update(feeds: [Name: FeedSnapshot])
        /// The clock is another one now.
        case look
    }

    /// A wall clock that jumps leaves the player asleep no longer than this.
    static let longestSleep: TimeInterval = 60

    nonisolated let loop: EventLoop
    private let profile: DeviceProfile
    private let painter: any Painter
    var display: any Display & ~Copyable
    let now: @Sendable () -> Date
    private let isTimeKnown: @Sendable () -> Bool
    let tell: @Sendable (Event) -> Void
    private nonisolated let orders: AsyncStream<Order>
    private nonisolated let mailbox: AsyncStream<Order>.Continuation

    private(set) var scenery: Scenery? {
        didSet {
            setStages()
            if scenery?.notices != oldValue?.notices || scenery?.interrupts != oldValue?.interrupts
                || scenery?.layout != oldValue?.layout
                || scenery?.settings != oldValue?.settings
                || scenery?.schoolHolidays != oldValue?.schoolHolidays
            {
                schedule = scenery.map(schedule(of:))
                undated = nil
            }
        }
    }
    /// Made anew with the scenery only: the painter takes another stage for another picture.
    private var stage: Stage?
    /// For interrupts; nil when they show on the other one.
    private var emergencyStage: Stage?
    /// Made anew with other notices only: it keeps what it has worked out.
    private var schedule: Schedule?
    /// What plays while nobody knows what time it is; made when it is needed.
    private var undated: Schedule?
    /// Whether it was known what time it is when the last picture was drawn.
    private var knowsTime = true { didSet { if knowsTime != oldValue { setStages() } } }
    /// For a panel that is off.
    private var offStage: Stage?
    /// Of the panel, in percent.
    private var light = 100 { didSet { if light != oldValue { display.light(light) } } }
    /// In what light the panel is read; pictures are drawn for it.
    private var appearance = Theme.Appearance.light { didSet { if appearance != oldValue { setStages() } } }
    private(set) var shown: Shown?
    private var hash = PictureHash()
    private var plan: RefreshPlan
    private var failure: String?
    /// The pictures of this scenery that were told to be left out.
    private var leftOut: Set<DocumentID> = []
    /// Shows instead of all but interrupts, while a crew looks for the board.
    var identity: Notice?
    var identityAlarm: ScheduledJob?
    /// A light that a crew holds, and up to when.
    var heldLight: (percent: Int, until: Date)?
    /// The picture holds from `drawnAt` up to `dueAt`.
    private var drawnAt = Date.distantFuture
    private var dueAt = Date.distantPast
    private var alarm: ScheduledJob?

    /// - Parameters:
    ///   - loop: the thread it runs on.
    ///   - now: the board's clock.
    ///   - isTimeKnown: whether that can be trusted; while it can't, undated content plays and no time is shown.
    ///   - tell: called on the loop's thread, in order, with what ``run()`` and the passing of time bring about; must not
    ///     block.
    init(
        on loop: EventLoop, profile: DeviceProfile, painter: sending any Painter,
        display: consuming sending any Display & ~Copyable, now: @escaping @Sendable () -> Date,
        isTimeKnown: @escaping @Sendable () -> Bool = { true }, tell: @escaping @Sendable (Event) -> Void
    ) {
        self.loop = loop
        self.profile = profile
        plan = RefreshPlan(panel: profile.panel)
        self.painter = painter
        self.display = display
        self.now = now
        self.isTimeKnown = isTimeKnown
        self.tell = tell
        (orders, mailbox) = AsyncStream.makeStream()
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// Hands an order over; any thread may call.
    nonisolated func send(_ order: Order) { mailbox.yield(order) }

    /// Carries out orders until the task is cancelled; the panel keeps its last frame.
    func run() async {
        for await order in orders {
            switch order {
            case .play(let scenery): for event in play(scenery) { tell(event) }
            case .update(let feeds): for event in update(feeds: feeds) { tell(event) }
            case .look: wake()
            }
        }
        for alarm in [alarm, identityAlarm] { alarm?.cancel() }
    }

    /// Draws the first frame of a programme, and returns when it is on the panel.
    func play(_ scenery: Scenery) -> [Event] {
        var scenery = scenery
        scenery.feeds = Self.feeds(scenery.feeds, shownBy: scenery, on: profile.panel)
        self.scenery = scenery
        leftOut = []
        return draw(isNew: true)
    }

    /// Takes in what feeds tell now; draws only when the layout shows what has changed.
    func update(feeds: [Name: FeedSnapshot]) -> [Event] {
        guard var scenery else { return [] }
        scenery.feeds = Self.feeds(feeds, shownBy: scenery, on: profile.panel)
        guard scenery != self.scenery else { return [] }
        self.scenery = scenery
        return draw(isNew: false)
    }

    /// Looks at the clock: draws when something else is due, the clock was set back, or time is known now or no longer; and sets
    /// the alarm anew.
    func wake() {
        let instant = now()
        guard instant < drawnAt || instant >= dueAt || isTimeKnown() != knowsTime else {
            return setAlarm(from: instant)
        }
        for event in draw(isNew: false) { tell(event) }
    }

    /// - Parameter isNew: what is on the panel, or why it is not there, is told even if it was told before.
    func draw(isNew: Bool) -> [Event] {
        guard let scenery, let schedule = currentSchedule() else { return [] }
        let instant = now()
        let scheduled = schedule.programme(at: instant)
        let isInterrupted = scheduled.notice?.priority == .interrupt
        let identity = isInterrupted ? nil : self.identity
        let programme = identity.map { Self.programme(of: $0, at: instant) } ?? scheduled
        let panel =
            knowsTime
            ? scenery.settings.panelTimes.state(
                at: instant, place: scenery.settings.position, clock: schedule.clock, calendars: schedule.calendars,
                hasInterrupt: isInterrupted || identity != nil)
            : scenery.settings.panelTimes.state(
                withoutTimeAt: .normal, hasInterrupt: isInterrupted || identity != nil)
        appearance = panel.isDark ? .dark : .light
        let usual = identity == nil ? stage : self.stage(of: scenery, .evergreen)
        guard let stage = usual else { return [] }
        // Paper needs no light and keeps its picture without power.
        let isOff = !panel.isOn && profile.panel.technology != .epaper
        let scene =
            isOff
            ? Scene(stage: offStage ?? stage, programme: Programme(), now: instant)
            : Scene(stage: isInterrupted ? emergencyStage ?? stage : stage, programme: programme, now: instant)
        if let held = heldLight, instant >= held.until { heldLight = nil }
        light = isOff ? 0 : isInterrupted ? panel.brightnessPercent : heldLight?.percent ?? panel.brightnessPercent
        drawnAt = instant
        do {
            let drawing = try painter.paint(scene)
            let event = try present(drawing, of: scene, version: scenery.version, isNew: isNew)
            failure = nil
            // While the panel is off, an interrupt turns it on.
            let changes = [
                drawing.nextChange, panel.until, heldLight?.until,
                isOff || identity != nil ? scheduled.nextChange : nil,
            ]
            setDue(changes.compactMap { $0 }.min(), after: instant)
            return [event].compactMap(\.self) + picturesLeftOut(of: scenery)
        } catch {
            defer { setDue(instant.addingTimeInterval(Self.longestSleep), after: instant) }
            var events: [Event] = []
            // Told once, though it is tried every minute.
            if isNew || failure != "\(error)" { events.append(.failed(version: scenery.version, "\(error)")) }
            failure = "\(error)"
            if let event = presentEvergreen(instead: scenery, at: instant) { events.append(event) }
            // Whoever hears why is to know by then that nothing is certain any more.
            return shown == nil ? [.unknown] + events : events
        }
    }

    /// What was not told before of pictures that cannot be drawn.
    private func picturesLeftOut(of scenery: Scenery) -> [Event] {
        let new = painter.refusedPictures.filter { scenery.images[$0.key] != nil && leftOut.insert($0.key).inserted }
        return new.sorted { $0.key.hex < $1.key.hex }.map { .leftOut("the picture \($0.key) is left out: \($0.value)") }
    }

    /// A notice that has expired or was withdrawn must not stand for want of another picture.
    private func presentEvergreen(instead scenery: Scenery, at instant: Date) -> Event? {
        var evergreen = scenery
        evergreen.feeds = [:]
        let scene = Scene(stage: stage(of: evergreen, .evergreen), programme: Programme(), now: instant)
        guard let drawing = try? painter.paint(scene) else { return nil }
        return try? present(drawing, of: scene, version: nil, isNew: false)
    }

    /// - Returns: nil when the same was on the panel before.
    private func present(_ drawing: Drawing, of scene: Scene, version: Int?, isNew: Bool) throws -> Event? {
        let before = shown
        let isSame = drawing.damage.isEmpty && before != nil
        if !isSame {
            // When it fails, parts of two pictures may be on the panel, so that the next one goes there whole.
            shown = nil
            try painter.withPicture { picture in
                if before == nil { plan.forget() }
                try display.present(picture, refresh: plan.next(damage: drawing.damage, photos: picture.photos))
                hash.update(picture, damage: before == nil ? [picture.whole] : drawing.damage)
            }
        }
        let items = scene.stage.layout.playedItems(of: scene.programme, on: profile.panel)
        guard isNew || !isSame || version != before?.version || items != before?.items else { return nil }
        let shown = Shown(
            version: version, notice: scene.programme.notice?.id, hash: hash.hexString, at: now(),
            isTimeKnown: knowsTime, items: items)
        self.shown = shown
        return .shown(shown)
    }

    /// The frame that is on the panel now, in its own pixel format; nil when none is.
    func frame() -> Frame? { shown == nil ? nil : painter.frame() }

    private func setDue(_ change: Date?, after instant: Date) {
        // A change that is told for now must not become a loop.
        dueAt = max(change ?? .distantFuture, instant.addingTimeInterval(0.1))
        setAlarm(from: now())
    }

    /// The one that holds by what is known of time now.
    private func currentSchedule() -> Schedule? {
        knowsTime = isTimeKnown()
        guard !knowsTime else { return schedule }
        if undated == nil { undated = undatedSchedule() }
        return undated
    }

    /// The clock tells a time that has certainly passed: an interrupt is on until its end has certainly passed, too.
    private func undatedSchedule() -> Schedule? {
        guard let schedule, let scenery else { return nil }
        let interrupts = Set(scenery.interrupts.map(\.id))
        return Schedule(
            items: schedule.items.compactMap { interrupts.contains($0.id) ? $0 : $0.undated }, clock: schedule.clock,
            calendars: schedule.calendars)
    }

    private func schedule(of scenery: Scenery) -> Schedule {
        Schedule(
            notices: scenery.notices + scenery.interrupts, layout: scenery.layout, on: profile.panel,
            clock: WallClock(zone: scenery.settings.zone),
            calendars: DayCalendars(schoolHolidays: scenery.schoolHolidays))
    }

    private func setStages() {
        stage = scenery.map { stage(of: $0, $0.layout) }
        emergencyStage = scenery.flatMap { scenery in emergencyLayout(of: scenery).map { stage(of: scenery, $0) } }
        offStage = scenery.map { stage(of: $0, .off) }
    }

    /// For interrupts; nil when the usual one shows them. One that has no place for notices would tell of none.
    private func emergencyLayout(of scenery: Scenery) -> Layout? {
        if let emergency = scenery.emergency, emergency.showsNotices(on: profile.panel) { return emergency }
        return scenery.layout.showsNotices(on: profile.panel) ? nil : .emergency
    }

    private func stage(of scenery: Scenery, _ layout: Layout) -> Stage {
        Stage(
            layout: layout, profile: profile, settings: scenery.settings,
            // What they tell is of a day and an hour.
            feeds: knowsTime ? scenery.feeds : [:], images: scenery.images, appearance: appearance,
            isTimeKnown: knowsTime)
    }

    private func setAlarm(from instant: Date) {
        alarm?.cancel()
        // The lower bound keeps a clock that runs behind the loop's from turning the last moment into a spin.
        let sleep = min(Self.longestSleep, max(0.005, dueAt.timeIntervalSince(instant)))
        alarm = loop.schedule(after: .seconds(sleep)) { [weak self] in self?.assumeIsolated { $0.wake() } }
    }

    private static func feeds(
        _ feeds: [Name: FeedSnapshot], shownBy scenery: Scenery, on panel: Panel
    ) -> [Name: FeedSnapshot] {
        let names = scenery.layout.feeds(on: panel).union(scenery.emergency?.feeds(on: panel) ?? [])
        return feeds.filter { names.contains($0.key) }
    }
}
