import HTTPServer
import Testing

@Suite struct HTMLTests {
    @Test("what stands in the source is kept, what is interpolated is escaped")
    func escaping() {
        let text = "<a href='x'>\"&amp;\"</a>"
        let html: HTML = "<p title=\"\(text)\">\(text.prefix(3))</p>"
        let escaped = "&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;&quot;&lt;/a&gt;"
        #expect(html.markup == "<p title=\"\(escaped)\">&lt;a </p>")
    }

    @Test("markup is not escaped again, lists are joined, nothing is nothing")
    func composition() {
        let bold: HTML = "<b>\("&")</b>"
        let missing: HTML? = nil
        let none: String? = nil
        let some: String? = "<"
        let html: HTML = "\(bold)|\(missing)|\(none)|\(some)|\(["a", "<"].map { "<i>\($0)</i>" })|\(42)|\(UInt8(7))"
        #expect(html.markup == "<b>&amp;</b>||" + "|&lt;|<i>a</i><i>&lt;</i>|42|7")
        #expect((bold + "<br>").markup == "<b>&amp;</b><br>")
        #expect(["a" as HTML, "b"].joined(separator: ", ").markup == "a, b")
        #expect([HTML]().joined().markup.isEmpty)
        #expect(HTML(trusted: "<!doctype html>ä€🎪").markup == "<!doctype html>ä€🎪")
    }

    @Test("for any text, none of the five characters comes out as it went in, and the text can be had back")
    func anyText() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("<>&\"'`=/ aäß€🎪\0\u{301}\n;#xlt")
        for _ in 0..<2_000 {
            let text = String(
                (0..<Int.random(in: 0...40, using: &generator)).compactMap { _ in alphabet.randomElement() })
            let html: HTML = "\(text)"
            #expect(html.markup.utf8.allSatisfy { !"<>\"'".utf8.contains($0) })
            let back = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
                .reduce(Array(html.markup.utf8)) { replacing(Array($1.0.utf8), by: Array($1.1.utf8), in: $0) }
            #expect(back == Array(text.utf8))
        }
    }

    @Test(
        "http, https and relative addresses pass",
        arguments: [
            "http://a", "HTTPS://a/?b=c", "/a", "a/b:c", "?a:b", "#a:b", "", "//host/a", "../a", "/a?b=javascript:c",
        ])
    func harmless(url: String) {
        let html: HTML = "\(url: url)"
        #expect(html.markup == url)
    }

    @Test(
        "addresses that would run something, or can't be told, do not pass",
        arguments: [
            "javascript:alert(1)", "JavaScript:x", " javascript:x", "java\nscript:x", "java\tscript:x",
            "\u{1}javascript:x",
            "data:text/html,x", "vbscript:x", "a:b", "javascript&colon;x:y", "file:///etc/passwd", ":", "http ://a",
        ])
    func harmful(url: String) {
        let html: HTML = "\(url: url)"
        #expect(html.markup == "about:invalid")
    }

    @Test("an address is escaped too")
    func escapedAddress() {
        let html: HTML = "<a href=\"\(url: "/a?b=1&c=\"onclick=\"x")\">"
        #expect(html.markup == "<a href=\"/a?b=1&amp;c=&quot;onclick=&quot;x\">")
    }

    private func replacing(_ needle: [UInt8], by new: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let first = rest.first {
            if rest.starts(with: needle) {
                result += new
                rest = rest.dropFirst(needle.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
