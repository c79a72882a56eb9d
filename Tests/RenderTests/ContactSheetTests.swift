import Foundation
import Render
import Signage
import Testing

@Suite struct ContactSheetTests {
    @Test("a sheet of many pictures is longer than any panel may be")
    func long() throws {
        let frame = Frame(width: 16, height: 640, format: .xrgb8888, pixels: Data(repeating: 0x80, count: 16 * 640 * 4))
        var sheet = ContactSheet()
        for number in 1...49 { try sheet.add(frame, name: "\(number)") }
        let size = try ImageDecoder.size(of: try sheet.png())
        #expect(size == (24 + 4 * (640 + 24), 24 + 13 * (640 + 32 + 24)))
        #expect(size.height > 8_192)
    }
}
