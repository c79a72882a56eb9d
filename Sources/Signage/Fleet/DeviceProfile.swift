/// A model of board or bench: its panel, from where it is read, its sensors, and what counts as a fault. One file in `Devices/`.
public struct DeviceProfile: Hashable, Sendable, Codable {
    /// The file's name without `.json`.
    public let name: Name
    /// In words, such as "Digitale Tafel 55 Zoll, quer".
    public let title: String
    /// What it shows on.
    public let panel: Panel
    /// From where people read it.
    public let viewing: ViewingDistances
    /// What it measures of itself.
    public let sensors: [SensorSource]
    /// When it needs someone.
    public let faultRules: [FaultRule]
    /// What it shows when nothing else holds.
    public let evergreen: Evergreen

    /// Content that is always true: shown when there is no programme and no notice is current.
    public struct Evergreen: Hashable, Sendable, Codable {
        /// 1 to 80 characters.
        public let headline: String
        /// At most 400 characters.
        public let body: String

        /// - Throws: naming the text that is empty or too long.
        public init(headline: String, body: String) throws(InvalidValue) {
            self.headline = try Text.line(headline, field: "headline", length: 1...80)
            self.body = try Text.paragraphs(body, field: "body", length: 0...400)
        }

        /// Decodes through the validating initializer.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let headline = try container.decode(String.self, forKey: .headline)
            let body = try container.decode(String.self, forKey: .body)
            self = try decoder.validated { try Evergreen(headline: headline, body: body) }
        }
    }

    /// - Throws: when the title is empty or two fault rules share a code.
    public init(
        name: Name, title: String, panel: Panel, viewing: ViewingDistances, sensors: [SensorSource] = [],
        faultRules: [FaultRule] = [], evergreen: Evergreen
    ) throws(InvalidValue) {
        self.name = name
        self.title = try Text.line(title, field: "title", length: 1...80)
        self.panel = panel
        self.viewing = viewing
        self.sensors = sensors
        self.faultRules = try FaultRule.checked(faultRules)
        self.evergreen = evergreen
    }

    /// Decodes through the validating initializer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(Name.self, forKey: .name)
        let title = try container.decode(String.self, forKey: .title)
        let panel = try container.decode(Panel.self, forKey: .panel)
        let viewing = try container.decode(ViewingDistances.self, forKey: .viewing)
        let sensors = try container.decodeIfPresent([SensorSource].self, forKey: .sensors) ?? []
        let faultRules = try container.decodeIfPresent([FaultRule].self, forKey: .faultRules) ?? []
        let evergreen = try container.decode(Evergreen.self, forKey: .evergreen)
        self = try decoder.validated {
            try DeviceProfile(
                name: name, title: title, panel: panel, viewing: viewing, sensors: sensors, faultRules: faultRules,
                evergreen: evergreen)
        }
    }
}
