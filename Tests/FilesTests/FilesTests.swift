import Foundation
import Glibc
import Testing

@testable import Files

/// A folder of the test's own, removed with it.
final class Folder {
    let path: String
    init() throws {
        path = NSTemporaryDirectory() + "files-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
}

func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
}

@Suite struct FilesTests {
    let folder: Folder
    init() throws { folder = try Folder() }

    @Test("what is written is read back, and no temporary stays", arguments: [0, 1, 65_536, 1_000_003])
    func roundTrip(count: Int) throws {
        let data = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try writeAtomically(data, to: folder.path + "/a")
        #expect(try readFile(folder.path + "/a", limit: count) == data)
        #expect(folder.names == ["a"])
    }

    @Test("a file is replaced whole, a slice of data is written as it is")
    func replace() throws {
        try writeAtomically(Data(repeating: 1, count: 100), to: folder.path + "/a")
        try writeAtomically(Data([9, 8, 7, 6]).dropFirst(2), to: folder.path + "/a")
        #expect(try readFile(folder.path + "/a", limit: 10) == Data([7, 6]))
    }

    @Test("the mode is as asked whatever the umask", arguments: [0o600, 0o644, 0o666] as [mode_t])
    func permissions(asked: mode_t) throws {
        try writeAtomically(Data(), to: folder.path + "/a", permissions: asked)
        #expect(mode(folder.path + "/a") == asked)
    }

    @Test("a write that fails keeps the old state, leaves no temporary and says path, number and advice")
    func failedRename() throws {
        let path = folder.path + "/taken"
        try makeDirectory(path)
        let error = #expect(throws: FileError.self) { try writeAtomically(Data([1]), to: path) }
        #expect(error?.errno == EISDIR)
        #expect(error?.path == path)
        #expect(error?.description.contains("errno \(EISDIR)") == true)
        #expect(folder.names == ["taken"])
    }

    @Test("a full disk is reported with advice to free space")
    func diskFull() throws {
        let full = try Descriptor(action: "open", path: "/dev/full", flags: O_WRONLY)
        var caught: FileError?
        do { try full.write(Data([1])) } catch { caught = error }
        #expect(caught?.errno == ENOSPC)
        #expect(caught?.advice.contains("free space") == true)
    }

    @Test("a folder that isn't there is named as the reason")
    func missingFolder() throws {
        let error = #expect(throws: FileError.self) { try writeAtomically(Data(), to: folder.path + "/no/a") }
        #expect(error?.errno == ENOENT)
        #expect(error?.path == folder.path + "/no/a")
    }

    @Test("a file that isn't there reads as nil, one at the limit is read, one above it refused")
    func limits() throws {
        let path = folder.path + "/a"
        #expect(try readFile(path, limit: 5) == nil)
        try writeAtomically(Data(repeating: 7, count: 5), to: path)
        #expect(try readFile(path, limit: 5)?.count == 5)
        #expect(throws: FileError(action: "read", path: path, errno: EFBIG)) { try readFile(path, limit: 4) }
    }

    @Test("folders and pipes are refused without waiting")
    func notOrdinary() throws {
        #expect(throws: FileError(action: "read", path: folder.path, errno: EISDIR)) {
            try readFile(folder.path, limit: 9)
        }
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(throws: FileError(action: "read", path: pipe, errno: EINVAL)) { try readFile(pipe, limit: 9) }
    }

    @Test("a path with a NUL does not name the file before it")
    func nul() throws {
        try writeAtomically(Data([1]), to: folder.path + "/a")
        #expect(throws: FileError.self) { try readFile(folder.path + "/a\0b", limit: 9) }
        #expect(throws: FileError.self) { try writeAtomically(Data(), to: folder.path + "/a\0b") }
        #expect(throws: FileError.self) { try makeDirectory(folder.path + "/c\0b") }
        #expect(folder.names == ["a"])
    }

    @Test("folders are made with those above them, and a second time is nothing new")
    func directories() throws {
        try makeDirectory(folder.path + "/x/y//z/", permissions: 0o700)
        try makeDirectory(folder.path + "/x/y/z", permissions: 0o777)
        #expect(mode(folder.path + "/x/y/z") == 0o700)
        try makeDirectory("/")
    }

    @Test("a file in the way of a folder is an error")
    func inTheWay() throws {
        let path = folder.path + "/a"
        try writeAtomically(Data(), to: path)
        for path in [path, path + "/b"] {
            let error = #expect(throws: FileError.self) { try makeDirectory(path) }
            #expect(error?.errno == ENOTDIR)
        }
    }

    @Test(
        "the folder of a path",
        arguments: [
            ("a", "."), ("/a", "/"), ("a/b", "a"), ("/a/b/", "/a"), ("a//b", "a"), ("//a", "/"), ("/", "/"),
            ("./a", "."),
        ])
    func folders(path: String, expected: String) {
        #expect(Files.folder(of: path) == expected)
    }
}
