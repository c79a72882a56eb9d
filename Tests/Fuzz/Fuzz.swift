import CLibFuzzer
import Foundation

/// Takes inputs for the surface that LITFASS_FUZZ names: from libFuzzer where it is linked, else from files.
@main struct Fuzz {
    private static let surface = ProcessInfo.processInfo.environment["LITFASS_FUZZ"].flatMap(Surface.init)

    #if LIBFUZZER
        static func main() {
            guard surface != nil else { fatalError("LITFASS_FUZZ names no surface") }
            var count = CommandLine.argc
            var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
            exit(
                LLVMFuzzerRunDriver(&count, &arguments) { start, count in
                    _ = Fuzz.surface?.take(start.map { Data(bytes: $0, count: count) } ?? Data())
                    return 0
                })
        }
    #else
        /// Says which files are not understood; without a file it lists the surfaces.
        static func main() throws {
            let files = CommandLine.arguments.dropFirst()
            guard let surface, !files.isEmpty else {
                return print(Surface.allCases.map(\.rawValue).joined(separator: "\n"))
            }
            var refused: [String] = []
            for file in files where !surface.take(try Data(contentsOf: URL(fileURLWithPath: file))) {
                refused.append(file)
            }
            guard !refused.isEmpty else { return }
            print("not understood: \(refused.joined(separator: " "))")
            exit(1)
        }
    #endif
}
