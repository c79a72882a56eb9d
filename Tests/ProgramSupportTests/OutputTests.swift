import Foundation
import ProgramSupport
import Testing

@Suite struct OutputTests {
    @Test("a line is written with its line feed, a text as it is")
    func written() throws {
        let pipe = Pipe()
        writeLine("eine Zeile", to: pipe.fileHandleForWriting)
        writeText("ein Text", to: pipe.fileHandleForWriting)
        try pipe.fileHandleForWriting.close()
        #expect(try pipe.fileHandleForReading.readToEnd() == Data("eine Zeile\nein Text".utf8))
    }

    @Test("a line for a full disk is lost, and the program goes on")
    func fullDisk() throws {
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        writeLine("eine Zeile", to: full)
        #expect(throws: (any Error).self) { try full.write(contentsOf: Data("x".utf8)) }
    }

    @Test("a line for a reader that has gone is lost, and the program goes on")
    func readerGone() throws {
        signal(SIGPIPE, SIG_IGN)
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        writeLine("eine Zeile", to: pipe.fileHandleForWriting)
        #expect(throws: (any Error).self) { try pipe.fileHandleForWriting.write(contentsOf: Data("x".utf8)) }
    }
}
