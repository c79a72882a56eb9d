/// Where a message goes: every topic of the contract, as text and back.
public enum Topic: Hashable, Sendable {
    /// Hub to board, retained: the sealed ``DesiredState``.
    case desired(cell: Name, board: Name)
    /// Hub to all boards, retained: the ``KeyChain``.
    case keys(cell: Name)
    /// Hub to all boards, retained: the sealed ``InterruptState``.
    case interrupt(cell: Name)
    /// Hub to all, retained: a sealed ``FeedSnapshot``.
    case feed(cell: Name, feed: Name)
    /// Hub to all: a ``DocumentChunk``.
    case document(cell: Name, DocumentID)
    /// Board to hub: a ``DocumentRequest``.
    case get(cell: Name, board: Name)
    /// Board to hub, retained, and its last will: ``Availability``.
    case availability(cell: Name, board: Name)
    /// Board to hub, retained: ``ReportedState``.
    case reported(cell: Name, board: Name)
    /// Board to hub: ``HealthReport``.
    case health(cell: Name, board: Name)
    /// Board to hub: a PNG of what is on the panel, at most 640 pixels wide.
    case picture(cell: Name, board: Name)
    /// Board to hub: a ``TimeRequest``.
    case timeRequest(cell: Name, board: Name)
    /// Hub to board: a sealed ``TimeAnswer``.
    case timeAnswer(cell: Name, board: Name)
    /// Board to hub: a sealed ``EventBatch`` out of its outbox.
    case events(cell: Name, board: Name)
    /// Hub to board: the sealed ``EventAcknowledgement``.
    case eventAcknowledgement(cell: Name, board: Name)
    /// Hub to board: a sealed ``Command``.
    case command(cell: Name, board: Name)
    /// Board to hub: a ``CommandResult``.
    case result(cell: Name, board: Name)
    /// Board to hub: a ``RenewalRequest``.
    case renewal(cell: Name, board: Name)
    /// Hub to board: a sealed ``RenewedCertificate``.
    case certificate(cell: Name, board: Name)
    /// Hub to all, retained, and its last will: ``Availability``.
    case hubAvailability(replica: Name)
    /// A new board to the hub: a ``ClaimRequest``.
    case claimRequest(ClaimCode)
    /// Hub to a new board: the sealed ``ClaimAnswer``.
    case claimAnswer(ClaimCode)

    private static let prefix = "litfass/\(WireVersion.major)"

