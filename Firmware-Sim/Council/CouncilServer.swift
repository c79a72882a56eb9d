import Foundation
import HTTPServer
import ProgramSupport

/// `litfass-sim council`: the made-up council as a server on loopback.
struct CouncilServer {
    private let port: UInt16
    private let scenario: CouncilScenario

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: ["--port", "--scenario"])
        guard let port = UInt16(try arguments.required("--port")), port > 0 else {
            throw UsageError("--port needs a number of 1 to 65535")
        }
        self.port = port
        let path = try arguments.required("--scenario")
        do {
            scenario = try CouncilScenario(json: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Failure("\(path): \(error)")
        }
    }

    func run() async throws {
        let base = "http://127.0.0.1:\(port)"
        let scenario = scenario
        let server = try Server(port: port) { request in
            guard request.method == .get else { return Response(status: 405) }
            let query = request.queryItems.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
            let path = query.isEmpty ? request.path : "\(request.path)?\(query)"
            let answer = scenario.response(path: path, baseURL: base, now: Date())
            return .json(answer.body, status: answer.status)
        }
        Simulator.say("council at \(base)/oparl/system")
        while !Task.isCancelled { try await Task.sleep(for: .seconds(3_600)) }
        server.stop()
    }
}
