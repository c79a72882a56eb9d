import Foundation
import Signage
import SignageTesting
import Testing

@testable import Render

@Suite struct ArrangementTests {
    /// Lengths with needs and weights, some of which fit.
    private struct Case {
        let length: Double
        let needs: [Double]
        let weights: [Double?]
    }

    private func cases(_ count: Int, seed: UInt64) -> [Case] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let parts = Int.random(in: 1...8, using: &generator)
            let length = Double(Int.random(in: 16...4_000, using: &generator))
            let isWhole = Bool.random(using: &generator)
            let needs = (0..<parts).map { _ in
                let need = Double.random(in: 0...(2 * length / Double(parts)), using: &generator)
                return isWhole ? need.rounded(.up) : need
            }
            let weights: [Double?] = (0..<parts).map { _ in
                Bool.random(using: &generator) ? Double.random(in: 0.01...10, using: &generator) : nil
            }
            return Case(length: length, needs: needs, weights: weights)
        }
    }

    @Test("shares are whole pixels and add up to the length wherever one of them may grow or all must shrink")
    func sum() {
        for example in cases(2_000, seed: 1) {
            let sizes = Arrangement.share(example.length, example.needs, example.weights)
            #expect(sizes.count == example.needs.count)
            #expect(sizes.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
            let sum = sizes.reduce(0, +)
            let isFull = example.weights.contains { $0 != nil } || example.needs.reduce(0, +) > example.length
            #expect(isFull ? sum == example.length : sum <= example.length)
        }
    }

    @Test("where all needs fit, nobody gets less than theirs, and who has no weight gets no more")
    func needs() {
        for example in cases(2_000, seed: 2) where example.needs.reduce(0, +) <= example.length {
            let isWhole = example.needs.allSatisfy { $0 == $0.rounded() }
            let sizes = Arrangement.share(example.length, example.needs, example.weights)
            for (index, size) in sizes.enumerated() {
                // A need that is no whole number of pixels may lose the part of a pixel at each edge.
                #expect(isWhole ? size >= example.needs[index] : size > example.needs[index] - 1)
                guard example.weights[index] == nil else { continue }
                #expect(isWhole ? size == example.needs[index] : size < example.needs[index] + 1)
            }
        }
    }

    @Test("what is left goes by weight")
    func weights() {
        #expect(Arrangement.share(100, [0, 0], [3, 1]) == [75, 25])
        #expect(Arrangement.share(100, [20, 0, 0], [nil, 3, 1]) == [20, 60, 20])
        #expect(Arrangement.share(100, [0, 40], [9, 1]) == [60, 40])
        #expect(Arrangement.share(100, [100, 100], [1, nil], least: [0, 50]) == [50, 50])
        #expect(Arrangement.share(100, [0, 0, 0], [1, 1, 1]) == [33, 34, 33])
    }

    @Test("the same weights give the same pixels each time, where halves of pixels are rounded too")
    func fractions() {
        let shares = (0..<100).map { _ in Arrangement.share(975, [0, 0, 0], [0.1, 0.2, 0.3]) }
        #expect(Set(shares) == [[162, 325, 488]])
    }

    @Test("where needs are too large, the last parts give way first")
    func order() {
        #expect(Arrangement.share(100, [60, 60, 20], [1, 1, 1], least: [20, 20, 10]) == [60, 30, 10])
    }

    @Test("zones cover the panel without a gap or an overlap", arguments: GoldenTests.devices)
    func cover(device: String) throws {
        for name in ["notice-alone", "notice-with-meetings"] {
            for feeds in [[], [try Examples.council()]] {
                let scene = try Examples.scene(name, device, notices: [Examples.closure()], feeds: feeds)
                let panel = scene.stage.profile.panel
                let boxes = try Renderer().arrange(scene).places.map(\.box)
                #expect(
                    boxes.allSatisfy {
                        $0
                            == Box(
                                x: $0.x.rounded(), y: $0.y.rounded(), width: $0.width.rounded(),
                                height: $0.height.rounded())
                    })
                #expect(boxes.map { $0.width * $0.height }.reduce(0, +) == Double(panel.width * panel.height))
                for (index, box) in boxes.enumerated() {
                    #expect(box.x >= 0 && box.y >= 0)
                    #expect(box.maxX <= Double(panel.width) && box.maxY <= Double(panel.height))
                    for other in boxes[..<index] {
                        #expect(
                            box.maxX <= other.x || other.maxX <= box.x || box.maxY <= other.y || other.maxY <= box.y)
                    }
                }
            }
        }
    }
}

/// SplitMix64: the same seed gives the same numbers on every machine, so that a property that fails can be seen again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
