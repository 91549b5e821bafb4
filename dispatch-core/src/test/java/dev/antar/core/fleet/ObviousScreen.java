package dev.antar.core.fleet;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The rules of [FixScreen] told in the slowest and plainest way: whole histories, exact distances,
/// and a look at everybody to find a crowd. The judge of the fast one.
final class ObviousScreen {

    record Seen(LatLng place, long fixedAt, Fix fix) {}

    record Wrong(long by, long receivedAt) {}

    static final class Phone {
        final Vehicle vehicle;
        boolean onDuty = true;
        boolean compared;
        long offset;
        @Nullable Seen last;
        final List<Fix> accepted = new ArrayList<>();
        final List<Seen> suspects = new ArrayList<>();
        final List<Wrong> wrongs = new ArrayList<>();
        int hops;
        boolean hopping;
        FixQuality quality = FixQuality.GOOD;

        Phone(Vehicle vehicle) {
            this.vehicle = vehicle;
        }
    }

    private final FixLimits limits;
    private final Map<Integer, Phone> phones = new HashMap<>();

    ObviousScreen(FixLimits limits) {
        this.limits = limits;
    }

    /// Where anybody is.
    Stream<LatLng> places() {
        return phones.values().stream()
                .map(phone -> phone.last)
                .filter(Objects::nonNull)
                .map(Seen::place);
    }

    void enter(int slot, Vehicle vehicle) {
        phones.put(slot, new Phone(vehicle));
    }

    Phone phone(int slot) {
        return Objects.requireNonNull(phones.get(slot));
    }

    void duty(int slot, boolean onDuty) {
        Phone phone = phone(slot);
        phone.onDuty = onDuty;
        if (!onDuty) {
            phone.last = null;
            phone.accepted.clear();
            phone.suspects.clear();
            phone.hops = 0;
            phone.hopping = false;
            phone.quality = FixQuality.GOOD;
        }
    }

    void compareClocks(int slot, long phoneMillis, long now) {
        Phone phone = phone(slot);
        long seen = phoneMillis - now;
        phone.wrongs.clear();
        if (Math.abs(seen) > limits.clockOffsetMillis()) {
            phone.compared = false;
            phone.offset = 0;
        } else if (!phone.compared) {
            phone.compared = true;
            phone.offset = seen;
        } else if (Math.abs(seen - phone.offset) <= 5_000) {
            phone.offset = Math.max(phone.offset, seen);
        } else {
            clockSet(phone, seen);
        }
    }

    FixVerdict judge(int slot, Fix fix, long now) {
        Phone phone = phone(slot);
        if (!phone.onDuty) {
            return FixVerdict.OFF_DUTY;
        }
        FixVerdict verdict = verdict(phone, fix, now);
        if (verdict == FixVerdict.ACCEPTED) {
            phone.last = new Seen(fix.position(), fix.fixedAtMillis(), fix);
            phone.accepted.add(fix);
            phone.suspects.clear();
            phone.wrongs.clear();
            phone.hops = Math.max(0, phone.hops - 1);
            long seen = fix.fixedAtMillis() - now;
            if (seen > phone.offset && seen <= limits.clockOffsetMillis()) {
                phone.offset = seen;
            }
        } else if (verdict == FixVerdict.JUMP) {
            phone.hops = Math.min(30, phone.hops + 3);
        }
        phone.hopping = phone.hops >= 12 || (phone.hopping && phone.hops > 0);
        phone.quality = quality(phone);
        return verdict;
    }

