package dev.antar.core.fleet;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

/// A driver as the engine knows him. Changed only by the engine's thread, through the transition
/// table of [DriverState]; other threads see copies.
public final class Driver {

    private final int slot;
    private final FixScreen screen = new FixScreen();
    private DriverProfile profile;
    private long skillBits;
    private DriverState state = DriverState.OFFLINE;
    private Liveness liveness = Liveness.GONE;
    private Availability availability = Availability.open();
    private @Nullable Fix fix;
    private long fixReceivedAtMillis;
    private long heardAtMillis;
    private long freeSinceMillis;

    /// @param slot the driver's place in every array that is indexed by driver; never reused
    /// @param skillBits the profile's skills, a bit each
    public Driver(int slot, DriverProfile profile, long skillBits) {
        this.slot = slot;
        this.profile = profile;
        this.skillBits = skillBits;
    }

    public int slot() {
        return slot;
    }

    public DriverId id() {
        return profile.id();
    }

    public DriverProfile profile() {
        return profile;
    }

    /// The profile's skills, a bit each, numbered as in the region's configuration.
    public long skillBits() {
        return skillBits;
    }

    public DriverState state() {
        return state;
    }

    public boolean onDuty() {
        return state != DriverState.OFFLINE;
    }

    public Liveness liveness() {
        return liveness;
    }

    public Availability availability() {
        return availability;
    }

    /// The last accepted fix of this spell on duty.
    public @Nullable Fix fix() {
        return fix;
    }

    public @Nullable LatLng position() {
        return fix == null ? null : fix.position();
    }

    /// How old the position is, milliseconds: since the phone took it, or since it arrived where
    /// the phone's clock is behind.
    public long positionAgeMillis(long nowMillis) {
        Fix last = fix;
        if (last == null) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, nowMillis - Math.min(last.fixedAtMillis(), fixReceivedAtMillis));
    }

    /// When anything last arrived from the phone, epoch milliseconds.
    public long heardAtMillis() {
        return heardAtMillis;
    }

    /// Since when the driver has been free, epoch milliseconds; meaningful while IDLE.
    public long freeSinceMillis() {
        return freeSinceMillis;
    }

    public void update(DriverProfile newProfile, long newSkillBits) {
        profile = newProfile;
        skillBits = newSkillBits;
    }

    public void want(Availability offers) {
        availability = offers;
    }

    public void hear(long nowMillis) {
        heardAtMillis = nowMillis;
    }

    public void becomeAlive(Liveness next) {
        liveness = next;
    }

    /// Judges the fix and keeps it if it is accepted.
    public FixVerdict report(Fix next, long nowMillis) {
        if (!onDuty()) {
            return FixVerdict.OFF_DUTY;
        }
        FixVerdict verdict = screen.judge(next, nowMillis);
        if (verdict.accepted()) {
            fix = next;
            fixReceivedAtMillis = nowMillis;
        }
        return verdict;
    }

    public void become(DriverState next, long nowMillis) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException(id() + ": " + state + " cannot become " + next);
        }
        state = next;
        switch (next) {
            case OFFLINE -> {
                // Where an off-duty driver is, is nobody's business.
                fix = null;
                screen.reset();
            }
            case IDLE -> freeSinceMillis = nowMillis;
            case OFFERED, ON_JOB -> {}
        }
    }
}
