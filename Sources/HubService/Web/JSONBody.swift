import Foundation
import HTTPServer
import Signage

/// Reads a request's JSON, and tells what is wrong with it by RFC 9457 with a pointer to the field.
enum JSONBody {
    /// - Throws: 415 for another type of content, 400 for what is no JSON, 422 for a field that is wrong.
    static func decode<Value: Decodable>(_ type: Value.Type, from request: Request) throws(Problem) -> Value {
        let contentType = (request.headers["Content-Type"] ?? "").prefix { $0 != ";" }
        guard contentType.trimmingCharacters(in: .whitespaces).lowercased() == "application/json" else {
            throw Problem(status: 415, detail: "Send JSON, with Content-Type: application/json.")
        }
        guard String(validating: request.body, as: UTF8.self) != nil else {
            throw problem(
                400, [InvalidValue(field: fieldWithBrokenText(request.body) ?? "", reason: "is not valid UTF-8")])
        }
        guard (try? JSONSerialization.jsonObject(with: request.body)) is [String: Any] else {
            throw problem(400, [InvalidValue(field: "", reason: "the body is not a JSON object")])
        }
        do {
            return try WireCoding.decode(type, from: request.body)
        } catch {
            throw problem(422, [error])
        }
    }

    /// One problem for all refused fields.
    static func problem(_ status: Int, _ refusals: [InvalidValue]) -> Problem {
        Problem(
            status: status, detail: refusals.map { Log.harmless("\($0)") }.joined(separator: "; "),
            errors: refusals.map { Problem.FieldError(pointer: $0.pointer, detail: $0.reason) })
    }

    /// The dotted path of the first string that has bytes which are no UTF-8; nil when the rest is no JSON either.
    static func fieldWithBrokenText(_ body: Data) -> String? {
        // A U+FFFD that was there before is taken out first, so that every one left stands for broken bytes.
        let mark = Data("\u{FFFD}".utf8)
        var clean = Data()
        var rest = body[...]
        while let range = rest.range(of: mark) {
            clean += rest[..<range.lowerBound]
            rest = rest[range.upperBound...]
        }
        clean += rest
        let repaired = Data(String(decoding: clean, as: UTF8.self).utf8)
        guard let value = try? JSONSerialization.jsonObject(with: repaired) else { return nil }
        return path(of: "\u{FFFD}", in: value)
    }

    private static func path(of mark: Character, in value: Any) -> String? {
        switch value {
        case let text as String: return text.unicodeScalars.contains("\u{FFFD}") ? "" : nil
        case let list as [Any]:
            for (position, item) in list.enumerated() {
                if let rest = path(of: mark, in: item) { return join("\(position)", rest) }
            }
        case let object as [String: Any]:
            for (key, item) in object.sorted(by: { $0.key < $1.key }) {
                if let rest = path(of: mark, in: item) { return join(key, rest) }
            }
        default: break
        }
        return nil
    }

    private static func join(_ first: String, _ rest: String) -> String { rest.isEmpty ? first : "\(first).\(rest)" }
}
