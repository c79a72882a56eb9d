import Foundation

/// A week on the clock of a zone: from Monday, 0:00, to the next. Plans are made by weeks, so that every board that makes one begins at the same instant.
struct Week: Hashable, Sendable {
    /// Counted from the one of 29 December 1969.
    let number: Int
    /// Its first second since 1970.
    let start: Int
    /// The next week's first second since 1970.
    let end: Int

    /// The week of a number.
    init(number: Int, clock: WallClock) {
        func start(_ number: Int) -> Int {
            Int(clock.instant(of: WallTime(seconds: (number * 7 - 3) * 86_400)).timeIntervalSince1970)
        }
        self.number = number
        self.start = start(number)
        end = start(number + 1)
    }

    /// The number of the week that an instant is in.
    static func number(at instant: Date, clock: WallClock) -> Int {
        let sinceMonday = clock.wall(at: instant).day + 3
        return sinceMonday >= 0 ? sinceMonday / 7 : (sinceMonday - 6) / 7
    }

    /// Seconds since its start; bounded where they are very many.
    func offset(of time: Int) -> Int32 { Int32(clamping: time - start) }
}
