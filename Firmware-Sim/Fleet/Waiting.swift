import ProgramSupport

/// Looks now and after each change until something is there. One waiter for a stream at a time.
/// - Throws: ``Failure`` naming what did not come in time.
func wait<Value: Sendable>(
    for what: String, _ patience: Duration, changes: AsyncStream<Void>,
    _ find: @escaping @Sendable () async -> Value?
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask {
            if let value = await find() { return value }
            for await _ in changes {
                if let value = await find() { return value }
            }
            return nil
        }
        group.addTask {
            try await Task.sleep(for: patience)
            return nil
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() ?? nil else {
            throw Failure("waited \(patience) in vain for \(what)")
        }
        return value
    }
}
