/// What of a picture has to be painted anew.
enum Damage {
    /// More rectangles than this are not worth telling apart.
    private static let most = 12

    /// Where two lists of marks differ. Painting the new list clipped to it makes the old picture the new one.
    static func between(_ old: [DrawList.Mark], _ new: [DrawList.Mark]) -> [PixelRect] {
        var start = 0
        while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
        var tail = 0
        while tail < min(old.count, new.count) - start, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
            tail += 1
        }
        let gone = old[start..<old.count - tail]
        let come = new[start..<new.count - tail]
        guard gone.count == come.count else { return (gone + come).map(\.bounds) }
        // The same number of marks in the same order: only those that differ.
        return zip(gone, come).flatMap { $0 == $1 ? [] : [$0.bounds, $1.bounds] }
    }

    /// Fewer rectangles that hold the same pixels and none twice; the whole picture where little of it is left out.
    static func merged(_ rectangles: [PixelRect], in frame: PixelRect) -> [PixelRect] {
        var result: [PixelRect] = []
        for rectangle in rectangles {
            var grown = rectangle.intersection(frame)
            guard !grown.isEmpty else { continue }
            // What overlaps, or lies so near that the rectangle around both is hardly larger, becomes one.
            while let near = result.firstIndex(where: {
                $0.intersects(grown) || $0.union(grown).area * 4 <= ($0.area + grown.area) * 5
            }) {
                grown = grown.union(result.remove(at: near))
            }
            result.append(grown)
        }
        if result.count > most { result = [result.reduce(result[0]) { $0.union($1) }] }
        return result.reduce(0) { $0 + $1.area } * 3 > frame.area * 2 ? [frame] : result
    }
}
