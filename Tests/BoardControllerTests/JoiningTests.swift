import Crypto
import Foundation
import MQTT
import Signage
import SignageTesting
import Testing

@testable import BoardController

@Suite("Joining")
struct JoiningTests {
    @Test("a board that is let in has it on its disk, and knows the hub's keys")
    func joined() async throws {
        let place = try JoiningPlace()
        let membership = try await place.join { place in try await place.answer(try await place.question()) }
        #expect(membership?.board == Fixtures.board && membership?.cell == Fixtures.cell)
        let stored = try place.state.membership.load { Issue.record("\($0)") }
        #expect(stored?.certificate == membership?.certificate)
        var seal = Seal(root: place.root.publicKey)
        #expect(try seal.follow(Data(contentsOf: URL(fileURLWithPath: place.state.keys)), lowest: 0))
        #expect(seal.isPublisher(place.publisher.publicKey.id))
        let attributes = try FileManager.default.attributesOfItem(atPath: place.state.membership.key)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("a code is told when a hub has heard it, and not before")
    func receipt() async throws {
        let place = try JoiningPlace()
        _ = try await place.join { place in
            let question = try await place.question()
            let digest = try Digest(SHA256.hash(question.payload).hexString)
            let other = try Digest(String(repeating: "0", count: 64))
            #expect(place.told.value.isEmpty)
            try await place.send(try WireCoding.encode(ClaimReceipt(request: other)), to: question.code)
            try await place.send(try WireCoding.encode(ClaimReceipt(request: digest)), to: question.code)
            _ = try await place.told.wait("the code") { $0 == [.waiting(question.code)] }
            try await place.answer(question)
        }
    }

    @Test("a hub that has forgotten a question is asked the same again")
    func again() async throws {
        let place = try JoiningPlace()
        let membership = try await place.join(repetition: .milliseconds(50)) { place in
            let first = try await place.question()
            let second = try await place.question(after: 1)
            #expect(second.code == first.code && second.payload == first.payload)
            try await place.answer(second)
        }
        #expect(membership != nil)
    }

    @Test("a code that nobody has entered in time is followed by another one")
    func rotation() async throws {
        let place = try JoiningPlace()
        let membership = try await place.join(codeLifetime: .milliseconds(300), ends: true) { place in
            try await place.asked.wait("three codes") { Set($0.map(\.code)).count >= 3 }
        }
        #expect(membership == nil)
    }

    /// What makes an answer worth nothing.
    enum Flaw: CaseIterable {
        case code, request, key, profile, authority, seal, name, garbage
    }

    @Test(
        "an answer that does not hold is refused and told, and the board waits for one that does",
        arguments: Flaw.allCases)
    func refused(flaw: Flaw) async throws {
        let place = try JoiningPlace()
        let membership = try await place.join { place in
            let question = try await place.question()
            var answer = JoiningPlace.Answer()
            switch flaw {
            case .code: answer.code = try ClaimCode("222222")
            case .request: answer.request = try Digest(String(repeating: "0", count: 64))
            case .key: answer.key = .generate()
            case .profile: answer.profile = try Name("another")
            case .authority: answer.authority = try CertificateAuthority.generate(commonName: "Litfass")
            case .seal: answer.publisher = .generate()
            case .name: answer.commonName = "another"
            case .garbage: break
            }
            if flaw == .garbage {
                try await place.send(Data("{".utf8), to: question.code)
            } else {
                try await place.answer(question, answer)
            }
            _ = try await place.lines.wait("a refusal") { $0.contains { $0.contains("is refused: it") } }
            #expect(!FileManager.default.fileExists(atPath: place.state.membership.membership))
            try await place.answer(question)
        }
        #expect(membership?.board == Fixtures.board)
    }

    @Test(
        "a membership that was not stored whole, or is damaged, is none, and the board says so",
        arguments: ["membership.json", "certificate.pem", "key.pem"])
    func damaged(name: String) async throws {
        let place = try JoiningPlace()
        _ = try await place.join { place in try await place.answer(try await place.question()) }
        let folder = place.state.membership
        let file = URL(fileURLWithPath: "\(folder.path)/\(name)")
        let whole = try Data(contentsOf: file)
        for damage in [Data(), whole.prefix(whole.count / 2), Data(repeating: 0xFF, count: 20)] {
            try damage.write(to: file)
            var told: [String] = []
            #expect(try folder.load { told.append($0) } == nil)
            #expect(told.count == 1 && told[0].contains("has to be let in anew"))
            #expect(FileManager.default.fileExists(atPath: folder.path + ".refused/\(name)"))
            try FileManager.default.moveItem(atPath: folder.path + ".refused", toPath: folder.path)
        }
        // It is written last: a power cut before that leaves a board that has not joined.
        try FileManager.default.removeItem(at: file)
        #expect(try folder.load { _ in } == nil)
    }

    @Test("a certificate of another key or another board is none of this board's")
    func exchanged() async throws {
        let place = try JoiningPlace()
        let key = TLSKey.generate()
        _ = try await place.join(key: key) { place in try await place.answer(try await place.question()) }
        let folder = place.state.membership
        for (other, name) in [(TLSKey.generate(), Fixtures.board.text), (key, "another")] {
            let certificate = try place.authority.clientCertificate(
                for: CertificateRequest(for: other, commonName: "x"), commonName: name, from: Date(), until: Date() + 60
            )
            try certificate.pem.write(to: URL(fileURLWithPath: folder.certificate))
            #expect(try folder.load { _ in } == nil)
            try FileManager.default.moveItem(atPath: folder.path + ".refused", toPath: folder.path)
        }
    }

    @Test("what was given is put aside whole when a board leaves, in place of what was there before")
    func left() async throws {
        let place = try JoiningPlace()
        _ = try await place.join { place in try await place.answer(try await place.question()) }
        let state = place.state
        try Data("a".utf8).write(to: URL(fileURLWithPath: state.desired))
        try state.leave()
        #expect(StateFolder.names(in: state.path) == ["left"])
        #expect(FileManager.default.fileExists(atPath: state.left + "/membership/key.pem"))
        _ = state.prepare()
        try Data("b".utf8).write(to: URL(fileURLWithPath: state.desired))
        try state.leave()
        #expect(try Data(contentsOf: URL(fileURLWithPath: state.left + "/desired.json")) == Data("b".utf8))
        #expect(!FileManager.default.fileExists(atPath: state.left + "/membership"))
    }
}
