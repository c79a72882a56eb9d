import Foundation
import SignageTesting
import Testing

@testable import Signage

@Suite struct CatalogueTests {
    @Test("a broken file is named with its path and key, and the others work")
    func broken() throws {
        let good = LayoutTests.json(LayoutTests.zone)
        let files = [
            ("Layouts/a.json", good),
            ("Layouts/b.json", good),
            ("Layouts/c.json", good.replacingOccurrences(of: "\"surface\": \"paper\"", with: "\"surface\": \"mud\"")),
            ("Layouts/d.json", "not JSON"), ("Layouts/e.json", ""),
            ("/etc/f.json", good.replacingOccurrences(of: "\"ratio\": 1.2, ", with: "\"ratio\": \"wide\", ")),
        ]
        let catalogue = Catalogue<Layout>(files: files.map { (path: $0.0, data: Data($0.1.utf8)) }) { $0.name }
        #expect(catalogue.items.keys.map(\.text) == ["a"])
        #expect(catalogue.sources == [Examples.name("a"): Data(good.utf8)])
        #expect(catalogue.problems.count == 5)
        #expect(catalogue.warnings == [])
        let slip = good.replacingOccurrences(of: "\"title\"", with: "\"titel\": \"\", \"title\"")
        #expect(
            Catalogue<Layout>(files: [("Layouts/a.json", Data(slip.utf8))]) { $0.name }.warnings
                == ["Layouts/a.json: unknown key \"titel\""])
        #expect(catalogue.problems[0] == "Layouts/b.json: name: must be \"b\", as the file is named")
        #expect(
            catalogue.problems[1].hasPrefix(
                "Layouts/c.json: arrangements.landscape.surface: the theme has no surface \"mud\"; it has alarm, "))
        #expect(catalogue.problems[2].hasPrefix("Layouts/d.json: "))
        #expect(catalogue.problems[3].hasPrefix("Layouts/e.json: "))
        #expect(catalogue.problems[4] == "/etc/f.json: theme.ratio: must be a number")
    }

    @Test("no file is no problem")
    func none() {
        let catalogue = Catalogue<DeviceProfile>(files: []) { $0.name }
        #expect(catalogue.items.isEmpty && catalogue.problems.isEmpty)
    }
}
