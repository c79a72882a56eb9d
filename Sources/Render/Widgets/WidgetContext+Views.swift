import Signage

extension WidgetContext {
    /// The view that draws a widget.
    func view(of widget: Widget) -> any WidgetView {
        switch widget {
        case .masthead(let clock): MastheadView(context: self, clock: clock)
        case .notice: NoticeView(context: self)
        case .feed(let feed): view(of: feed)
        case .sources: SourcesView(context: self)
        case .clock: ClockView(context: self)
        case .code(let link, let label): CodeView(context: self, link: link, label: label)
        case .image(let document): ImageView(context: self, document: document)
        case .banner: BannerView(context: self)
        case .validity: ValidityView(context: self)
        case .joining(let code, let link): JoiningView(context: self, code: code, link: link)
        }
    }

    private func view(of widget: FeedWidget) -> any WidgetView {
        switch widget.kind {
        case .meetings: MeetingsView(context: self, widget: widget)
        case .departures: DeparturesView(context: self, widget: widget)
        case .measurements: MeasurementsView(context: self, widget: widget)
        case .forecast: ForecastView(context: self, widget: widget)
        case .collections: CollectionsView(context: self, widget: widget)
        case .availability: AvailabilityView(context: self, widget: widget)
        case .alerts: AlertsView(context: self, widget: widget)
        case .works: WorksView(context: self, widget: widget)
        case .news: NewsView(context: self, widget: widget)
        case .projects: ProjectsView(context: self, widget: widget)
        }
    }

    /// The last good snapshot of a feed; nil when there is none yet.
    func snapshot(of feed: Name) -> FeedSnapshot? { scene.stage.feeds[feed] }
}

extension FeedWidget.Kind {
    /// What people call it, where the layout gives no title of its own.
    var title: String {
        switch self {
        case .meetings: "Sitzungen"
        case .departures: "Abfahrten"
        case .measurements: "Messwerte"
        case .alerts: "Warnungen"
        case .works: "Baustellen"
        case .forecast: "Wetter"
        case .collections: "Abfuhr"
        case .news: "Aktuelles"
        case .availability: "Frei"
        case .projects: "Bauvorhaben"
        }
    }
}
