import Crypto
import Files
import Foundation
import Glibc
import MQTT
import Signage

/// Has the broker let in those that belong and nobody else: writes rights and revocation list, has it read them, and tries whether it
/// does what they say.
///
/// mosquitto 2.0 takes everybody in when it cannot read a revocation list at SIGHUP, and nobody when the list has ended: so each reload is
/// tried with a certificate that counts and with one that is revoked, and what the broker says meanwhile is listened to.
actor BrokerControl {
    private let files: BrokerFiles
    private let authority: CertificateAuthority
    private let cell: Name
    let probes: Probes
    private let log: Log
    private let broker: Client.Configuration
    private let loop: EventLoop
    private var ear: Client?
    /// What the broker has said of its files since the last reload.
    private var complaints: [String] = []
    /// Whether the broker goes by the files as they are.
    private var isInForce = false

    static let longestRights = 1 << 20
    /// For how long the broker may take to read its files anew.
    static let patience = Duration.seconds(5)
    /// How often a reload that did not work is tried.
    static let attempts = 3
    /// How long what the broker says of a reload may be on its way.
    static let hearing = Duration.milliseconds(50)
    static let errors = "$SYS/broker/log/E"

    /// What has become of a change.
    enum Outcome: Equatable, Sendable {
        /// The broker does as it says.
        case applied
        /// No broker runs; it reads the files at its start.
        case notRunning
        /// The broker is another one's process, or did not obey; in words.
        case failed(String)
    }

    /// - Parameter broker: the hub's own way into the broker.
    init(
        files: BrokerFiles, authority: CertificateAuthority, cell: Name, broker: Client.Configuration, loop: EventLoop,
        log: Log, at now: Date
    ) throws {
        self.files = files
        self.authority = authority
        self.cell = cell
        self.log = log
        self.broker = broker
        self.loop = loop
        try makeDirectory(files.broker, permissions: 0o700)
        probes = try Probes(files: files, authority: authority, loop: loop, at: now)
    }

    /// Listens to what the broker says of errors, until ``stop()``.
    func start() async {
        let (lines, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(100))
        let ear = Client(broker, on: loop) { event in
            switch event {
            case .connected: continuation.yield("")
            case .message(let message): continuation.yield(String(decoding: message.payload, as: UTF8.self))
            case .disconnected(let end) where end.isRequested: continuation.finish()
            case .disconnected, .subscriptionRefused: break
            }
        }
        self.ear = ear
        await ear.start()
        Task { [weak self] in
            for await line in lines { await self?.hear(line) }
        }
    }

    /// Listens no more.
    func stop() async {
        await ear?.stop()
        ear = nil
    }

    /// Brings the files in line, and the broker with them if they have changed.
    /// - Parameters:
    ///   - revoked: serial numbers of certificates that no longer count, and since when.
    ///   - departed: boards that have left.
    /// - Throws: when a file cannot be written, or reads back as something else.
    func apply(revoked: [String: Date], departed: Set<Name>, at now: Date) async throws -> Outcome {
        let rights = BrokerRights(cell: cell, departed: departed)
        let serials = revoked.merging([probes.revokedSerial: now]) { first, _ in first }
        let current = try? readFile(files.rights, limit: Self.longestRights).map { String(decoding: $0, as: UTF8.self) }
        let list = try? readFile(files.revoked, limit: RevocationList.longest).map {
            try RevocationList(pem: $0, signedBy: authority.certificate)
        }
        if current != rights.text || list?.serials != Set(serials.keys) {
            isInForce = false
            try write(rights)
            try write(try Self.revocationList(of: authority, serials: serials, at: now))
        }
        guard !isInForce else { return .applied }
        let outcome = try await reload()
        isInForce = outcome == .applied
        return outcome
    }

    /// A line of the broker's log; none at all says that it has let the ear in.
    private func hear(_ line: String) async {
        guard !line.isEmpty else {
            try? await ear?.subscribe([Self.errors], qualityOfService: .atLeastOnce)
            return
        }
        // Strangers whose handshake fails fill the log, too.
        let isAboutFiles = [files.broker, "acl_file", "crlfile", "reload"].contains(where: line.contains)
        if isAboutFiles, complaints.count < 20 { complaints.append(Log.harmless(line)) }
    }

    /// Each begins with time and has a longer life than any hub: a list of another time than the broker's would keep everybody out.
    static func revocationList(
        of authority: CertificateAuthority, serials: [String: Date], at now: Date
    ) throws -> RevocationList {
        try authority.revocationList(
            of: serials, number: max(now.seconds, 1), at: Date(timeIntervalSince1970: 0),
            nextUpdate: now + 50 * 365 * 86_400)
    }

    static func hasRevocationList(_ files: BrokerFiles, of authority: CertificateAuthority) -> Bool {
        guard let pem = try? readFile(files.revoked, limit: RevocationList.longest) else { return false }
        return (try? RevocationList(pem: pem, signedBy: authority.certificate)) != nil
    }

    private func write(_ rights: BrokerRights) throws {
        try writeAtomically(Data(rights.text.utf8), to: files.rights)
        let text = try readFile(files.rights, limit: Self.longestRights).map { String(decoding: $0, as: UTF8.self) }
        guard let text, try BrokerRights(text: text) == rights else {
            throw HubError(
                action: "write \(files.rights)", cause: "it reads back as something else",
                advice: "Check the disk; boards keep the rights that they had.")
        }
    }

    private func write(_ list: RevocationList) throws {
        try writeAtomically(list.pem, to: files.revoked)
        guard let pem = try readFile(files.revoked, limit: RevocationList.longest),
            try RevocationList(pem: pem, signedBy: authority.certificate).serials == list.serials
        else {
            throw HubError(
                action: "write \(files.revoked)", cause: "it reads back as something else",
                advice: "Check the disk; the broker goes by the list that it had.")
        }
    }

    private func reload() async throws -> Outcome {
        var outcome = Outcome.notRunning
        for _ in 0..<Self.attempts {
            complaints = []
            guard let pid = BrokerFiles.process(writtenTo: files.pid) else { return .notRunning }
            guard kill(pid, SIGHUP) == 0 else {
                let cause = String(cString: strerror(errno))
                return .failed("the broker (process \(pid)) cannot be told to read its files anew: \(cause)")
            }
            outcome = try await verdict()
            if outcome == .applied { return outcome }
            log("litfass-hub: \(Self.sentence(outcome))")
        }
        return outcome
    }

    private static func sentence(_ outcome: Outcome) -> String {
        switch outcome {
        case .applied: "the broker goes by the new rights"
        case .notRunning: "no broker runs; it reads its rights when it starts"
        case .failed(let words): words
        }
    }

    /// Tries until the broker does as the files say, or it is too late.
    private func verdict() async throws -> Outcome {
        let end = ContinuousClock.now + Self.patience
        var last = Probes.Finding.unreachable
        repeat {
            last = await probes.look()
            if last == .asItShould {
                // It has read the files before it answered, and may still be saying how that went.
                try await Task.sleep(for: Self.hearing)
                guard !complaints.isEmpty else { return .applied }
                break
            }
            try await Task.sleep(for: .milliseconds(50))
        } while ContinuousClock.now < end
        let said = complaints.isEmpty ? "" : " It says: \(complaints.joined(separator: "; "))"
        return .failed("after it was told to read its files anew the broker \(last.words).\(said)")
    }
}
