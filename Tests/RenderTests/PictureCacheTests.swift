import Foundation
import Signage
import Testing

@testable import Render

@Suite struct PictureCacheTests {
    /// Refuses as many times as it is told to, then decodes.
    private final class Decoder {
        var refusals: [ImageError]
        var calls = 0

        init(_ refusals: ImageError...) { self.refusals = refusals }

        func cache() -> PictureCache {
            PictureCache { (data, box, mode) throws(ImageError) in
                self.calls += 1
                if !self.refusals.isEmpty { throw self.refusals.removeFirst() }
                return try ImageDecoder.decode(data, fitting: box, mode: mode)
            }
        }
    }

    private let document: DocumentID
    private let scene: Scene

    init() throws {
        let data = try Pictures.data("rgb.png")
        document = try DocumentID(String(repeating: "a", count: 64))
        scene = try Examples.scene("notice-alone", "board-landscape-55", notices: [], images: [document: data])
    }

    @Test("a picture for which there was no memory is tried again, and reported no more when there is")
    func memory() {
        let decoder = Decoder(.noMemory(.png, "none"), .noMemory(.png, "none"))
        let cache = decoder.cache()
        func raster() -> Raster? { cache.raster(document, of: scene, width: 8, height: 8, fills: false) }
        for _ in 0..<2 {
            #expect(raster() == nil)
            #expect(cache.refused[document]?.reason == .noMemory)
        }
        #expect(raster() != nil)
        #expect(cache.refused.isEmpty)
        #expect(decoder.calls == 3)
    }

    @Test("a picture that is damaged is decoded once")
    func damaged() {
        let decoder = Decoder(.damaged(.png, "it is garbled"))
        let cache = decoder.cache()
        for _ in 0..<3 {
            #expect(cache.raster(document, of: scene, width: 8, height: 8, fills: false) == nil)
            #expect(cache.refused[document]?.reason == .damaged)
        }
        #expect(decoder.calls == 1)
    }
}
