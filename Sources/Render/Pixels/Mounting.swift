import Signage

/// How a picture lies in the memory of a panel that is mounted turned.
struct Mounting: Hashable, Sendable {
    let rotation: Panel.Rotation
    /// Of the picture as people see it, in pixels.
    let width: Int
    /// Of the picture as people see it, in pixels.
    let height: Int

    var memoryWidth: Int { rotation.isSideways ? height : width }
    var memoryHeight: Int { rotation.isSideways ? width : height }

    /// Where a rectangle of the picture lies in the memory.
    func memory(_ rect: PixelRect) -> PixelRect {
        switch rotation {
        case .upright: rect
        case .right: PixelRect(x: height - rect.maxY, y: rect.x, width: rect.height, height: rect.width)
        case .upsideDown:
            PixelRect(x: width - rect.maxX, y: height - rect.maxY, width: rect.width, height: rect.height)
        case .left: PixelRect(x: rect.y, y: width - rect.maxX, width: rect.height, height: rect.width)
        }
    }

    /// Where a rectangle of the memory lies in the picture.
    func picture(_ rect: PixelRect) -> PixelRect {
        switch rotation {
        case .upright, .upsideDown: memory(rect)
        case .right: PixelRect(x: rect.y, y: height - rect.maxX, width: rect.height, height: rect.width)
        case .left: PixelRect(x: width - rect.maxY, y: rect.x, width: rect.height, height: rect.width)
        }
    }

    /// In a picture whose rows are `stride` pixels apart: how far the memory's next pixel to the right and the one below it are away.
    func steps(stride: Int) -> (right: Int, down: Int) {
        switch rotation {
        case .upright: (1, stride)
        case .right: (-stride, 1)
        case .upsideDown: (-1, -stride)
        case .left: (stride, -1)
        }
    }

    /// Where in the picture the pixel lies that is the first one of a rectangle of the memory.
    func origin(of memory: PixelRect) -> (x: Int, y: Int) {
        let rect = picture(memory)
        return switch rotation {
        case .upright: (rect.x, rect.y)
        case .right: (rect.x, rect.maxY - 1)
        case .upsideDown: (rect.maxX - 1, rect.maxY - 1)
        case .left: (rect.maxX - 1, rect.y)
        }
    }
}
