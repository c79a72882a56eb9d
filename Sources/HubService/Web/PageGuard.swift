import HTTPServer

extension Response {
    /// A page of the hub's own: nothing from elsewhere is loaded or run, nobody else shows it in a frame, and no cache keeps it.
    mutating func guardPage() {
        headers["Cache-Control"] = "no-store"
        headers["Content-Security-Policy"] =
            "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
    }
}
