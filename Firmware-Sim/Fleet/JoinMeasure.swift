import Crypto
import Foundation
import MQTT
import ProgramSupport
import Signage
import Synchronization

/// `litfass-sim join`: has new boards join a hub, as many at a time as stand in front of that many staff, and writes down who they are.
///
/// Prints how long it took.
struct JoinMeasure {
    private let staff: StaffClient
    private let provisioning: Provisioning
    private let count: Int
    private let folder: URL

    private static let atOnce = 40

    init(_ words: [String]) throws {
        let arguments = try Arguments(
            words, options: StaffClient.options.union(["--provisioning", "--count", "--out"]))
        staff = try StaffClient(arguments)
        provisioning = try ReconnectMeasure.provisioning(arguments)
        count = try ReconnectMeasure.count(arguments)
        folder = URL(fileURLWithPath: try arguments.required("--out"), isDirectory: true)
    }

    func run() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(provisioning.authority.utf8).write(to: folder.appending(path: "ca.pem"))
        let loop = try EventLoop(name: "join")
        defer { loop.stop() }
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...count {
                if number > Self.atOnce { try await group.next() }
                group.addTask { try await self.join(number, on: loop) }
            }
            try await group.waitForAll()
        }
        Simulator.say("join \((ContinuousClock.now - start) / .seconds(1))")
    }

    private func join(_ number: Int, on loop: EventLoop) async throws {
        var generator = SystemRandomNumberGenerator()
        let code = ClaimCode(using: &generator)
        let key = TLSKey.generate()
        let request = try CertificateRequest(for: key, commonName: "litfass-sim")
        let payload = try WireCoding.encode(
            ClaimRequest(
                certificateRequest: String(decoding: request.pem, as: UTF8.self),
                key: SigningKey.generate().publicKey.rawRepresentation, profile: Name("board-landscape-55"),
                version: "sim"))
        let (messages, continuation) = AsyncStream.makeStream(of: Event.self)
        let client = Client(
            Client.Configuration(
                host: provisioning.host, port: provisioning.joinPort, clientID: "claim.\(number)", userName: code.text,
                tls: Client.TLS(authority: folder.appending(path: "ca.pem").path)), on: loop
        ) { continuation.yield($0) }
        await client.start()
        for await event in messages {
            switch event {
            case .connected:
                try await client.subscribeAcknowledged([Topic.claimAnswer(code).text], qualityOfService: .atLeastOnce)
                try await client.publish(
                    Message(topic: Topic.claimRequest(code).text, payload: payload, qualityOfService: .atLeastOnce))
            case .message(let message):
                guard (try? WireCoding.decode(ClaimReceipt.self, from: message.payload)) != nil else {
                    let grant = try WireCoding.decode(ClaimGrant.self, from: message.payload)
                    let answer = try WireCoding.decode(ClaimAnswer.self, from: grant.answer.payload)
                    try Data(answer.certificate.utf8).write(to: folder.appending(path: "\(number).pem"))
                    try key.pem.write(to: folder.appending(path: "\(number).key.pem"))
                    await client.stop()
                    return
                }
                try await staff.join(code, as: "sim-\(number)")
            case .disconnected(let end):
                guard end.isRequested else { continue }
                return
            case .subscriptionRefused(let refusal): throw Failure("the broker refuses \(refusal.filter)")
            }
        }
    }
}