    private FixVerdict verdict(Phone phone, Fix fix, long now) {
        if (fix.accuracyMeters() > limits.maxAccuracyMeters()) {
            return FixVerdict.INACCURATE;
        }
        boolean future = fix.fixedAtMillis() - phone.offset > now + limits.futureMillis();
        if (future && !clockWasSet(phone, fix, now)) {
            return FixVerdict.FROM_FUTURE;
        }
        if (phone.last == null) {
            return FixVerdict.ACCEPTED;
        }
        boolean newer = fix.fixedAtMillis() > phone.last.fixedAt;
        if (!newer && clockWasSet(phone, fix, now)) {
            newer = fix.fixedAtMillis() > phone.last.fixedAt;
        }
        if (!newer) {
            return FixVerdict.OLDER_THAN_LAST;
        }
        if (!tooFast(phone.last, fix, phone.vehicle)) {
            return FixVerdict.ACCEPTED;
        }
        if (!phone.suspects.isEmpty()) {
            Seen before = phone.suspects.getLast();
            if (fix.fixedAtMillis() <= before.fixedAt || tooFast(before, fix, phone.vehicle)) {
                phone.suspects.clear();
            }
        }
        phone.suspects.add(new Seen(fix.position(), fix.fixedAtMillis(), fix));
        return phone.suspects.size() >= 3 ? FixVerdict.ACCEPTED : FixVerdict.JUMP;
    }

    private boolean clockWasSet(Phone phone, Fix fix, long now) {
        long by = fix.fixedAtMillis() - now;
        if (!phone.wrongs.isEmpty()) {
            Wrong before = phone.wrongs.getLast();
            if (now - before.receivedAt < 1_000) {
                return false;
            }
            if (Math.abs(by - before.by) > 700) {
                phone.wrongs.clear();
            }
        }
        phone.wrongs.add(new Wrong(by, now));
        if (phone.wrongs.size() < 3 || Math.abs(by) > limits.clockOffsetMillis()) {
            return false;
        }
        phone.wrongs.clear();
        phone.compared = true;
        boolean changed = by != phone.offset;
        clockSet(phone, by);
        return changed;
    }

    private static void clockSet(Phone phone, long offset) {
        long by = offset - phone.offset;
        phone.offset = offset;
        if (phone.last != null) {
            phone.last = new Seen(phone.last.place, phone.last.fixedAt + by, phone.last.fix);
        }
        phone.suspects.replaceAll(seen -> new Seen(seen.place, seen.fixedAt + by, seen.fix));
    }

    private boolean tooFast(Seen from, Fix to, Vehicle vehicle) {
        double meters = from.place.metersTo(to.position());
        double seconds = (to.fixedAtMillis() - from.fixedAt) / 1000.0;
        int speed = Objects.requireNonNull(limits.maxSpeedMps().get(vehicle));
        return meters > limits.noiseMeters() && meters > speed * seconds;
    }

    private FixQuality quality(Phone phone) {
        List<Fix> all = phone.accepted;
        List<Fix> lastTen = all.subList(Math.max(0, all.size() - 10), all.size());
        if (lastTen.stream().anyMatch(Fix::mock)) {
            return FixQuality.SUSPECT_MOCK;
        }
        if (phone.hopping) {
            return FixQuality.SUSPECT_HOPPING;
        }
        if (phone.last == null) {
            return FixQuality.GOOD;
        }
        List<Fix> lastFive = all.subList(Math.max(0, all.size() - 5), all.size());
        if (lastFive.size() == 5
                && lastFive.stream().map(Fix::position).distinct().count() == 1
                && lastFive.stream().allMatch(fix -> fix.speedMps() >= 5)) {
            return FixQuality.SUSPECT_FROZEN;
        }
        LatLng here = phone.last.place;
        boolean coarse = isCoarse(here.lat()) && isCoarse(here.lng());
        long together =
                phones.values().stream()
                        .filter(other -> other.last != null && other.last.place.equals(here))
                        .count();
        if (!coarse && together >= limits.crowdDrivers()) {
            return FixQuality.SUSPECT_CROWD;
        }
        return phone.last.fix.accuracyMeters() > limits.poorAccuracyMeters()
                ? FixQuality.POOR_ACCURACY
                : FixQuality.GOOD;
    }

    private static boolean isCoarse(double degrees) {
        return Math.abs(degrees * 1e5 - Math.round(degrees * 1e5)) < 1e-4;
    }
}
