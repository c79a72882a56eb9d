/// How a pixel lies in a framebuffer, as Linux tells it in `fb_var_screeninfo` and `fb_fix_screeninfo`; little-endian.
public struct FramebufferLayout: Hashable, Sendable {
    /// The bits of one colour.
    public struct Channel: Hashable, Sendable {
        /// Of its lowest bit, counted from the pixel's lowest.
        public let offset: Int
        /// In bits, 0 to 16.
        public let length: Int

        /// See the properties.
        public init(offset: Int, length: Int) {
            self.offset = offset
            self.length = length
        }
    }

    /// 16, 24 or 32.
    public let bitsPerPixel: Int
    /// Where red lies.
    public let red: Channel
    /// Where green lies.
    public let green: Channel
    /// Where blue lies.
    public let blue: Channel
    /// Bits that are all set, because a display that mixes pictures takes them for opacity; length 0 when there are none.
    public let opacity: Channel
    /// From the start of one row to the start of the next (`line_length`).
    public let bytesPerRow: Int

    /// - Parameter opacity: what Linux calls `transp`.
    /// - Throws: when the depth is none of 16, 24, 32, a channel does not fit into it or lies over another, or a row is too short for one pixel.
    public init(
        bitsPerPixel: Int, red: Channel, green: Channel, blue: Channel,
        opacity: Channel = Channel(offset: 0, length: 0),
        bytesPerRow: Int
    ) throws(RenderError) {
        func refusal(_ cause: String) -> RenderError {
            RenderError(
                action: "write to this framebuffer", cause: cause,
                advice: "set a mode of 16, 24 or 32 bits a pixel with true colours, see fbset(8)")
        }
        guard [16, 24, 32].contains(bitsPerPixel) else { throw refusal("it has \(bitsPerPixel) bits a pixel") }
        var taken: UInt64 = 0
        for (name, channel) in [("red", red), ("green", green), ("blue", blue), ("opacity", opacity)] {
            let isColour = name != "opacity"
            guard (isColour ? 1...16 : 0...16).contains(channel.length), (0...bitsPerPixel).contains(channel.offset),
                channel.offset + channel.length <= bitsPerPixel
            else { throw refusal("\(name) has \(channel.length) bits from bit \(channel.offset) on") }
            let bits = ((1 as UInt64) << UInt64(channel.length) - 1) << UInt64(channel.offset)
            guard taken & bits == 0 else { throw refusal("\(name) lies over another colour") }
            taken |= bits
        }
        guard bytesPerRow >= bitsPerPixel / 8 else { throw refusal("its rows have \(bytesPerRow) bytes") }
        self.init(
            checked: bitsPerPixel, red: red, green: green, blue: blue, opacity: opacity, bytesPerRow: bytesPerRow)
    }

    private init(checked bits: Int, red: Channel, green: Channel, blue: Channel, opacity: Channel, bytesPerRow: Int) {
        bitsPerPixel = bits
        self.red = red
        self.green = green
        self.blue = blue
        self.opacity = opacity
        self.bytesPerRow = bytesPerRow
    }

    /// The usual one for a depth: red above green above blue.
    init(bits: Int, red: Int, green: Int, blue: Int, bytesPerRow: Int) {
        self.init(
            checked: bits, red: Channel(offset: green + blue, length: red), green: Channel(offset: blue, length: green),
            blue: Channel(offset: 0, length: blue), opacity: Channel(offset: 0, length: 0), bytesPerRow: bytesPerRow)
    }
}