    /// As MQTT carries it.
    public var text: String {
        switch self {
        case .desired(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/dn/desired"
        case .keys(let cell): "\(Self.prefix)/\(cell)/all/dn/keys"
        case .interrupt(let cell): "\(Self.prefix)/\(cell)/all/dn/interrupt"
        case .feed(let cell, let feed): "\(Self.prefix)/\(cell)/feed/\(feed)"
        case .document(let cell, let id): "\(Self.prefix)/\(cell)/document/\(id)"
        case .get(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/up/get"
        case .availability(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/up/availability"
        case .reported(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/up/reported"
        case .health(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/up/health"
        case .picture(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/up/picture"
        case .timeRequest(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/up/time"
        case .timeAnswer(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/dn/time"
        case .events(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/up/events"
        case .eventAcknowledgement(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/dn/ack"
        case .command(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/dn/command"
        case .result(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/up/result"
        case .renewal(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/up/renew"
        case .certificate(let cell, let board): "\(Self.prefix)/\(cell)/\(board)/dn/certificate"
        case .hubAvailability(let replica): "\(Self.prefix)/hub/\(replica)/availability"
        case .claimRequest(let code): "\(Self.prefix)/claim/\(code.text)/request"
        case .claimAnswer(let code): "\(Self.prefix)/claim/\(code.text)/response"
        }
    }

    /// Of what boards of a cell send up, all but events, each for a subscription.
    public static func statusFromBoards(of cell: Name) -> [String] {
        ["get", "availability", "reported", "health", "picture", "time", "result", "renew"].map {
            "\(prefix)/\(cell)/+/up/\($0)"
        }
    }

    /// What boards of a cell send out of their outboxes, and the states in which they tell their keys, each for a subscription.
    public static func eventsFromBoards(of cell: Name) -> [String] {
        ["reported", "events"].map { "\(prefix)/\(cell)/+/up/\($0)" }
    }

    /// All that is sent down to one board, for a subscription. Any major version, so that an unknown one is noticed.
    public static func toBoard(_ board: Name, of cell: Name) -> String { "litfass/+/\(cell)/\(board)/dn/#" }

    /// All that is sent down to every board of a cell, for a subscription. Any major version, so that an unknown one is noticed.
    public static func toAllBoards(of cell: Name) -> String { "litfass/+/\(cell)/all/dn/#" }

    /// Birth and death of every hub, for a subscription.
    public static let hubs = "\(prefix)/hub/+/availability"

    /// What new boards ask, for a subscription.
    public static let claims = "\(prefix)/claim/+/request"

    /// Reads a topic.
    /// - Throws: when the major version is another, or nothing of the contract is meant.
    public init(_ text: String) throws(InvalidValue) {
        let levels = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
            String(Substring($0))
        }
        guard levels.count >= 4, levels[0] == "litfass" else { throw Self.unknown(text) }
        guard levels[1] == String(WireVersion.major) else {
            throw InvalidValue(
                field: "version", reason: "version \(levels[1]) of the contract is not known here: update this program")
        }
        if levels[2] == "hub" {
            guard levels.count == 5, levels[4] == "availability" else { throw Self.unknown(text) }
            self = .hubAvailability(replica: try Name(levels[3]))
            return
        }
        if levels[2] == "claim" {
            guard levels.count == 5 else { throw Self.unknown(text) }
            let code = try ClaimCode(levels[3])
            switch levels[4] {
            case "request": self = .claimRequest(code)
            case "response": self = .claimAnswer(code)
            default: throw Self.unknown(text)
            }
            return
        }
        let cell = try Name(levels[2])
        switch (levels.count, levels[3]) {
        case (5, "feed"): self = .feed(cell: cell, feed: try Name(levels[4]))
        case (5, "document"): self = .document(cell: cell, try DocumentID(levels[4]))
        case (6, "all"): self = try Self.ofAllBoards(levels[4] + "/" + levels[5], cell: cell, text)
        case (6, _): self = try Self.ofBoard(levels[4] + "/" + levels[5], cell: cell, board: Name(levels[3]), text)
        default: throw Self.unknown(text)
        }
    }

    private static func ofAllBoards(_ end: String, cell: Name, _ text: String) throws(InvalidValue) -> Topic {
        switch end {
        case "dn/keys": .keys(cell: cell)
        case "dn/interrupt": .interrupt(cell: cell)
        default: throw unknown(text)
        }
    }

    private static func ofBoard(
        _ end: String, cell: Name, board: Name, _ text: String
    ) throws(InvalidValue) -> Topic {
        switch end {
        case "dn/desired": .desired(cell: cell, board: board)
        case "up/get": .get(cell: cell, board: board)
        case "up/availability": .availability(cell: cell, board: board)
        case "up/reported": .reported(cell: cell, board: board)
        case "up/health": .health(cell: cell, board: board)
        case "up/picture": .picture(cell: cell, board: board)
        case "up/time": .timeRequest(cell: cell, board: board)
        case "dn/time": .timeAnswer(cell: cell, board: board)
        case "up/events": .events(cell: cell, board: board)
        case "dn/ack": .eventAcknowledgement(cell: cell, board: board)
        case "dn/command": .command(cell: cell, board: board)
        case "up/result": .result(cell: cell, board: board)
        case "up/renew": .renewal(cell: cell, board: board)
        case "dn/certificate": .certificate(cell: cell, board: board)
        default: throw unknown(text)
        }
    }

    private static func unknown(_ text: String) -> InvalidValue {
        InvalidValue(field: "topic", reason: "\"\(text.prefix(200))\" is no topic of the contract")
    }
}
