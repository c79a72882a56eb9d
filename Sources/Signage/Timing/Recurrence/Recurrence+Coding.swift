extension Recurrence: Codable {
    private enum CodingKeys: String, CodingKey {
        case start, durationSeconds, endsByTheWall, rule, additions, exceptions
    }

    /// Decodes a JSON object; all but `start` and `durationSeconds` may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let start = try container.decode(WallTime.self, forKey: .start)
        let durationSeconds = try container.decodeWhole(forKey: .durationSeconds)
        let endsByTheWall = try container.decodeIfPresent(Bool.self, forKey: .endsByTheWall) ?? false
        let rule = try container.decodeIfPresent(RecurrenceRule.self, forKey: .rule)
        let additions = try container.decodeIfPresent([WallTime].self, forKey: .additions) ?? []
        let exceptions = try container.decodeIfPresent([WallTime].self, forKey: .exceptions) ?? []
        self = try decoder.validated {
            try Recurrence(
                start: start, durationSeconds: durationSeconds, endsByTheWall: endsByTheWall, rule: rule,
                additions: additions, exceptions: exceptions)
        }
    }

    /// Encodes as a JSON object without what is empty.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(start, forKey: .start)
        try container.encode(durationSeconds, forKey: .durationSeconds)
        if endsByTheWall { try container.encode(true, forKey: .endsByTheWall) }
        try container.encodeIfPresent(rule, forKey: .rule)
        if !additions.isEmpty { try container.encode(additions, forKey: .additions) }
        if !exceptions.isEmpty { try container.encode(exceptions, forKey: .exceptions) }
    }
}
