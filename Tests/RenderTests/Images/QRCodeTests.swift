import Foundation
import Testing

@testable import Render

@Suite struct QRCodeTests {
    private static func drawn(_ code: QRCode) -> String {
        (0..<code.size).map { y in
            String((0..<code.size).map { code.isDark(x: $0, y: y) ? "#" : "." }) + "\n"
        }.joined()
    }

    @Test("a QR code is the one that another library makes")
    func known() throws {
        let code = try QRCode("https://www.barleben.de/aktuelles")
        #expect(Data(Self.drawn(code).utf8) == (try Pictures.data("qr-barleben.txt")))
    }

    @Test(
        "a QR code has the smallest version that holds the text",
        arguments: [
            (14, 21), (15, 25), (26, 25), (27, 29), (2_331, 177),
        ])
    func versions(bytes: Int, size: Int) throws {
        let code = try QRCode(String(repeating: "ä", count: bytes / 2) + (bytes % 2 == 1 ? "a" : ""))
        #expect(code.size == size)
        let finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
        for (left, top) in [(0, 0), (size - 7, 0), (0, size - 7)] {
            for (y, row) in finder.enumerated() {
                #expect(String((0..<7).map { code.isDark(x: left + $0, y: top + y) ? "#" : "." }) == row)
            }
        }
    }

    @Test("a text that fits no QR code is refused with the length that does")
    func tooLong() {
        #expect(
            throws: RenderError(
                action: "make a QR code of 2332 bytes", cause: "the text is too long",
                advice: "use a shorter address; at most 2,331 bytes fit")
        ) {
            try QRCode(String(repeating: "a", count: 2_332))
        }
        #expect(throws: RenderError.self) { try QRCode("") }
        #expect(throws: RenderError.self) { try QRCode("a\0b") }
    }
}
