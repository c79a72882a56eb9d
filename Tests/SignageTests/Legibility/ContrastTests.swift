import Testing

@testable import Signage

@Suite struct ContrastTests {
    @Test(
        "known pairs have the ratios that the guidelines' own tools show",
        arguments: [
            ("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48),
            ("#767676", "#ffffff", 4.54), ("#595959", "#ffffff", 7.00), ("#949494", "#ffffff", 3.03),
            ("#ff0000", "#ffffff", 4.00), ("#0000ff", "#ffffff", 8.59), ("#00ff00", "#ffffff", 1.37),
            ("#ffff00", "#000000", 19.56), ("#808080", "#000000", 5.32),
        ])
    func known(one: String, other: String, expected: Double) throws {
        let (one, other) = (try Colour(one), try Colour(other))
        #expect(abs(Contrast.ratio(one, other) - expected) < 0.005)
        #expect(Contrast.ratio(one, other) == Contrast.ratio(other, one))
    }

    @Test("luminance is 0 for black, 1 for white and green's share for green, and grows with each component")
    func luminance() throws {
        #expect(Contrast.relativeLuminance(of: try Colour("#000000")) == 0)
        #expect(abs(Contrast.relativeLuminance(of: try Colour("#ffffff")) - 1) < 1e-12)
        #expect(abs(Contrast.relativeLuminance(of: try Colour("#00ff00")) - 0.7152) < 1e-12)
        let greys = (0...255).map { value in
            Contrast.relativeLuminance(of: Colour(red: UInt8(value), green: UInt8(value), blue: UInt8(value)))
        }
        #expect(zip(greys, greys.dropFirst()).allSatisfy { $0 < $1 })
    }
}
