package dev.antar.core.job;

import dev.antar.core.fleet.Identifier;

/// Names a job; chosen by the server or by whoever asks. 1 to 64 letters, digits, `-` or `_`.
public record JobId(String value) {

    public JobId {
        Identifier.require("job", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
