import Foundation
import Testing

@testable import Signage

@Suite struct LegibilityReportTests {
    /// Headlines from 9.2 m (40 mm, at ease 76.7), body from 4.6 m (20, 38.3), detail from 2.3 m (10, 19.2).
    private func viewing(_ factor: Double = 1) throws -> ViewingDistances {
        try ViewingDistances(headlineMetres: 9.2 * factor, bodyMetres: 4.6 * factor, detailMetres: 2.3 * factor)
    }

    private func text(
        _ part: MeasuredText.Part = .body, _ role: ViewingDistances.Role = .body, zone: String = "notice",
        capHeight: Double = 40, colour: String = "#17212b", ground: String = "#ffffff", words: Int = 50, page: Int = 1,
        unknown: [String] = []
    ) throws -> MeasuredText {
        try MeasuredText(
            zone: zone, part: part, role: role, capHeightMillimetres: capHeight, colour: Colour(colour),
            ground: Colour(ground), text: Array(repeating: "Wort", count: words).joined(separator: " "), page: page,
            unknownCharacters: unknown)
    }

    private func report(_ texts: [MeasuredText], isEmergency: Bool = false) throws -> LegibilityReport {
        LegibilityReport(viewing: try viewing(), isEmergency: isEmergency, texts: texts)
    }

    @Test("a large dark text of few words is good, and there is nothing to advise")
    func good() throws {
        let report = try report([
            text(.headline, .headline, capHeight: 80, words: 5), text(),
            text(.label, .detail, zone: "sources", capHeight: 20),
        ])
        #expect(report.verdict == .good && !report.verdict.isFailure)
        #expect(report.advice.isEmpty)
        #expect(report.lines.map(\.part) == [.headline, .body, .label])
        #expect(report.words == 55 && report.pages == 1 && report.readingSeconds == 24)
    }

    @Test("a line says what is there, what is needed and from where it can be read")
    func line() throws {
        let line = try #require(try report([text(capHeight: 23, colour: "#767676", words: 10)]).lines.first)
        #expect(line.distanceMetres == 4.6 && line.requiredMillimetres == 20 && line.comfortableMillimetres == 38.33)
        #expect(line.capHeightMillimetres == 23 && line.legibleMetres == 5.29 && line.comfortableMetres == 2.76)
        #expect(line.contrastRatio == 4.54 && line.requiredContrastRatio == 4.5)
        #expect(line.words == 10 && line.characters == 49 && line.readingSeconds == 4 && line.pages == 1)
        #expect(line.verdict == .small)
    }

    @Test(
        "below distance/230 a text is illegible, below distance/120 small, and in an emergency nothing between",
        arguments: [
            (0.0, LegibilityVerdict.illegible, LegibilityVerdict.illegible), (19.9, .illegible, .illegible),
            (20, .small, .illegible), (38.3, .small, .illegible), (38.34, .good, .good), (500, .good, .good),
            (-1, .illegible, .illegible), (.nan, .illegible, .illegible), (.infinity, .illegible, .illegible),
        ])
    func sizes(capHeight: Double, verdict: LegibilityVerdict, emergency: LegibilityVerdict) throws {
        #expect(try report([text(capHeight: capHeight)]).verdict == verdict)
        #expect(try report([text(capHeight: capHeight)], isEmergency: true).verdict == emergency)
    }

    @Test("a text drawn in exactly the smallest cap height is legible", arguments: [0.3, 1, 2.7, 4.5, 7, 99.9])
    func exact(metres: Double) throws {
        let viewing = try ViewingDistances(headlineMetres: metres, bodyMetres: metres, detailMetres: metres)
        for isEmergency in [false, true] {
            let capHeight = viewing.smallestCapHeightMillimetres(for: .body, isEmergency: isEmergency)
            let report = try LegibilityReport(
                viewing: viewing, isEmergency: isEmergency, texts: [text(capHeight: capHeight * (1 - 1e-9))])
            #expect(report.verdict == (isEmergency ? .good : .small))
        }
    }

    @Test(
        "a text wants 4.5:1, a large one 3:1, and body text is pale below 7:1",
        arguments: [
            (MeasuredText.Part.label, 20.0, "#767676", LegibilityVerdict.small), (.label, 20, "#777777", .lowContrast),
            (.label, 40, "#777777", .good), (.label, 40, "#949494", .good), (.label, 40, "#9a9a9a", .lowContrast),
            (.body, 40, "#767676", .pale), (.body, 40, "#585858", .good), (.headline, 40, "#767676", .good),
        ])
    func contrasts(part: MeasuredText.Part, capHeight: Double, colour: String, verdict: LegibilityVerdict) throws {
        #expect(try report([text(part, capHeight: capHeight, colour: colour)]).verdict == verdict)
    }

