import Foundation
import Testing

@testable import Render

@Suite struct SVGLibraryTests {
    @Test("a missing librsvg is told with what the system says and the package that brings it")
    func missing() {
        let refusal = #expect(throws: ImageError.self) { try SVGLibrary(opening: "liblitfass-missing.so") }
        #expect(refusal?.reason == .notInstalled)
        #expect(
            refusal?.description == """
                could not read the SVG picture: liblitfass-missing.so: cannot open shared object file: No such file or \
                directory; install the package librsvg2-2, and start this program again
                """)
    }

    @Test("a library that lacks librsvg's functions is refused, and the one that is missing named")
    func strange() {
        let refusal = #expect(throws: ImageError.self) { try SVGLibrary(opening: "libc.so.6") }
        #expect(refusal?.reason == .notInstalled)
        #expect(refusal?.cause.contains("undefined symbol: rsvg_handle_new_from_data") == true)
    }
}
