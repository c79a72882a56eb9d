import Foundation
import Testing

@testable import Render

@Suite struct RefusalTests {
    private static let names = [
        "orientation-6.jpg", "progressive.jpg", "cmyk.jpg", "rgb.png", "alpha.png", "palette.png", "arms.svg",
    ]

    @Test("a picture that is broken off anywhere is refused", arguments: names)
    func truncated(name: String) throws {
        let whole = try Pictures.data(name)
        // JPEG's end mark and white space at the end of SVG carry nothing.
        for length in 0..<(whole.count - 3) {
            #expect(Pictures.refusal(of: whole.prefix(length)) != nil, "\(length) bytes of \(whole.count)")
        }
        #expect(Pictures.refusal(of: whole) == nil)
    }

    @Test(
        "a JPEG that is cut or garbled is refused by the check at once",
        arguments: ["orientation-6.jpg", "progressive.jpg"])
    func damaged(name: String) throws {
        let whole = try Pictures.data(name)
        #expect(try ImageDecoder.check(whole) == ImageDecoder.size(of: whole))
        for percent in [10, 50, 90, 99] {
            #expect(throws: ImageError.self) { try ImageDecoder.check(whole.prefix(whole.count * percent / 100)) }
        }
        var garbled = whole
        let middle = whole.count - 40
        garbled.replaceSubrange(middle..<(middle + 30), with: [UInt8](repeating: 0xFF, count: 30))
        #expect(throws: ImageError.self) { try ImageDecoder.check(garbled) }
    }

    @Test("a picture on which nothing is to be seen is refused by the check")
    func blank() throws {
        let svg = #"<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32">"#
        for (content, isBlank) in [
            ("", true), (#"<rect width="9" height="9" fill="none"/>"#, true),
            (#"<rect width="9" height="9" opacity="0"/>"#, true), (#"<rect width="9" height="9"/>"#, false),
            (#"<rect width="9" height="9" fill="white"/>"#, false),
        ] {
            let data = Data((svg + content + "</svg>").utf8)
            if isBlank {
                let refusal = #expect(throws: ImageError.self) { try ImageDecoder.check(data) }
                #expect(refusal?.reason == .blank)
            } else {
                #expect(try ImageDecoder.check(data) == (64, 32))
            }
        }
        #expect(
            try ImageDecoder.check(try Pictures.data("alpha.png")) == ImageDecoder.size(of: Pictures.data("alpha.png")))
    }

    @Test("no garbled byte ends the program, and none makes a picture of another size", arguments: names)
    func garbled(name: String) throws {
        let whole = try Pictures.data(name)
        for position in whole.indices {
            for value in [0xFF, whole[position] ^ 1] {
                var data = whole
                data[position] = value
                guard let raster = try? ImageDecoder.decode(data, fitting: (16, 16)) else { continue }
                #expect(raster.width <= 16 && raster.height <= 16)
            }
        }
    }

    @Test("a slice of a larger file is read from where it starts", arguments: names)
    func slices(name: String) throws {
        let data = Data("0123456789".utf8) + (try Pictures.data(name))
        #expect(Pictures.refusal(of: data.dropFirst(10)) == nil)
    }

    @Test("what is no picture is refused, whatever its name says")
    func unknown() {
        #expect(Pictures.refusal(of: Data())?.cause == "it is empty")
        for text in ["Sitzung am 3. Dezember", "GIF89a", "<html></html>", "<"] {
            #expect(Pictures.refusal(of: Data(text.utf8))?.reason == .unknownKind)
        }
        #expect(
            Pictures.refusal(of: Data(repeating: 0xFF, count: (32 << 20) + 1))?.description == """
                could not read the picture: it has 32 MiB, and at most 32 are taken; save it as JPEG with fewer pixels \
                and send it again
                """)
    }

    /// A file with the measures of another.
    private static func resized(_ name: String, at offset: Int, _ measures: [UInt8]) throws -> Data {
        var data = try Pictures.data(name)
        data.replaceSubrange(offset..<(offset + measures.count), with: measures)
        return data
    }

    /// Where a JPEG's frame header has its height.
    private static func frame(of name: String, marker: UInt8) throws -> Int {
        try #require(try Pictures.data(name).range(of: Data([0xFF, marker]))).upperBound + 3
    }

    @Test("a bomb is refused by its header, before memory is taken for it")
    func bombs() throws {
        let jpeg = try Self.frame(of: "orientation-1.jpg", marker: 0xC0)
        let progressive = try Self.frame(of: "progressive.jpg", marker: 0xC2)
        let bombs = [
            try Self.resized("orientation-1.jpg", at: jpeg, [0xFF, 0xFF, 0xFF, 0xFF]),
            // 10,000 x 6,500 in one scan, 6,000 x 5,000 in several.
            try Self.resized("orientation-1.jpg", at: jpeg, [0x27, 0x10, 0x19, 0x64]),
            try Self.resized("progressive.jpg", at: progressive, [0x17, 0x70, 0x13, 0x88]),
            try Self.resized("rgb.png", at: 16, [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]),
            try Self.resized("rgb.png", at: 16, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
            try Self.resized("rgb.png", at: 16, [0, 0, 0x1B, 0x58, 0, 0, 0x1B, 0x58]),
        ]
        for bomb in bombs {
            let refusal = try #require(Pictures.refusal(of: bomb))
            #expect(refusal.reason == .tooLarge)
            #expect(refusal.advice == "save it as JPEG with at most 4800 x 4800 pixels and send it again")
            #expect(throws: refusal) { try ImageDecoder.size(of: bomb) }
        }
    }

    @Test("a JPEG in very many scans is refused")
    func scans() throws {
        var data = try Pictures.data("progressive.jpg")
        let scan = try #require(data.range(of: Data([0xFF, 0xDA]), options: .backwards))
        let last = Data(data[scan.lowerBound..<(data.count - 2)])
        for _ in 0..<60 { data.insert(contentsOf: last, at: data.count - 2) }
        let refusal = Pictures.refusal(of: data)
        #expect(refusal?.reason == .tooLarge)
        #expect(refusal?.cause.contains("scans") == true)
    }

    @Test("texts in a PNG are never unpacked")
    func texts() throws {
        let data = try Pictures.data("text-bomb.png")
        #expect(Pictures.refusal(of: data) == nil)
        #expect(try PNGChunks(data).ranges.map(\.count).reduce(0, +) < 300)
    }
}
