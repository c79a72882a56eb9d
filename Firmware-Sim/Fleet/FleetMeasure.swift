import Crypto
import Foundation
import MQTT
import ProgramSupport
import Signage

/// `litfass-sim fleet`: what a hub does to a fleet of simulated boards, whose names are `PREFIX-1` to `PREFIX-N`.
///
/// One line a figure: name, value, and what it is to be held against.
struct FleetMeasure {
    private enum Measure: String {
        case document, interrupt, publish
    }

    private let measure: Measure
    private let staff: StaffClient
    private let broker: HostAndPort
    private let cell: Name
    private let names: [Name]
    private let image: String?

    private static let patience: Duration = .seconds(120)
    private static let benchTopic = "litfass-sim/bench"

    init(_ words: [String]) throws {
        guard let measure = words.first.flatMap(Measure.init) else {
            throw UsageError("fleet needs document, interrupt or publish")
        }
        let arguments = try Arguments(
            Array(words.dropFirst()),
            options: StaffClient.options.union(["--broker", "--cell", "--prefix", "--count", "--image"]))
        self.measure = measure
        broker = try HostAndPort(arguments.required("--broker"), defaultPort: 1883)
        cell = try Name(arguments.required("--cell"))
        guard let count = Int(try arguments.required("--count")), (1...20_000).contains(count) else {
            throw UsageError("--count needs a number of 1 to 20000")
        }
        let prefix = try arguments.required("--prefix")
        names = try (1...count).map { try Name("\(prefix)-\($0)") }
        image = try arguments.value("--image")
        guard measure != .document || image != nil else { throw UsageError("--image is missing") }
        staff = try StaffClient(arguments)
    }

    func run() async throws {
        let loop = try EventLoop(name: "fleet")
        defer { loop.stop() }
        switch measure {
        case .document: try await document(on: loop)
        case .interrupt: try await interrupt(on: loop)
        case .publish: try await publish(on: loop)
        }
    }

    /// Bytes that the hub publishes until all boards have one document.
    private func document(on loop: EventLoop) async throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: image ?? ""))
        let listener = Listener("litfass/1/\(cell)/document/#", broker: broker, on: loop)
        try await listener.start()
        let fleet = Fleet(names, cell: cell, broker: broker, on: loop)
        try await fleet.connect(patience: Self.patience)
        let id = try await staff.upload(bytes).document
        await fleet.want(id, length: bytes.count)
        var draft = draft
        draft.image = try Notice.Image(document: id, description: "Probe")
        _ = try await staff.publish(draft)
        let count = names.count
        try await fleet.wait("the document on \(count) boards", Self.patience) { $0.documents == count }
        try await listener.catchUp(Self.patience)
        let topic = Topic.document(cell: cell, id).text
        let sent = listener.messages.filter { $0.topic == topic }.map(\.payload.count).reduce(0, +)
        Simulator.say("document \(sent) \(bytes.count)")
        await fleet.stop()
        await listener.stop()
    }

    /// From the press to the last board that has an interrupt, in milliseconds.
    private func interrupt(on loop: EventLoop) async throws {
        let fleet = Fleet(names, cell: cell, broker: broker, on: loop)
        try await fleet.connect(patience: Self.patience)
        let start = ContinuousClock.now
        try await staff.interrupt("Probe: Leitungswasser abkochen", for: .seconds(600))
        let count = names.count
        let seen = try await fleet.wait("the interrupt on \(count) boards", Self.patience) {
            $0.interrupts.count >= count
        }
        Simulator.say("interrupt \((seen.interrupts.last - start) / .milliseconds(1)) \(count)")
        await fleet.stop()
    }

    /// From the press to the last manifest, against publishing the same bytes with one signature each, in milliseconds.
    private func publish(on loop: EventLoop) async throws {
        let listener = Listener("litfass/1/\(cell)/+/dn/desired", broker: broker, on: loop)
        try await listener.start()
        let count = names.count
        try await listener.wait(for: count, "first manifests", Self.patience)
        listener.forget()
        let start = ContinuousClock.now
        async let published = staff.publish(draft)
        try await listener.wait(for: count, "manifests", Self.patience)
        let hub = listener.last - start
        _ = try await published
        let payloads = listener.messages.map(\.payload)
        await listener.stop()

        let echo = Listener(Self.benchTopic + "/#", broker: broker, on: loop)
        try await echo.start()
        let other = try EventLoop(name: "bare")
        defer { other.stop() }
        let sender = await BareSender("litfass-sim-bare", broker: broker, on: other)
        let key = SigningKey.generate()
        let bareStart = ContinuousClock.now
        try await sender.send(payloads.count) { number in
            _ = try key.sign(payloads[number])
            return Message(
                topic: "\(Self.benchTopic)/\(number)", payload: payloads[number], qualityOfService: .atLeastOnce,
                isRetained: true)
        }
        try await echo.wait(for: count, "messages", Self.patience)
        let bare = echo.last - bareStart
        Simulator.say("publish \(hub / .milliseconds(1)) \(bare / .milliseconds(1))")
        await sender.stop()
        await echo.stop()
    }

    private var draft: NoticeDraft {
        NoticeDraft(
            headline: "Probe für \(names.count) Tafeln", body: "Sie misst, wie lange ein Aushang zu allen braucht.",
            category: "Probelauf", boards: names.map(\.text))
    }
}
