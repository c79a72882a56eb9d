/// The version of the contract between hub and board.
public enum WireVersion {
    /// Stands in the second level of every topic. Another major version is refused; unknown JSON fields are ignored.
    public static let major = 1
}
