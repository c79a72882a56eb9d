import Foundation
import SignageTesting
import Testing

@testable import Signage

@Suite struct DeviceProfileTests {
    /// A profile of this project with one value replaced, at a dotted path.
    private func broken(_ path: String, _ value: Any) throws -> InvalidValue? {
        let file = try #require(try Repository.jsonFiles("Devices").first { $0.path.hasSuffix("landscape-55.json") })
        let changed = Self.replacing(
            path.split(separator: ".").map(String.init)[...], in: try Examples.object(file.data), by: value)
        return refusal { _ = try WireCoding.decode(DeviceProfile.self, from: Examples.bytes(changed)) }
    }

    private static func replacing(_ path: ArraySlice<String>, in value: Any, by new: Any) -> Any {
        guard let key = path.first else { return new }
        if var list = value as? [Any], let index = Int(key) {
            list[index] = replacing(path.dropFirst(), in: list[index], by: new)
            return list
        }
        var object = value as? [String: Any] ?? [:]
        object[key] = replacing(path.dropFirst(), in: object[key] ?? NSNull(), by: new)
        return object
    }

    @Test("every file in Devices loads and is the same after its bytes")
    func files() throws {
        let files = try Repository.jsonFiles("Devices")
        let catalogue = Catalogue<DeviceProfile>(files: files) { $0.name }
        #expect(catalogue.problems == [])
        #expect(catalogue.items.count == files.count && files.count >= 3)
        for profile in catalogue.items.values { #expect(try roundTrip(profile) == profile) }
    }

    @Test(
        "a number out of range is refused with its path",
        arguments: [
            ("panel.width", 15, "panel.width: must be 16 to 8192 pixels"),
            ("panel.height", 20_000, "panel.height: must be 16 to 8192 pixels"),
            (
                "panel.height", 8_000,
                "panel.heightMillimetres: does not fit the pixels: they would be 7.4 times as wide as high, not square"
            ),
            ("panel.widthMillimetres", 0, "panel.widthMillimetres: must be 10 to 20000 millimetres"),
            ("panel.heightMillimetres", -3, "panel.heightMillimetres: must be 10 to 20000 millimetres"),
            ("viewing.headlineMetres", 0, "viewing.headlineMetres: must be 0.2 to 100 metres"),
            ("viewing.detailMetres", 101, "viewing.detailMetres: must be 0.2 to 100 metres"),
            (
                "viewing.bodyMetres", 50,
                "viewing.bodyMetres: must lie between the detail's and the headline's distance"
            ),
            ("faultRules.0.holdSeconds", -1, "faultRules.0.holdSeconds: must be 0 to 30 days in seconds"),
            ("faultRules.1.clears", 80, "faultRules.1.clears: must not be over the limit"),
            ("faultRules.2.clears", 5, "faultRules.2.clears: must not be under the limit"),
        ])
    func numbers(path: String, value: Int, sentence: String) throws {
        #expect(try broken(path, value)?.description == sentence)
    }

    @Test(
        "a text that is wrong is refused with its path",
        arguments: [
            ("name", "Tafel 1", "name: a name has only the characters a-z, 0-9 and -"),
            ("title", "", "title: is empty"),
            ("sensors.0.path", "/sys/class", "sensors.0.path: must be a path below the sysfs root, without .."),
            (
                "sensors.0.path", "class/../../etc/passwd",
                "sensors.0.path: must be a path below the sysfs root, without .."
            ),
            ("sensors.0.path", "", "sensors.0.path: must be a path below the sysfs root, without .."),
            ("faultRules.1.text", " ", "faultRules.1.text: is empty"),
            ("faultRules.1.code", "silent", "faultRules.1.code: silent is there twice"),
            ("evergreen.headline", "", "evergreen.headline: is empty"),
            ("evergreen.body", "a\u{1}", "evergreen.body: has the control character U+1, remove it"),
        ])
    func texts(path: String, value: String, sentence: String) throws {
        #expect(try broken(path, value)?.description == sentence)
    }

    @Test(
        "a word that is not known is refused with its path",
        arguments: [
            "panel.technology", "panel.pixelFormat", "sensors.0.quantity", "faultRules.0.severity",
            "faultRules.0.condition", "faultRules.1.quantity",
        ])
    func unknown(path: String) throws {
        #expect(try broken(path, "novel")?.field == path)
        #expect(try broken(path, NSNull())?.field == path)
    }

    @Test("a fault depends only on one that stands before it, so that no circle can arise")
    func dependsOn() throws {
        #expect(
            try broken("faultRules.0.dependsOn", ["overheated"])?.description
                == "faultRules.0.dependsOn: overheated must be the code of a rule that stands before")
        #expect(try broken("faultRules.1.dependsOn", ["overheated"])?.field == "faultRules.1.dependsOn")
    }

    @Test("half a pixel is refused with its path")
    func whole() throws {
        #expect(
            try broken("panel.width", 1920.5)?.description == "panel.width: must be a whole number in range")
    }

    @Test("pixels that are not nearly square are refused")
    func square() throws {
        #expect(try broken("panel.heightMillimetres", 500)?.field == "panel.heightMillimetres")
    }

    @Test("unknown fields are ignored, and so are sensors and fault rules that are absent")
    func lenient() throws {
        #expect(try broken("touch", ["points": 10]) == nil)
        #expect(try broken("panel.brightness", 500) == nil)
        let file = try #require(try Repository.jsonFiles("Devices").first)
        var object = try Examples.object(file.data)
        object["sensors"] = nil
        object["faultRules"] = nil
        #expect(refusal { _ = try WireCoding.decode(DeviceProfile.self, from: Examples.bytes(object)) } == nil)
    }

    @Test("a row of pixels ends with a whole byte", arguments: [(16, 2), (17, 3), (23, 3), (24, 3), (1_600, 200)])
    func rows(width: Int, bytes: Int) {
        #expect(Panel.PixelFormat.mono1.bytesPerRow(width: width) == bytes)
        #expect(Panel.PixelFormat.xrgb8888.bytesPerRow(width: width) == width * 4)
    }
}
