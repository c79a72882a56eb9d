/// Who has to be named beside feed content, always drawn with it.
public struct Attribution: Hashable, Sendable, Codable {
    /// The words to draw, such as "Quelle: Deutscher Wetterdienst".
    public var text: String
    /// Where the source is found.
    public var url: String?
    /// The licence: a URL or its name. Nil when the source declares none.
    public var licence: String?
    /// Whether the content was changed (shortened, converted) on the way, as some licences ask to be told.
    public var modified: Bool

    /// Takes the values as they are.
    public init(text: String, url: String? = nil, licence: String? = nil, modified: Bool = false) {
        self.text = text
        self.url = url
        self.licence = licence
        self.modified = modified
    }
}
