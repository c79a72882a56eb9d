public import Foundation

/// Pictures for tests that are not about how they are drawn.
public enum TestPictures {
    /// A file of the pictures that the renderer's tests draw.
    /// - Throws: when it is not there.
    public static func file(_ name: String) throws -> Data {
        try Data(contentsOf: Repository.root.appendingPathComponent("Tests/RenderTests/Fixtures/Images/\(name)"))
    }

    /// A small JPEG that is as long as a photo: comments, different ones for different seeds, before its pixels (ITU-T T.81, B.2.4.5).
    /// - Parameter atLeast: bytes.
    /// - Throws: when the small one is not there.
    public static func jpeg(atLeast length: Int, seed: UInt8 = 0) throws -> Data {
        let small = try file("orientation-1.jpg")
        var data = Data(small.prefix(2))
        var byte = seed
        while data.count + small.count < length {
            data.append(contentsOf: [0xFF, 0xFE, 0xFF, 0xFF])
            for position in 0..<0xFFFD {
                byte = byte &* 197 &+ UInt8(truncatingIfNeeded: position >> 3)
                data.append(byte)
            }
        }
        return data + small.dropFirst(2)
    }

    /// A PNG whose header says that it has 65,535 x 65,535 pixels.
    /// - Throws: when the one that it is made of is not there.
    public static func bomb() throws -> Data {
        var data = try file("rgb.png")
        data.replaceSubrange(16..<24, with: [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF])
        return data
    }

    /// A JPEG with a sound header, and nothing but garbage where its pixels should be.
    /// - Throws: when the one that it is made of is not there.
    public static func garbage() throws -> Data {
        var data = try file("orientation-1.jpg")
        guard let scan = data.range(of: Data([0xFF, 0xDA]))?.upperBound else { return data }
        // No two of these make a marker, and no scan header looks like this after its length.
        data.replaceSubrange((scan + 3)..<data.endIndex, with: Data(repeating: 0x2A, count: 400))
        return data
    }
}
