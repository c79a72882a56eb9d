import Foundation

/// A key that is written where it is used, so that an object's keys stand in one place.
struct JSONKey: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init(stringLiteral value: String) { stringValue = value }
    init?(intValue: Int) { nil }
}

/// A list whose bad elements are counted and do not spoil the good ones.
struct LenientList<Element: Decodable>: Decodable {
    private(set) var elements: [Element] = []
    private(set) var broken = 0

    private struct Slot: Decodable {
        let element: Element?
        init(from decoder: any Decoder) throws { element = try? Element(from: decoder) }
    }

    /// - Throws: when there is no list at all.
    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        while !container.isAtEnd {
            if let element = try container.decode(Slot.self).element { elements.append(element) } else { broken += 1 }
        }
    }
}

/// One or several of something that stands there whole or as its address.
struct Reference<Object: Decodable & Sendable>: Decodable, Sendable {
    let url: String?
    let object: Object?

    init(from decoder: any Decoder) throws {
        if let url = try? decoder.singleValueContainer().decode(String.self) {
            (self.url, object) = (url, nil)
        } else {
            (url, object) = (nil, try Object(from: decoder))
        }
    }
}

/// What stands for true and false in the wild.
enum Flag {
    case yes, no
    /// There is something that cannot be understood.
    case unclear
}

extension KeyedDecodingContainer<JSONKey> {
    /// A text, or a number as text; nil when missing, empty or something else.
    func text(_ key: JSONKey) -> String? {
        guard contains(key) else { return nil }
        if let text = try? decode(String.self, forKey: key) {
            return text.contains { !$0.isWhitespace } ? text : nil
        }
        if let number = try? decode(Int.self, forKey: key) { return String(number) }
        return (try? decode(Double.self, forKey: key)).flatMap { $0.isFinite ? String($0) : nil }
    }

    /// Nil when missing or null.
    func flag(_ key: JSONKey) -> Flag? {
        guard contains(key), (try? decodeNil(forKey: key)) != true else { return nil }
        if let flag = try? decode(Bool.self, forKey: key) { return flag ? .yes : .no }
        switch text(key)?.lowercased() {
        case "true", "1", "ja", "yes": return .yes
        case "false", "0", "nein", "no": return .no
        default: return .unclear
        }
    }

    /// Nil when missing or of another kind.
    func object<Object: Decodable>(_ key: JSONKey, as type: Object.Type) -> Object? {
        contains(key) ? try? decode(type, forKey: key) : nil
    }

    /// The elements of a list, or the one thing that stands in the list's place.
    func list<Element: Decodable>(_ key: JSONKey, of type: Element.Type) -> LenientElements<Element> {
        guard contains(key), (try? decodeNil(forKey: key)) != true else { return ([], 0) }
        if let list = try? decode(LenientList<Element>.self, forKey: key) { return (list.elements, list.broken) }
        if let one = try? decode(type, forKey: key) { return ([one], 0) }
        return ([], 1)
    }
}

/// The good elements of a list and how many bad ones there were.
typealias LenientElements<Element> = (elements: [Element], broken: Int)
