public import Foundation
public import Signage

/// What a scene has changed on the picture.
public struct Drawing: Sendable {
    /// Rectangles outside of which the picture is as it was; none twice, none where nothing changed.
    public let damage: [PixelRect]
    /// The next instant at which the picture of this scene differs, if nothing but time goes on; nil when it never will.
    public let nextChange: Date?

    /// Takes the values as they are.
    public init(damage: [PixelRect], nextChange: Date?) {
        self.damage = damage
        self.nextChange = nextChange
    }
}

/// Draws scenes, one after the other, and paints only what differs from the scene before. One owner; the same scene gives the same pixels in every process with the same ``fingerprint``.
public final class Renderer {
    /// A zone as it was drawn; never changes, so that the same one is known to look the same.
    private final class ZonePicture {
        let place: Arrangement.Place
        let marks: [DrawList.Mark]
        /// The instant it was drawn for.
        let now: Date
        /// When the zone looks different by time alone.
        let nextChange: Date?

        init(place: Arrangement.Place, marks: [DrawList.Mark], now: Date, nextChange: Date?) {
            self.place = place
            self.marks = marks
            self.now = now
            self.nextChange = nextChange
        }

        /// Whether it would be drawn in the same way, as far as time goes. Ends of pages are told a moment late.
        func holds(at instant: Date) -> Bool {
            guard now <= instant else { return false }
            return nextChange.map { instant < $0 - 0.002 } ?? true
        }
    }

    /// What is on the canvas.
    private struct Picture {
        let stage: Stage
        let programme: Programme
        let now: Date
        /// What lies under the zones.
        let ground: [DrawList.Mark]
        var zones: [ZonePicture]
        /// What lies over the zones.
        let rules: [DrawList.Mark]
        /// For which the zones were drawn.
        let surroundings: Surroundings

        /// Where photographs are.
        var photos: [PixelRect] {
            zones.flatMap(\.marks).compactMap { mark in
                if case .picture(let raster, _, _) = mark.shape, raster.isPhoto { mark.bounds } else { nil }
            }
        }

        var marks: [DrawList.Mark] { ground + zones.flatMap(\.marks) + rules }
    }

    let typesetter: Typesetter
    private let pictures = PictureCache()
    /// Kept from picture to picture: fresh memory would cost more than the painting.
    private var canvas: Canvas?
    private var current: Picture?
    /// The last pictures of stages, the latest last, one of each stage: most of their zones can be shown again as they are.
    private var kept: [Picture] = []
    private static let mostKept = 2
    /// Of the scene that was composed last: the same for all of its zones, and the zone of time for all of its stage's.
    private var shared: (stage: Stage, zone: TimeZone, metrics: Metrics, wording: Wording)?
    /// Kept like the canvas.
    private var writer: PixelWriter?

    /// Loads the fonts.
    /// - Throws: naming the font that is missing and the package that brings it.
    public init() throws(RenderError) { typesetter = try Typesetter() }

    /// Library versions and a hash over the font files: frames compare bit by bit only where it is the same.
    public static let fingerprint = Fonts.fingerprint()

    /// Draws a scene and returns what it changed.
    /// - Throws: when there is no memory for it; the next drawing is a whole one.
    public func paint(_ scene: Scene) throws(RenderError) -> Drawing {
        let panel = scene.stage.profile.panel
        let whole = PixelRect(x: 0, y: 0, width: panel.width, height: panel.height)
        let fresh = try makeCanvas(for: panel)
        let old = fresh ? nil : current
        let new = clockTick(of: scene) ?? compose(scene)
        current = nil
        guard let canvas else { preconditionFailure("makeCanvas leaves a canvas") }
        let damage = old.map { Self.damage(from: $0, to: new, in: whole) } ?? [whole]
        for rectangle in damage {
            // What zones cover need not be painted twice.
            let covered = new.zones.reduce(0) { $0 + $1.place.box.rounded.intersection(rectangle).area }
            if covered < rectangle.area { canvas.paint(new.ground, in: rectangle) }
            for zone in new.zones where zone.place.box.rounded.intersects(rectangle) {
                canvas.paint(zone.marks, in: rectangle.intersection(zone.place.box.rounded))
            }
            canvas.paint(new.rules, in: rectangle)
        }
        do {
            try canvas.check()
        } catch {
            self.canvas = nil
            throw error
        }
        current = new
        kept.removeAll { $0.stage === new.stage }
        kept = kept.suffix(Self.mostKept - 1) + [new]
        return Drawing(damage: damage, nextChange: Self.nextChange(of: new, scene))
    }

