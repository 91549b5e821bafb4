package dev.antar.core.fleet;

/// What a search may ask of a driver, in one `int` that lies beside his position in the index: his
/// state, his vehicle, and the first [#SKILLS] skills of the region.
// An ordinal is a bit of a running process; nothing stores it.
@SuppressWarnings("EnumOrdinal")
public final class DriverBits {

    /// How many skills have a bit here. Filters refuse others: a predicate must ask for those.
    public static final int SKILLS = 23;

    /// The bits of a driver of whom nothing is known. Set in every driver's bits and in every
    /// filter that does not care, so that "one of these" is a single test.
    static final int ANY = 1 << 31;

    private static final int FIRST_VEHICLE = 3;
    private static final int FIRST_SKILL = 8;

    private DriverBits() {}

    /// A driver's bits.
    ///
    /// @param state not OFFLINE: where an off-duty driver is, is nobody's business
    /// @param skillBits a bit each, in the region's order
    public static int of(DriverState state, Vehicle vehicle, long skillBits) {
        return ANY | state(state) | vehicle(vehicle) | skills(skillBits);
    }

    static int state(DriverState state) {
        if (state == DriverState.OFFLINE) {
            throw new IllegalArgumentException("state=OFFLINE: must be on duty");
        }
        return 1 << (state.ordinal() - 1);
    }

    static int vehicle(Vehicle vehicle) {
        return 1 << (FIRST_VEHICLE + vehicle.ordinal());
    }

    static int skills(long skillBits) {
        return (int) (skillBits & ((1 << SKILLS) - 1)) << FIRST_SKILL;
    }

    /// Which counter of a cell a driver is in: 0 for one of whom nothing is known, then the states.
    static int counter(int bits) {
        return (bits & 3) | ((bits >> 2) & 1) * 3;
    }
}
