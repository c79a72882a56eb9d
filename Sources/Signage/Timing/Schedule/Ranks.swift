/// Which of some numbered things are in a set, and how many in it come before one of them: each asked and changed in log n steps (a Fenwick tree).
struct Ranks {
    private var sums: [Int32]
    private(set) var count = 0

    /// An empty set of things numbered from 0.
    init(size: Int) { sums = Array(repeating: 0, count: size + 1) }

    mutating func insert(_ number: Int) { add(1, at: number) }
    mutating func remove(_ number: Int) { add(-1, at: number) }

    private mutating func add(_ change: Int32, at number: Int) {
        count += Int(change)
        var index = number + 1
        while index < sums.count {
            sums[index] += change
            index += index & -index
        }
    }

    /// How many in the set have a smaller number.
    func rank(of number: Int) -> Int {
        var (index, sum) = (number, 0)
        while index > 0 {
            sum += Int(sums[index])
            index -= index & -index
        }
        return sum
    }
}
