/// Every example of RFC 5545 section 3.8.5.3 with the dates that it lists; `…` stands for what it says by an ellipsis.
enum RecurrenceExamples {
    /// One example; all are in America/New_York.
    struct Example: Sendable, CustomStringConvertible {
        let rule: String
        let start: String
        /// The first starts: `1997-09-02 03 … 11 | 10-01` with a time of the start unless there is a `T`.
        let starts: String
        /// Whether the list is all there is.
        let isWhole: Bool
        let exceptions: [String]

        init(_ rule: String, _ start: String, _ starts: String, whole: Bool = true, exceptions: [String] = []) {
            self.rule = rule
            self.start = start
            self.starts = starts
            isWhole = whole
            self.exceptions = exceptions
        }

        var description: String { rule }
    }

    static let autumn = "1997-09-02T09:00"
    private static let workdays =
        "09:00 09:20 09:40 10:00 10:20 10:40 11:00 11:20 11:40 12:00 12:20 12:40 13:00 13:20 13:40 "
        + "14:00 14:20 14:40 15:00 15:20 15:40 16:00 16:20 16:40"
    private static let januaries = "1998-01: 1-31; 1999-01: 1-31; 2000-01: 1-31"
    private static let minutes = "1997-09-02@ \(workdays); 1997-09-03@ \(workdays)"

