package dev.antar.core.fleet;

/// Names a driver. 1 to 64 letters, digits, `-` or `_`.
public record DriverId(String value) {

    public DriverId {
        Identifier.require("driver", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
