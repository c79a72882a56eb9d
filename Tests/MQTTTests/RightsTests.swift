import Foundation
import MQTT
import SignageTesting
import Testing

@Suite("What the broker refuses")
struct RightsTests {
    /// A broker where topic `open` may be used and nothing else may be written.
    private func strictBroker() throws -> PrivateBroker {
        let rules = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)")
        try Data("topic readwrite open\n".utf8).write(to: rules)
        defer { try? FileManager.default.removeItem(at: rules) }
        return try PrivateBroker(configuration: "acl_file \(rules.path)")
    }

    @Test("a denied publish fails with reason 135, and an allowed one does not")
    func denied() async throws {
        let broker = try strictBroker()
        let party = try await Party("both", port: broker.port).joined()
        try await party.client.publishAcknowledged(Message("open", "x"))
        await #expect {
            try await party.client.publishAcknowledged(Message("secret", "x"))
        } throws: { error in
            (error as? MQTTError)?.kind == .refused && (error as? MQTTError)?.code == 135
        }
        #expect(await party.client.isConnected)
        await party.end()
    }

    /// A broker whose dynamic security plugin grants no subscription: the one refusal of a SUBACK that mosquitto has.
    private func unheardBroker() throws -> PrivateBroker? {
        let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib", "/usr/local/lib"]
        let candidates = folders.map { $0 + "/mosquitto_dynamic_security.so" }
        guard let plugin = candidates.first(where: FileManager.default.fileExists) else { return nil }
        let rules = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString).json")
        let rights = #"{"publishClientSend":true,"publishClientReceive":true,"subscribe":false,"unsubscribe":true}"#
        try Data(#"{"defaultACLAccess":\#(rights)}"#.utf8).write(to: rules)
        defer { try? FileManager.default.removeItem(at: rules) }
        return try PrivateBroker(configuration: "plugin \(plugin)\nplugin_opt_config_file \(rules.path)")
    }

    @Test("a refused filter comes as an event, or as an error where the SUBACK is waited for")
    func refusedFilter() async throws {
        let broker = try #require(try unheardBroker(), "mosquitto's dynamic security plugin is missing")
        let party = try await Party("deaf", port: broker.port).joined()
        await #expect {
            try await party.client.subscribeAcknowledged(["a", "b"], qualityOfService: .atMostOnce)
        } throws: { ($0 as? MQTTError)?.kind == .refused && ($0 as? MQTTError)?.code == 135 }
        try await party.client.subscribe(["a", "b"], qualityOfService: .atMostOnce)
        try await party.recorder.wait("two refusals") { $0.compactMap(\.refusal).map(\.filter) == ["a", "b"] }
        await party.end()
    }

    @Test("a refused CONNACK is told with its reason, and the client dials again until it is accepted")
    func refusedConnection() async throws {
        let broker = try PrivateBroker(configuration: "allow_anonymous false")
        let party = try Party("stranger", port: broker.port)
        await party.client.start()
        try await party.recorder.disconnected(3)
        let first = try #require(party.recorder.disconnections.first)
        #expect(first.code == 135)
        #expect(!first.wasConnected && !first.isRequested)
        broker.kill()
        let open = try PrivateBroker(port: broker.port)
        try await party.recorder.connected()
        await party.end()
        open.stop()
    }

    @Test("a refused CONNACK of MQTT 3.1.1 is told with its own code 5")
    func refusedConnectionOld() async throws {
        let broker = try PrivateBroker(configuration: "allow_anonymous false")
        let party = try Party("stranger", port: broker.port, version: .v311)
        await party.client.start()
        try await party.recorder.disconnected(2)
        #expect(party.recorder.disconnections.first?.code == 5)
        await party.end()
    }
}