    /// Pictures that could not be decoded, and why: whatever shows one is drawn without it.
    public var refusedPictures: [DocumentID: ImageError] { pictures.refused }

    /// Lends the picture that was painted last; does nothing when there is none.
    public func withPicture(_ body: (PictureMemory) throws -> Void) rethrows {
        guard let canvas, let current else { return }
        try canvas.withPixels { pixels in
            try body(
                PictureMemory(
                    pixels: pixels, width: canvas.width, height: canvas.height, photos: current.photos))
        }
    }

    /// The picture that was painted last as it lies in its panel's memory; nil when there is none.
    public func frame() -> Frame? {
        guard let panel = current?.stage.profile.panel else { return nil }
        var frame: Frame?
        let writer = writer(for: panel)
        withPicture { frame = writer.frame(of: $0) }
        return frame
    }

    private func writer(for panel: Panel) -> PixelWriter {
        if let writer, writer.panel == panel { return writer }
        let fresh = PixelWriter(panel: panel)
        writer = fresh
        return fresh
    }

    /// Draws a scene and returns its frame in the panel's own pixel format.
    /// - Throws: when there is no memory for it.
    public func draw(_ scene: Scene) throws(RenderError) -> Frame {
        _ = try paint(scene)
        guard let frame = frame() else { preconditionFailure("paint leaves a picture") }
        return frame
    }

    /// The next instant at which the picture of this scene differs, if nothing but time goes on; nil when it never will.
    public func nextChange(of scene: Scene) -> Date? { Self.nextChange(of: compose(scene), scene) }

    /// - Returns: whether the canvas is a new one.
    private func makeCanvas(for panel: Panel) throws(RenderError) -> Bool {
        if let canvas, (canvas.width, canvas.height) == (panel.width, panel.height) { return false }
        canvas = try Canvas(width: panel.width, height: panel.height)
        current = nil
        kept = []
        return true
    }

    // MARK: Composing

    /// The picture of a scene that differs from the one on the canvas only by zones whose time has come, each for itself.
    private func clockTick(of scene: Scene) -> Picture? {
        guard var picture = current, picture.stage === scene.stage, scene.now >= picture.now,
            picture.programme == scene.programme,
            // E-paper tells when the next picture comes, so that no zone changes for itself.
            scene.stage.profile.panel.technology != .epaper
        else { return nil }
        for (index, zone) in picture.zones.enumerated() {
            guard !zone.holds(at: scene.now) else { continue }
            // Where other content comes, it may need another arrangement.
            guard zone.place.zone.widget.isClock else { return nil }
            picture.zones[index] = draw(zone.place, in: context(of: zone.place.zone, in: scene, picture.surroundings))
        }
        typesetter.endPicture()
        return Picture(
            stage: picture.stage, programme: picture.programme, now: scene.now, ground: picture.ground,
            zones: picture.zones, rules: picture.rules, surroundings: picture.surroundings)
    }

    /// The picture of a scene, all of it.
    private func compose(_ scene: Scene) -> Picture {
        let earlier = kept.last { $0.stage === scene.stage }
        func same(_ place: Arrangement.Place) -> ZonePicture? {
            earlier?.zones.first {
                $0.place.box == place.box && $0.place.zone == place.zone && $0.holds(at: scene.now)
            }
        }
        let arrangement = arrange(scene) { same($0)?.place.growth }
        let surroundings = arrangement.surroundings
        let panel = scene.stage.profile.panel
        let whole = PixelRect(x: 0, y: 0, width: panel.width, height: panel.height)
        var (ground, rules) = (DrawList(in: whole), DrawList(in: whole))
        if let first = arrangement.places.first {
            let box = Box(x: 0, y: 0, width: Double(panel.width), height: Double(panel.height))
            ground.fill(box, context(of: first.zone, in: scene).surface.background)
        }
        var zones: [ZonePicture?] = arrangement.places.map { place in
            let isSameTurn = earlier?.programme == scene.programme
            if let same = same(place), earlier?.surroundings == surroundings,
                isSameTurn || !place.zone.widget.showsProgramme,
                // The foot of e-paper tells when anything above it changes.
                place.zone.widget != .sources || panel.technology != .epaper
            {
                return same
            }
            if case .sources = place.zone.widget { return nil }
            return draw(place, in: context(of: place.zone, in: scene, surroundings))
        }
        let changes = zones.compactMap { $0?.nextChange } + [scene.programme.nextChange].compactMap { $0 }
        for (index, place) in arrangement.places.enumerated() where zones[index] == nil {
            var context = context(of: place.zone, in: scene, surroundings)
            if panel.technology == .epaper { context.nextPicture = changes.filter { $0 > scene.now }.min() }
            zones[index] = draw(place, in: context)
        }
        for rule in arrangement.rules { rules.fill(rule.box, context(of: rule.zone, in: scene).surface.rule) }
        typesetter.endPicture()
        pictures.endPicture()
        return Picture(
            stage: scene.stage, programme: scene.programme, now: scene.now, ground: ground.marks,
            zones: zones.compactMap { $0 }, rules: rules.marks, surroundings: surroundings)
    }

