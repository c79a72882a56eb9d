import Foundation
import Signage
import SignageTesting
import Testing

/// Pictures from the command line to the panel, through real processes.
@Suite(.serialized) struct PictureTests {
    private static let board = "marktplatz"

    private func onStreet(_ body: (Street) async throws -> Void) async throws {
        try await Street.with { street in
            try await street.startBoard(Self.board, profile: "board-landscape-55")
            try await body(street)
        }
    }

    /// Publishes with a picture and waits until the notice is on the panel.
    private func show(_ picture: Data, named name: String, on street: Street) async throws -> ReportedState.Applied {
        let file = street.folder.appending(path: name)
        try picture.write(to: file)
        let output = try street.litfass(
            "publish", "--board", Self.board, "--headline", "Neue Bäume am Breiteweg", "--image", file.path,
            "--image-description", "Bäume", "--link", "https://www.example.org/baeume", "--json")
        let id = try WireCoding.decode(NoticeStatus.self, from: Data(output.utf8)).notice.id
        return try await street.shown(id, on: Self.board)
    }

    private func entries(_ street: Street) async throws -> [DocumentReference] {
        let envelope = try WireCoding.decode(Envelope.self, from: try await street.manifest(of: Self.board))
        return try WireCoding.decode(DesiredState.self, from: envelope.payload).entries
    }

    @Test("a photo of 2 MB and the arms travel in chunks to the board's disk and panel, and leave with their notice")
    func photo() async throws {
        try await onStreet { street in
            let arms = try Data(contentsOf: URL(fileURLWithPath: Street.project("Firmware-Sim/Scenarios/arms.svg")))
            let photo = try TestPictures.jpeg(atLeast: 2_000_000)
            let plain = try street.publish("Neue Bäume am Breiteweg", on: Self.board)
            _ = try await street.shown(plain, on: Self.board)
            let before = street.panel(of: Self.board)
            try street.litfass("withdraw", plain.text)
            let applied = try await show(photo, named: "photo.jpg", on: street)
            #expect(street.panel(of: Self.board) != before)
            let images = try await entries(street).filter { $0.role == .image }
            #expect(Set(images.map(\.length)) == [arms.count, photo.count])
            for (bytes, image) in [arms, photo].compactMap({ bytes in
                images.first { $0.length == bytes.count }.map { (bytes, $0) }
            }) {
                let file = street.folder.appending(path: "\(Self.board)/state/documents/\(image.id)")
                #expect(try Data(contentsOf: file) == bytes)
            }
            let photoFile = try #require(images.first { $0.length == photo.count })
            try street.litfass("withdraw", try #require(applied.notice).text)
            try await street.until("the photo to leave the board's disk") {
                let file = street.folder.appending(path: "\(Self.board)/state/documents/\(photoFile.id)")
                return FileManager.default.fileExists(atPath: file.path) ? nil : true
            }
        }
    }
}
