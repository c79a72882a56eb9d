import HTTPServer
import Render
import Signage

/// `POST /api/v1/images`: takes the bytes of a picture, whatever type the request says that they are.
struct ImagesAPI: Sendable {
    static let path = "/api/v1/images"

    let desk: ImageDesk

    /// How much of a request's body is read. Only who shows the token may send a picture, so that nobody else fills the
    /// hub's memory.
    static func allowance(for request: Request, token: APIToken, otherwise bytes: Int) -> BodyAllowance {
        guard request.method == .post, request.path == path else { return .upTo(bytes) }
        guard token.isShown(by: request.headers["Authorization"]) else { return .refused(API.unauthorized) }
        let length = request.headers["Content-Length"].flatMap { Int($0) } ?? 0
        return length > ImageFile.longest ? .refused(.problem(tooLarge(length))) : .upTo(ImageFile.longest)
    }

    /// 201 with ``UploadedImage``; 200 for a picture that is here already.
    func take(_ request: Request) async throws -> Response {
        do {
            let (receipt, isNew) = try await desk.take(request.body)
            return try API.json(receipt, status: isNew ? 201 : 200)
        } catch let error as ImageError {
            throw Problem(
                title: "The picture was refused", status: Self.status(of: error.reason), detail: "\(error)")
        }
    }

    private static func tooLarge(_ length: Int) -> Problem {
        Problem(
            title: "The picture was refused", status: 413,
            detail: "the picture has \(length >> 20) MiB, and at most \(ImageFile.longest >> 20) are taken; "
                + "save it as JPEG with fewer pixels and send it again")
    }

    private static func status(of reason: ImageError.Reason) -> Int {
        switch reason {
        case .unknownKind: 415
        case .tooLarge: 413
        case .damaged, .notSupported, .blank: 422
        case .noMemory, .notInstalled: 503
        }
    }
}
