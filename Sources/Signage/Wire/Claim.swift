public import Foundation

/// A new board asks to be let in: the payload of `claim/<code>/request`.
///
/// It has no seal, as nobody knows the board yet. What it proves is that whoever asks has the keys; that it is the board in front
/// of which somebody stands is what the code on its panel says.
public struct ClaimRequest: Hashable, Sendable, Codable {
    /// A certificate request (PKCS #10, PEM) for the key that the board connects with.
    public let certificateRequest: String
    /// The public key with which it seals its events: 32 bytes of Ed25519.
    public let key: Data
    /// The device profile that it was set up with.
    public let profile: Name
    /// The version of its program, one line of at most 64 characters.
    public let version: String

    /// The longest request in bytes: 8 KiB.
    public static let longest = 8 << 10
    /// The longest certificate request in bytes: 4 KiB.
    public static let longestCertificateRequest = 4 << 10

    /// - Throws: naming the value that is too long or no PEM.
    public init(certificateRequest: String, key: Data, profile: Name, version: String) throws(InvalidValue) {
        self.certificateRequest = try PEMText.check(
            certificateRequest, of: "CERTIFICATE REQUEST", longest: Self.longestCertificateRequest,
            field: "certificateRequest")
        guard key.count == 32 else { throw InvalidValue(field: "key", reason: "must have 32 bytes") }
        self.key = key
        self.profile = profile
        self.version = try Text.line(version, field: "version", length: 1...64)
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let request = try container.decode(String.self, forKey: .certificateRequest)
        let key = try container.decode(Data.self, forKey: .key)
        let profile = try container.decode(Name.self, forKey: .profile)
        let version = try container.decode(String.self, forKey: .version)
        self = try decoder.validated {
            try ClaimRequest(certificateRequest: request, key: key, profile: profile, version: version)
        }
    }
}

/// A board is let in: the sealed payload of `claim/<code>/response`.
public struct ClaimAnswer: Hashable, Sendable, Codable {
    /// That of the request.
    public let code: ClaimCode
    /// The SHA-256 of the request's payload: the answer is for nobody else who has seen the code.
    public let request: Digest
    /// When the hub sealed it.
    public let issued: Date
    /// Where it belongs from now on.
    public let cell: Name
    /// What it is called from now on: the common name of its certificate.
    public let board: Name
    /// The device profile that staff have chosen for it.
    public let profile: Name
    /// Its certificate (X.509, PEM).
    public let certificate: String

    /// The longest sealed answer in bytes: 32 KiB.
    public static let longestEnvelope = 32 << 10
    /// The longest certificate in bytes: 16 KiB.
    public static let longestCertificate = 16 << 10

    /// Times in whole seconds.
    /// - Throws: when the certificate is too long or no PEM.
    public init(
        code: ClaimCode, request: Digest, issued: Date, cell: Name, board: Name, profile: Name, certificate: String
    ) throws(InvalidValue) {
        self.code = code
        self.request = request
        self.issued = issued.wholeSeconds
        self.cell = cell
        self.board = board
        self.profile = profile
        self.certificate = try PEMText.check(
            certificate, of: "CERTIFICATE", longest: Self.longestCertificate, field: "certificate")
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let code = try container.decode(ClaimCode.self, forKey: .code)
        let request = try container.decode(Digest.self, forKey: .request)
        let issued = try container.decode(Date.self, forKey: .issued)
        let cell = try container.decode(Name.self, forKey: .cell)
        let board = try container.decode(Name.self, forKey: .board)
        let profile = try container.decode(Name.self, forKey: .profile)
        let certificate = try container.decode(String.self, forKey: .certificate)
        self = try decoder.validated {
            try ClaimAnswer(
                code: code, request: request, issued: issued, cell: cell, board: board, profile: profile,
                certificate: certificate)
        }
    }
}

/// A hub has heard a new board: sent on `claim/<code>/response`, without a seal, as it only says that the code is worth showing.
public struct ClaimReceipt: Hashable, Sendable, Codable {
    /// The SHA-256 of the request's payload.
    public let request: Digest

    /// Takes the value as it is.
    public init(request: Digest) { self.request = request }
}

/// What is sent on `claim/<code>/response` to a board that is let in: a new board knows the root key only, so that it is told the keys along with the answer.
public struct ClaimGrant: Hashable, Sendable, Codable {
    /// From the root on that the board's image pins.
    public let keys: KeyChain
    /// The sealed ``ClaimAnswer``.
    public let answer: Envelope

    /// The longest such message in bytes.
    public static let longest = ClaimAnswer.longestEnvelope + KeyChain.longest

    /// Takes the values as they are.
    public init(keys: KeyChain, answer: Envelope) {
        self.keys = keys
        self.answer = answer
    }
}
