import Signage

extension LegibilityVerdict {
    /// As the command line says it.
    var words: String {
        switch self {
        case .good, .long, .small, .hurried, .incomplete, .illegible: rawValue
        case .pale: "a little pale"
        case .lowContrast: "contrast too low"
        }
    }
}
