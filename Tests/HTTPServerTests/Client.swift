import Dispatch
import Foundation
import Glibc

/// A client that can do what well-behaved ones don't: send half a request, hang up, send rubbish.
///
/// Its calls block, so they are made on a thread of their own by `elsewhere`, never on one of the tasks' threads.
final class Client {
    private let descriptor: Int32

    init(port: UInt16) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        // Only ends what would never end: beside other tests, on a busy machine, a minute passes soon.
        var limit = timeval(tv_sec: 600, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    deinit { close(descriptor) }

    func send(_ text: String) { send(Data(text.utf8)) }

    func send(_ data: Data) {
        data.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.send(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count,
                    Int32(MSG_NOSIGNAL))
                if count <= 0 { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// All that comes until the server closes.
    func readAll() -> String {
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count <= 0 { return String(decoding: result, as: UTF8.self) }
            result += buffer[..<count]
        }
    }
}

/// What the server answers to `request`, whose fields ask it to close afterwards.
func exchange(_ port: UInt16, _ request: String) async -> String {
    await elsewhere {
        let client = Client(port: port)
        client.send(request)
        return client.readAll()
    }
}

func get(_ port: UInt16, _ target: String, method: String = "GET", fields: String = "") async -> String {
    await exchange(port, "\(method) \(target) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\(fields)\r\n")
}

func post(_ port: UInt16, _ target: String, _ body: String, fields: String = "") async -> String {
    let head = "POST \(target) HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n"
    return await exchange(port, head + fields + "\r\n" + body)
}

func elsewhere<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        let thread = Thread { continuation.resume(returning: body()) }
        thread.start()
    }
}

extension String {
    /// The three digits of an answer's status line.
    var status: String { String(split(separator: " ").dropFirst().first ?? "") }
    /// What follows the empty line.
    var content: String { range(of: "\r\n\r\n").map { String(self[$0.upperBound...]) } ?? "" }
}

/// A door that many wait at until it is opened; and a count of those who came.
actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var count = 0
    private var watchers: [(Int, CheckedContinuation<Void, Never>)] = []

    func pass() async {
        count += 1
        for (wanted, watcher) in watchers where wanted <= count { watcher.resume() }
        watchers.removeAll { $0.0 <= count }
        if isOpen { return }
        await withCheckedContinuation { waiting.append($0) }
    }

    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    /// Returns when that many have come.
    func arrival(of wanted: Int) async {
        if count >= wanted { return }
        await withCheckedContinuation { watchers.append((wanted, $0)) }
    }
}
