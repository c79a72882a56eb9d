/// Markup that holds no unescaped text from outside.
///
/// What is written in the source is taken as it is; what is interpolated is escaped, unless it is `HTML` itself:
///
///     let row: HTML = "<li title=\"\(notice.author)\">\(notice.headline)</li>"
///     let page: HTML = "<ul>\(notices.map { "<li>\($0.headline)</li>" })</ul>"
///
/// Fit for text and for attributes in quotation marks. Nothing may be interpolated into script, style, comments,
/// names of elements or unquoted attributes; `\(url: …)` is for href, src and action.
public struct HTML: Sendable, Equatable, CustomStringConvertible, ExpressibleByStringInterpolation {
    /// The markup as text, ready to be sent.
    public let markup: String

    /// The same as `markup`.
    public var description: String { markup }

    private init(markup: String) { self.markup = markup }

    /// Markup that stands in the source.
    ///
    /// A `String` made at run time can't come in here.
    public init(trusted markup: StaticString) { self.markup = markup.description }

    /// Markup that stands in the source.
    public init(stringLiteral markup: StaticString) { self.init(trusted: markup) }

    /// Markup from the source with values in it.
    public init(stringInterpolation: Interpolation) { markup = stringInterpolation.markup }

    /// Both, one after the other.
    public static func + (left: HTML, right: HTML) -> HTML { HTML(markup: left.markup + right.markup) }

    /// Collects the pieces of a literal with values in it.
    public struct Interpolation: StringInterpolationProtocol {
        fileprivate var markup = ""

        /// Room for the literal's pieces.
        public init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        /// A piece from the source, as it is.
        public mutating func appendLiteral(_ literal: StaticString) { markup += literal.description }

        /// Text, escaped.
        public mutating func appendInterpolation(_ text: some StringProtocol) { markup += escaped(text) }

        /// Text, escaped; nothing for nil.
        public mutating func appendInterpolation(_ text: (some StringProtocol)?) {
            if let text { markup += escaped(text) }
        }

        /// A whole number.
        public mutating func appendInterpolation(_ number: some BinaryInteger) { markup += "\(number)" }

        /// Markup, as it is.
        public mutating func appendInterpolation(_ html: HTML) { markup += html.markup }

        /// Markup, as it is; nothing for nil.
        public mutating func appendInterpolation(_ html: HTML?) { markup += html?.markup ?? "" }

        /// Pieces of markup, one after the other.
        public mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { markup += piece.markup }
        }

        /// An address for href, src or action, escaped: http, https or relative; any other becomes "about:invalid".
        public mutating func appendInterpolation(url: String) {
            markup += isHarmless(url) ? escaped(url) : "about:invalid"
        }
    }
}

extension Sequence<HTML> {
    /// The pieces one after the other with `separator` between them.
    public func joined(separator: HTML = "") -> HTML {
        var result: HTML?
        for piece in self { result = result.map { $0 + separator + piece } ?? piece }
        return result ?? ""
    }
}

/// The text with the five characters replaced that mean something in text or in a quoted attribute.
private func escaped(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "&"): bytes += "&amp;".utf8
        case UInt8(ascii: "<"): bytes += "&lt;".utf8
        case UInt8(ascii: ">"): bytes += "&gt;".utf8
        case UInt8(ascii: "\""): bytes += "&quot;".utf8
        case UInt8(ascii: "'"): bytes += "&#39;".utf8
        default: bytes.append(byte)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// Whether a browser would take `url` for http, https or a relative address.
///
/// Browsers cut off white space around an address and drop tabs and line breaks inside ("java\nscript:", WHATWG URL,
/// section 4.4), so an address with either is not let through at all.
private func isHarmless(_ url: String) -> Bool {
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return false }
    guard let end = url.utf8.firstIndex(where: { ":/?#\\".utf8.contains($0) }), url.utf8[end] == UInt8(ascii: ":")
    else {
        return true
    }
    return ["http", "https"].contains(url[..<end].lowercased())
}