    static let all = [
        Example("FREQ=DAILY;COUNT=10", autumn, "1997-09: 2-11"),
        Example(
            "FREQ=DAILY;UNTIL=19971224T000000Z", autumn, "1997-09: 2-30; 1997-10: 1-31; 1997-11: 1-30; 1997-12: 1-23"),
        Example(
            "FREQ=DAILY;INTERVAL=2", autumn,
            """
            1997-09: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30; 1997-10: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30; \
            1997-11: 1 3 5 7 9 11 13 15 17 19 21 23 25 27 29; 1997-12: 1 3
            """, whole: false),
        Example("FREQ=DAILY;INTERVAL=10;COUNT=5", autumn, "1997-09: 2 12 22; 1997-10: 2 12"),
        Example(
            "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", "1998-01-01T09:00", januaries),
        Example("FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", "1998-01-01T09:00", januaries),
        Example("FREQ=WEEKLY;COUNT=10", autumn, "1997-09: 2 9 16 23 30; 1997-10: 7 14 21 28; 1997-11: 4"),
        Example(
            "FREQ=WEEKLY;UNTIL=19971224T000000Z", autumn,
            "1997-09: 2 9 16 23 30; 1997-10: 7 14 21 28; 1997-11: 4 11 18 25; 1997-12: 2 9 16 23"),
        Example(
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU", autumn,
            "1997-09: 2 16 30; 1997-10: 14 28; 1997-11: 11 25; 1997-12: 9 23; 1998-01: 6 20; 1998-02: 3 17",
            whole: false),
        Example(
            "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", autumn,
            "1997-09: 2 4 9 11 16 18 23 25 30; 1997-10: 2"),
        Example("FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", autumn, "1997-09: 2 4 9 11 16 18 23 25 30; 1997-10: 2"),
        Example(
            "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", "1997-09-01T09:00",
            """
            1997-09: 1 3 5 15 17 19 29; 1997-10: 1 3 13 15 17 27 29 31; 1997-11: 10 12 14 24 26 28; 1997-12: 8 10 12 22
            """),
        Example(
            "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", autumn, "1997-09: 2 4 16 18 30; 1997-10: 2 14 16"),
        Example(
            "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "1997-09-05T09:00",
            """
            1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5; 1998-01: 2; 1998-02: 6; 1998-03: 6; 1998-04: 3; 1998-05: 1; \
            1998-06: 5
            """),
        Example(
            "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "1997-09-05T09:00",
            "1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5"),
        Example(
            "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "1997-09-07T09:00",
            "1997-09: 7 28; 1997-11: 2 30; 1998-01: 4 25; 1998-03: 1 29; 1998-05: 3 31"),
        Example(
            "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997-09-22T09:00",
            "1997-09: 22; 1997-10: 20; 1997-11: 17; 1997-12: 22; 1998-01: 19; 1998-02: 16"),
        Example(
            "FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28T09:00",
            "1997-09: 28; 1997-10: 29; 1997-11: 28; 1997-12: 29; 1998-01: 29; 1998-02: 26", whole: false),
        Example(
            "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", autumn,
            "1997-09: 2 15; 1997-10: 2 15; 1997-11: 2 15; 1997-12: 2 15; 1998-01: 2 15"),
        Example(
            "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "1997-09-30T09:00",
            "1997-09: 30; 1997-10: 1 31; 1997-11: 1 30; 1997-12: 1 31; 1998-01: 1 31; 1998-02: 1"),
        Example(
            "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "1997-09-10T09:00",
            "1997-09: 10-15; 1999-03: 10-13"),
        Example(
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", autumn,
            "1997-09: 2 9 16 23 30; 1997-11: 4 11 18 25; 1998-01: 6 13 20 27; 1998-03: 3 10 17 24 31", whole: false),
        Example(
            "FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "1997-06-10T09:00",
            """
            1997-06: 10; 1997-07: 10; 1998-06: 10; 1998-07: 10; 1999-06: 10; 1999-07: 10; 2000-06: 10; 2000-07: 10; \
            2001-06: 10; 2001-07: 10
            """),
        Example(
            "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", "1997-03-10T09:00",
            """
            1997-03: 10; 1999-01: 10; 1999-02: 10; 1999-03: 10; 2001-01: 10; 2001-02: 10; 2001-03: 10; 2003-01: 10; \
            2003-02: 10; 2003-03: 10
            """),
        Example(
            "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "1997-01-01T09:00",
            """
            1997-01: 1; 1997-04: 10; 1997-07: 19; 2000-01: 1; 2000-04: 9; 2000-07: 18; 2003-01: 1; 2003-04: 10; 2003-07: 19; \
            2006-01: 1
            """),
        Example("FREQ=YEARLY;BYDAY=20MO", "1997-05-19T09:00", "1997-05: 19; 1998-05: 18; 1999-05: 17", whole: false),
        Example(
            "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12T09:00", "1997-05: 12; 1998-05: 11; 1999-05: 17",
            whole: false),
        Example(
            "FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13T09:00",
            "1997-03: 13 20 27; 1998-03: 5 12 19 26; 1999-03: 4 11 18 25", whole: false),
        Example(
            "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "1997-06-05T09:00",
            """
            1997-06: 5 12 19 26; 1997-07: 3 10 17 24 31; 1997-08: 7 14 21 28; 1998-06: 4 11 18 25; 1998-07: 2 9 16 23 30; \
            1998-08: 6 13 20 27; 1999-06: 3 10 17 24; 1999-07: 1 8 15 22 29; 1999-08: 5 12 19 26
            """, whole: false),
        Example(
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", autumn,
            "1998-02: 13; 1998-03: 13; 1998-11: 13; 1999-08: 13; 2000-10: 13", whole: false, exceptions: [autumn]),
        Example(
            "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "1997-09-13T09:00",
            """
            1997-09: 13; 1997-10: 11; 1997-11: 8; 1997-12: 13; 1998-01: 10; 1998-02: 7; 1998-03: 7; 1998-04: 11; 1998-05: 9; \
            1998-06: 13
            """, whole: false),
        Example(
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05T09:00",
            "1996-11: 5; 2000-11: 7; 2004-11: 2", whole: false),
        Example(
            "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04T09:00", "1997-09: 4; 1997-10: 7; 1997-11: 6"),
        Example(
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29T09:00",
            "1997-09: 29; 1997-10: 30; 1997-11: 27; 1997-12: 30; 1998-01: 29; 1998-02: 26; 1998-03: 30", whole: false),
        // The RFC says 170000Z, which is 13:00 in New York; erratum 3883 puts it right.
        Example("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", autumn, "1997-09-02@ 09:00 12:00 15:00"),
        Example("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", autumn, "1997-09-02@ 09:00 12:00"),
        Example("FREQ=MINUTELY;INTERVAL=15;COUNT=6", autumn, "1997-09-02@ 09:00 09:15 09:30 09:45 10:00 10:15"),
        Example("FREQ=MINUTELY;INTERVAL=90;COUNT=4", autumn, "1997-09-02@ 09:00 10:30 12:00 13:30"),
        Example("FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40", autumn, minutes, whole: false),
        Example("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16", autumn, minutes, whole: false),
        Example(
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05T09:00", "1997-08: 5 10 19 24"),
        Example(
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05T09:00", "1997-08: 5 17 19 31"),
        Example(
            "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01-15T09:00", "2007-01: 15 30; 2007-02: 15; 2007-03: 15 30"),
    ]
}

extension RecurrenceExamples.Example {
    /// The listed starts as texts of wall times.
    var expected: [String] {
        starts.split(separator: ";").flatMap { group -> [String] in
            let day = group.contains("@")
            let sides = group.split(separator: day ? "@" : ":", maxSplits: 1)
            let prefix = sides[0].trimmingPrefix(" ")
            return sides[1].split(separator: " ").flatMap { entry -> [String] in
                if day { return ["\(prefix)T\(entry)"] }
                let ends = entry.split(separator: "-").compactMap { Int($0) }
                return (ends[0]...ends[ends.count - 1]).map {
                    "\(prefix)-\($0 < 10 ? "0" : "")\($0)T\(start.suffix(5))"
                }
            }
        }
    }
}
