import Testing

@testable import Signage

@Suite struct ViewingDistancesTests {
    @Test("nine metres take a cap height of 39 mm, in an emergency and at ease 75 mm")
    func capHeights() throws {
        let viewing = try ViewingDistances(headlineMetres: 9, bodyMetres: 4.5, detailMetres: 2)
        #expect(abs(viewing.smallestCapHeightMillimetres(for: .headline) - 39.13) < 0.01)
        #expect(viewing.smallestCapHeightMillimetres(for: .headline, isEmergency: true) == 75)
        #expect(viewing.comfortableCapHeightMillimetres(for: .body) == 37.5)
        #expect(viewing.metres(for: .detail) == 2)
    }

    @Test("what is large is legible, and what is read at ease is large")
    func order() {
        #expect(ViewingDistances.smallestCapHeight < ViewingDistances.largeCapHeight)
        #expect(ViewingDistances.largeCapHeight < ViewingDistances.comfortableCapHeight)
    }
}
