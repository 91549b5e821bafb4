package dev.antar.core.fleet;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

/// A driver as the engine knows him. Changed only by the engine's thread, through the transition
/// table of [DriverState]; other threads see copies.
public final class Driver {

    private final int slot;
    private final Track track = new Track();
    private DriverProfile profile;
    private long skillBits;
    private DriverState state = DriverState.OFFLINE;
    private Liveness liveness = Liveness.GONE;
    private Availability availability = Availability.open();
    private Limits limits = Limits.NONE;
    private @Nullable Pause pause;
    private long heardAtMillis;
    private long freeSinceMillis;
    private int incomeMillis;

    /// @param slot the driver's place in every array that is indexed by driver; never reused
    /// @param skillBits the profile's skills, a bit each
    public Driver(int slot, DriverProfile profile, long skillBits) {
        this.slot = slot;
        this.profile = profile;
        this.skillBits = skillBits;
    }

    /// Everything that is known of a driver, but his slot.
    public record Image(
            DriverProfile profile,
            DriverState state,
            Liveness liveness,
            Availability availability,
            Limits limits,
            long heardAtMillis,
            long freeSinceMillis,
            int incomeMillis,
            @Nullable Pause pause,
            Track.Image track) {}

    public Image image() {
        return new Image(
                profile,
                state,
                liveness,
                availability,
                limits,
                heardAtMillis,
                freeSinceMillis,
                incomeMillis,
                pause,
                track.image());
    }

    /// A driver who has just been registered becomes as he was there.
    public void restore(Image image) {
        state = image.state;
        liveness = image.liveness;
        availability = image.availability;
        limits = image.limits;
        heardAtMillis = image.heardAtMillis;
        freeSinceMillis = image.freeSinceMillis;
        incomeMillis = image.incomeMillis;
        pause = image.pause;
        track.restore(image.track);
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

    /// What the driver index knows of a driver on duty.
    public int bits() {
        return DriverBits.of(state, profile.vehicle(), skillBits);
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

    public Limits limits() {
        return limits;
    }

    /// Why a human keeps him from offers, or null.
    public @Nullable Pause pause() {
        return pause;
    }

    public boolean paused() {
        return pause != null;
    }

    /// The last accepted fix of this spell on duty, as an object of its own.
    public @Nullable Fix fix() {
        LatLng position = position();
        return position == null
                ? null
                : new Fix(
                        position,
                        track.fixedAtMillis,
                        track.accuracyMeters,
                        track.speedMps,
                        track.headingDegrees,
                        track.mock);
    }

    /// Whether the driver has been seen in this spell on duty.
    public boolean hasPosition() {
        return track.known;
    }

    /// As an object of its own; null while [#hasPosition] is false.
    public @Nullable LatLng position() {
        return track.known ? new LatLng(track.lat, track.lng) : null;
    }

    /// Meaningful while [#hasPosition].
    public double lat() {
        return track.lat;
    }

    /// Meaningful while [#hasPosition].
    public double lng() {
        return track.lng;
    }

    /// How old the position is, milliseconds: since the phone took it, its clock allowed for, or
    /// since it arrived where that is longer ago.
    public long positionAgeMillis(long nowMillis) {
        return track.known ? Math.max(0, nowMillis - positionAtMillis()) : Long.MAX_VALUE;
    }

    /// From when that age counts, epoch milliseconds; meaningful while [#hasPosition].
    public long positionAtMillis() {
        long fixedAtMillis = track.fixedAtMillis - track.clock.offsetMillis();
        return Math.min(fixedAtMillis, track.receivedAtMillis);
    }

    /// How far the driver's reports can be relied on.
    public FixQuality quality() {
        return track.quality;
    }

    /// How far the phone's clock is ahead of the region's, milliseconds; 0 while unknown.
    public long clockOffsetMillis() {
        return track.clock.offsetMillis();
    }

    Track track() {
        return track;
    }

    /// When anything last arrived from the phone, epoch milliseconds.
    public long heardAtMillis() {
        return heardAtMillis;
    }

    /// Since when the driver has been free, epoch milliseconds; meaningful while IDLE.
    public long freeSinceMillis() {
        return freeSinceMillis;
    }

    /// What he costs on top of his way because he has been paid more than others, milliseconds of a
    /// customer's waiting, not below 0.
    public int incomeMillis() {
        return incomeMillis;
    }

    public void weighIncome(int millis) {
        incomeMillis = millis;
    }

    public void update(DriverProfile newProfile, long newSkillBits) {
        profile = newProfile;
        skillBits = newSkillBits;
    }

    public void want(Availability offers, Limits within) {
        availability = offers;
        limits = within;
    }

    /// Takes him out of dispatch, or with null lets him in again.
    public void pause(@Nullable Pause why) {
        pause = why;
    }

    public void hear(long nowMillis) {
        heardAtMillis = nowMillis;
    }

    public void becomeAlive(Liveness next) {
        liveness = next;
    }

    public void become(DriverState next, long nowMillis) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException(id() + ": " + state + " cannot become " + next);
        }
        state = next;
        if (next == DriverState.IDLE) {
            freeSinceMillis = nowMillis;
        }
    }
}
