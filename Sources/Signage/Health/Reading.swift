public import Foundation

/// A quantity that a board measures of itself; the unit is part of the name.
public enum Quantity: String, Sendable, Word, CodingKeyRepresentable {
    /// Inside the housing or of the processor.
    case temperatureCelsius
    /// Free space where the programme is kept.
    case freeDiskBytes
    /// Resident memory of the board's program.
    case residentMemoryBytes
}

/// One value that a sensor gave.
public struct Reading: Hashable, Sendable, Codable {
    /// What was measured.
    public let quantity: Quantity
    /// In the quantity's unit; finite.
    public let value: Double
    /// When it was measured.
    public let measuredAt: Date

    /// Times in whole seconds.
    /// - Throws: when the value is not finite.
    public init(quantity: Quantity, value: Double, measuredAt: Date) throws(InvalidValue) {
        guard value.isFinite else { throw InvalidValue(field: "value", reason: "must be a finite number") }
        self.quantity = quantity
        self.value = value
        self.measuredAt = measuredAt.wholeSeconds
    }
}

/// Where a board finds a sensor: a file in the kernel's sysfs tree that holds one decimal number.
public struct SensorSource: Hashable, Sendable, Codable {
    /// What it measures.
    public let quantity: Quantity
    /// Below the sysfs root, such as `class/thermal/thermal_zone0/temp`.
    public let path: String
    /// By what the file's number is multiplied to get the quantity's unit, such as 0.001 for thousandths of a degree.
    public let scale: Double

    /// - Throws: when the path leaves the tree.
    public init(quantity: Quantity, path: String, scale: Double) throws(InvalidValue) {
        guard !path.isEmpty, !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
            throw InvalidValue(field: "path", reason: "must be a path below the sysfs root, without ..")
        }
        self.quantity = quantity
        self.path = path
        self.scale = scale
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let quantity = try container.decode(Quantity.self, forKey: .quantity)
        let path = try container.decode(String.self, forKey: .path)
        let scale = try container.decode(Double.self, forKey: .scale)
        self = try decoder.validated { try SensorSource(quantity: quantity, path: path, scale: scale) }
    }
}
