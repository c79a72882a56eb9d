import Crypto
import Foundation
import Signage
import SignageTesting
import Testing

@testable import HubService

@Suite struct StateFolderTests {
    @Test("the first start makes keys and token for their owner alone, the next keeps them")
    func firstStart() throws {
        let fixture = try Fixture()
        let first = try StateFolder(fixture.path("state"), at: fixture.now)
        let second = try StateFolder(fixture.path("state"), at: fixture.now)
        let key = first.keyring.publisher.publicKey
        #expect(key.id == second.keyring.publisher.publicKey.id)
        #expect(first.keyring.chain == second.keyring.chain)
        #expect(first.token.text == second.token.text)
        #expect(first.token.text.utf8.count == 43)
        for folder in ["state", "state/keys"] { #expect(try mode(folder, fixture) == 0o700) }
        for secret in ["state/keys/\(key.id).pem", "state/root.pem", "state/token"] {
            #expect(try mode(secret, fixture) == 0o600)
        }
        let root = try PublicKey(pem: Data(contentsOf: fixture.folder.appendingPathComponent("state/root.pub.pem")))
        #expect(first.keyring.document.root == [root.rawRepresentation])
    }

    @Test("a damaged key or chain is named and never replaced", arguments: ["publisher", "chain"])
    func damagedKey(kind: String) throws {
        let fixture = try Fixture()
        let folder = try StateFolder(fixture.path("state"), at: fixture.now)
        let name = kind == "chain" ? "chain.json" : folder.keyring.publisher.publicKey.id + ".pem"
        try fixture.write("state/keys/" + name, "garbage")
        let error = #expect(throws: HubError.self) { try StateFolder(fixture.path("state"), at: fixture.now) }
        #expect(error?.description.contains(name) == true)
        #expect(try String(contentsOfFile: fixture.path("state/keys/" + name), encoding: .utf8) == "garbage")
    }

    @Test("keys that are gone are not replaced by others once there is a database")
    func missingKeys() throws {
        let fixture = try Fixture()
        _ = try StateFolder(fixture.path("state"), at: fixture.now)
        try fixture.write("state/hub.sqlite", "")
        let chain = fixture.path("state/keys/chain.json")
        try FileManager.default.moveItem(atPath: chain, toPath: chain + ".away")
        let error = #expect(throws: HubError.self) { try StateFolder(fixture.path("state"), at: fixture.now) }
        #expect(error?.description.contains("chain.json: they are missing") == true)
        #expect(error?.advice.contains("every board needs the new root.pub.pem") == true)
        try FileManager.default.moveItem(atPath: chain + ".away", toPath: chain)
        _ = try StateFolder(fixture.path("state"), at: fixture.now)
    }

    @Test("a publisher key that is gone is named, and a new one can be made with the root key")
    func missingPublisher() throws {
        let fixture = try Fixture()
        let folder = try StateFolder(fixture.path("state"), at: fixture.now)
        let key = folder.keyring.publisher.publicKey
        try FileManager.default.removeItem(atPath: fixture.path("state/keys/\(key.id).pem"))
        let error = #expect(throws: HubError.self) { try StateFolder(fixture.path("state"), at: fixture.now) }
        #expect(error?.advice.contains("litfass-hub keys rotate") == true)
        _ = try Keyring.rotate(state: fixture.path("state"), root: nil, newRoot: nil, at: fixture.now)
        #expect(try StateFolder(fixture.path("state"), at: fixture.now).keyring.document.version == 2)
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
