/// The turns of one class of items in one place: start-time fair queueing (Goyal, Vin and Cheng 1996).
///
/// Each item has a *pass*, the time it has had divided by its weight. Whoever has the smallest is next, so that the times
/// which any two items have had, divided by their weights, differ by no more than one turn of each. Whoever comes in later
/// begins at the pass of the turn that is on: it neither catches up nor waits for longer than a round.
struct Rotation {
    /// What the rotation needs to know of an item. Items are numbered in the order of their first turns.
    struct Member {
        let weight: Double
        let dwell: ClosedRange<Int>
        /// When it is shown at once, its turn begins so many seconds later: a clock that is right shows all of it.
        let leadSeconds: Int
    }

    /// The turn that is on.
    struct Running {
        let member: Int
        /// When it began, in seconds; later than now for what is shown ahead of its time.
        var start: Int
        /// How long it takes if nothing comes between, in seconds.
        let seconds: Int
        var end: Int { start + seconds }
    }

    private struct Waiting: Comparable {
        let pass: Double
        let order: Int
        let member: Int
        let stamp: Int32

        static func < (left: Waiting, right: Waiting) -> Bool { (left.pass, left.order) < (right.pass, right.order) }
    }

    /// The longest time per weight that a member must have; with one turn of that length all members get what their weights say.
    private struct Need: Comparable {
        let seconds: Double
        let member: Int

        static func < (left: Need, right: Need) -> Bool { left.seconds > right.seconds }
    }

    private let members: [Member]
    private var passes: [Double]
    /// Counts up whenever a member comes, goes or is put back, so that older entries in the heaps are known to be void.
    private var stamps: [Int32]
    private var isOn: [Bool]
    private(set) var numbers: [Int]
    private(set) var ranks: Ranks
    private var waiting = Heap<Waiting>()
    private var needs = Heap<Need>()
    /// Of all that are on.
    private var weights = 0.0
    /// Members that are to be shown at once, the last to come at the end; who goes before that stays in it without being fresh.
    private var fresh: [Int] = []
    private var isFresh: [Bool]
    private(set) var running: Running?
    /// The pass of the turn that is on, or of the last one.
    private var now = 0.0
    /// The member whose turn comes first among equals.
    private var first = 0

    /// Nobody is on.
    init(members: [Member]) {
        self.members = members
        passes = Array(repeating: 0, count: members.count)
        stamps = Array(repeating: 0, count: members.count)
        isOn = Array(repeating: false, count: members.count)
        isFresh = isOn
        numbers = Array(repeating: 0, count: members.count)
        ranks = Ranks(size: members.count)
    }

    var count: Int { ranks.count }

    /// Whether somebody is to be shown at once.
    var hasFresh: Bool { fresh.contains { isFresh[$0] } }

    // MARK: Beginnings

    /// Nobody has had a turn; begins with another one of them each time, so that what is on for minutes a day begins with all of them by and by.
    mutating func begin(week: Int) {
        // Multiples of the golden section lie evenly between 0 and 1.
        let part = (Double(week) * 0.618_033_988_749_894_9).truncatingRemainder(dividingBy: 1)
        first = min(members.count - 1, Int(part * Double(members.count)))
    }

    /// Goes on with those who are on as if they had taken turns for ever, so that one week goes over into the next.
    /// - Parameter loneStart: since when a member that is on alone has been so.
    mutating func goOn(at time: Int, loneStart: Int) {
        let all = isOn.indices.filter { isOn[$0] }
        let turns = all.map { seconds(of: $0) }
        let round = turns.reduce(0, +)
        let (rounds, phase) = time.quotientAndRemainder(dividingBy: round)
        var had = 0
        for (member, seconds) in zip(all, turns) {
            let isOver = had + seconds <= phase
            numbers[member] = rounds + (isOver ? 1 : 0)
            if isOver { passes[member] = Double(seconds) / members[member].weight }
            let isRunning = !isOver && had <= phase
            if isRunning { running = Running(member: member, start: time - (phase - had), seconds: seconds) }
            stamps[member] += 1
            if !isRunning { wait(member) }
            had += seconds
        }
        if all.count == 1, let turn = running {
            // A plan counts seconds in 32 bits; so many turns are left out that it can, each 34 years.
            let most = (1 << 30) / turn.seconds * turn.seconds
            let start = loneStart + max(0, time - loneStart) / most * most
            running = Running(member: turn.member, start: start, seconds: turn.seconds)
        }
    }

