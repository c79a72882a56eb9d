import Crypto
import Files
import Foundation
import MQTT
import Signage

/// How a board that is shut out comes back.
struct Readmission {
    fileprivate var alarm: ScheduledJob?
    fileprivate var asking: Task<Void, Never>?
    /// The hub has sent a new certificate, and it does not get in with that one either: then it is the broker.
    fileprivate var isAnswered = false
    /// The hub has let it in under another name.
    fileprivate(set) var isElsewhere = false
    fileprivate let elsewhere = AsyncStream.makeStream(of: Void.self)

    /// Nothing is asked any more.
    mutating func cancel() {
        alarm?.cancel()
        asking?.cancel()
        (alarm, asking, isAnswered) = (nil, nil, false)
    }
}

extension Controller {
    /// Asks for a new certificate when it is time; it is asked again at the next connect, and with each answer of what time it is.
    func renewCertificate() {
        guard let membership = configuration.membership, configuration.clock.trust != .untrusted,
            membership.needsRenewal(at: configuration.now())
        else { return }
        do {
            let request = try CertificateRequest(for: membership.key, commonName: membership.board.text)
            publish(
                .renewal(cell: configuration.cell, board: configuration.board),
                try RenewalRequest(certificateRequest: String(decoding: request.pem, as: UTF8.self)), .atLeastOnce)
            configuration.log(
                "asks for a new certificate: the one it has ends at \(membership.certificate.notAfter.ISO8601Format())")
        } catch {
            configuration.log("cannot ask for a new certificate: \(error)")
        }
    }

    /// Takes the certificate that the hub has made; it counts from the next dial on.
    func take(certificate payload: Data) {
        guard let membership = configuration.membership, let authority = configuration.joining?.authority else {
            return
        }
        do throws(Refused) {
            let renewed = try seal.open(
                payload, as: .certificate, longest: RenewedCertificate.longestEnvelope, RenewedCertificate.self)
            guard renewed.board == configuration.board else {
                throw Refused(.board, "is for the board \(renewed.board)")
            }
            let certificate: Certificate
            do {
                certificate = try Certificate(pem: Data(renewed.certificate.utf8))
            } catch {
                throw Refused(.malformed, "cannot be read: \(error)")
            }
            try certificate.check(
                for: configuration.board, keyID: membership.certificate.keyID, authority: authority)
            guard certificate.notAfter > membership.certificate.notAfter else {
                throw Refused(.version, "ends no later than the one that is here")
            }
            var changed = membership
            changed.certificate = certificate
            do {
                try configuration.state.membership.store(changed)
            } catch {
                throw Refused(.storage, "is not kept: \(error)")
            }
            take(certificate)
            configuration.log("has a new certificate, until \(certificate.notAfter.ISO8601Format())")
        } catch {
            refuse(error.reason, "the certificate \(error.detail)")
        }
    }

    /// There is no connection: when that lasts, or the certificate has ended, the board asks to be let in again while it plays on.
    ///
    /// A broker that does not let it in looks like one that is not there: asking costs little, and the hub knows the key.
    func shutOut() {
        guard let membership = configuration.membership, configuration.joining != nil, readmission.alarm == nil,
            readmission.asking == nil
        else { return }
        let hasEnded =
            configuration.clock.trust != .untrusted
            && membership.certificate.notAfter <= configuration.now()
        guard hasEnded || !readmission.isAnswered else { return }
        if hasEnded {
            configuration.log(
                "the certificate has ended at \(membership.certificate.notAfter.ISO8601Format()): the programme plays on, "
                    + "and the hub is asked for a new one")
        }
        readmission.alarm = loop.schedule(after: hasEnded ? .zero : configuration.shutOutPatience) { [weak self] in
            self?.assumeIsolated { $0.askToBeLetIn() }
        }
    }

    /// Returns when the hub has let the board in under another name.
    func waitUntilElsewhere() async {
        for await _ in readmission.elsewhere.stream {
            (commands.isRestartWanted, commands.isLeaving) = (true, true)
            return
        }
        // Cancelled with all else.
    }

    /// Puts aside what the hub has given.
    func leave(isMemberStill: Bool) {
        do {
            try configuration.state.leave(isMemberStill: isMemberStill)
        } catch {
            configuration.log("\(error)")
        }
    }

    private func askToBeLetIn() {
        readmission.alarm = nil
        guard let membership = configuration.membership, let joining = configuration.joining else { return }
        guard let eventKey = try? BoardKey.loadOrMake(at: configuration.state.key, tell: configuration.log) else {
            return
        }
        let joiner = Joiner(joining, on: loop)
        let told = JoiningScreen(profile: configuration.profile, provisioning: joining.provisioning)
        readmission.asking = Task { [weak self, log = configuration.log] in
            let renewed = await joiner.join(key: membership.key, eventKey: eventKey) { status in
                if case .waiting(let code) = status { told.note(code, log: { log("shut out; \($0)") }) }
            }
            if let renewed { await self?.letIn(renewed) }
        }
    }

    private func letIn(_ membership: Membership) {
        readmission.asking = nil
        if membership.board == configuration.board, membership.cell == configuration.cell {
            readmission.isAnswered = true
            // The next dial takes it.
            take(membership.certificate)
        } else {
            configuration.log(
                "the hub calls this board \(membership.board) now: what \(configuration.board) had is put aside")
            readmission.isElsewhere = true
            readmission.elsewhere.continuation.yield()
        }
    }
}
