import Crypto
import Foundation
import Signage
import SignageTesting
import Testing

@testable import HubService

@Suite struct StateFolderTests {
    @Test("the first start makes key and token for their owner alone, the next keeps them")
    func firstStart() throws {
        let fixture = try Fixture()
        let first = try StateFolder(fixture.path("state"))
        let second = try StateFolder(fixture.path("state"))
        #expect(first.key.publicKey.id == second.key.publicKey.id)
        #expect(first.token.text == second.token.text)
        #expect(first.token.text.utf8.count == 43)
        #expect(try mode("state", fixture) == 0o700)
        #expect(try mode("state/publisher.pem", fixture) == 0o600)
        #expect(try mode("state/token", fixture) == 0o600)
        let pem = try Data(contentsOf: fixture.folder.appendingPathComponent("state/publisher.pub.pem"))
        #expect(try PublicKey(pem: pem).id == first.key.publicKey.id)
    }

    @Test("a damaged publisher key is named and never replaced")
    func damagedKey() throws {
        let fixture = try Fixture()
        _ = try StateFolder(fixture.path("state"))
        try fixture.write("state/publisher.pem", "garbage")
        let error = #expect(throws: HubError.self) { try StateFolder(fixture.path("state")) }
        #expect(error?.description.contains("publisher.pem") == true)
        #expect(try String(contentsOfFile: fixture.path("state/publisher.pem"), encoding: .utf8) == "garbage")
    }

    @Test("a publisher key that is gone is not replaced by another once there is a database")
    func missingKey() throws {
        let fixture = try Fixture()
        let folder = try StateFolder(fixture.path("state"))
        try fixture.write("state/hub.sqlite", "")
        try FileManager.default.removeItem(atPath: fixture.path("state/publisher.pem"))
        let error = #expect(throws: HubError.self) { try StateFolder(fixture.path("state")) }
        #expect(error?.description.contains("publisher.pem: it is missing") == true)
        #expect(error?.advice.contains("every board needs the new publisher.pub.pem") == true)
        #expect(!FileManager.default.fileExists(atPath: fixture.path("state/publisher.pem")))
        try fixture.write("state/publisher.pem", String(decoding: folder.key.pem, as: UTF8.self))
        #expect(try StateFolder(fixture.path("state")).key.publicKey.id == folder.key.publicKey.id)
    }

    @Test("a token is shown by its exact text only")
    func token() throws {
        let token = APIToken.generate()
        #expect(token.isShown(by: "Bearer \(token.text)"))
        #expect(token.isShown(by: "bearer \(token.text)"))
        for wrong in [nil, "", "Bearer", "Bearer ", token.text, "Basic \(token.text)", "Bearer \(token.text)x"] {
            #expect(!token.isShown(by: wrong))
        }
    }

    @Test("a broken layout is named with path and key, a board without one is reported, others work")
    func brokenFiles() throws {
        let fixture = try Fixture()
        let broken = Fixture.layout(title: "x").replacing("\"plain\"", with: "\"torn\"").replacing(
            "#ffffff", with: "white")
        try fixture.write("layouts/torn.json", broken)
        try fixture.write("devices/cut.json", "{\"name\": ")
        let installation = try fixture.installation()
        #expect(installation.plans.keys.sorted().map(\.text) == ["dorfplatz", "marktplatz"])
        #expect(installation.problems.count == 4)
        #expect(installation.problems[0].contains("layouts/torn.json: theme.surfaces.paper.background"))
        #expect(installation.problems[1].contains("devices/cut.json"))
        #expect(installation.problems[2].contains("board schule: there is no usable profile absent"))
    }

    @Test("a configuration that is wrong is named with path and field")
    func brokenConfiguration() throws {
        let fixture = try Fixture()
        try fixture.write("hub.json", #"{"cell": "Barleben"}"#)
        let error = #expect(throws: HubError.self) { try fixture.installation() }
        #expect(error?.description.contains("hub.json: cell: a name has only") == true)
    }

    private func mode(_ name: String, _ fixture: Fixture) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: fixture.path(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test("boards get the emergency layout and the school holidays where the layouts' folder has them")
    func sharedDocuments() throws {
        let fixture = try Fixture()
        #expect(try fixture.installation().plans.values.allSatisfy { $0.documents.map(\.reference.role) == [.layout] })
        let emergency = Fixture.layout(title: "Notfall").replacing("\"plain\"", with: "\"emergency\"")
        try fixture.write("layouts/emergency.json", emergency)
        let holidays = Repository.root.appending(path: "Layouts/calendars/school-holidays-saxony-anhalt.json")
        try fixture.write("layouts/calendars/school-holidays-x.json", String(contentsOf: holidays, encoding: .utf8))
        let plans = try fixture.installation().plans
        #expect(
            plans.values.allSatisfy {
                $0.documents.map(\.reference.role) == [.layout, .emergencyLayout, .schoolHolidays]
            })
        #expect(try fixture.installation().problems.contains { $0.contains("school-holidays") } == false)
        try fixture.write("layouts/calendars/school-holidays-y.json", "{")
        let several = try fixture.installation()
        #expect(several.plans.values.allSatisfy { $0.schoolHolidays != nil })
        #expect(several.problems.contains { $0.contains("school-holidays-x.json: is the table") })
        try fixture.write("layouts/calendars/school-holidays-x.json", "{")
        let broken = try fixture.installation()
        #expect(broken.plans.values.allSatisfy { $0.schoolHolidays == nil })
        #expect(broken.problems.contains { $0.contains("school-holidays-x.json") })
    }
}
