import Foundation
import HTTPClient
import ProgramSupport
import Signage

/// Speaks with the hub's HTTP API.
struct HubClient {
    /// The options that say where the hub is and who asks.
    static let options: Set<String> = ["--hub", "--token-file"]

    /// From one question to the next while something is waited for.
    private static let pollingInterval = Duration.milliseconds(100)

    private let base: URL
    private let token: String

    /// - Throws: `UsageError` when the address is none; ``Failure`` when there is no token.
    init(_ arguments: Arguments, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        let address = try arguments.value("--hub") ?? environment["LITFASS_HUB"] ?? "http://127.0.0.1:8080"
        guard let base = URL(string: address), base.scheme == "http" || base.scheme == "https", base.host != nil else {
            throw UsageError("\"\(address)\" is no address of a hub; write http://HOST:PORT")
        }
        guard let file = try arguments.value("--token-file") ?? environment["LITFASS_TOKEN_FILE"] else {
            throw UsageError(
                "no access token; name its file with --token-file (the hub makes it: token in its state folder)")
        }
        do {
            token = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            throw Failure(
                "could not read the token file \(file)", error,
                advice: "the hub makes it: name a copy of token in its state folder with --token-file")
        }
        self.base = base
    }

    /// Asks and decodes the answer; no value of the query may have a "+".
    /// - Throws: ``Failure`` with the hub's own words when it refuses.
    func ask<Answer: Decodable>(
        _ method: String, _ path: String, query: [URLQueryItem] = [], body: (some Encodable)? = Optional<String>.none,
        answer: Answer.Type
    ) async throws -> Answer {
        var request = request(method, path, query)
        if let body {
            request.body = try WireCoding.encode(body)
            request.headers.append(("Content-Type", "application/json"))
        }
        return try await send(request, answer)
    }

    /// Asks again and again until an answer is `done`, or the time is over; then the last one stands.
    func poll<Answer: Decodable>(
        _ path: String, from first: Answer, for patience: Duration, until done: (Answer) -> Bool
    ) async throws -> Answer {
        let end = ContinuousClock.now + patience
        var answer = first
        while !done(answer), ContinuousClock.now < end {
            try await Task.sleep(for: Self.pollingInterval)
            answer = try await ask("GET", path, answer: Answer.self)
        }
        return answer
    }

    /// Brings a picture to the hub.
    /// - Throws: as ``ask(_:_:query:body:answer:)``.
    func upload(_ picture: Data) async throws -> UploadedImage {
        var request = request("POST", "api/v1/images")
        // A slow line needs its time for 32 MiB.
        request.limits.time = .seconds(600)
        request.body = picture
        // The hub looks at the bytes, not at what they are said to be.
        request.headers.append(("Content-Type", "application/octet-stream"))
        return try await send(request, UploadedImage.self)
    }

    /// What is at a path, with the tag that its bytes have.
    func download(_ path: String) async throws -> (bytes: Data, tag: String?) {
        var request = request("GET", path)
        request.limits.time = .seconds(600)
        let answer = try await answer(to: request)
        return (answer.status == 200 ? answer.body : Data(), answer.headers["etag"])
    }

    private func request(_ method: String, _ path: String, _ query: [URLQueryItem] = []) -> Request {
        var url = base.appendingPathComponent(path)
        if !query.isEmpty { url.append(queryItems: query) }
        // A busy hub takes its time to judge whether a long notice can be read.
        return Request(
            method, url, headers: [("Authorization", "Bearer \(token)")], limits: .init(time: .seconds(60)))
    }

    private func answer(to request: Request) async throws -> HTTPClient.Answer {
        do {
            return try await request.answer()
        } catch {
            throw Failure(
                "no answer from the hub at \(base.absoluteString)", error,
                advice: "is litfass-hub serve running there? else give its address with --hub")
        }
    }

    private func send<Answer: Decodable>(_ request: Request, _ type: Answer.Type) async throws -> Answer {
        let answer = try await answer(to: request)
        guard (200..<300).contains(answer.status) else {
            throw Failure(Self.words(of: answer.body, status: answer.status))
        }
        do {
            return try WireCoding.decode(type, from: answer.body)
        } catch {
            throw Failure("the hub's answer is not understood (\(error)); do hub and litfass have the same version?")
        }
    }

    private struct ProblemWords: Decodable {
        struct Detail: Decodable {
            let pointer: String?
            let detail: String
        }
        let title: String?
        let detail: String?
        let errors: [Detail]?
    }

    /// Fields of the API, by the options that fill them.
    private static let optionOfField = [
        "headline": "--headline", "body": "--body-file", "category": "--category", "facts": "--fact",
        "link": "--link", "image": "--image", "image/description": "--image-description", "issuer": "--issuer",
        "severity": "--severity", "boards": "--board", "onset": "--from", "expires": "--until", "until": "--until",
        "from": "--from", "to": "--to", "board": "--board", "notice": "--notice",
    ]

    /// What an RFC 9457 problem says, in one line and in the words of the command line.
    private static func words(of data: Data, status: Int) -> String {
        if status == 401 { return "the hub does not know this token; name the file of the right one with --token-file" }
        guard let problem = try? JSONDecoder().decode(ProblemWords.self, from: data) else {
            return "the hub answered with status \(status)"
        }
        let errors = (problem.errors ?? []).map { error in
            let field = error.pointer.map { $0.replacingOccurrences(of: "#/", with: "") } ?? ""
            let option = optionOfField[field] ?? field.split(separator: "/").first.flatMap { optionOfField[String($0)] }
            return [option ?? field, error.detail].filter { !$0.isEmpty }.joined(separator: " ")
        }
        guard errors.isEmpty else { return errors.joined(separator: "; ") }
        return [problem.title ?? "refused with status \(status)", problem.detail].compactMap { $0 }
            .joined(separator: ": ")
    }
}
