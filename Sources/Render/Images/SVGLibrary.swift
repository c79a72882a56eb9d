import CRSVG

/// librsvg's functions, once it is open.
struct SVGLibrary {
    /// The library's name for all of its 2.x versions.
    static let name = "librsvg-2.so.2"

    /// Opened when the first SVG comes, and never closed.
    private static let opened = Result { () throws(ImageError) in try SVGLibrary(opening: name) }

    let functions: LitfassSVGLibrary

    /// - Throws: naming the package that is missing.
    static func shared() throws(ImageError) -> SVGLibrary { try opened.get() }

    /// - Parameter name: of a file where the system looks for libraries, or its path.
    /// - Throws: naming the package that is missing.
    init(opening name: String) throws(ImageError) {
        var functions = LitfassSVGLibrary()
        guard litfass_svg_open(name, &functions) != 0 else {
            throw .notInstalled(
                .svg, litfass_svg_problem().map { String(cString: $0) } ?? "\(name) cannot be opened",
                package: "librsvg2-2")
        }
        self.functions = functions
    }
}
