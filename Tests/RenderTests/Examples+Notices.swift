import Foundation
import Signage

extension Examples {
    /// The emergency of the design: tap water has to be boiled.
    static func boiling(
        category: String? = nil, from onset: String = "2026-11-23T13:58:00+01:00",
        until expires: String = "2026-11-23T22:00:00+01:00"
    ) throws -> Notice {
        try Notice(
            id: Name("boiling"), headline: "Leitungswasser abkochen",
            body: """
                Rohrbruch in Meitzendorf. Wasser vor dem Trinken zehn Minuten sprudelnd kochen. \
                Trinkwasser gibt es am Feuerwehrhaus.
                """,
            category: category, issuer: "Gemeinde Barleben mit Gesundheitsamt Börde", severity: .severe,
            window: DisplayWindow(onset: time(onset), expires: time(expires)), published: time(onset))
    }

    /// An emergency with more to say than fits one line.
    static func bomb() throws -> Notice {
        try Notice(
            id: Name("bomb"), headline: "Bombenfund: Evakuierung im Umkreis von 800 Metern um den Bahnhof",
            body: """
                Verlassen Sie bis **17 Uhr** das Gebiet zwischen Bahnhofstraße, Ebendorfer Straße und Mittellandkanal. \
                Nehmen Sie Ausweis, Medikamente und warme Kleidung mit. Schalten Sie Herd und Licht aus.

                Busse fahren ab Breiteweg zur Mittellandhalle. Wer Hilfe beim Verlassen der Wohnung braucht, ruft \
                039203 565-0 an.
                """,
            category: "Ortschaft Barleben", issuer: "Ordnungsamt und Polizeirevier Börde", severity: .extreme,
            window: DisplayWindow(
                onset: time("2026-11-23T13:30:00+01:00"), expires: time("2026-11-25T18:00:00+01:00")),
            published: time("2026-11-23T13:30:00+01:00"))
    }
}
