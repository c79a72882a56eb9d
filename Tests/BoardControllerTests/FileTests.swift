import Foundation
import Render
import Signage
import Testing

@testable import BoardController

@Suite("Files of a board")
struct FileTests {
    private let path = FileManager.default.temporaryDirectory.path + "/panel-\(UUID().uuidString)"

    private var contents: Data? { FileManager.default.contents(atPath: path) }

    @Test("a panel file is made with the size of one frame and holds the frame that was presented")
    func panelFile() throws {
        defer { StateFolder.remove(path) }
        var display = try FileDisplay(path: path, panel: Fixtures.profile.panel)
        #expect(contents == Data(count: 1024))
        let frame = TestPainter.frame("Baubeginn")
        try display.present(frame)
        #expect(contents == frame.pixels)
        let wrong = Frame(width: 1, height: 1, format: .xrgb8888, pixels: Data(count: 4))
        do {
            try display.present(wrong)
            Issue.record("a frame of another size was presented")
        } catch {
            #expect(
                "\(error)" == """
                    cannot show a picture of 1 x 1 pixels on the panel \(path), which has 16 x 16. That is a mistake in \
                    this program: start it again, and report this line.
                    """)
        }
        #expect(contents == frame.pixels)
    }

    @Test("a panel file of the right size keeps its picture, another is resized", arguments: [1024, 10, 5000])
    func existing(length: Int) throws {
        defer { StateFolder.remove(path) }
        let before = Data(repeating: 7, count: length)
        try before.write(to: URL(filePath: path))
        _ = try FileDisplay(path: path, panel: Fixtures.profile.panel)
        #expect(contents?.count == 1024)
        #expect(contents?.prefix(10) == before.prefix(10))
    }

    @Test("a panel that cannot be made is named with what to do")
    func noPanel() {
        do {
            _ = try FileDisplay(path: "/nonexistent/panel", panel: Fixtures.profile.panel)
            Issue.record("a panel was made in a folder that is not there")
        } catch {
            #expect(
                error.description == """
                    cannot open the panel /nonexistent/panel: No such file or directory (errno 2). Give --panel a path \
                    in a folder that exists, with room for one frame, that this user may write.
                    """)
        }
    }

    @Test("session numbers are reserved in blocks and grow over restarts")
    func sessions() throws {
        defer { StateFolder.remove(path) }
        var counter = SessionCounter(path: path, now: Fixtures.noon)
        let first = counter.next().session
        #expect(first == UInt64(Fixtures.noon.timeIntervalSince1970) + 1)
        let reserved = try #require(contents)
        for _ in 0..<99 { #expect(counter.next().failure == nil) }
        #expect(contents == reserved)
        let last = counter.next().session
        #expect(last == first + 100)
        var after = SessionCounter(path: path, now: Fixtures.noon)
        #expect(after.next().session > last)
    }

    @Test(
        "a lost or garbage session file is made good by the clock", arguments: ["", "-1", "x", "18446744073709551615"])
    func lostSessions(text: String) throws {
        defer { StateFolder.remove(path) }
        try Data(text.utf8).write(to: URL(filePath: path))
        var counter = SessionCounter(path: path, now: Fixtures.noon)
        let (session, failure) = counter.next()
        #expect(session == UInt64(Fixtures.noon.timeIntervalSince1970) + 1)
        #expect(failure == nil)
    }

    @Test("numbers grow even when the disk does not take them")
    func unwritableSessions() {
        var counter = SessionCounter(path: "/nonexistent/session", now: Fixtures.noon)
        let (first, failure) = counter.next()
        #expect(failure != nil)
        #expect(counter.next().session == first + 1)
    }
}
