package dev.antar.core.travel.road;

/// A road file that cannot be used; the message names the file, what is wrong with it and where,
/// and what to do.
public final class BadRoadFile extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BadRoadFile(String message) {
        super(message, null, false, false);
    }
}
