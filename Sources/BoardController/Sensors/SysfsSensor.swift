import Files
import Foundation
import Signage

extension SensorSource {
    /// Reads the sensor below a sysfs root; nil when its file is absent, unreadable or longer than a page (4,096 bytes),
    /// holds anything but one decimal number, or the quantity cannot have that value.
    func reading(below root: String, at now: Date) -> Reading? {
        guard let data = try? readFile("\(root)/\(path)", limit: 4096) else { return nil }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        let isDecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E }
        guard isDecimal, (1...32).contains(text.utf8.count), let number = Double(text) else { return nil }
        // Six digits are more than any sensor has; without rounding 23400 * 0.001 is 23.400000000000002.
        let value = (number * scale * 1e6).rounded() / 1e6
        guard quantity.plausible.contains(value) else { return nil }
        return try? Reading(quantity: quantity, value: value, measuredAt: now)
    }
}

extension Quantity {
    /// Values outside come from broken sensors: some report their limit, or -273.15 °C, when the wire is off.
    fileprivate var plausible: ClosedRange<Double> {
        switch self {
        case .temperatureCelsius: -100...200
        case .freeDiskBytes, .residentMemoryBytes: 0...1e18
        }
    }
}
