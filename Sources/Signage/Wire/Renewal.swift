public import Foundation

/// A board asks for a certificate that lasts longer, before the one that it has ends: the payload of `up/renew`.
public struct RenewalRequest: Hashable, Sendable, Codable {
    /// A certificate request (PKCS #10, PEM) for the key that the board connects with; at most
    /// ``ClaimRequest/longestCertificateRequest`` bytes.
    public let certificateRequest: String

    /// The longest request in bytes: 8 KiB.
    public static let longest = 8 << 10

    /// - Throws: when it is too long or no PEM.
    public init(certificateRequest: String) throws(InvalidValue) {
        self.certificateRequest = try PEMText.check(
            certificateRequest, of: "CERTIFICATE REQUEST", longest: ClaimRequest.longestCertificateRequest,
            field: "certificateRequest")
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let request = try container.decode(String.self, forKey: .certificateRequest)
        self = try decoder.validated { try RenewalRequest(certificateRequest: request) }
    }
}

/// The certificate that a board has asked for: the sealed payload of `dn/certificate`.
public struct RenewedCertificate: Hashable, Sendable, Codable {
    /// The board that it is for.
    public let board: Name
    /// When the hub sealed it.
    public let issued: Date
    /// For the key that the board connects with (X.509, PEM); at most ``ClaimAnswer/longestCertificate`` bytes.
    public let certificate: String

    /// The longest sealed answer in bytes: 32 KiB.
    public static let longestEnvelope = 32 << 10

    /// Times in whole seconds.
    /// - Throws: when the certificate is too long or no PEM.
    public init(board: Name, issued: Date, certificate: String) throws(InvalidValue) {
        self.board = board
        self.issued = issued.wholeSeconds
        self.certificate = try PEMText.check(
            certificate, of: "CERTIFICATE", longest: ClaimAnswer.longestCertificate, field: "certificate")
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let board = try container.decode(Name.self, forKey: .board)
        let issued = try container.decode(Date.self, forKey: .issued)
        let certificate = try container.decode(String.self, forKey: .certificate)
        self = try decoder.validated {
            try RenewedCertificate(board: board, issued: issued, certificate: certificate)
        }
    }
}
