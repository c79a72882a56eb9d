import Foundation
import ProgramSupport
import Signage

/// `litfass-sim notices`: publishes the notices of a scenario.
struct ExampleNotices {
    /// A notice whose window is told in days from now, so that an example is never out of date.
    private struct Example: Decodable {
        let draft: NoticeDraft
        let days: Double

        private enum CodingKeys: String, CodingKey { case days }

        init(from decoder: any Decoder) throws {
            draft = try NoticeDraft(from: decoder)
            days = try decoder.container(keyedBy: CodingKeys.self).decode(Double.self, forKey: .days)
        }
    }

    private let examples: [Example]
    private let staff: StaffClient

    init(_ words: [String]) throws {
        let arguments = try Arguments(words, options: StaffClient.options.union(["--scenario"]))
        let path = try arguments.required("--scenario")
        do {
            examples = try WireCoding.decode([Example].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Failure("\(path): \(error)")
        }
        staff = try StaffClient(arguments)
    }

    func run() async throws {
        let zone = TimeZone(identifier: "Europe/Berlin") ?? .gmt
        for example in examples {
            var draft = example.draft
            let last = Date().addingTimeInterval(example.days * 86_400)
            draft.expires = .instant(CalendarDate(last, in: zone).start(in: zone))
            let status = try await staff.publish(draft)
            Simulator.say("\(status.notice.id)  \(status.notice.headline)")
        }
    }
}
