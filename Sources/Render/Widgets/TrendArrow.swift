import Foundation
import Signage

extension FeedItem.Measurement.Trend {
    /// In words.
    var word: String {
        switch self {
        case .rising: "steigend"
        case .falling: "fallend"
        case .steady: "gleichbleibend"
        }
    }

    /// An arrow that points where the value is going, in a square.
    func arrow(x: Double, y: Double, size: Double) -> [DrawList.Point] {
        // To the right, around the middle: a shaft, and a head as wide as high.
        let shape: [(Double, Double)] = [
            (-0.5, -0.09), (0.12, -0.09), (0.12, -0.34), (0.5, 0), (0.12, 0.34), (0.12, 0.09), (-0.5, 0.09),
        ]
        let (across, down): (Double, Double) =
            switch self {
            case .rising: (0.5.squareRoot(), -0.5.squareRoot())
            case .falling: (0.5.squareRoot(), 0.5.squareRoot())
            case .steady: (1, 0)
            }
        return shape.map { along, beside in
            DrawList.Point(
                x: x + size / 2 + (along * across - beside * down) * size,
                y: y + size / 2 + (along * down + beside * across) * size)
        }
    }
}
