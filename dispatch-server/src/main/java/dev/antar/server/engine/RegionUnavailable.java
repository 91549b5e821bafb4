package dev.antar.server.engine;

/// A command was not carried out, or it is not known whether it was: ask again later, with the same
/// key or id.
public final class RegionUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int retryAfterSeconds;

    public RegionUnavailable(String message, int retryAfterSeconds) {
        super(message, null, false, false);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /// When trying again makes sense, seconds from now.
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
