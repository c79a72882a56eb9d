import Crypto
import Foundation
import Signage
import SignageTesting

@testable import BoardController

extension Fixtures {
    static func interrupt(
        _ headline: String, boards: [Name]? = nil, isDrill: Bool = false, issued: Date = noon,
        until: Date = noon + 7_200
    ) -> Interrupt {
        made {
            try Interrupt(
                id: Name(headline.lowercased().replacing(" ", with: "-")), boards: boards, headline: headline,
                isDrill: isDrill, issued: issued, until: until)
        }
    }

    static func interrupts(
        version: Int, issued: Date = noon, cell: Name = cell, _ interrupts: Interrupt...
    ) -> InterruptState {
        made { try InterruptState(version: version, issued: issued, cell: cell, interrupts: interrupts) }
    }
}

extension TestHub {
    /// Publishes interrupts, sealed and retained.
    /// - Returns: the sealed bytes.
    @discardableResult
    func publish(_ state: InterruptState) async throws -> Data {
        let envelope = try key.seal(state, as: .interrupt)
        try await publish(interrupts: envelope)
        return envelope
    }

    func publish(interrupts envelope: Data) async throws {
        try await publish(envelope, to: Topic.interrupt(cell: Fixtures.cell).text)
    }
}

extension Street {
    /// Waits until the board reports this of interrupts, and gives that report.
    @discardableResult
    func interrupt(
        _ what: String, _ isTold: @escaping @Sendable (ReportedState.Interrupt) -> Bool
    ) async throws -> ReportedState {
        let heard = try await hub.heard.wait(what) { $0.reported.last?.interrupt.map(isTold) ?? false }
        guard let report = heard.reported.last else { preconditionFailure("it was waited for") }
        return report
    }
}
