import CPango
import Foundation
import SignageTesting
import Testing

@testable import Render

@Suite struct DrawingTests {
    private static func svg(_ content: String, head: String = "") -> Data {
        Data(
            """
            <?xml version="1.0"?>\(head)
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
            xmlns:xi="http://www.w3.org/2001/XInclude" width="64" height="32">\(content)</svg>
            """.utf8)
    }

    @Test("arms are drawn sharp at any size", arguments: [(64, 32), (640, 320), (33, 40)])
    func arms(width: Int, height: Int) throws {
        let data = try Pictures.data("arms.svg")
        #expect(try ImageDecoder.size(of: data) == (64, 32))
        let raster = try ImageDecoder.decode(data, fitting: (width, height))
        #expect(raster.width == width && raster.height == min(height, (width + 1) / 2))
        #expect(Pictures.quarters(of: raster) == Pictures.quarters)
        #expect(!raster.isPhoto)
        let again = try ImageDecoder.decode(data, fitting: (width, height))
        #expect(Pictures.pixels(of: raster) == Pictures.pixels(of: again))
    }

    @Test("arms fill their box, cut off evenly on both sides")
    func fill() throws {
        let raster = try ImageDecoder.decode(try Pictures.data("arms.svg"), fitting: (20, 20), mode: .fill)
        #expect((raster.width, raster.height) == (20, 20))
        #expect(Pictures.quarters(of: raster) == Pictures.quarters)
    }

