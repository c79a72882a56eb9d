import Render

/// What shows pictures: the panel's memory, or what stands in for it.
protocol Display: ~Copyable, Sendable {
    /// Puts a picture on the panel before it returns.
    /// - Parameter refresh: the first one is a full one; outside of a partial one, the picture is the one presented before.
    /// - Throws: when the panel did not take it; what was on it before may be partly overwritten.
    mutating func present(_ picture: PictureMemory, refresh: Refresh) throws
    /// Whether the panel's light can be set.
    var hasLight: Bool { get }
    /// Sets the panel's light, 0 to 100 percent; 0 turns it off. Does nothing where the panel's light cannot be set.
    mutating func light(_ percent: Int)
}

extension Display where Self: ~Copyable {
    var hasLight: Bool { false }
    mutating func light(_ percent: Int) {}
}

extension Refresh {
    /// What is to be written into the panel's memory.
    func rectangles(of picture: PictureMemory) -> [PixelRect] {
        switch self {
        case .partial(let rectangles): rectangles
        case .full: [picture.whole]
        }
    }
}
