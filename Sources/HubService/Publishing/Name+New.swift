import Crypto
import Foundation
import Signage

extension Name {
    /// 13 characters that are hard to mix up: the time in milliseconds, then 20 random bits.
    ///
    /// Ids grow with time, so that of two notices of one second a board knows which is the newer.
    static func new(at now: Date) throws(InvalidValue) -> Name {
        let alphabet = Array("23456789abcdefghijkmnpqrstuvwxyz")
        var milliseconds = UInt64(max(0, now.timeIntervalSince1970 * 1000))
        var time: [Character] = []
        for _ in 0..<9 {
            time.append(alphabet[Int(milliseconds % 32)])
            milliseconds /= 32
        }
        return try Name(String(time.reversed() + randomBytes(4).map { alphabet[Int($0 % 32)] }))
    }
}
