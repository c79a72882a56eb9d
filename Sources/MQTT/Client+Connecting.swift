import CLinux
import Foundation

// The ways from one state to the next. All of it runs on the loop's thread.
extension Client {
    func dial() {
        let connection: Connection
        do {
            connection = try Connection(configuration, will: will?())
        } catch {
            return fail(reason: error.description, code: error.code)
        }
        let code = connection.dial(configuration)
        guard code == 0, connection.isOpen else {
            let cause = code == Library.systemError ? Library.systemText(errno) : Library.text(code)
            return fail(reason: cause, code: code)
        }
        let watch = Watch(
            descriptor: connection.socket, wantsWrite: true,
            ready: { events in self.assumeIsolated { $0.ready(events) } },
            flush: { self.assumeIsolated { $0.flush() } })
        guard loop.onThread().add(watch) else {
            return fail(reason: Library.systemText(errno), code: Library.systemError)
        }
        connection.watch = watch
        let deadline = loop.schedule(after: configuration.dialTimeout) {
            self.assumeIsolated {
                $0.end(reason: "the broker did not answer within \($0.configuration.dialTimeout)", code: ETIMEDOUT)
            }
        }
        state = .dialling(connection, deadline: deadline)
    }

    /// The socket is ready: reads all there is (up to a share, for fairness), then writes.
    func ready(_ events: UInt32) {
        guard let connection else { return }
        let isBroken = events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
        if isBroken, case .dialling = state {
            // The library does not look: to it, a refused connect is a success.
            let code = connection.takeSocketError()
            if code != 0 { return end(reason: Library.systemText(code), code: Library.systemError) }
        }
        var isDrained = true
        // Reading is what advances the library's TLS handshake, also when the socket has only room for bytes.
        if events & EPOLLIN.rawValue != 0 || isBroken || isShakingHands {
            isDrained = false
            var share = 64
            while share > 0, !isDrained {
                isDrained = connection.read()
                guard deliver(from: connection) else { return }
                share -= 1
            }
        }
        if isBroken, isDrained {
            let code = connection.takeSocketError()
            let cause = code == 0 ? Library.text(Library.connectionLost) : Library.systemText(code)
            return end(reason: cause, code: Library.connectionLost)
        }
        if events & EPOLLOUT.rawValue != 0 || connection.wantsWrite { flush() }
        // What OpenSSL has read ahead wakes nobody.
        if !isDrained, configuration.tls != nil { readOn() }
        // A socket that could be written to would wake the loop again and again.
        if holdsAcknowledgements, let watch = connection.watch { loop.onThread().setWantsWrite(false, of: watch) }
    }

    private var isShakingHands: Bool {
        if case .dialling = state { configuration.tls != nil } else { false }
    }

    private func readOn() {
        loop.schedule(after: .zero) { self.assumeIsolated { $0.ready(EPOLLIN.rawValue) } }
    }

    /// Writes what the library holds, and asks for the rest to be written when the socket has room.
    func flush() {
        guard !holdsAcknowledgements, let connection, let watch = connection.watch else { return }
        connection.write()
        guard deliver(from: connection) else { return }
        loop.onThread().setWantsWrite(connection.wantsWrite, of: watch)
    }

    /// Acts on what the last call into the library brought about; false when that was the connection's end.
    func deliver(from connection: Connection) -> Bool {
        guard !connection.happenings.isEmpty else {
            if connection.isOpen { return true }
            end(reason: Library.text(Library.connectionLost), code: Library.connectionLost)
            return false
        }
        // Handlers may call back into this client, so nothing of its state is held over a call to one.
        var batch = spare
        spare = []
        swap(&batch, &connection.happenings)
        var refusal: Int32?
        for happening in batch {
            switch happening {
            case .message(let message): handler(.message(message))
            case .accepted: accept()
            case .refused(let code): refusal = code
            case .acknowledged(let packet, let code): acknowledge(packet, code: code)
            case .subscribed(let packet, let codes): subscribed(packet, codes: codes)
            case .closed(let code, let errorNumber):
                closed(code: code, errorNumber: errorNumber, refusal: refusal)
                return false
            }
        }
        batch.removeAll(keepingCapacity: true)
        spare = batch
        return true
    }

    /// Lets go of the connection and goes on to the next dial, or to the end that was asked for.
    func end(reason: String, code: Int32) {
        guard let connection else { return }
        let before = state
        release(connection)
        switch before {
        case .dialling(_, let deadline):
            deadline.cancel()
            fail(reason: reason, code: code)
        case .connected:
            // A connection that does not last counts as a failure, or two clients of one id would fight at full speed.
            if ContinuousClock.now - connectedSince >= configuration.reconnect.maximum { failures = 0 }
            waitForNextDial()
            failWaiters()
            handler(.disconnected(Disconnection(reason: reason, code: code, isRequested: false, wasConnected: true)))
        case .closing(_, let deadline):
            deadline.cancel()
            state = .stopped
            failWaiters()
            handler(.disconnected(Disconnection(reason: reason, code: code, isRequested: true, wasConnected: true)))
            let waiting = stops
            stops = []
            for stop in waiting { stop.resume() }
        case .stopped, .waiting: break
        }
    }

    /// Takes the connection out of the loop; the handle goes with the last reference.
    func release(_ connection: Connection) {
        tick?.cancel()
        tick = nil
        // They belong to the connection: the broker delivers again what it has not heard of.
        holdsAcknowledgements = false
        guard let watch = connection.watch else { return }
        if connection.isOpen { loop.onThread().remove(watch) } else { loop.onThread().forget(watch) }
        connection.watch = nil
    }

    private var connection: Connection? {
        switch state {
        case .dialling(let connection, _), .connected(let connection), .closing(let connection, _): connection
        case .stopped, .waiting: nil
        }
    }

    private func accept() {
        guard case .dialling(let connection, let deadline) = state else { return }
        deadline.cancel()
        state = .connected(connection)
        connectedSince = .now
        scheduleTick()
        handler(.connected)
    }

    private func closed(code: Int32, errorNumber: Int32, refusal: Int32?) {
        if let refusal {
            end(reason: Library.connackReason(refusal), code: refusal)
        } else if code == Library.systemError {
            end(reason: Library.systemText(errorNumber), code: code)
        } else {
            end(reason: code < 128 ? Library.text(code) : Library.reason(code), code: code)
        }
    }

    private func fail(reason: String, code: Int32) {
        waitForNextDial()
        handler(.disconnected(Disconnection(reason: reason, code: code, isRequested: false, wasConnected: false)))
    }

    private func waitForNextDial() {
        var generator = SystemRandomNumberGenerator()
        let delay = configuration.reconnect.delay(afterFailures: failures, using: &generator)
        failures += 1
        state = .waiting(
            loop.schedule(after: delay) { self.assumeIsolated { if case .waiting = $0.state { $0.dial() } } })
    }

    private func scheduleTick() {
        tick = loop.schedule(after: .seconds(1)) { self.assumeIsolated { $0.keepAlive() } }
    }

    private func keepAlive() {
        guard let connection else { return }
        connection.keepAlive()
        guard deliver(from: connection) else { return }
        if connection.wantsWrite { flush() }
        guard self.connection != nil else { return }
        scheduleTick()
    }
}
