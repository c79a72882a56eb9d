import Crypto
import Foundation
import Signage

/// What takes bytes from outside. Whatever they are, it ends soon, with a value or a refusal; and a value says the same when it
/// is written and read again.
enum Surface: String, CaseIterable {
    /// A sealed message, before its seal is known to hold.
    case envelope
    /// Documents that a publisher has sealed.
    case manifest, feed, notice, layout
    case schoolHolidays = "school-holidays"
    /// The chain of key documents, whoever has sealed it.
    case keys
    /// Interrupts and commands that a publisher has sealed, and what boards say of the latter.
    case interrupt, command, result
    /// Pieces of documents, and the bitmap that asks for them.
    case chunk, request
    /// What boards tell the hub, and what the hub tells them without a seal.
    case availability, reported, health
    /// What boards have shown: pieces of their outboxes, the links in them, and how far the hub has them.
    case events, record, acknowledgement
    /// What time it is: the question, the answer, and what a board keeps of it.
    case time
    /// What makes a board belong: what its image carries, its wish to be let in, its wish for a new certificate, and the answers.
    case claim
    /// Requests for certificates, certificates and revocation lists, in DER.
    case certificate
    /// Where messages go.
    case topic
    /// What staff hand in.
    case draft

    /// Stops the program when the bytes break what must hold.
    /// - Returns: whether they were understood.
    func take(_ data: Data) -> Bool {
        switch self {
        case .envelope: envelope(data)
        case .manifest: settles(DesiredState.self, data)
        case .feed: settles(FeedSnapshot.self, data)
        case .notice: settles(Notice.self, data)
        case .layout: settles(Layout.self, data)
        case .schoolHolidays: settles(SchoolHolidays.self, data)
        case .keys: keys(data)
        case .interrupt: interrupt(data)
        case .command: settles(Command.self, data)
        case .result: settles(CommandResult.self, data)
        case .chunk: chunk(data)
        case .request: request(data)
        case .availability: settles(Availability.self, data)
        case .reported: settles(ReportedState.self, data)
        case .health: health(data)
        case .events: settles(EventBatch.self, data)
        case .record: record(data)
        case .acknowledgement: settles(EventAcknowledgement.self, data)
        case .time: time(data)
        case .claim: claim(data)
        case .certificate: certificate(data)
        case .topic: topic(data)
        case .draft: draft(data)
        }
    }

    /// What was read and written stays as it is when it is read and written again.
    private func settles<Document: Codable>(_ type: Document.Type, _ data: Data) -> Bool {
        guard let document = try? WireCoding.decode(type, from: data) else { return false }
        guard let once = try? WireCoding.encode(document) else { fatalError("what was read cannot be written") }
        guard let again = try? WireCoding.decode(type, from: once) else {
            fatalError("what was written cannot be read: \(String(decoding: once, as: UTF8.self))")
        }
        guard (try? WireCoding.encode(again)) == once else {
            fatalError("what was written reads as something else: \(String(decoding: once, as: UTF8.self))")
        }
        return true
    }

    /// What is read without a decoder is what one makes of it.
    private func health(_ data: Data) -> Bool {
        let decoded = try? WireCoding.decode(HealthReport.self, from: data)
        if let scanned = HealthReport(canonical: data), scanned != decoded {
            fatalError("is read in two ways: \(String(decoding: data, as: UTF8.self))")
        }
        if let decoded, let once = try? WireCoding.encode(decoded), let scanned = HealthReport(canonical: once) {
            precondition(scanned == decoded)
        }
        return settles(HealthReport.self, data)
    }

    private func envelope(_ data: Data) -> Bool {
        for type in [Envelope.PayloadType.desired, .feed, .time, .events, .acknowledgement, .interrupt, .command] {
            let payload = try? Envelope.open(
                data, as: type, longest: DesiredState.longestEnvelope, isValid: { _, _, _ in false })
            precondition(payload == nil, "a payload was handed out though no seal holds")
        }
        return settles(Envelope.self, data)
    }

    /// Whoever asks to be let in may write what he likes into a request.
    private func certificate(_ data: Data) -> Bool {
        func pem(_ label: String) -> Data {
            let text = data.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
            return Data("-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n".utf8)
        }
        if let request = try? CertificateRequest(pem: pem("CERTIFICATE REQUEST")) {
            let issued = try? Self.authority.clientCertificate(
                for: request, commonName: "board", from: Date(timeIntervalSince1970: 0),
                until: Date(timeIntervalSince1970: 4e9))
            precondition(issued?.keyID ?? request.keyID == request.keyID, "a certificate is for another key")
            return true
        }
        if let certificate = try? Certificate(pem: pem("CERTIFICATE")) {
            precondition(!certificate.isSigned(by: Self.authority.certificate), "a stranger's signature holds")
            return true
        }
        let list = try? RevocationList(pem: pem("X509 CRL"), signedBy: Self.authority.certificate)
        precondition(list == nil, "a stranger's list holds")
        return false
    }

