import Foundation

/// Says where a document is no JSON, which `JSONDecoder` keeps to itself.
enum JSONSyntax {
    /// What is wrong, with line and column; nil for JSON.
    static func fault(in data: Data) -> String? {
        guard data.contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return "is empty, not JSON" }
        guard String(validating: data, as: UTF8.self) != nil else {
            let good = String(decoding: data, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
            return "line \(good.count(where: \.isNewline) + 1) is not UTF-8; "
                + "save it anew as UTF-8, or convert it: iconv -f windows-1252 -t utf-8"
        }
        do {
            _ = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
            return nil
        } catch {
            let words = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
            if words.contains("nested") { return "is nested too deeply: at most 512 levels" }
            guard let position = words.split(whereSeparator: { !$0.isNumber }).last.flatMap({ Int($0) }) else {
                return "is no JSON: it ends before its last bracket is closed"
            }
            let before = String(decoding: data.prefix(position), as: UTF8.self)
            let line = before.count(where: \.isNewline) + 1
            let column = before.reversed().prefix { !$0.isNewline }.count + 1
            return
                "is no JSON: line \(line), column \(column): a comma, a quotation mark or a bracket is wrong or missing there, or just before"
        }
    }
}
