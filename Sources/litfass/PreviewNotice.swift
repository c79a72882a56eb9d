import Foundation
import ProgramSupport
import Signage

/// A notice out of a file, with its picture beside it, so that staff can look before they publish.
struct PreviewNotice {
    let notice: Notice
    /// The file of its picture, by the name that the notice gives it.
    let images: [DocumentID: Data]

    /// - Parameter path: JSON of a ``NoticeDraft``, whose `image` names a `file` relative to it in place of a document.
    /// - Throws: ``Failure`` with the path and the field.
    init(_ path: String, at now: Date) throws {
        let url = URL(fileURLWithPath: path)
        let data: Data
        do {
            data = try Data(contentsOf: url)
        } catch {
            throw Failure("could not read \(path)", error, advice: "give the path of a JSON file with --notice")
        }
        let (json, file) = Self.withoutFile(data)
        do {
            if case .missing = file { throw InvalidValue(field: "image.file", reason: "is missing") }
            var draft = try WireCoding.decode(NoticeDraft.self, from: json)
            for key in WireCoding.unknownKeys(in: json, for: NoticeDraft.self) {
                Litfass.complain("\(path): \(key); it is ignored")
            }
            // A preview is not published: it is on at the instant that is drawn, unless its file says otherwise.
            draft.onset = draft.onset ?? .instant(now)
            notice = try draft.notice(id: Name("preview"), at: now, in: .current)
        } catch let error as InvalidValue {
            throw Failure("\(path): \(error)")
        }
        guard case .named(let name) = file, let document = notice.image?.document else {
            images = [:]
            return
        }
        let picture = URL(fileURLWithPath: name, relativeTo: url.deletingLastPathComponent()).path
        images = [document: try PictureFile(picture, advice: "name it in \(path) as image.file").bytes]
    }

    private enum File {
        case none
        case missing
        case named(String)
    }

    /// The notice with a document's name in place of the file's. Any will do: nothing is fetched.
    private static func withoutFile(_ data: Data) -> (json: Data, file: File) {
        // What is no JSON is told by the decoder.
        guard var object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            var image = object["image"] as? [String: Any]
        else { return (data, .none) }
        guard let file = image["file"] as? String, !file.isEmpty else { return (data, .missing) }
        image["file"] = nil
        image["document"] = String(repeating: "0", count: 64)
        object["image"] = image
        guard let json = try? JSONSerialization.data(withJSONObject: object) else { return (data, .none) }
        return (json, .named(file))
    }
}