    private static let authority: CertificateAuthority = {
        guard let authority = try? CertificateAuthority.generate(commonName: "Fuzz") else { fatalError("no authority") }
        return authority
    }()

    private func claim(_ data: Data) -> Bool {
        let isAsked = settles(ClaimRequest.self, data) || settles(RenewalRequest.self, data)
        let isAnswered =
            settles(ClaimAnswer.self, data) || settles(RenewedCertificate.self, data) || settles(ClaimGrant.self, data)
            || settles(ClaimReceipt.self, data)
        return isAsked || isAnswered || settles(Provisioning.self, data)
    }

    private func keys(_ data: Data) -> Bool {
        guard settles(KeyChain.self, data), let chain = try? WireCoding.decode(KeyChain.self, from: data) else {
            return false
        }
        var nobody = TrustedKeys(pinned: Data(count: 32))
        let followed = try? nobody.follow(chain) { _, _, _, _ in false }
        precondition(followed == nil, "a chain was followed that nobody sealed")
        // Whoever may sign anything still gets versions that grow by one.
        var everybody = TrustedKeys(pinned: Data(count: 32))
        if (try? everybody.follow(chain) { _, _, _, _ in true }) == true {
            let versions = everybody.documents.map(\.document.version)
            precondition(zip(versions, versions.dropFirst()).allSatisfy { $0 == $1 - 1 }, "a version is left out")
        }
        return true
    }

    private func interrupt(_ data: Data) -> Bool {
        guard let state = try? WireCoding.decode(InterruptState.self, from: data) else { return false }
        for interrupt in state.interrupts {
            for now in [Date.distantPast, interrupt.issued, .distantFuture] {
                let notice = interrupt.notice(from: now)
                precondition(notice.window.expires == interrupt.until && notice.priority == .interrupt)
            }
        }
        return settles(InterruptState.self, data)
    }

    private func chunk(_ data: Data) -> Bool {
        guard let chunk = DocumentChunk(payload: data) else { return false }
        precondition(chunk.payload == data, "a chunk is not what it was read from")
        precondition(chunk.index * DocumentChunk.size + chunk.bytes.count <= chunk.documentLength)
        return true
    }

    private func request(_ data: Data) -> Bool {
        guard let request = try? WireCoding.decode(DocumentRequest.self, from: data) else { return false }
        for count in [0, 1, 7, 8, 1_024] {
            let indices = request.indices(count: count)
            precondition(indices.allSatisfy { (0..<count).contains($0) } && indices == indices.sorted())
            let again = DocumentRequest(document: request.document, missing: indices, count: count)
            precondition(again.indices(count: count) == indices)
        }
        return settles(DocumentRequest.self, data)
    }

    private func record(_ data: Data) -> Bool {
        if case .played(let play) = try? WireCoding.decode(ProofRecord.self, from: data).content {
            let length = play.last.timeIntervalSince(play.first)
            precondition(
                (0...900).contains(play.seconds) && Double(play.seconds) <= length, "more was shown than has passed")
        }
        return settles(ProofRecord.self, data)
    }

    private func time(_ data: Data) -> Bool {
        let isUnderstood = [
            settles(TimeRequest.self, data), settles(TimeAnswer.self, data), settles(StoredClock.self, data),
        ]
        if let stored = try? WireCoding.decode(StoredClock.self, from: data) {
            let reading = ClockReading(wall: Date(timeIntervalSince1970: 0), uptimeSeconds: 60, isSynchronised: false)
            let earliest = Date(timeIntervalSince1970: 1_795_525_620)
            let clock = TrustedClock(earliest: earliest, stored: stored, boot: "a", at: reading)
            precondition(clock.time(at: reading) >= earliest, "the clock tells a time before the program was built")
        }
        return isUnderstood.contains(true)
    }

    private func topic(_ data: Data) -> Bool {
        let text = String(decoding: data, as: UTF8.self)
        guard let topic = try? Topic(text) else { return false }
        precondition(topic.text == text, "\(topic.text) is not \(text)")
        return true
    }

    private func draft(_ data: Data) -> Bool {
        guard let draft = try? WireCoding.decode(NoticeDraft.self, from: data), let id = try? Name("fuzzed"),
            let zone = TimeZone(identifier: "Europe/Berlin")
        else { return false }
        let now = Date(timeIntervalSince1970: 1_795_525_620)
        guard let notice = try? draft.notice(id: id, at: now, in: zone), let bytes = try? WireCoding.encode(notice)
        else {
            return false
        }
        precondition((try? WireCoding.decode(Notice.self, from: bytes)) == notice, "a notice reads as another one")
        // What is on is asked for at each change: no rule may make that long.
        let schedule = Schedule(notices: [notice], clock: WallClock(zone: zone))
        for hours in [0, 1, 120, 960] { _ = schedule.programme(at: now + Double(hours) * 3_600) }
        return true
    }
}
