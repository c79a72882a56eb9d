/// Why a picture that was handed in cannot be shown.
public struct ImageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    public enum Reason: String, Hashable, Sendable {
        /// Neither PNG nor JPEG nor SVG, whatever its name says.
        case unknownKind
        /// Broken off or garbled.
        case damaged
        /// More bytes, pixels, scans or nested elements than are taken.
        case tooLarge
        /// Sound, but of a variant that is not drawn.
        case notSupported
        /// Sound, but nothing is to be seen on it.
        case blank
        /// No memory for it just now.
        case noMemory
        /// Sound as far as is known; the library that reads its kind is missing on this machine.
        case notInstalled
    }

    /// What is wrong with it, for a program.
    public let reason: Reason
    /// What was tried, such as "read the JPEG picture".
    public let action: String
    /// What was found, with the library's words where there are any.
    public let cause: String
    /// What to do next.
    public let advice: String

    /// All three in one sentence.
    public var description: String { "could not \(action): \(cause); \(advice)" }

    static func damaged(_ kind: ImageKind, _ cause: String) -> ImageError {
        ImageError(
            reason: .damaged, action: "read the \(kind.title) picture", cause: cause,
            advice: "open it in a picture editor, save it anew and send it again")
    }

    static func tooLarge(_ kind: ImageKind, _ cause: String) -> ImageError {
        let advice =
            switch kind {
            case .jpeg, .png:
                "save it as JPEG with at most \(ImageLimits.advisedSide) x \(ImageLimits.advisedSide) pixels"
            case .svg: "save it as a simpler SVG, or as PNG,"
            }
        return ImageError(
            reason: .tooLarge, action: "read the \(kind.title) picture", cause: cause,
            advice: "\(advice) and send it again")
    }

    static func notSupported(_ kind: ImageKind, _ cause: String) -> ImageError {
        ImageError(
            reason: .notSupported, action: "read the \(kind.title) picture", cause: cause,
            advice: kind == .svg ? "save it as PNG and send it again" : "save it as 8-bit RGB JPEG and send it again")
    }

    static func noMemory(_ kind: ImageKind, _ cause: String) -> ImageError {
        ImageError(
            reason: .noMemory, action: "draw the \(kind.title) picture", cause: cause, advice: "check the free memory")
    }

    static func notInstalled(_ kind: ImageKind, _ cause: String, package: String) -> ImageError {
        ImageError(
            reason: .notInstalled, action: "read the \(kind.title) picture", cause: cause,
            advice: "install the package \(package), and start this program again")
    }
}
