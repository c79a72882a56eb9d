import Crypto
import Foundation
import MQTT
import SignageTesting
import Synchronization
import Testing

@Suite("A client's connection over TLS")
struct TLSTests {
    /// An authority, a broker that asks everyone for its certificates, and the files of a client called `marktplatz`.
    private final class Place {
        let folder: TemporaryFolder
        let broker: PrivateBroker
        var authority: String { folder.url.path + "/ca.pem" }

        init(serverName: String = "127.0.0.1") throws {
            folder = try TemporaryFolder()
            let authority = try CertificateAuthority.generate(commonName: "Litfass")
            let server = TLSKey.generate()
            let certificate = try authority.serverCertificate(
                for: CertificateRequest(for: server, commonName: "x"), names: [serverName])
            let (board, request) = (TLSKey.generate(), Date())
            let client = try authority.clientCertificate(
                for: CertificateRequest(for: board, commonName: "x"), commonName: "marktplatz",
                from: request - 3_600, until: request + 3_600)
            let stranger = try CertificateAuthority.generate(commonName: "Litfass")
            for (name, pem) in [
                ("ca", authority.certificate.pem), ("server", certificate.pem), ("server-key", server.pem),
                ("marktplatz", client.pem), ("marktplatz-key", board.pem), ("stranger", stranger.certificate.pem),
            ] { try pem.write(to: URL(fileURLWithPath: "\(folder.url.path)/\(name).pem")) }
            broker = try PrivateBroker(
                configuration: """
                    cafile \(folder.url.path)/ca.pem
                    certfile \(folder.url.path)/server.pem
                    keyfile \(folder.url.path)/server-key.pem
                    tls_version tlsv1.2
                    require_certificate true
                    use_identity_as_username true
                    """)
        }

        var identity: Client.TLS.Identity {
            Client.TLS.Identity(
                certificate: folder.url.path + "/marktplatz.pem", key: folder.url.path + "/marktplatz-key.pem")
        }
    }

    @Test("messages of many records travel both ways", arguments: [Client.ProtocolVersion.v5, .v311])
    func messages(version: Client.ProtocolVersion) async throws {
        let place = try Place()
        let party = try await Party(
            "marktplatz", port: place.broker.port, version: version,
            tls: Client.TLS(authority: place.authority, identity: place.identity)
        ).joined("news/#")
        let count = 300
        for number in 0..<count {
            let payload = Data(repeating: UInt8(number % 251), count: number * 37)
            try await party.client.publish(
                Message(topic: "news/\(number)", payload: payload, qualityOfService: .atLeastOnce))
        }
        let messages = try await party.recorder.messages(count)
        #expect(messages.map(\.payload.count) == (0..<count).map { $0 * 37 })
        await party.end()
    }

    @Test("a client without a certificate, and one with a stranger's authority, do not get in")
    func refused() async throws {
        let place = try Place()
        let stranger = place.folder.url.path + "/stranger.pem"
        for tls in [
            Client.TLS(authority: place.authority), Client.TLS(authority: stranger, identity: place.identity),
        ] {
            let party = try Party("marktplatz", port: place.broker.port, tls: tls)
            await party.client.start()
            try await party.recorder.disconnected(2)
            #expect(party.recorder.disconnections.allSatisfy { !$0.wasConnected && !$0.reason.isEmpty })
            await party.end()
        }
    }

    @Test("a server whose certificate is for another host is not believed")
    func otherHost() async throws {
        let place = try Place(serverName: "hub.barleben.example")
        let party = try Party(
            "marktplatz", port: place.broker.port, tls: Client.TLS(authority: place.authority, identity: place.identity)
        )
        await party.client.start()
        try await party.recorder.disconnected(2)
        #expect(party.recorder.disconnections.allSatisfy { !$0.wasConnected })
        await party.end()
    }

    @Test("files that are not there are named, and the client goes on when they come")
    func files() async throws {
        let place = try Place()
        let late = place.folder.url.path + "/late.pem"
        let party = try Party(
            "marktplatz", port: place.broker.port, tls: Client.TLS(authority: late, identity: place.identity))
        await party.client.start()
        try await party.recorder.disconnected()
        #expect(party.recorder.disconnections[0].reason.contains(late))
        try FileManager.default.copyItem(atPath: place.authority, toPath: late)
        try await party.recorder.connected()
        await party.end()
    }

    @Test("a server that accepts and never answers costs no processor time, and the dial ends")
    func silence() async throws {
        let place = try Place()
        place.broker.pause()
        let party = try Party(
            "marktplatz", port: place.broker.port,
            tls: Client.TLS(authority: place.authority, identity: place.identity),
            dialTimeout: .seconds(1))
        let before = await processorSeconds(of: party.loop)
        await party.client.start()
        try await party.recorder.disconnected()
        let used = await processorSeconds(of: party.loop) - before
        #expect(party.recorder.disconnections[0].reason.contains("did not answer"))
        // A loop that spins would have used all of the second.
        #expect(used < 0.3)
        place.broker.resume()
        try await party.recorder.connected()
        await party.end()
    }

    /// What a loop's thread has used.
    private func processorSeconds(of loop: EventLoop) async -> Double {
        await withCheckedContinuation { continuation in
            loop.schedule(after: .zero) {
                var time = timespec()
                clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
                continuation.resume(returning: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
            }
        }
    }
}
