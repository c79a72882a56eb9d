import Signage
import Testing

@testable import Render

@Suite struct PixelRectTests {
    @Test("a rectangle turned into the memory and back is the same", arguments: Panel.Rotation.allCases)
    func turned(rotation: Panel.Rotation) {
        var generator = SeededGenerator(seed: 5)
        let mounting = Mounting(rotation: rotation, width: 90, height: 40)
        for _ in 0..<50 {
            let rect = generator.rect(90, 40)
            #expect(mounting.picture(mounting.memory(rect)) == rect)
            let memory = PixelRect(x: 0, y: 0, width: mounting.memoryWidth, height: mounting.memoryHeight)
            #expect(memory.contains(mounting.memory(rect)))
        }
    }

    @Test("union, intersection and alignment hold for what is empty and what is negative too")
    func sets() {
        let rect = PixelRect(x: 3, y: 4, width: 10, height: 5)
        #expect(rect.union(PixelRect(x: 90, y: 90, width: 0, height: 5)) == rect)
        #expect(PixelRect(x: 90, y: 90, width: -2, height: 5).union(rect) == rect)
        #expect(rect.union(PixelRect(x: 0, y: 8, width: 1, height: 3)) == PixelRect(x: 0, y: 4, width: 13, height: 7))
        #expect(rect.intersection(PixelRect(x: 13, y: 4, width: 3, height: 3)).isEmpty)
        #expect(rect.aligned(to: 8) == PixelRect(x: 0, y: 4, width: 16, height: 5))
        #expect(
            PixelRect(x: -3, y: 0, width: 3, height: 1).aligned(to: 8) == PixelRect(x: -8, y: 0, width: 8, height: 1))
    }
}
