import Render

/// What shows frames: the panel's memory, or what stands in for it.
protocol Display: ~Copyable, Sendable {
    /// Puts a frame on the panel, whole, before it returns.
    /// - Throws: when the panel did not take it; what was on it before may be partly overwritten.
    mutating func present(_ frame: Frame) throws
}