    // MARK: Coming and going

    /// A member comes in; a fresh one is shown at once.
    mutating func join(_ member: Int, isFresh: Bool, at time: Int) {
        guard !isOn[member] else { return }
        settle(at: time)
        isOn[member] = true
        ranks.insert(member)
        weights += members[member].weight
        passes[member] = max(passes[member], now)
        wait(member)
        needs.insert(Need(seconds: Double(members[member].dwell.lowerBound) / members[member].weight, member: member))
        if isFresh { fresh.append(member) }
        self.isFresh[member] = isFresh
    }

    /// A member goes, also in the middle of its turn.
    mutating func leave(_ member: Int, at time: Int) {
        guard isOn[member] else { return }
        if running?.member == member { stop(at: time) }
        isOn[member] = false
        stamps[member] += 1
        ranks.remove(member)
        weights = count == 0 ? 0 : weights - members[member].weight
        isFresh[member] = false
    }

    // MARK: Turns

    /// Ends the turn that is on: when it is over, or because something comes before it. A turn that is cut short counts for
    /// what it had, so that its item is on again before those that had theirs.
    mutating func stop(at time: Int) {
        settle(at: time)
        guard let turn = running else { return }
        running = nil
        let had = max(0, time - turn.start)
        passes[turn.member] += Double(had) / members[turn.member].weight
        if had >= members[turn.member].dwell.lowerBound { numbers[turn.member] += 1 }
        wait(turn.member)
    }

    /// Gives the turn to whoever is due.
    mutating func start(at time: Int) {
        while let next = waiting.first, !isOn[next.member] || next.stamp != stamps[next.member] {
            waiting.removeFirst()
        }
        while let newest = fresh.last, !isFresh[newest] { fresh.removeLast() }
        guard let next = fresh.last ?? waiting.first?.member else { return }
        let lead = isFresh[next] ? members[next].leadSeconds : 0
        isFresh[next] = false
        stamps[next] += 1
        now = max(now, passes[next])
        running = Running(member: next, start: time + lead, seconds: seconds(of: next))
    }

    /// Where a member was on alone, its turns followed each other unseen: goes on to the one that is on now.
    private mutating func settle(at time: Int) {
        guard count == 1, var turn = running, time >= turn.end else { return }
        let turns = (time - turn.start) / turn.seconds
        turn.start += turns * turn.seconds
        passes[turn.member] += Double(turns * turn.seconds) / members[turn.member].weight
        numbers[turn.member] += turns
        now = passes[turn.member]
        running = turn
    }

    private mutating func wait(_ member: Int) {
        stamps[member] += 1
        let order = member < first ? member + members.count : member
        waiting.insert(Waiting(pass: passes[member], order: order, member: member, stamp: stamps[member]))
    }

    /// In which time everyone has had a turn, unless someone comes or goes.
    mutating func roundSeconds() -> Int { Int(min(1e9, (weights * need()).rounded())) }

    private mutating func need() -> Double {
        while let need = needs.first, !isOn[need.member] { needs.removeFirst() }
        return needs.first?.seconds ?? 0
    }

    private mutating func seconds(of member: Int) -> Int {
        let (weight, dwell) = (members[member].weight, members[member].dwell)
        let share = (weight * need()).rounded(.up)
        return max(dwell.lowerBound, Int(min(share, Double(dwell.upperBound))))
    }
}
