import Crypto
import Foundation
import Render
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("A damaged state folder")
struct DamageTests {
    enum Damage: CaseIterable, Sendable {
        case truncatedManifest, garbageManifest, foreignManifest, folderAsManifest
        case missingDocument, alteredDocument, fileAsDocuments

        func make(in state: StateFolder) throws {
            let files = FileManager.default
            let document = try #require(
                StateFolder.names(in: state.documents).map { "\(state.documents)/\($0)" }.first)
            switch self {
            case .truncatedManifest:
                try #require(files.contents(atPath: state.desired)).dropLast(40).write(to: URL(filePath: state.desired))
            case .garbageManifest: try Data([0xFF, 0x00]).write(to: URL(filePath: state.desired))
            case .foreignManifest:
                let foreign = try SigningKey.generate().seal(try Programme(version: 9).manifest, as: .desired)
                try foreign.write(to: URL(filePath: state.desired))
            case .folderAsManifest:
                try files.removeItem(atPath: state.desired)
                try files.createDirectory(atPath: state.desired, withIntermediateDirectories: true)
            case .missingDocument: try files.removeItem(atPath: document)
            case .alteredDocument:
                var bytes = try #require(files.contents(atPath: document))
                bytes[bytes.startIndex + 5] ^= 1
                try bytes.write(to: URL(filePath: document))
            case .fileAsDocuments:
                try files.removeItem(atPath: state.documents)
                try Data("oops".utf8).write(to: URL(filePath: state.documents))
            }
        }
    }

    @Test(
        "with this damage the board starts evergreen, says so, and fetches its programme anew",
        arguments: Damage.allCases)
    func programme(_ damage: Damage) async throws {
        try await Street.with { street in
            try await street.board { _ in
                try await street.hub.publish(try Programme(version: 2, notices: [Fixtures.notice("Baubeginn")]))
                try await street.applied(2)
            }
            try damage.make(in: street.state)
            let damaged = street.folder.path + "/damaged"
            try FileManager.default.copyItem(atPath: street.state.path, toPath: damaged)
            try await street.board(isOnline: false) { panel in
                let frames = try await panel.frames.wait("evergreen frame") { !$0.isEmpty }
                #expect(frames[0] == TestPainter.frame(nil, .evergreen))
            }
            // What was found damaged is out of the way by now; the run that finds it tells it.
            StateFolder.remove(street.state.path)
            try FileManager.default.moveItem(atPath: damaged, toPath: street.state.path)
            street.hub.forget()
            try await street.board { panel in
                try await street.applied(2)
                #expect(panel.frames.value.last == TestPainter.frame("Baubeginn"))
                let heard = street.hub.heard.value
                #expect(heard.reported.contains { $0.refused?.reason == .storage })
                #expect(heard.reported.last?.refused == nil)
            }
        }
    }

    @Test("a garbage floor is told and kept, and the stored version takes its place")
    func garbageFloor() async throws {
        try await Street.with { street in
            try await street.board { _ in
                try await street.hub.publish(try Programme(version: 5))
                try await street.applied(5)
            }
            try Data("garbage".utf8).write(to: URL(filePath: street.state.floor))
            street.hub.forget()
            try await street.board { _ in
                let report = try await street.applied(5)
                #expect(report.refused?.reason == .storage)
                #expect(report.floor == 5)
            }
            let files = FileManager.default
            #expect(files.contents(atPath: StateFolder.aside(street.state.floor)) == Data("garbage".utf8))
        }
    }

    @Test("a garbage feed file is told and put aside, and the programme plays")
    func garbageFeed() async throws {
        try await Street.with { street in
            try await street.board { _ in
                try await street.hub.publish(try Programme(version: 5))
                try await street.applied(5)
            }
            let file = "\(street.state.feeds)/\(Fixtures.meetings).json"
            try Data("garbage".utf8).write(to: URL(filePath: file))
            street.hub.forget()
            try await street.board { _ in
                let report = try await street.applied(5)
                #expect(report.refused?.reason == .storage)
                #expect(!FileManager.default.fileExists(atPath: file))
                #expect(FileManager.default.contents(atPath: StateFolder.aside(file)) == Data("garbage".utf8))
            }
        }
    }

    @Test("a board that was started with a wrong key plays its programme again with the right one")
    func wrongKey() async throws {
        try await Street.with { street in
            try await street.board { _ in
                try await street.hub.publish(try Programme(version: 2, notices: [Fixtures.notice("Baubeginn")]))
                try await street.applied(2)
            }
            for (key, frame) in [
                (SigningKey.generate().publicKey, TestPainter.frame(nil, .evergreen)),
                (street.hub.root.publicKey, TestPainter.frame("Baubeginn")),
            ] {
                try await street.board(isOnline: false, key: key) { panel in
                    let frames = try await panel.frames.wait("frame") { !$0.isEmpty }
                    #expect(frames.first == frame)
                }
            }
        }
    }

    @Test(
        "a manifest, floor or document that the disk does not hand out is told and left as it is",
        arguments: ["desired.json", "floor.json", "documents"])
    func unread(_ name: String) async throws {
        try await Street.with { street in
            try await street.board { _ in
                try await street.hub.publish(try Programme(version: 2, notices: [Fixtures.notice("Baubeginn")]))
                try await street.applied(2)
            }
            var path = "\(street.state.path)/\(name)"
            if name == "documents" { path += "/" + (try #require(StateFolder.names(in: path).first)) }
            // A link to itself cannot be read (ELOOP), not even by root.
            let files = FileManager.default
            let bytes = try #require(files.contents(atPath: path))
            try files.removeItem(atPath: path)
            try files.createSymbolicLink(atPath: path, withDestinationPath: path)
            try await street.board(isOnline: false) { panel in
                let frame =
                    name == "floor.json" ? TestPainter.frame("Baubeginn") : TestPainter.frame(nil, .evergreen)
                let frames = try await panel.frames.wait("frame") { !$0.isEmpty }
                #expect(frames.first == frame)
                #expect((try? files.destinationOfSymbolicLink(atPath: path)) == path)
            }
            try files.removeItem(atPath: path)
            try bytes.write(to: URL(filePath: path))
            try await street.board(isOnline: false) { panel in
                let frames = try await panel.frames.wait("frame") { !$0.isEmpty }
                #expect(frames.first == TestPainter.frame("Baubeginn"))
            }
        }
    }

    @Test("a floor that can be read again holds, though the stored manifest has a lower one")
    func floorReadAgain() async throws {
        try await Street.with { street in
            try await street.board { _ in
                try await street.hub.publish(try Programme(version: 2))
                try await street.applied(2)
                // Accepted, but its documents do not come.
                let lost = try Programme(version: 7, notices: [Fixtures.notice("Verloren")])
                try await street.hub.publish(lost, serves: false)
                try await street.hub.heard.wait("pending") { $0.reported.last?.pending?.version == 7 }
            }
            let path = street.state.floor
            let bytes = try #require(FileManager.default.contents(atPath: path))
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
            try await street.hub.publish(desired: Data("nothing".utf8))
            street.hub.forget()
            try await street.board { _ in
                try await street.refused(.malformed)
                StateFolder.remove(path)
                try bytes.write(to: URL(filePath: path))
                try await street.hub.publish(try Programme(version: 6))
                let report = try await street.refused(.version)
                #expect(report.floor == 7)
            }
        }
    }

    @Test("a folder that cannot be made leaves the board playing evergreen content and telling why nothing is kept")
    func noFolder() async throws {
        try await Street.with { street in
            try Data("a file in the way".utf8).write(to: street.folder)
            try await street.board { panel in
                try await panel.frames.wait("evergreen frame") { !$0.isEmpty }
                try await street.hub.publish(try Programme(version: 1))
                let report = try await street.refused(.storage)
                #expect(report.applied == nil)
            }
        }
    }

    @Test("what a sudden end left half-written is removed")
    func leftovers() throws {
        let state = StateFolder(path: FileManager.default.temporaryDirectory.path + "/board-\(UUID().uuidString)")
        defer { StateFolder.remove(state.path) }
        #expect(state.prepare().isEmpty)
        let part = "\(state.documents)/.0123456789abcdef.part"
        try Data("half".utf8).write(to: URL(filePath: part))
        #expect(state.prepare().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: part))
    }
}