    @Test("a drawing without measures has those of its view box, and is refused where it has none")
    func measures() throws {
        let box = Data(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40"/>"#.utf8)
        #expect(try ImageDecoder.size(of: box) == (30, 40))
        let bare = Data(#"<svg xmlns="http://www.w3.org/2000/svg"/>"#.utf8)
        let refusal = Pictures.refusal(of: bare)
        #expect(refusal?.reason == .notSupported)
        #expect(refusal?.cause.contains("viewBox") == true)
    }

    @Test(
        "a drawing that refers outside of itself is refused",
        arguments: [
            #"<image width="64" height="32" href="file:///FILE"/>"#,
            #"<image width="64" height="32" xlink:href="FILE"/>"#,
            #"<image width="64" height="32" href="https://www.barleben.de/a.png"/>"#,
            #"<use href="file:///FILE#a"/>"#,
            ##"<use href="data:image/svg+xml,%3Csvg id='a'/%3E#a"/>"##,
            #"<rect width="9" height="9" fill="url(file:///FILE#a)"/>"#,
            #"<rect width="9" height="9" style="fill:url('FILE#a')"/>"#,
            #"<style>rect { fill: u\72l(FILE#a) }</style><rect width="9" height="9"/>"#,
            #"<style>@import url("file:///FILE");</style>"#,
            #"<xi:include href="file:///FILE" parse="text"/>"#,
            #"<filter id="f"><feImage href="file:///FILE"/></filter>"#,
        ])
    func references(content: String) throws {
        let file = Repository.root.appending(path: "Tests/RenderTests/Fixtures/Images/rgb.png").path
        let data = Self.svg(content.replacing("FILE", with: file.dropFirst()))
        #expect(Pictures.refusal(of: data)?.reason == .notSupported)
    }

    @Test(
        "an entity loads no file and hides no element",
        arguments: [
            #"<!ENTITY a SYSTEM "file:///etc/hostname">"#, #"<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;"#,
            ##"<!ENTITY a "<use href='#b'/>">"##, #"<!ENTITY a "&#60;g>">"#,
            ##"<!ATTLIST rect href CDATA "#b">"##, #"<!ENTITY a "<\#u{200D}x:use/>">"#, #"<!ENTITY é "url(#p)">"#,
        ])
    func entities(declaration: String) {
        let data = Self.svg("<g>&a;</g>", head: "<!DOCTYPE svg [\(declaration)]>")
        #expect(Pictures.refusal(of: data)?.reason == .notSupported)
    }

    @Test(
        "what is refused for its weight is refused by a prescan, not drawn first",
        arguments: [
            // Ten of each in the next: ten thousand million squares.
            (0...9).reduce(#"<g id="u0"><rect width="1" height="1"/></g>"#) { text, level in
                text + "<g id=\"u\(level + 1)\">"
                    + String(repeating: "<use href=\"#u\(level)\"/>", count: 10) + "</g>"
            },
            // The same through paint, which is inherited.
            (0...9).reduce("") { text, level in
                text + "<pattern id=\"p\(level + 1)\" width=\"1\" height=\"1\">"
                    + String(repeating: "<rect width=\"1\" height=\"1\" fill=\"url(#p\(level))\"/>", count: 10)
                    + "</pattern>"
            } + ##"<rect width="9" height="9" fill="url(&#x23;p10)"/>"##,
            // Through a style sheet.
            "<style>.a{mask:url(#m)}</style><mask id=\"m\">" + String(repeating: "<rect/>", count: 999)
                + "</mask>" + String(repeating: "<rect class=\"a\"/>", count: 999),
            String(repeating: "<g>", count: 10_000) + String(repeating: "</g>", count: 10_000),
            String(repeating: "<g opacity=\".9\">", count: 40) + String(repeating: "</g>", count: 40),
            (0...500).map { "<g id=\"u\($0)\"><use href=\"#u\($0 + 1)\"/></g>" }.joined(),
            // Each of the sheet's declarations holds for each of the elements.
            "<style>*{" + String(repeating: "a:b;", count: 20_000) + "}</style>"
                + String(repeating: "<g/>", count: 2_000),
        ])
    func weight(content: String) {
        #expect(Pictures.refusal(of: Self.svg(content))?.reason == .tooLarge)
    }

    @Test(
        "a drawing that draws itself is refused",
        arguments: [
            ##"<g id="a"><use href="#a"/></g>"##, ##"<use id="a" href="#b"/><use id="b" href="#a"/>"##,
        ])
    func circles(content: String) {
        #expect(Pictures.refusal(of: Self.svg(content))?.reason == .notSupported)
    }

    @Test("a document type that goes on and on is refused before it is taken apart")
    func doctypes() {
        let entities = String(repeating: "<!ENTITY a \"\">", count: 2_000)
        let refusal = Pictures.refusal(of: Self.svg("", head: "<!DOCTYPE svg [\(entities)]>"))
        #expect(refusal?.cause == "its document type has more than 16 KiB")
    }

    @Test(
        "a style sheet in which two readers may see two things is refused",
        arguments: [
            "/* a */ .a { fill: red }", ".a { b: \"}\" }", ".a { b: 'x\ny' }", ".a { fill: url(#}) }",
            ".a { fill: url(x\"y) }", ".a { fill: url(/*) }",
        ])
    func ambiguousStyles(sheet: String) {
        #expect(Pictures.refusal(of: Self.svg("<style>\(sheet)</style>"))?.reason == .notSupported)
    }

    @Test("a style sheet as drawing programs write it is drawn")
    func styles() {
        let sheet = ".st0{fill:#1F6B4E;}\n.st1{fill:url(\"#g\");font-family:'Open Sans';stroke:rgb(1, 2, 3);}"
        #expect(Pictures.refusal(of: Self.svg("<style>\(sheet)</style><rect class=\"st0\"/>")) == nil)
    }

    @Test("a style attribute with a comment is refused")
    func comments() {
        let content = #"<g style="fill:red/*;*/;opacity:.5"/>"#
        #expect(Pictures.refusal(of: Self.svg(content))?.cause == "its styles hold comments")
    }

    @Test("a drawing with more than 32 elements of one id is refused")
    func namesakes() {
        let named = String(repeating: #"<g id="a"/>"#, count: 33)
        #expect(Pictures.refusal(of: Self.svg(named))?.cause == "more than 32 of its elements have the same id")
        #expect(Pictures.refusal(of: Self.svg(String(named.dropLast(11)))) == nil)
    }

    @Test("a drawing with a billion dashes is refused before it takes a gigabyte")
    func dashes() {
        let line = #"<path d="M0 5H1e9" stroke="red" style="stroke-dasharray:.4"/>"#
        #expect(Pictures.refusal(of: Self.svg(line))?.cause == "it holds dashed lines")
        #expect(Pictures.refusal(of: Self.svg(line.replacing(":.4", with: ":none"))) == nil)
    }

    @Test(
        "the crowd of a path is the most segments that a horizontal line meets",
        arguments: [
            ("M0 0V10", 1), ("M0 0L5 10L10 0L15 10", 3), ("M0 0h9v9h-9z", 3), ("M0,0 0,1 0,2z", 3),
            ("m0 0v1m0 5v1m0 5v1", 1), ("M0 0c1-.5.5.25 3 9s1 1 1e0 1", 2), ("M0 0a1 1 0 01 5 5a1 1 0 11-5-5z", 3),
            ("", 0),
            ("V", 0), ("M0 0 L 5", 0), ("%", 0),
        ])
    func crowd(data: String, expected: Int) {
        #expect(SVGPath.crowd(data, isPath: true) == expected)
    }

    @Test("a thousand lines across each other are refused, a thousand below each other are drawn")
    func crowded() {
        let across = (0..<1_000).map { "\($0 * 37 % 64),\($0 % 2 * 32)" }.joined(separator: " ")
        #expect(Pictures.refusal(of: Self.svg("<polyline points=\"\(across)\"/>"))?.reason == .tooLarge)
        let below = (0..<1_000).map { "\($0 % 2 * 64),\($0)" }.joined(separator: " ")
        #expect(Pictures.refusal(of: Self.svg("<polyline points=\"\(below)\"/>")) == nil)
    }

    @Test("a drawing with text is refused, since fonts are not the same everywhere")
    func text() {
        let refusal = Pictures.refusal(of: Self.svg("<text>Barleben</text>"))
        #expect(
            refusal?.description == """
                could not read the SVG picture: it holds text whose font may be missing (turn it into paths); save it as \
                PNG and send it again
                """)
    }

    @Test("a drawing in an encoding that hides its tags is refused", arguments: ["UTF-7", "ISO-2022-JP", "UTF-16"])
    func encodings(name: String) {
        let data = Data("<?xml version=\"1.0\" encoding=\"\(name)\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)
        #expect(Pictures.refusal(of: data)?.reason == .notSupported)
    }

    @Test("an empty box counts as one pixel")
    func emptyBox() throws {
        let raster = try ImageDecoder.decode(try Pictures.data("arms.svg"), fitting: (0, -5))
        #expect((raster.width, raster.height) == (1, 1))
    }
}
