import HTTPServer
import Signage

/// `/join/{code}`: where the QR code on a new board's panel leads. For everyone, so it tells nothing that the panel does not show.
struct JoinPage: Sendable {
    let municipality: String
    let claims: Claims?

    /// Adds the route.
    func add(to router: inout Router) {
        router.on(.get, "/join/{code}") { _, parameters in
            let code = parameters["code"].flatMap { try? ClaimCode(typed: $0) }
            guard let code else { throw Problem(status: 404, detail: "That is no code of a board.") }
            var response = Response.html(page(code, try? await claims?.board(with: code)))
            response.guardPage()
            return response
        }
    }

    private func page(_ code: ClaimCode, _ claim: Claims.Waiting?) -> HTML {
        let words: HTML =
            claim.map { claim in
                """
                <p>Diese Tafel (Modell \(claim.request.profile.text)) wartet darauf, aufgenommen zu werden.</p>
                <p>Wer die Tafeln betreut, gibt ein:</p>
                <pre>litfass join \(code.text) --name NAME --site ORT</pre>
                """
            }
                ?? """
                <p>Mit diesem Code wartet gerade keine Tafel: Er gilt 15 Minuten und nur einmal. Es zählt, was jetzt auf der Tafel steht.</p>
                """
        return """
            <!DOCTYPE html>
            <html lang="de">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(code.description) · Neue Tafel · \(municipality)</title>
            <link rel="stylesheet" href="/style.css">
            </head>
            <body>
            <header>
            <p>\(municipality)</p>
            <h1>Neue Tafel</h1>
            <p class="code">\(code.description)</p>
            </header>
            <main>
            \(words)
            </main>
            </body>
            </html>

            """
    }
}
