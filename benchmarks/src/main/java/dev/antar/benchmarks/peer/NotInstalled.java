package dev.antar.benchmarks.peer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// A peer that is not on this machine, and how it could be.
public final class NotInstalled extends IOException {

    private static final long serialVersionUID = 1;

    public NotInstalled(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
