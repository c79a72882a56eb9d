import Render

/// What shows pictures: the panel's memory, or what stands in for it.
protocol Display: ~Copyable, Sendable {
    /// Puts what has changed of a picture on the panel before it returns.
    /// - Parameter damage: outside of it, the picture is the one presented before; the first time, it is the whole picture.
    /// - Throws: when the panel did not take it; what was on it before may be partly overwritten.
    mutating func present(_ picture: PictureMemory, damage: [PixelRect]) throws
}
