import Foundation
import ProgramSupport
import Render
import Signage

/// A picture on this machine, known to be one that boards can show.
struct PictureFile {
    let bytes: Data

    /// - Throws: ``Failure`` with the path and what to do.
    init(_ path: String, advice: String) throws {
        do {
            // Looked at before it is read: a film would not fit the memory.
            let length = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            guard length <= ImageDecoder.longestFile else {
                throw Failure(
                    "\(path) has \(length >> 20) MiB, and at most \(ImageDecoder.longestFile >> 20) are taken; "
                        + "save it as JPEG with fewer pixels")
            }
            bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure("could not read \(path)", error, advice: advice)
        }
        do {
            try ImageDecoder.check(bytes)
        } catch {
            throw Failure("\(path): \(error)")
        }
    }
}

/// The picture of a notice that is to be published, and what is to be seen on it.
struct PublishedPicture {
    static let options: Set<String> = ["--image", "--image-description"]

    private let file: PictureFile
    private let description: String

    /// nil when none is named.
    init?(_ arguments: Arguments) throws {
        let description = try arguments.value("--image-description")
        guard let path = try arguments.value("--image") else {
            guard description == nil else { throw UsageError("--image-description goes with --image") }
            return nil
        }
        guard let description else {
            throw UsageError("--image needs --image-description: say what is to be seen, for those who cannot see it")
        }
        do {
            // Nothing is uploaded for a description that no notice can have; the name comes with the upload.
            _ = try Notice.Image(document: DocumentID(String(repeating: "0", count: 64)), description: description)
        } catch {
            throw UsageError("--image-\(error)")
        }
        self.description = description
        file = try PictureFile(path, advice: "name a picture with --image")
    }

    /// Brings it to the hub.
    func upload(to client: HubClient) async throws -> Notice.Image {
        let uploaded = try await client.upload(file.bytes)
        return try Notice.Image(document: uploaded.document, description: description)
    }
}
