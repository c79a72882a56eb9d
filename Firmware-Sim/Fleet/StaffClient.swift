import Foundation
import HTTPClient
import ProgramSupport
import Signage

/// A member of staff's program, as far as simulations need one: publishes and withdraws over the hub's HTTP API.
struct StaffClient: Sendable {
    static let options: Set<String> = ["--hub", "--token-file"]

    private let hub: String
    private let token: String

    init(_ arguments: Arguments) throws {
        hub = try arguments.required("--hub")
        let file = try arguments.required("--token-file")
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw Failure("could not read the token file \(file)")
        }
        token = text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func publish(_ draft: NoticeDraft) async throws -> NoticeStatus {
        try await ask("POST", "/api/v1/notices", body: WireCoding.encode(draft))
    }

    func withdraw(_ id: Name) async throws -> NoticeStatus {
        try await ask("DELETE", "/api/v1/notices/\(id)", body: nil)
    }

    /// Puts an interrupt on for all boards.
    func interrupt(_ headline: String, for length: Duration) async throws {
        let until = Date() + length / .seconds(1)
        let draft = InterruptDraft(headline: headline, until: .instant(until))
        let _: Ignored = try await ask("POST", "/api/v1/interrupts", body: WireCoding.encode(draft))
    }

    /// Lets in the board that shows a code.
    func join(_ code: ClaimCode, as name: String) async throws {
        let _: Ignored = try await ask(
            "POST", "/api/v1/claims/\(code.text)", body: WireCoding.encode(JoinDraft(name: name)))
    }

    /// An answer of which nothing is needed.
    private struct Ignored: Decodable {}

    /// Brings a picture to the hub.
    func upload(_ picture: Data) async throws -> UploadedImage {
        try await ask("POST", "/api/v1/images", body: picture)
    }

    private func ask<Answer: Decodable>(_ method: String, _ path: String, body: Data?) async throws -> Answer {
        guard let url = URL(string: hub + path) else { throw UsageError("\"\(hub)\" is no address of a hub") }
        let answer = try await Request(
            method, url, headers: [("Content-Type", "application/json"), ("Authorization", "Bearer \(token)")],
            body: body, limits: .init(time: .seconds(120))
        ).answer()
        guard (200..<300).contains(answer.status) else {
            throw Failure(
                "\(method) \(path) was answered with \(answer.status): \(String(decoding: answer.body, as: UTF8.self))")
        }
        return try WireCoding.decode(Answer.self, from: answer.body)
    }
}
