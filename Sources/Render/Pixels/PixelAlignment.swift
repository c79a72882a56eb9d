extension PixelRect {
    /// Whether every pixel of the other one is in it.
    func contains(_ other: PixelRect) -> Bool { other.isEmpty || intersection(other) == other }

    /// Widened so that its left and right edges lie on multiples of so many pixels, 1 or more.
    func aligned(to columns: Int) -> PixelRect {
        guard columns > 1, !isEmpty else { return self }
        let left = x - ((x % columns) + columns) % columns
        let length = (maxX - left + columns - 1) / columns * columns
        return PixelRect(x: left, y: y, width: length, height: height)
    }
}
