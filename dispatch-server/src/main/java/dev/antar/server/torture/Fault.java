package dev.antar.server.torture;

/// Something that goes wrong in a run.
///
/// @param number in the run's list, by which a smaller run may keep it
/// @param atMillis since the run began
/// @param millis how long it lasts, or by how much a clock is set
/// @param driver whom it hits, where it hits one
record Fault(int number, FaultKind kind, int atMillis, int millis, int driver) {

    int endMillis() {
        return atMillis + (kind.area() == FaultKind.Area.CLOCK ? 0 : millis);
    }

    @Override
    public String toString() {
        return number
                + ":"
                + kind
                + "@"
                + atMillis
                + "+"
                + millis
                + (hitsOne() ? "(d" + driver + ")" : "");
    }

    /// Whether this driver's phone may feel it, of so many.
    boolean hits(int who, int drivers) {
        return !hitsOne() || driver % drivers == who;
    }

    private boolean hitsOne() {
        return switch (kind) {
            case CUT, DEAF, MUTE, HALF_OPEN, PHONE_OFF, PHONE_CLOCK -> true;
            default -> false;
        };
    }
}
