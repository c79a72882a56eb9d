import CPango
import Foundation
import Testing

@testable import Render

@Suite struct PhotoTests {
    @Test("a photo is shown as the camera was held", arguments: 1...8)
    func orientation(number: Int) throws {
        let data = try Pictures.data("orientation-\(number).jpg")
        let size = try ImageDecoder.size(of: data)
        #expect(size == (64, 32))
        for box in [(64, 32), (32, 16), (200, 100)] {
            let raster = try ImageDecoder.decode(data, fitting: box)
            #expect((raster.width, raster.height) == box)
            #expect(Pictures.distance(Pictures.quarters(of: raster), Pictures.quarters) <= 4)
        }
    }

    @Test("a JPEG keeps its colours, whatever channels and scans it is stored in", arguments: ["cmyk", "progressive"])
    func channels(name: String) throws {
        let raster = try ImageDecoder.decode(try Pictures.data("\(name).jpg"), fitting: (64, 32))
        #expect(raster.isPhoto)
        #expect(Pictures.distance(Pictures.quarters(of: raster), Pictures.quarters) <= 6)
    }

    @Test("a CMYK JPEG without Adobe's marker is not inverted")
    func plainCMYK() throws {
        var data = try Pictures.data("cmyk.jpg")
        let marker = try #require(data.range(of: Data("Adobe".utf8)))
        data.replaceSubrange(marker, with: Data("adobe".utf8))
        let raster = try ImageDecoder.decode(data, fitting: (64, 32))
        let white = Pictures.pixel(of: raster, x: 48, y: 24)
        #expect(white & 0xFF < 40)
    }

    @Test("a grey JPEG is grey")
    func grey() throws {
        let raster = try ImageDecoder.decode(try Pictures.data("grey.jpg"), fitting: (64, 32))
        for pixel in Pictures.quarters(of: raster) {
            #expect(pixel & 0xFF == pixel >> 8 & 0xFF && pixel & 0xFF == pixel >> 16 & 0xFF)
        }
        #expect(Pictures.distance([Pictures.pixel(of: raster, x: 48, y: 24)], [0xFF_F0F0F0]) <= 4)
    }

    @Test("a PNG keeps its colours, whatever depth it is stored in", arguments: ["rgb", "palette", "deep-16"])
    func depths(name: String) throws {
        let data = try Pictures.data("\(name).png")
        #expect(try ImageDecoder.size(of: data) == (64, 32))
        let raster = try ImageDecoder.decode(data, fitting: (32, 32))
        #expect((raster.width, raster.height) == (32, 16))
        #expect(Pictures.distance(Pictures.quarters(of: raster), Pictures.quarters) <= 1)
        #expect(!raster.isPhoto)
    }

    @Test("a PNG's alpha is kept, premultiplied")
    func alpha() throws {
        let raster = try ImageDecoder.decode(try Pictures.data("alpha.png"), fitting: (64, 32))
        #expect(
            Pictures.distance(
                Pictures.quarters(of: raster), [0x80_6E0F0F, 0xFF_1EA03C, 0xFF_1E3CC8, 0x00_000000]) <= 1)
    }

    @Test("a PNG with a photograph in it counts as one")
    func photograph() throws {
        #expect(try ImageDecoder.decode(try Pictures.data("photo.png"), fitting: (64, 48)).isPhoto)
    }

    @Test("a picture fills its box, cut off evenly on both sides")
    func fill() throws {
        for name in ["rgb.png", "orientation-6.jpg"] {
            let raster = try ImageDecoder.decode(try Pictures.data(name), fitting: (20, 20), mode: .fill)
            #expect((raster.width, raster.height) == (20, 20))
            #expect(Pictures.distance(Pictures.quarters(of: raster), Pictures.quarters) <= 4)
        }
    }

    @Test("a JPEG is read with no fewer pixels than are shown, and never in a size that is slow to read")
    func eighths() {
        for (scale, expected) in [(0.01, 1), (0.125, 1), (0.126, 2), (0.3, 4), (0.5, 4), (0.51, 8), (1, 8), (9, 8)] {
            #expect(JPEGDecoder.eighths(scale: scale, pixels: 12_000_000) == expected)
        }
        #expect(JPEGDecoder.eighths(scale: 0.6, pixels: 60_000_000) == 5)
    }

    @Test("no edge of a scaled picture fades")
    func edges() throws {
        let raster = try ImageDecoder.decode(try Pictures.data("rgb.png"), fitting: (37, 37), mode: .fill)
        let corners = [(0, 0), (36, 0), (0, 36), (36, 36)].map { Pictures.pixel(of: raster, x: $0, y: $1) }
        #expect(Pictures.distance(corners, Pictures.quarters) <= 1)
    }

    @Test(
        "the same bytes make the same pixels", arguments: ["orientation-5.jpg", "cmyk.jpg", "alpha.png", "photo.png"])
    func deterministic(name: String) throws {
        let data = try Pictures.data(name)
        let first = try ImageDecoder.decode(data, fitting: (41, 23), mode: .fill)
        let second = try ImageDecoder.decode(data, fitting: (41, 23), mode: .fill)
        #expect(Pictures.pixels(of: first) == Pictures.pixels(of: second))
    }
}
