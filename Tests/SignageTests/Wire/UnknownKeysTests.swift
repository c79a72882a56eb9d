import Foundation
import SignageTesting
import Testing

@testable import Signage

@Suite struct UnknownKeysTests {
    private func unknown<Value: Decodable>(_ type: Value.Type, _ json: String) -> [String] {
        WireCoding.unknownKeys(in: Data(json.utf8), for: type).map(\.description)
    }

    @Test("a key that nothing reads is told with its place, and with the one that was meant")
    func told() {
        let zone = #""widget": "notice", "surface": "paper", "distance": "headline""#
        let layout = """
            {"name": "a", "title": "A", "titel": 5, "arrangements": {"landscape": {"rows": [
              {\(zone)}, {\(zone), "wieght": 1, "Minimum": 2, "zzz": {"y": 1}}]}}}
            """
        #expect(
            unknown(Layout.self, layout) == [
                #"unknown key "titel""#,
                #"unknown key "Minimum" at arrangements.landscape.rows.1 (did you mean "minimum"?)"#,
                #"unknown key "wieght" at arrangements.landscape.rows.1 (did you mean "weight"?)"#,
                #"unknown key "zzz" at arrangements.landscape.rows.1"#,
            ])
        #expect(
            unknown(NoticeDraft.self, #"{"headline": "a", "bodyy": "b", "onset": "2026-12-04", "$note": 1}"#)
                == [#"unknown key "bodyy" (did you mean "body"?)"#])
        #expect(
            unknown(NoticeDraft.self, #"{"headline": "a", "facts": [{"label": "b", "value": "c", "valeu": "d"}]}"#)
                == [#"unknown key "valeu" at facts.0"#])
    }

    @Test("what the project brings along has no key that nothing reads")
    func files() throws {
        func json(_ folder: String) throws -> [Data] {
            let url = Repository.root.appendingPathComponent(folder)
            return try FileManager.default.contentsOfDirectory(atPath: url.path).filter { $0.hasSuffix(".json") }
                .map { try Data(contentsOf: url.appendingPathComponent($0)) }
        }
        #expect(try json("Layouts").flatMap { WireCoding.unknownKeys(in: $0, for: Layout.self) } == [])
        #expect(try json("Devices").flatMap { WireCoding.unknownKeys(in: $0, for: DeviceProfile.self) } == [])
        let hub = try Data(
            contentsOf: Repository.root.appendingPathComponent("Firmware-Sim/Scenarios/hub.json"))
        #expect(WireCoding.unknownKeys(in: hub, for: HubConfiguration.self) == [])
    }
}
