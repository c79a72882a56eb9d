public import Foundation
import Signage

/// Draws scenes. One owner; the same scene gives the same pixels in every process with the same ``fingerprint``.
public final class Renderer {
    private let typesetter: Typesetter
    /// Kept from picture to picture: fresh memory would cost more than the painting.
    private var canvas: Canvas?

    /// Loads the fonts.
    /// - Throws: naming the font that is missing and the package that brings it.
    public init() throws(RenderError) { typesetter = try Typesetter() }

    /// Library versions and a hash over the font files: frames compare bit by bit only where it is the same.
    public static let fingerprint = Fonts.fingerprint()

    /// Draws a scene in the panel's own pixel format.
    /// - Throws: when there is no memory for it.
    public func draw(_ scene: Scene) throws(RenderError) -> Frame {
        let panel = scene.profile.panel
        let canvas = try canvas(for: panel)
        defer { typesetter.endPicture() }
        let arrangement = arrange(scene)
        if let first = arrangement.places.first {
            let panel = Box(x: 0, y: 0, width: Double(panel.width), height: Double(panel.height))
            canvas.fill(panel, context(of: first.zone, in: scene).surface.background)
        }
        let nextPicture = panel.technology == .epaper ? changes(of: scene, in: arrangement).min() : nil
        for place in arrangement.places {
            var context = context(of: place.zone, in: scene)
            context.nextPicture = nextPicture
            canvas.fill(place.box, context.surface.background)
            let view = Self.view(of: place.zone, in: context)
            canvas.clipped(to: place.box) { view.draw(on: canvas, in: place.box) }
        }
        for rule in arrangement.rules {
            canvas.fill(rule.box, context(of: rule.zone, in: scene).surface.rule)
        }
        do {
            try canvas.check()
        } catch {
            self.canvas = nil
            throw error
        }
        return Frame(
            width: panel.width, height: panel.height, format: panel.pixelFormat,
            pixels: canvas.pixels(as: panel.pixelFormat))
    }

    private func canvas(for panel: Panel) throws(RenderError) -> Canvas {
        if let canvas, (canvas.width, canvas.height) == (panel.width, panel.height) { return canvas }
        let fresh = try Canvas(width: panel.width, height: panel.height)
        canvas = fresh
        return fresh
    }

    /// The next instant at which the picture of this scene differs, if nothing but time goes on; nil when it never will.
    public func nextChange(of scene: Scene) -> Date? {
        let arrangement = arrange(scene)
        let changes = changes(of: scene, in: arrangement)
        let feet = arrangement.places.compactMap { place -> Date? in
            guard case .sources = place.zone.widget else { return nil }
            var context = context(of: place.zone, in: scene)
            context.nextPicture = scene.profile.panel.technology == .epaper ? changes.min() : nil
            return SourcesView(context: context, feeds: Self.feeds(shownBy: scene)).nextChange
        }
        return (changes + feet).min()
    }

    /// When what the picture shows above its foot will differ; the foot tells of it.
    private func changes(of scene: Scene, in arrangement: Arrangement) -> [Date] {
        let wording = Wording(now: scene.now, zone: scene.settings.zone)
        var changes = [scene.programme.nextChange]
        for place in arrangement.places {
            switch place.zone.widget {
            case .masthead(clock: true): changes.append(wording.nextMinute)
            case .masthead(clock: false), .sources: break
            case .notice:
                changes.append(NoticeView(context: context(of: place.zone, in: scene)).nextChange(in: place.box))
            case .meetings(let feed, _):
                changes.append(MeetingList(scene.feeds[feed], at: scene.now, zone: scene.settings.zone).nextChange)
            }
        }
        return changes.compactMap { $0 }.filter { $0 > scene.now }
    }

    func arrange(_ scene: Scene) -> Arrangement {
        let metrics = Metrics(profile: scene.profile, theme: scene.layout.theme)
        return Arrangement(scene.layout.arrangement(for: scene.profile.panel), metrics: metrics) { zone in
            Self.view(of: zone, in: self.context(of: zone, in: scene))
        }
    }

    private func context(of zone: Zone, in scene: Scene) -> WidgetContext {
        guard let surface = scene.layout.theme.surfaces[zone.surface] else {
            preconditionFailure("a layout has every surface that its zones name, see Layout.init")
        }
        return WidgetContext(
            scene: scene, metrics: Metrics(profile: scene.profile, theme: scene.layout.theme), surface: surface,
            typesetter: typesetter, wording: Wording(now: scene.now, zone: scene.settings.zone))
    }

    private static func view(of zone: Zone, in context: WidgetContext) -> any WidgetView {
        switch zone.widget {
        case .masthead(let clock): MastheadView(context: context, clock: clock)
        case .notice: NoticeView(context: context)
        case .meetings(let feed, let most): MeetingsView(context: context, feed: feed, most: most)
        case .sources: SourcesView(context: context, feeds: feeds(shownBy: context.scene))
        }
    }

    private static func feeds(shownBy scene: Scene) -> [(label: String, feed: Name)] {
        scene.layout.arrangement(for: scene.profile.panel).zones.compactMap { zone in
            switch zone.widget {
            case .meetings(let feed, _): ("Sitzungen", feed)
            case .masthead, .notice, .sources: nil
            }
        }
    }
}
