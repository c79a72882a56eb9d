import CQREncode
import Foundation

/// A QR code (ISO/IEC 18004) of error correction level M, as dark and light modules without the quiet zone of four modules, which whoever
/// draws it leaves free on all sides.
struct QRCode: Hashable, Sendable {
    /// Modules a side: 21 for version 1 up to 177 for version 40.
    let size: Int
    private let modules: [Bool]

    /// The smallest version that holds the text.
    ///
    /// - Parameter text: UTF-8 of at most 2,331 bytes, not empty.
    /// - Throws: when the text is longer, empty, or has a zero character in it.
    init(_ text: String) throws(RenderError) {
        guard !text.isEmpty, !text.utf8.contains(0) else {
            throw RenderError(
                action: "make a QR code", cause: text.isEmpty ? "its text is empty" : "its text holds a zero character",
                advice: "give it an address such as https://www.barleben.de")
        }
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else {
            let isTooLong = errno == ERANGE
            throw RenderError(
                action: "make a QR code of \(text.utf8.count) bytes",
                cause: isTooLong ? "the text is too long" : String(cString: strerror(errno)),
                advice: isTooLong ? "use a shorter address; at most 2,331 bytes fit" : "check the free memory")
        }
        defer { QRcode_free(code) }
        let size = Int(code.pointee.width)
        self.size = size
        modules = UnsafeBufferPointer(start: code.pointee.data, count: size * size).map { $0 & 1 == 1 }
    }

    /// - Precondition: both coordinates lie in `0..<size`; the first module is at the upper left.
    func isDark(x: Int, y: Int) -> Bool {
        precondition((0..<size).contains(x) && (0..<size).contains(y))
        return modules[y * size + x]
    }
}
