import Foundation
import Render
import Signage

/// Where staff hand pictures in: checks and stores, one after the other, so that many large ones at once take the hub's
/// processor for no longer than one.
actor ImageDesk {
    private let store: Store
    private let now: @Sendable () -> Date

    init(store: Store, now: @escaping @Sendable () -> Date) {
        self.store = store
        self.now = now
    }

    /// Stores a picture; the same bytes are the same picture.
    /// - Returns: whether it was not here before.
    /// - Throws: `ImageError` for what can't be shown; then nothing has changed.
    func take(_ bytes: Data) async throws -> (receipt: UploadedImage, isNew: Bool) {
        let file = try ImageFile(bytes)
        return (file.receipt, try await store.keep(file, at: now()))
    }
}
