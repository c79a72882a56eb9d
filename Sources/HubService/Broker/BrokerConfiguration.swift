import Foundation

/// What mosquitto 2.0 is told, as the text of its mosquitto.conf.
struct BrokerConfiguration: Sendable {
    let files: BrokerFiles
    /// Where boards come in: an address of this machine and a TCP port.
    let endpoint: BrokerEndpoint
    /// Whom mosquitto becomes when root starts it; must be able to read and write in the folder.
    let user: String

    /// A longer path does not fit the address of a Unix socket (unix(7)).
    static let longestSocketPath = 107

    /// - Throws: when a text would break its line, or a path is too long.
    init(files: BrokerFiles, endpoint: BrokerEndpoint, user: String) throws(HubError) {
        for text in [files.state, endpoint.address, user] where text.contains(where: \.isNewline) {
            throw HubError(
                action: "write mosquitto.conf", cause: "a path or name has a line break in it",
                advice: "Choose another state folder.")
        }
        let longest = max(files.socket.utf8.count, files.joiningSocket.utf8.count)
        guard longest <= Self.longestSocketPath else {
            throw HubError(
                action: "write mosquitto.conf", cause: "the path of the state folder is too long for the socket in it",
                advice: "Choose a state folder whose path is \(longest - Self.longestSocketPath) bytes shorter.")
        }
        self.files = files
        self.endpoint = endpoint
        self.user = user
    }

    /// The limits are far above Debian's defaults, which drop acknowledged messages to a busy hub without a word.
    var text: String {
        """
        # Written by litfass-hub broker at every start; changes here are lost.
        per_listener_settings true
        user \(user)
        pid_file \(files.pid)
        persistence true
        persistence_location \(files.broker)/
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
        # The hub looks here whether a reload went well.
        log_dest topic
        log_type error
        log_type warning
        log_type notice

        # The hub: whoever may open this socket.
        listener 0 \(files.socket)
        allow_anonymous true

        # Boards that belong: each is who its certificate says.
        listener \(endpoint.port) \(endpoint.address)
        allow_anonymous false
        require_certificate true
        use_identity_as_username true
        use_username_as_clientid true
        tls_version tlsv1.2
        cafile \(files.authorityCertificate)
        certfile \(files.serverCertificate)
        keyfile \(files.serverKey)
        crlfile \(files.revoked)
        acl_file \(files.rights)

        """
    }

    /// Of the broker of those who do not belong yet. It is another process: client ids are one room in mosquitto, and whoever took a
    /// board's id here would throw it out there.
    static func textOfJoining(files: BrokerFiles, endpoint: JoiningEndpoint, user: String) -> String {
        """
        # Written by litfass-hub serve at every start; changes here are lost.
        per_listener_settings true
        user \(user)
        pid_file \(files.joiningPID)
        persistence false
        set_tcp_nodelay true
        max_packet_size 1048576
        max_queued_messages 10
        log_dest stderr
        log_type error
        log_type warning

        # The hub: whoever may open this socket.
        listener 0 \(files.joiningSocket)
        allow_anonymous true

        # New boards: nobody knows who they are.
        listener \(endpoint.port) \(endpoint.address)
        allow_anonymous true
        max_connections 200
        tls_version tlsv1.2
        certfile \(files.serverCertificate)
        keyfile \(files.serverKey)
        acl_file \(files.joiningRights)

        """
    }
}
