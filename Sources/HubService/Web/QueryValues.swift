import HTTPServer
import Signage

extension Request {
    /// The values of a query by their names; other names are ignored.
    /// - Throws: naming one that is there twice.
    func values(_ names: Set<String>) throws(InvalidValue) -> [String: String] {
        var values: [String: String] = [:]
        for item in queryItems where names.contains(item.name) {
            guard values.updateValue(item.value, forKey: item.name) == nil else {
                throw InvalidValue(field: item.name, reason: "is there twice")
            }
        }
        return values
    }
}
