import Crypto
import Foundation
import Signage
import SignageTesting
import Testing

@testable import HubService

@Suite struct ImagesAPITests {
    private static func notice(_ image: String, headline: String = "Bild", more: String = "") -> String {
        #"{"headline": "\#(headline)", "boards": ["marktplatz"], "image": \#(image)\#(more)}"#
    }

    private static func image(_ document: DocumentID) -> String {
        #"{"document": "\#(document)", "description": "Ein Baum"}"#
    }

    @Test("a picture comes in once however often it is sent, and a notice can name it")
    func life() async throws {
        let fixture = try Fixture()
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            for (name, width, height) in [("rgb.png", 64, 32), ("orientation-6.jpg", 64, 32), ("arms.svg", 64, 32)] {
                let bytes = try TestPictures.file(name)
                let created = try await client.send("POST", "api/v1/images", bytes, type: "text/plain")
                #expect(created.status == 201, "\(created.text)")
                let receipt = try created.decoded(UploadedImage.self)
                #expect(receipt.document.hex == SHA256.hash(bytes).hexString)
                #expect(receipt.width == width && receipt.height == height, "\(name)")
                let again = try await client.send("POST", "api/v1/images", bytes)
                #expect(again.status == 200)
                #expect(again.body == created.body)
                let status = try await client.post(Self.notice(Self.image(receipt.document)))
                #expect(status.status == 201, "\(status.text)")
                #expect(try status.decoded(NoticeStatus.self).notice.image?.document == receipt.document)
            }
        }
    }

    @Test("a JPEG of the longest length is taken")
    func longest() async throws {
        let fixture = try Fixture()
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            let bytes = try TestPictures.jpeg(atLeast: (32 << 20) - (64 << 10))
            #expect(bytes.count > 31 << 20 && bytes.count <= 32 << 20)
            #expect(try await client.send("POST", "api/v1/images", bytes).status == 201)
        }
    }

    @Test("what is no picture that boards can show gets a problem that says what to do, and nothing changes")
    func badPictures() async throws {
        let bad: [(what: String, bytes: Data, status: Int, words: String)] = [
            (
                "a text", Data("Sitzung am 3. Dezember".utf8), 415,
                "neither PNG nor JPEG nor SVG; save it as one of them"
            ),
            ("nothing", Data(), 415, "it is empty; save it anew as PNG, JPEG or SVG and send it again"),
            ("a bomb", try TestPictures.bomb(), 413, "save it as JPEG with at most 4800 x 4800 pixels"),
            (
                "40 MB", Data(repeating: 0xFF, count: 40_000_000), 413,
                "the picture has 38 MiB, and at most 32 are taken; save it as JPEG with fewer pixels and send it again"
            ),
            ("a JPEG with garbage for pixels", try TestPictures.garbage(), 422, "save it anew and send it again"),
            ("half a PNG", try TestPictures.file("rgb.png").prefix(60), 422, "save it anew and send it again"),
            (
                "an SVG with text", Data("<svg xmlns='http://www.w3.org/2000/svg'><text>a</text></svg>".utf8), 422,
                "send it again"
            ),
        ]
        let fixture = try Fixture()
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            for (what, bytes, status, words) in bad {
                let answer = try await client.send("POST", "api/v1/images", bytes, type: "image/png")
                #expect(answer.status == status, "\(what): \(answer.text)")
                #expect(answer.text.contains(words), "\(what): \(answer.text)")
                #expect(answer.headers["content-type"] == "application/problem+json", "\(what)")
                let document = try DocumentID(SHA256.hash(bytes).hexString)
                let notice = try await client.post(Self.notice(Self.image(document)))
                #expect(notice.pointers == ["#/image/document"], "\(what)")
            }
        }
    }

    @Test("a notice with a picture or link that can't be shown is refused with the field, and nothing changes")
    func badNotices() async throws {
        let fixture = try Fixture()
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            let receipt = try await client.send("POST", "api/v1/images", try TestPictures.file("rgb.png"))
                .decoded(UploadedImage.self)
            let good = Self.image(receipt.document)
            let unknown = try DocumentID(String(repeating: "ab", count: 32))
            for (body, pointers) in [
                (Self.notice(Self.image(unknown)), ["#/image/document"]),
                (Self.notice(Self.image(unknown), headline: " "), ["#/headline", "#/image/document"]),
                (Self.notice(#"{"document": "photo.jpg", "description": "Ein Baum"}"#), ["#/image/document"]),
                (Self.notice(#"{"description": "Ein Baum"}"#), ["#/image/document"]),
                (Self.notice(#"{"document": "\#(receipt.document)"}"#), ["#/image/description"]),
                (
                    Self.notice(#"{"document": "\#(receipt.document)", "description": " "}"#),
                    ["#/image/description"]
                ),
                (Self.notice(#""photo.jpg""#), ["#/image"]),
                (Self.notice(good, more: #", "link": "www.barleben.de/bauen""#), ["#/link"]),
                (Self.notice(good, more: #", "link": "javascript:alert(1)""#), ["#/link"]),
                (Self.notice(good, more: #", "link": "https://""#), ["#/link"]),
                (Self.notice(good, more: #", "severity": "terrible""#), ["#/severity"]),
                (Self.notice(good, more: #", "issuer": """#), ["#/issuer"]),
            ] {
                let answer = try await client.post(body)
                #expect(answer.status == 422, "\(body): \(answer.text)")
                #expect(answer.pointers == pointers, "\(body): \(answer.text)")
            }
            let answer = try await client.post(Self.notice(Self.image(unknown)))
            #expect(answer.text.contains("upload the picture first"))
            #expect(try await client.send("GET", "api/v1/notices").decoded(NoticeList.self).notices.isEmpty)
        }
    }

    @Test("without the token no picture is read, however long it is")
    func token() async throws {
        let fixture = try Fixture()
        try await fixture.withHub(brokerPort: try PrivateBroker.freePort()) { client in
            for bytes in [try TestPictures.file("rgb.png"), try TestPictures.jpeg(atLeast: 3 << 20)] {
                let answer = try await client.send("POST", "api/v1/images", bytes, authorization: "Bearer wrong")
                #expect(answer.status == 401)
                #expect(answer.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
            }
            // Elsewhere no more is read than before.
            let long = Data(repeating: 0x20, count: (2 << 20) + 1)
            #expect(try await client.send("POST", "api/v1/notices", long).status == 413)
            #expect(try await client.send("GET", "api/v1/images").status == 405)
        }
    }
}
