/// An item comes or goes within a week. One number, so that very many of them are sorted fast.
struct WeekEvent: Comparable {
    /// From the highest bit on: the offset, whether it comes, the member from the last one down, the rotation, whether it is fresh.
    private let bits: UInt64

    /// - Parameters:
    ///   - offset: in seconds since the week's start, which are less than 2^20.
    ///   - isFresh: whether it has never been on before.
    init(offset: Int, isComing: Bool, isFresh: Bool, rotation: Int, member: Int) {
        let parts = UInt64(Int(UInt32.max) - member) << 8 | UInt64(rotation) << 1
        bits = UInt64(offset) << 44 | (isComing ? 1 << 43 : 0) | parts | (isFresh ? 1 : 0)
    }

    var offset: Int { Int(bits >> 44) }
    var isComing: Bool { bits >> 43 & 1 == 1 }
    var isFresh: Bool { bits & 1 == 1 }
    var rotation: Int { Int(bits >> 1 & 0x7F) }
    var member: Int { Int(UInt32.max) - Int(bits >> 8 & 0xFFFF_FFFF) }

    /// Who goes makes room before others come; of those that come together, the one that is shown first comes last.
    static func < (left: WeekEvent, right: WeekEvent) -> Bool { left.bits < right.bits }
}
