import ProgramSupport
import Signage

extension Arguments {
    /// A time as ``NoticeDraft/Time`` reads it; nil when the option is not there.
    func time(_ option: String) throws(UsageError) -> NoticeDraft.Time? {
        guard let text = try value(option) else { return nil }
        do {
            return try NoticeDraft.Time(text)
        } catch {
            throw UsageError("\(option) \(error), not \"\(text)\"")
        }
    }
}
