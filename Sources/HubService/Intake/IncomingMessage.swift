import Foundation
import MQTT
import Signage

/// What came from a board, checked: every payload may be hostile.
enum IncomingMessage: Sendable, Equatable {
    case availability(Availability)
    case reported(ReportedState)
    case health(HealthReport)
    case picture(Picture)
    case get(DocumentRequest)
    case time(TimeRequest)
    case result(CommandResult)
    case renewal(RenewalRequest)

    /// More bytes than this of JSON are not read.
    static let longestJSON = 16 << 10
    /// A board can't have accepted more versions than this, and adding one must stay possible.
    static let highestVersion = 1 << 48

    /// - Throws: what is wrong with the payload.
    init(_ topic: Topic, payload: Data, at now: Date) throws(InvalidValue) {
        switch topic {
        case .picture: self = .picture(try Picture(payload: payload, received: now))
        case .availability: self = .availability(try Self.decode(Availability.self, payload))
        case .health:
            if payload.count <= Self.longestJSON, let report = HealthReport(canonical: payload) {
                self = .health(report)
            } else {
                self = .health(try Self.decode(HealthReport.self, payload))
            }
        case .get: self = .get(try Self.decode(DocumentRequest.self, payload))
        case .timeRequest: self = .time(try Self.decode(TimeRequest.self, payload))
        case .result:
            let result = try Self.decode(CommandResult.self, payload, longest: CommandResult.longest)
            self = .result(Self.harmless(result))
        case .renewal:
            self = .renewal(try Self.decode(RenewalRequest.self, payload, longest: RenewalRequest.longest))
        case .reported: self = .reported(try Self.checked(try Self.decode(ReportedState.self, payload)))
        default: throw InvalidValue(field: "topic", reason: "is none that a board sends to")
        }
    }

    private static func decode<Payload: Decodable>(
        _ type: Payload.Type, _ data: Data, longest: Int = longestJSON
    ) throws(InvalidValue) -> Payload {
        guard data.count <= longest else {
            throw InvalidValue(field: "", reason: "has \(data.count) bytes, at most \(longest) are read")
        }
        return try WireCoding.decode(type, from: data)
    }

    private static func checked(_ reported: ReportedState) throws(InvalidValue) -> ReportedState {
        let versions = [
            reported.floor, reported.applied?.version, reported.pending?.version, reported.withheld?.desired,
            reported.withheld?.interrupt, reported.interrupt?.version,
        ].compactMap(\.self)
        guard versions.allSatisfy({ (0...highestVersion).contains($0) }) else {
            throw InvalidValue(field: "floor", reason: "a version must be 0 to \(highestVersion)")
        }
        return ReportedState(
            session: reported.session, applied: reported.applied, pending: reported.pending,
            refused: reported.refused.map(harmless), refusals: reported.refusals, floor: reported.floor,
            renderer: reported.renderer, withheld: reported.withheld, keys: reported.keys,
            staleSince: reported.staleSince, key: reported.key,
            interrupt: reported.interrupt.map {
                ReportedState.Interrupt(
                    version: $0.version, sha256: $0.sha256.map { String($0.prefix(64)) }, until: $0.until,
                    shown: $0.shown, refused: $0.refused.map(harmless))
            })
    }

    /// Its words are for people at a terminal, too.
    private static func harmless(_ result: CommandResult) -> CommandResult {
        CommandResult(
            id: result.id, state: result.state, detail: result.detail.map(Log.harmless),
            lines: result.lines?.map(Log.harmless), picture: result.picture)
    }

    /// The detail is for people at a terminal.
    private static func harmless(_ refusal: ReportedState.Refusal) -> ReportedState.Refusal {
        ReportedState.Refusal(reason: refusal.reason, detail: Log.harmless(refusal.detail), at: refusal.at)
    }
}