    private func draw(_ place: Arrangement.Place, in context: WidgetContext) -> ZonePicture {
        var list = DrawList(in: place.box.rounded)
        list.fill(place.box, context.surface.background)
        let view = context.view(of: place.zone.widget)
        view.draw(on: &list, in: place.box)
        return ZonePicture(
            place: place, marks: list.marks, now: context.scene.now, nextChange: view.nextChange(in: place.box))
    }

    private static func damage(from old: Picture, to new: Picture, in whole: PixelRect) -> [PixelRect] {
        let isSamePlan =
            old.ground == new.ground && old.rules == new.rules
            && old.zones.map(\.place.box) == new.zones.map(\.place.box)
        guard isSamePlan else { return Damage.merged(Damage.between(old.marks, new.marks), in: whole) }
        return Damage.merged(
            zip(old.zones, new.zones).flatMap { $0 === $1 ? [] : Damage.between($0.marks, $1.marks) }, in: whole)
    }

    private static func nextChange(of picture: Picture, _ scene: Scene) -> Date? {
        (picture.zones.map(\.nextChange) + [scene.programme.nextChange]).compactMap { $0 }.filter { $0 > scene.now }
            .min()
    }

    /// Where every zone of a scene lies.
    func arrange(_ scene: Scene, known: (Arrangement.Place) -> Double? = { _ in nil }) -> Arrangement {
        let region = scene.stage.layout.arrangement(for: scene.stage.profile.panel)
        let resolved = region.resolved(by: scene.programme.turns)
        let hidden = Set(region.zones.compactMap(\.widget.feed)).subtracting(resolved.zones.compactMap(\.widget.feed))
        return Arrangement(
            resolved, hidden: hidden, metrics: Metrics(scene.stage), known: known
        ) { zone, surroundings in
            self.context(of: zone, in: scene, surroundings).view(of: zone.widget)
        }
    }

    /// What all zones of a scene share.
    private func commons(of scene: Scene) -> (metrics: Metrics, wording: Wording) {
        if let shared, shared.stage === scene.stage {
            if shared.wording.now != scene.now { self.shared?.wording = Wording(now: scene.now, zone: shared.zone) }
        } else {
            let zone = scene.stage.settings.zone
            shared = (scene.stage, zone, Metrics(scene.stage), Wording(now: scene.now, zone: zone))
        }
        guard let shared else { preconditionFailure("was set above") }
        return (shared.metrics, shared.wording)
    }

    func context(
        of zone: Zone, in scene: Scene, _ surroundings: Surroundings = Surroundings()
    ) -> WidgetContext {
        guard let surface = scene.stage.layout.theme.surface(zone.surface, in: scene.stage.appearance) else {
            preconditionFailure("a layout has every surface that its zones name, see Layout.init")
        }
        let (metrics, wording) = commons(of: scene)
        return WidgetContext(
            scene: scene, metrics: metrics, surface: surface.shown(on: metrics.panel), typesetter: typesetter,
            pictures: pictures, wording: wording, distance: zone.widget.hasAllDistances ? .detail : zone.distance,
            surroundings: surroundings)
    }
}

extension Widget {
    /// Whether it has texts for every distance by itself.
    fileprivate var hasAllDistances: Bool {
        switch self {
        case .notice, .joining, .banner, .validity: true
        default: false
        }
    }

    /// Whether it shows the time of day and nothing else that time changes, so that its zone never needs another place.
    fileprivate var isClock: Bool {
        switch self {
        case .masthead, .clock, .banner: true
        default: false
        }
    }

    /// Whether it looks different when another notice has its turn.
    fileprivate var showsProgramme: Bool {
        switch self {
        case .notice, .sources, .banner, .validity: true
        case .masthead, .feed, .clock, .code, .image, .joining: false
        }
    }
}