    @Test("the worst page of a text counts, and its words add up")
    func pages() throws {
        let report = try report([
            text(words: 60, page: 1), text(capHeight: 25, words: 30, page: 2, unknown: ["☃", "☃"]),
            text(words: 10, page: 3, unknown: ["☃", "☄"]),
        ])
        let line = try #require(report.lines.first)
        #expect(report.lines.count == 1 && line.pages == 3 && report.pages == 3)
        #expect(line.words == 100 && report.readingSeconds == 26 + 14 + 8)
        #expect(line.capHeightMillimetres == 25 && line.unknownCharacters == ["☃", "☄"])
        #expect(report.verdict == .incomplete)
    }

    @Test("four pages are long, and a turn in which nobody can read all words is hurried")
    func time() throws {
        let four = try (1...4).map { try text(words: 50, page: $0) }
        let viewing = try viewing()
        #expect(LegibilityReport(viewing: viewing, texts: four, turnSeconds: 82).verdict == .long)
        #expect(LegibilityReport(viewing: viewing, texts: four, turnSeconds: 79.9).verdict == .hurried)
        #expect(LegibilityReport(viewing: viewing, texts: Array(four.prefix(3))).verdict == .good)
        #expect(LegibilityReport(viewing: viewing, texts: [], pages: 4).readingSeconds == 32)
        #expect(LegibilityReport(viewing: viewing, texts: [], pages: -1, turnSeconds: .nan).verdict == .good)
    }

    @Test("what the schedule gives a notice is enough for it")
    func schedule() throws {
        for words in [1, 20, 450, 1_500] {
            let body = Array(repeating: "Wort", count: words).joined(separator: " ")
            let turn = ReadingTime.seconds(of: try Examples.notice(headline: "Titel", body: body))
            let texts = [try text(.headline, .headline, capHeight: 80, words: 1), try text(words: words)]
            #expect(LegibilityReport(viewing: try viewing(), texts: texts, turnSeconds: turn).verdict == .good)
        }
    }

    @Test("a larger text never has a worse verdict, a larger distance never a better one")
    func monotonic() throws {
        var generator = SeededGenerator(seed: 31)
        for _ in 0..<2_000 {
            let part = try #require(MeasuredText.Part.allCases.randomElement(using: &generator))
            let grey = UInt8.random(in: 0...255, using: &generator)
            let colour = Colour(red: grey, green: grey, blue: grey).description
            let sizes = (0..<2).map { _ in Double.random(in: 5...60, using: &generator) }.sorted()
            let factors = (0..<2).map { _ in Double.random(in: 0.3...3, using: &generator) }.sorted()
            let isEmergency = Bool.random(using: &generator)
            func verdict(_ size: Double, _ factor: Double) throws -> LegibilityVerdict {
                try LegibilityReport(
                    viewing: viewing(factor), isEmergency: isEmergency,
                    texts: [text(part, capHeight: size, colour: colour)]
                ).verdict
            }
            #expect(try verdict(sizes[1], factors[0]) <= verdict(sizes[0], factors[0]))
            #expect(try verdict(sizes[0], factors[1]) >= verdict(sizes[0], factors[0]))
        }
    }

    @Test(
        "a report is good exactly when there is nothing to advise, and its verdict is the worst of its lines at least")
    func adviceIsThere() throws {
        var generator = SeededGenerator(seed: 32)
        for _ in 0..<1_000 {
            let texts = try (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                try text(
                    MeasuredText.Part.allCases.randomElement(using: &generator) ?? .body,
                    zone: ["notice", "meetings"].randomElement(using: &generator) ?? "",
                    capHeight: Double.random(in: 15...80, using: &generator),
                    colour: ["#000000", "#666666", "#888888"].randomElement(using: &generator) ?? "",
                    words: Int.random(in: 0...150, using: &generator), page: Int.random(in: 1...5, using: &generator))
            }
            let report = LegibilityReport(viewing: try viewing(), texts: texts, turnSeconds: 60)
            #expect((report.verdict == .good) == report.advice.isEmpty)
            #expect(report.lines.allSatisfy { $0.verdict <= report.verdict })
            #expect(report.advice.allSatisfy { !$0.isEmpty } && Set(report.advice).count == report.advice.count)
            #expect(try roundTrip(report) == report)
        }
    }

    @Test("a report is the same after its bytes, and names its units")
    func coding() throws {
        let report = LegibilityReport(
            viewing: try viewing(), isEmergency: true,
            texts: [try text(capHeight: 1.0 / 3, colour: "#999999", unknown: ["☃"])], pages: 5, turnSeconds: 8.5)
        #expect(try roundTrip(report) == report)
        let object = try Examples.object(WireCoding.encode(report))
        #expect(object["verdict"] as? String == "illegible")
        let line = try #require((object["lines"] as? [[String: Any]])?.first)
        #expect(line["capHeightMillimetres"] as? Double == 0.33 && line["role"] as? String == "body")
    }
}
