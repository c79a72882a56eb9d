import Foundation

/// What mosquitto 2.0 is told, as the text of its mosquitto.conf.
struct BrokerConfiguration: Sendable {
    /// On 127.0.0.1.
    let port: UInt16
    /// The folder of its database, absolute, with a "/" at the end.
    let persistence: String
    /// Whom mosquitto becomes when root starts it; must be able to write to the folder.
    let user: String

    /// - Throws: when a text would break its line.
    init(port: UInt16, persistence: String, user: String) throws(HubError) {
        for text in [persistence, user] where text.contains(where: \.isNewline) {
            throw HubError(
                action: "write mosquitto.conf", cause: "a path or name has a line break in it",
                advice: "Choose another state folder.")
        }
        self.port = port
        self.persistence = persistence
        self.user = user
    }

    /// The limits are far above Debian's defaults, which drop acknowledged messages to a busy hub without a word.
    var text: String {
        """
        # Written by litfass-hub broker at every start; changes here are lost.
        listener \(port) 127.0.0.1
        # Only programs on this machine get here.
        allow_anonymous true
        user \(user)
        persistence true
        persistence_location \(persistence)
        # A kill loses at most what came in since the last save.
        autosave_interval 10
        set_tcp_nodelay true
        # The defaults (20, 1000) drop QoS 1 messages to a busy subscriber without a word.
        max_inflight_messages 1000
        max_queued_messages 100000
        # MQTT 3.1.1 knows no end of a session: what boards send again to a hub that stays away would fill the memory.
        persistent_client_expiration 1h
        # A longer packet ends its connection; message_size_limit would drop it without a word.
        max_packet_size 2097152
        log_dest stderr
        log_type error
        log_type warning
        log_type notice

        """
    }
}
