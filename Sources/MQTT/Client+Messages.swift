import Foundation

extension Client {
    /// Somebody who waits for a PUBACK or a SUBACK.
    struct Waiter {
        var number: UInt64
        var continuation: CheckedContinuation<Void, any Error>
    }

    /// A SUBSCRIBE that has not been answered.
    struct Subscription {
        var filters: [String]
        var waiter: Waiter?
    }

    /// Hands a message to the library, which writes it at the end of this turn of the loop.
    ///
    /// Nothing tells whether it arrived, at `atLeastOnce` either: a connection that ends before the acknowledgement takes
    /// the message with it.
    ///
    /// - Throws: ``MQTTError/notConnected``, with nothing queued; kind `invalid` for a bad topic or too long a payload.
    public func publish(_ message: Message) throws(MQTTError) {
        let (connection, watch) = try live()
        _ = try connection.publish(message, message.qualityOfService)
        loop.onThread().flushLater(watch)
    }

    /// Publishes with `atLeastOnce`, whatever the message says, and returns when the broker has acknowledged.
    ///
    /// That nobody has subscribed (MQTT 5 reason 16) is no error. With MQTT 3.1.1 a denied message is acknowledged too.
    ///
    /// - Throws: as ``publish(_:)``; kind `refused` with the reason code of the PUBACK, 135 for a lack of rights;
    ///   ``MQTTError/connectionLost``; `CancellationError`, after which the message may still arrive.
    public func publishAcknowledged(_ message: Message) async throws {
        try await wait { waiter throws(MQTTError) in
            let (connection, watch) = try live()
            let packet = try connection.publish(message, .atLeastOnce)
            connection.awaited.insert(packet)
            acknowledgements[packet] = waiter
            loop.onThread().flushLater(watch)
        }
    }

    /// Sends one SUBSCRIBE; a filter that the broker refuses comes as ``Event/subscriptionRefused(_:)``.
    ///
    /// Every connection starts without subscriptions.
    ///
    /// - Throws: ``MQTTError/notConnected``; kind `invalid` for an empty list or a malformed filter.
    public func subscribe(_ filters: [String], qualityOfService: QualityOfService) throws(MQTTError) {
        let (connection, watch) = try live()
        let packet = try connection.subscribe(filters, qualityOfService)
        subscriptions[packet] = Subscription(filters: filters)
        loop.onThread().flushLater(watch)
    }

    /// Sends one SUBSCRIBE and returns when the broker has granted every filter.
    ///
    /// A grant does not prove the right to read: the broker may filter at delivery.
    ///
    /// - Throws: as ``subscribe(_:qualityOfService:)``; kind `refused` with the first refused filter's reason code;
    ///   ``MQTTError/connectionLost``; `CancellationError`, after which a refusal comes as an event.
    public func subscribeAcknowledged(_ filters: [String], qualityOfService: QualityOfService) async throws {
        try await wait { waiter throws(MQTTError) in
            let (connection, watch) = try live()
            let packet = try connection.subscribe(filters, qualityOfService)
            subscriptions[packet] = Subscription(filters: filters, waiter: waiter)
            loop.onThread().flushLater(watch)
        }
    }

    /// Sends one UNSUBSCRIBE; messages that are under way still arrive.
    ///
    /// - Throws: ``MQTTError/notConnected``; kind `invalid` for an empty list or a malformed filter.
    public func unsubscribe(_ filters: [String]) throws(MQTTError) {
        let (connection, watch) = try live()
        try connection.unsubscribe(filters)
        loop.onThread().flushLater(watch)
    }

    /// Holds back the acknowledgements of what is received at `atLeastOnce`, until ``releaseAcknowledgements()`` or the end of the connection.
    ///
    /// Called in the handler of a message it holds that message's acknowledgement, too. Nothing else is written meanwhile, no answer to
    /// the broker's keep-alive either: hold for much less than that. A client that keeps a session is sent again whatever it has not
    /// acknowledged. libmosquitto: `mosquitto_threaded_set`, `mosquitto_loop_write`.
    public func holdAcknowledgements() { holdsAcknowledgements = true }

    /// Writes all acknowledgements that were held back, at the end of this turn of the loop.
    public func releaseAcknowledgements() {
        guard holdsAcknowledgements else { return }
        holdsAcknowledgements = false
        guard let (_, watch) = try? live() else { return }
        loop.onThread().flushLater(watch)
    }

    func acknowledge(_ packet: Int32, code: Int32) {
        guard let waiter = acknowledgements.removeValue(forKey: packet) else { return }
        if code < 128 {
            waiter.continuation.resume()
        } else {
            waiter.continuation.resume(throwing: MQTTError.refused("publish", code: code))
        }
    }

    func subscribed(_ packet: Int32, codes: [Int32]) {
        guard let subscription = subscriptions.removeValue(forKey: packet) else { return }
        let refused = zip(subscription.filters, codes).filter { $0.1 >= 128 }
        if let waiter = subscription.waiter {
            guard let (filter, code) = refused.first else { return waiter.continuation.resume() }
            waiter.continuation.resume(throwing: MQTTError.refused("subscribe to '\(filter)'", code: code))
        } else {
            for (filter, code) in refused {
                handler(
                    .subscriptionRefused(
                        SubscriptionRefusal(filter: filter, code: code, reason: Library.reason(code))))
            }
        }
    }

    /// The connection has ended: nobody waits any longer.
    func failWaiters() {
        let waiters = acknowledgements.values + subscriptions.values.compactMap(\.waiter)
        acknowledgements = [:]
        subscriptions = [:]
        for waiter in waiters { waiter.continuation.resume(throwing: MQTTError.connectionLost) }
    }

    private func live() throws(MQTTError) -> (Connection, Watch) {
        guard case .connected(let connection) = state, let watch = connection.watch else { throw .notConnected }
        return (connection, watch)
    }

    private func wait(_ send: (Waiter) throws(MQTTError) -> Void) async throws {
        lastWaiter += 1
        let number = lastWaiter
        try await withTaskCancellationHandler {
            // A closure that does not capture `self` would have no isolation, and go on in the global pool.
            try await self.suspend(number, send)
        } onCancel: {
            loop.perform { self.assumeIsolated { $0.abandon(number) } }
        }
    }

    /// Sends and stores the waiter in one go, so that neither an answer nor a cancellation can come in between.
    private func suspend(_ number: UInt64, _ send: (Waiter) throws(MQTTError) -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
            do {
                try send(Waiter(number: number, continuation: continuation))
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    private func abandon(_ number: UInt64) {
        if let (packet, waiter) = acknowledgements.first(where: { $0.value.number == number }) {
            acknowledgements[packet] = nil
            waiter.continuation.resume(throwing: CancellationError())
        } else if let (packet, subscription) = subscriptions.first(where: { $0.value.waiter?.number == number }) {
            subscriptions[packet]?.waiter = nil
            subscription.waiter?.continuation.resume(throwing: CancellationError())
        }
    }
}
