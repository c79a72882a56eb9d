import Foundation
import Signage

/// The steps of a measurement's scale, and where its value stands on it.
struct Scale: Equatable {
    /// One step, such as "gut".
    struct Step: Equatable {
        /// Nil for what lies under the lowest limit that the source names.
        let label: String?
        /// Nil where no direction is the better one.
        let level: Signals.Level?
    }

    let steps: [Step]
    /// Which step the value is in.
    let index: Int
    /// Where in that step it stands, 0 to 1.
    let part: Double

    /// What the step is called; what lies under the lowest limit is told by it.
    var word: String? { steps[index].label ?? steps.first { $0.label != nil }?.label.map { "unter\u{A0}\($0)" } }
    var level: Signals.Level? { steps[index].level }

    /// Nil when the source names no limits, or more than a bar can show.
    init?(_ measurement: FeedItem.Measurement) {
        let limits = measurement.thresholds.filter(\.value.isFinite).sorted { $0.value < $1.value }
        guard let first = limits.first, let last = limits.last, measurement.value.isFinite, limits.count <= 7 else {
            return nil
        }
        var starts = limits.map(\.value)
        var labels: [String?] = limits.map(\.label)
        // Where the source names only limits that are worth a name, what lies under them is a step as well.
        if first.value > 0 || measurement.value < first.value {
            let width = limits.count > 1 ? (last.value - first.value) / Double(limits.count - 1) : abs(first.value)
            starts.insert(
                first.value > 0 && measurement.value >= 0 ? 0 : min(first.value - width, measurement.value), at: 0)
            labels.insert(nil, at: 0)
        }
        guard starts.count > 1 else { return nil }
        let index = starts.lastIndex { $0 <= measurement.value } ?? 0
        let end = index + 1 < starts.count ? starts[index + 1] : 2 * starts[index] - starts[max(0, index - 1)]
        let length = end - starts[index]
        part = length > 0 ? min(max((measurement.value - starts[index]) / length, 0), 1) : 0.5
        self.index = index
        // As many as the classes of the German air quality index.
        let levels: [Signals.Level] = [.good, .fair, .moderate, .poor, .bad]
        let best = levels.count - 1
        steps = labels.enumerated().map { number, label in
            let place = Int((Double(number * best) / Double(labels.count - 1)).rounded())
            let level: Signals.Level? =
                switch measurement.better {
                case .lower: levels[place]
                case .higher: levels[best - place]
                case .neither: nil
                }
            return Step(label: label.flatMap { $0.isEmpty ? nil : $0 }, level: level)
        }
    }
}

extension WidgetContext {
    /// Draws a scale: its steps beside each other, the lowest first, and where the value stands. E-paper fills the value's step.
    func draw(_ scale: Scale, isStale: Bool, on list: inout DrawList, in box: Box) {
        let gap = max(2, metrics.hairline)
        let width = (box.width - gap * Double(scale.steps.count - 1)) / Double(scale.steps.count)
        for (index, step) in scale.steps.enumerated() {
            let part = Box(x: box.x + Double(index) * (width + gap), y: box.y, width: width, height: box.height)
            draw(step, isOn: index == scale.index, isStale: isStale, on: &list, in: part)
        }
        guard !metrics.isEpaper else { return }
        let mark = max(3, (box.height * 0.35).rounded())
        let x = box.x + Double(scale.index) * (width + gap) + scale.part * width
        list.fill(
            Box(
                x: min(max(x - mark / 2, box.x), box.maxX - mark), y: box.y - box.height * 0.55, width: mark,
                height: box.height * 2.1), isStale ? surface.muted : surface.text)
    }

    /// Draws one step of a scale.
    private func draw(_ step: Scale.Step, isOn: Bool, isStale: Bool, on list: inout DrawList, in box: Box) {
        guard metrics.isEpaper else {
            let neutral = isOn ? surface.muted : surface.rule
            return list.fill(box, isStale ? surface.rule : step.level.flatMap(signal)?.ground ?? neutral)
        }
        let line = metrics.hairline
        // Too small for an outline: a line where the value is not.
        if !isOn, box.width < line * 5 {
            return list.fill(box.inset(top: box.height - line), surface.text)
        }
        list.fill(box, surface.text)
        let inside = box.inset(left: line, top: line, right: line, bottom: line)
        if !isOn {
            list.fill(inside, surface.background)
        } else if !isStale, let ground = step.level.flatMap(signal)?.ground {
            list.fill(inside, ground)
        }
    }
}
