import Crypto
import Foundation
import HTTPServer
import Signage

/// `/`: for everyone, every board with what its panel shows, as the board itself sent it.
struct BoardsPage: Sendable {
    let installation: Installation
    let intake: Intake
    let store: Store
    let now: @Sendable () -> Date

    /// Adds the routes.
    func add(to router: inout Router) {
        router.on(.get, "/") { _, _ in try await page() }
        add("/style.css", Stylesheet.text, type: "text/css", tag: Stylesheet.tag, to: &router)
        add("/page.js", PageScript.text, type: "text/javascript", tag: PageScript.tag, to: &router)
        router.on(.get, "/boards/{name}/picture.png") { request, parameters in
            guard let board = parameters["name"].flatMap({ try? Name($0) }),
                let picture = await intake.picture(of: board)
            else {
                throw Problem(status: 404, detail: "There is no picture of such a board.")
            }
            return Response(
                headers: [
                    "Content-Type": "image/png", "Cache-Control": "no-cache",
                    // Bytes from a board are drawn as a picture and nothing else.
                    "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
                ], body: picture.png
            ).tagged(SHA256.hash(picture.png).hexString, for: request)
        }
    }

    private func add(_ path: String, _ text: String, type: String, tag: String, to router: inout Router) {
        router.on(.get, path) { request, _ in
            Response(
                headers: ["Content-Type": "\(type); charset=utf-8", "Cache-Control": "no-cache"], body: Data(text.utf8)
            ).tagged(tag, for: request)
        }
    }

    private func page() async throws -> Response {
        let statuses = await intake.statuses()
        let current = await intake.boardsWithCurrentPicture()
        let isListening = await intake.isListening
        let interrupts = Dictionary(
            try await store.interrupts(from: now()).map { ($0.interrupt.id, $0.interrupt) },
            uniquingKeysWith: { first, _ in first })
        var response = Response.html(
            Self.page(
                municipality: installation.configuration.municipality, statuses: statuses, current: current,
                headlines: try await store.headlines(at: now()), interrupts: interrupts,
                sites: installation.siteTitles, isListening: isListening, at: now(), in: installation.timeZone))
        response.guardPage()
        return response
    }

    /// Pure, for tests.
    /// - Parameters:
    ///   - headlines: of the notices that each board has been told to show now and has.
    ///   - interrupts: all that boards may say they show.
    ///   - sites: what people call them.
    static func page(
        municipality: String, statuses: [BoardStatus], current: Set<Name>, headlines: [Name: [String]],
        interrupts: [Name: Interrupt] = [:], sites: [Name: String] = [:], isListening: Bool, at now: Date,
        in zone: TimeZone
    ) -> HTML {
        let times = GermanTimes(zone: zone)
        let warning: HTML? =
            isListening
            ? nil
            : "<p class=\"warning\">Die Verbindung zu den Tafeln ist gerade unterbrochen. Die Bilder können älter sein; die Tafeln spielen weiter.</p>"
        return """
            <!DOCTYPE html>
            <html lang="de">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Digitale Tafeln · \(municipality)</title>
            <link rel="stylesheet" href="/style.css">
            <script src="/page.js" defer></script>
            </head>
            <body>
            <header>
            <p>\(municipality)</p>
            <h1>Digitale Tafeln</h1>
            <p id="summary" class="summary">\(summary(statuses))</p>
            </header>
            <main id="boards">
            \(warning)
            <ul class="boards">
            \(inOrder(statuses).map { status in
                card(
                    status, site: status.site.flatMap { sites[$0] }, isCurrent: current.contains(status.board), headlines: headlines[status.board] ?? [],
                    interrupts: shown(status, interrupts, at: now), at: now, times)
            })
            </ul>
            </main>
            <footer>
            <p>Die Bilder senden die Tafeln selbst. <span id="stand">Stand: \(times.dayAndTime(now)).</span>
            <button id="renewal" type="button" hidden>Anhalten</button></p>
            </footer>
            </body>
            </html>

            """
    }

    /// Those that someone has to see to first, else as they are configured.
    private static func inOrder(_ statuses: [BoardStatus]) -> [BoardStatus] {
        [.offline, .unknown, .online].flatMap { presence in statuses.filter { $0.presence == presence } }
    }

    /// What a board says that it shows instead of everything else. One that cannot be reached says nothing of now.
    private static func shown(
        _ status: BoardStatus, _ interrupts: [Name: Interrupt], at now: Date
    ) -> [Interrupt] {
        guard status.presence == .online, let reported = status.interrupt else { return [] }
        return reported.shown.compactMap { interrupts[$0] }.filter { now < $0.until }
    }

    private static func card(
        _ status: BoardStatus, site: String?, isCurrent: Bool, headlines: [String], interrupts: [Interrupt],
        at now: Date, _ times: GermanTimes
    ) -> HTML {
        let headlines = interrupts.isEmpty ? headlines : interrupts.map { $0.notice(from: now).headline }
        let warnings: [HTML] = interrupts.map { interrupt in
            let kind = interrupt.isDrill ? "Übung" : "Amtliche Warnung"
            let words = "\(kind) bis \(times.sinceWords(interrupt.until, now: now)): \(interrupt.headline)"
            return "<p class=\"interrupt\">\(words)</p>"
        }
        let picture: HTML
        if let pictureAt = status.pictureAt {
            // The time in the address makes a browser ask for a new picture and keep an old one.
            let address = "/boards/\(status.board)/picture.png?received=\(pictureAt.seconds)"
            let caption = "Bild von \(times.sinceWords(pictureAt, now: now))"
            let shown =
                headlines.isEmpty ? "ohne Aushang" : "mit " + headlines.map { "„\($0)“" }.joined(separator: ", ")
            picture = """
                <a class="panel" href="\(url: address)"><img src="\(url: address)" alt="Tafel \(status.title) \(shown)"></a>
                <p class="time">\(caption)</p>
                """
        } else {
            picture = """
                <p class="panel empty">Noch kein Bild von dieser Tafel</p>
                """
        }
        let locality: HTML? = site.map { "<p class=\"locality\">\($0)</p>" }
        return """
            <li class="\(status.presence.rawValue)">
            <div class="name"><h2>\(status.title)</h2>\(locality)</div>
            <p class="presence">\(words(status, isCurrent: isCurrent, at: now, times))</p>
            \(warnings)
            \(picture)
            </li>

            """
    }

    private static func words(_ status: BoardStatus, isCurrent: Bool, at now: Date, _ times: GermanTimes) -> String {
        switch status.presence {
        case .online: isCurrent ? "zeigt das gerade" : "ist verbunden"
        case .offline:
            if let lastSeen = status.lastSeen {
                "nicht erreichbar seit \(times.sinceWords(lastSeen, now: now)), spielt wohl weiter"
            } else {
                "nicht erreichbar, spielt wohl weiter"
            }
        case .unknown: "hat sich noch nie gemeldet"
        }
    }

    private static func summary(_ statuses: [BoardStatus]) -> String {
        let online = statuses.count { $0.presence == .online }
        switch (statuses.count, online) {
        case (0, _): return "Es ist noch keine Tafel eingerichtet."
        case (let all, online) where all == online:
            return all == 1 ? "Sie ist erreichbar." : "Alle \(all) sind erreichbar."
        case (let all, _): return "\(online) von \(all) \(online == 1 ? "ist" : "sind") erreichbar."
        }
    }
}
