enum CompoundMembers {
    static let list = """
        straße
        """
}
