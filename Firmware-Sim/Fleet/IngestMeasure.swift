import Crypto
import Foundation
import MQTT
import ProgramSupport
import Signage

/// `litfass-sim ingest`: what it costs a subscriber to take in what boards send, whether that is a hub or a bare one.
///
/// Publishes a stream of messages that boards might have sent, as fast as the broker takes them, and waits for the subscriber's answer to
/// the last one. One line: messages a second, and microseconds of the subscriber's processor time for each.
struct IngestMeasure {
    private enum Stream: String {
        /// One ``HealthReport`` each, QoS 0.
        case health
        /// One ``EventBatch`` of one play record each, QoS 1.
        case events
    }

    private let stream: Stream
    private let broker: HostAndPort
    private let cell: Name
    private let names: [Name]
    private let count: Int
    private let process: Int
    private let done: String?

    private static let patience: Duration = .seconds(300)

    init(_ words: [String]) throws {
        guard let stream = words.first.flatMap(Stream.init) else { throw UsageError("ingest needs health or events") }
        let arguments = try Arguments(
            Array(words.dropFirst()),
            options: ["--broker", "--cell", "--prefix", "--boards", "--count", "--pid", "--done"])
        func number(_ option: String, _ range: ClosedRange<Int>) throws -> Int {
            guard let number = Int(try arguments.required(option)), range.contains(number) else {
                throw UsageError("\(option) needs a number of \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
        self.stream = stream
        broker = try HostAndPort(arguments.required("--broker"), defaultPort: 1883)
        cell = try Name(arguments.required("--cell"))
        let prefix = try arguments.required("--prefix")
        names = try (1...number("--boards", 1...20_000)).map { try Name("\(prefix)-\($0)") }
        count = try number("--count", 1...1_000_000)
        process = try number("--pid", 1...Int(Int32.max))
        done = try arguments.value("--done")
    }

    func run() async throws {
        let messages =
            switch stream {
            case .health: try health()
            case .events: try events()
            }
        let loop = try EventLoop(name: "ingest")
        defer { loop.stop() }
        let sending = try EventLoop(name: "ingest-sender")
        defer { sending.stop() }
        let listener = Listener(
            done ?? (stream == .health ? "litfass/1/\(cell)/+/dn/time" : "litfass/1/\(cell)/+/dn/ack"), broker: broker,
            on: loop)
        try await listener.start()
        let sender = await BareSender("litfass-sim-ingest", broker: broker, on: sending)
        let processor = try Self.processorSeconds(of: process)
        let start = ContinuousClock.now
        try await sender.send(messages.count) { messages[$0] }
        // Batches are acknowledged in groups; that of the last one comes last.
        let last = messages.last?.topic.replacingOccurrences(of: "/up/", with: "/dn/") ?? ""
        try await listener.wait("the answer to the last message", Self.patience) { heard in
            stream == .health || done != nil ? !heard.isEmpty : heard.contains { isLast($0, on: last) }
        }
        let seconds = (listener.last - start) / .seconds(1)
        let used = try Self.processorSeconds(of: process) - processor
        Simulator.say("ingest \(Double(count) / seconds) \(used / Double(count) * 1e6)")
        await sender.stop()
        await listener.stop()
    }

    /// Reports of all boards in turn; then one asks for the time, which a hub answers when it has taken all before.
    private func health() throws -> [Message] {
        let now = Date()
        var generator = SystemRandomNumberGenerator()
        let reports = try (0..<count).map { index in
            let readings = [
                try Reading(quantity: .temperatureCelsius, value: Double(20 + index % 30), measuredAt: now),
                try Reading(quantity: .freeDiskBytes, value: 4e9, measuredAt: now),
                try Reading(quantity: .residentMemoryBytes, value: 31_500_288, measuredAt: now),
            ]
            let report = HealthReport(
                session: 1_796_000_000_000, at: now, uptimeSeconds: index, readings: readings, programmeVersion: 12,
                frame: String(repeating: "0123456789abcdef", count: 4), reconnects: 3, clock: .system)
            return Message(
                topic: Topic.health(cell: cell, board: names[index % names.count]).text,
                payload: try WireCoding.encode(report))
        }
        let question = TimeRequest(nonce: Nonce(using: &generator))
        return reports + [
            Message(
                topic: Topic.timeRequest(cell: cell, board: names[0]).text, payload: try WireCoding.encode(question))
        ]
    }

    /// Each board's key, then a chain of play records of each board, a record a batch.
    private func events() throws -> [Message] {
        var generator = SystemRandomNumberGenerator()
        let begin = Date(timeIntervalSince1970: 1_794_960_000)
        var messages: [Message] = []
        var batches: [[Message]] = []
        for (index, name) in names.enumerated() {
            let key = SigningKey.generate()
            let state = ReportedState(
                session: 1, applied: nil, pending: nil, refused: nil, refusals: 0, floor: 0, renderer: "sim",
                key: key.publicKey.rawRepresentation)
            messages.append(
                Message(
                    topic: Topic.reported(cell: cell, board: name).text, payload: try WireCoding.encode(state),
                    qualityOfService: .atLeastOnce))
            let boot = Nonce(using: &generator)
            var previous: Digest?
            batches.append(
                try (0..<(count / names.count + (index < count % names.count ? 1 : 0))).map { number in
                    let quarter = begin + TimeInterval(number * PlayRecord.quarterSeconds)
                    let record = ProofRecord(
                        .played(
                            try PlayRecord(
                                played: PlayedItem(kind: .notice, place: .notices, item: Name("n1")),
                                quarter: quarter, first: quarter, last: quarter + 60, times: 4, seconds: 60, version: 3,
                                frame: Digest(String(repeating: "f", count: 64)), clock: .system)), after: previous)
                    let bytes = try WireCoding.encode(record)
                    previous = try Digest(SHA256.hash(bytes).hexString)
                    let batch = try EventBatch(
                        board: name, boot: boot, after: number,
                        events: [try EventBatch.Event(number: number + 1, content: .record(bytes))])
                    let envelope = try Envelope(
                        try WireCoding.encode(batch), as: .events, keyID: key.publicKey.id
                    ) { try key.sign($0) }
                    return Message(
                        topic: Topic.events(cell: cell, board: name).text, payload: envelope.encoded,
                        qualityOfService: .atLeastOnce)
                })
        }
        for number in 0..<(batches.first?.count ?? 0) {
            messages += batches.compactMap { number < $0.count ? $0[number] : nil }
        }
        return messages
    }

    /// Whether a message acknowledges the last batch of a board.
    private func isLast(_ message: Message, on topic: String) -> Bool {
        let last = (count + names.count - 1) / names.count
        guard let envelope = try? WireCoding.decode(Envelope.self, from: message.payload),
            let acknowledgement = try? WireCoding.decode(EventAcknowledgement.self, from: envelope.payload)
        else { return false }
        return acknowledgement.through == last && topic.contains("/\(acknowledgement.board)/")
    }

    /// What a process has used so far, of all its threads (proc(5), `stat`).
    private static func processorSeconds(of process: Int) throws -> Double {
        let stat = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        // Behind the name, which may have spaces in it: fields 14 and 15 are user and system time in ticks.
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
            throw Failure("/proc/\(process)/stat is not understood")
        }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
