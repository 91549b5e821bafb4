package dev.antar.core.fleet;

import java.util.Set;

/// Which drivers a search wants, in a form that is tested in two nanoseconds a driver. Immutable.
///
/// @param states [DriverBits] of which a driver has one
/// @param vehicles [DriverBits] of which a driver has one
/// @param skills [DriverBits] of which a driver has all
/// @param freshSinceSeconds the driver's last fix is of this epoch second or a later one
public record DriverFilter(int states, int vehicles, int skills, int freshSinceSeconds) {

    private static final DriverFilter EVERYBODY =
            new DriverFilter(DriverBits.ANY, DriverBits.ANY, 0, Integer.MIN_VALUE);

    public static DriverFilter everybody() {
        return EVERYBODY;
    }

    /// Only drivers in one of these states.
    public DriverFilter in(Set<DriverState> wanted) {
        int bits = 0;
        for (DriverState state : wanted) {
            bits |= DriverBits.state(state);
        }
        return new DriverFilter(bits, vehicles, skills, freshSinceSeconds);
    }

    public DriverFilter in(DriverState wanted) {
        return in(Set.of(wanted));
    }

    /// Only drivers of one of these vehicles; an empty set means any.
    public DriverFilter driving(Set<Vehicle> wanted) {
        int bits = wanted.isEmpty() ? DriverBits.ANY : 0;
        for (Vehicle vehicle : wanted) {
            bits |= DriverBits.vehicle(vehicle);
        }
        return new DriverFilter(states, bits, skills, freshSinceSeconds);
    }

    /// Only drivers with all of these skills.
    ///
    /// @throws IllegalArgumentException for a skill beyond the first [DriverBits#SKILLS]
    public DriverFilter able(long skillBits) {
        if (skillBits >>> DriverBits.SKILLS != 0) {
            throw new IllegalArgumentException(
                    "skillBits="
                            + Long.toBinaryString(skillBits)
                            + ": must be within the first "
                            + DriverBits.SKILLS);
        }
        return new DriverFilter(states, vehicles, DriverBits.skills(skillBits), freshSinceSeconds);
    }

    /// Only drivers whose last fix was taken in the second of this moment or later.
    public DriverFilter freshSince(long epochMillis) {
        return new DriverFilter(states, vehicles, skills, seconds(epochMillis));
    }

    boolean accepts(int bits, int fixedAtSeconds) {
        return (bits & states) != 0
                && (bits & vehicles) != 0
                && (bits & skills) == skills
                && fixedAtSeconds >= freshSinceSeconds;
    }

    /// Epoch seconds as the index keeps them: shifted, so that an `int` lasts from 1970 to 2106.
    static int seconds(long epochMillis) {
        long seconds = Math.floorDiv(epochMillis, 1000L) - Integer.MAX_VALUE;
        return (int) Math.max(Integer.MIN_VALUE + 1, Math.min(Integer.MAX_VALUE, seconds));
    }
}
