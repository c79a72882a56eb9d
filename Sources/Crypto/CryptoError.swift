import COpenSSL

/// A failed call of libcrypto: what was tried, the library's code and words, and what to do about it.
public struct CryptoError: Error, Sendable, CustomStringConvertible {
    /// What was tried, as a verb with its object: "read a private key from PEM".
    public let action: String
    /// The earliest code of libcrypto's error queue (`ERR_get_error`), or 0 where the refusal is our own.
    public let code: UInt
    /// The library's words for that code, or ours.
    public let message: String
    /// What the reader of the message can do next, as a sentence.
    public let advice: String

    /// One line: action, message, code, advice.
    public var description: String {
        let number = code == 0 ? "" : " (libcrypto \(String(code, radix: 16)))"
        return "cannot \(action): \(message)\(number). \(advice)"
    }

    /// An error of our own, with no code of the library.
    init(action: String, message: String, advice: String) {
        self.action = action
        code = 0
        self.message = message
        self.advice = advice
        ERR_clear_error()
    }

    /// The error that this thread's queue holds; empties the queue.
    init(fromQueue action: String, advice: String) {
        self.action = action
        let code = UInt(ERR_get_error())
        self.code = code
        var text = [UInt8](repeating: 0, count: 256)
        text.withUnsafeMutableBytes { bytes in
            ERR_error_string_n(code, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        message = code == 0 ? "the library gave no reason" : String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
        self.advice = advice
        ERR_clear_error()
    }
}

/// The value, or the end of the process: see `trap`.
func orTrap<Value>(_ value: Value?, _ action: StaticString) -> Value {
    guard let value else { trap(action) }
    return value
}

/// Ends the process: for calls that fail only without memory or randomness, where nothing can go on.
func trap(_ action: StaticString) -> Never {
    fatalError("cannot \(action): no memory or no randomness left")
}
