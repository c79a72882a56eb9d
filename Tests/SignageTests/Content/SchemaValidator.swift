import Foundation

/// As much of JSON Schema 2020-12 as this project's schemas use. A keyword that it does not know is an error of its own, so that no rule goes unchecked.
struct SchemaValidator {
    let schema: [String: Any]

    init(_ data: Data) throws {
        schema = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    /// What is wrong with a value, with its place; empty when it holds.
    func problems(_ value: Any) -> [String] { check(value, schema, "") }

    /// The schema that a reference such as `#/$defs/name` names.
    func resolve(_ reference: String) -> [String: Any]? {
        var place: Any = schema
        for key in reference.split(separator: "/").dropFirst() {
            guard let next = (place as? [String: Any])?[String(key)] else { return nil }
            place = next
        }
        return place as? [String: Any]
    }

    private static let silent: Set<String> = ["$schema", "$defs", "title", "description"]

    private func check(_ value: Any, _ schema: Any, _ path: String) -> [String] {
        if let always = schema as? Bool, !(schema is [String: Any]) { return always ? [] : ["\(path): not allowed"] }
        guard let schema = schema as? [String: Any] else { return ["\(path): no schema"] }
        return schema.keys.sorted().filter { !Self.silent.contains($0) }.flatMap { keyword -> [String] in
            guard let rule = schema[keyword] else { return [] }
            switch keyword {
            case "$ref":
                return (rule as? String).flatMap(resolve).map { check(value, $0, path) } ?? ["\(rule): unknown"]
            case "type": return isOf(type: rule as? String, value) ? [] : ["\(path): is no \(rule)"]
            case "enum":
                let values = rule as? [String] ?? []
                return (value as? String).map(values.contains) == true ? [] : ["\(path): is none of \(values)"]
            case "not": return check(value, rule, path).isEmpty ? ["\(path): is excluded"] : []
            case "anyOf", "oneOf":
                let holding = (rule as? [Any] ?? []).count { check(value, $0, path).isEmpty }
                let isRight = keyword == "oneOf" ? holding == 1 : holding > 0
                return isRight ? [] : ["\(path): \(holding) of \(keyword) hold"]
            case "properties", "additionalProperties", "required", "minProperties":
                return checkObject(value, keyword, rule, schema, path)
            case "items", "minItems", "maxItems": return checkArray(value, keyword, rule, path)
            case "minimum", "maximum", "exclusiveMinimum": return checkNumber(value, keyword, rule, path)
            case "pattern", "minLength", "maxLength": return checkText(value, keyword, rule, path)
            default: return ["\(path): the keyword \(keyword) is not known here"]
            }
        }
    }

    /// Foundation's numbers also stand for `true` and `false`, which have a type of their own.
    private func isBoolean(_ value: Any) -> Bool {
        (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? (value is Bool)
    }

    private func isOf(type: String?, _ value: Any) -> Bool {
        switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": isBoolean(value)
        case "number": value is NSNumber && !isBoolean(value)
        case "integer":
            !isBoolean(value) && (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } == true
        default: false
        }
    }

    private func checkObject(
        _ value: Any, _ keyword: String, _ rule: Any, _ schema: [String: Any], _ path: String
    ) -> [String] {
        guard let object = value as? [String: Any] else { return [] }
        let known = schema["properties"] as? [String: Any] ?? [:]
        switch keyword {
        case "properties":
            return object.keys.sorted().flatMap { key in
                known[key].map { check(object[key] ?? NSNull(), $0, "\(path).\(key)") } ?? []
            }
        case "additionalProperties":
            return object.keys.sorted().filter { known[$0] == nil }.flatMap { key in
                check(object[key] ?? NSNull(), rule, "\(path).\(key)")
            }
        case "required":
            return (rule as? [String] ?? []).filter { object[$0] == nil }.map { "\(path): lacks \($0)" }
        default: return object.count >= rule as? Int ?? 0 ? [] : ["\(path): has too little"]
        }
    }

    private func checkArray(_ value: Any, _ keyword: String, _ rule: Any, _ path: String) -> [String] {
        guard let array = value as? [Any] else { return [] }
        switch keyword {
        case "items": return array.enumerated().flatMap { check($1, rule, "\(path).\($0)") }
        case "minItems": return array.count >= rule as? Int ?? 0 ? [] : ["\(path): has too few items"]
        default: return array.count <= rule as? Int ?? 0 ? [] : ["\(path): has too many items"]
        }
    }

    private func checkNumber(_ value: Any, _ keyword: String, _ rule: Any, _ path: String) -> [String] {
        guard let number = value as? NSNumber, !isBoolean(value), let limit = rule as? NSNumber else { return [] }
        let holds =
            switch keyword {
            case "minimum": number.doubleValue >= limit.doubleValue
            case "maximum": number.doubleValue <= limit.doubleValue
            default: number.doubleValue > limit.doubleValue
            }
        return holds ? [] : ["\(path): \(number) is not within \(keyword) \(limit)"]
    }

    private func checkText(_ value: Any, _ keyword: String, _ rule: Any, _ path: String) -> [String] {
        guard let text = value as? String else { return [] }
        switch keyword {
        case "pattern":
            let found = (rule as? String).flatMap { text.range(of: $0, options: .regularExpression) }
            return found != nil ? [] : ["\(path): does not match \(rule)"]
        case "minLength": return text.unicodeScalars.count >= rule as? Int ?? 0 ? [] : ["\(path): is too short"]
        default: return text.unicodeScalars.count <= rule as? Int ?? 0 ? [] : ["\(path): is too long"]
        }
    }
}
