import Signage

/// A picture that belongs to the layout, whole and in the middle of its zone. One that is missing or broken leaves its room to others.
struct ImageView: WidgetView {
    let context: WidgetContext
    let document: DocumentID

    private var metrics: Metrics { context.metrics }

    /// A small one tells as well whether it can be decoded.
    var isEmpty: Bool { raster(width: 64, height: 64) == nil }

    private func raster(width: Int, height: Int) -> Raster? {
        context.pictures.raster(document, of: context.scene, width: width, height: height, fills: false)
    }

    private func inner(_ box: Box) -> Box {
        metrics.content(of: box).inset(top: metrics.unit * 3.4, bottom: metrics.unit * 3.4)
    }

    private func raster(in inner: Box) -> Raster? {
        raster(width: Int(inner.width), height: Int(inner.height))
    }

    func naturalHeight(in box: Box) -> Double {
        let inner = inner(box)
        guard let raster = raster(in: inner) else { return 0 }
        return Double(raster.height) + box.height - inner.height
    }

    func draw(on list: inout DrawList, in box: Box) {
        let inner = inner(box)
        guard let raster = raster(in: inner) else { return }
        let x = inner.x + (inner.width - Double(raster.width)) / 2
        let y = inner.y + (inner.height - Double(raster.height)) / 2
        list.draw(raster, x: Int(x.rounded()), y: Int(y.rounded()))
    }
}
