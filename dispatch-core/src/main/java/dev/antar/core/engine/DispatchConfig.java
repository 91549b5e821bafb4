package dev.antar.core.engine;

import dev.antar.core.demand.IdleHints;
import dev.antar.core.fleet.FixLimits;
import dev.antar.core.matching.Cost;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;
import dev.antar.core.pricing.RateCard;
import dev.antar.core.travel.Learning;
import dev.antar.core.travel.StraightLine;
import dev.antar.core.travel.TravelTimes;
import dev.antar.core.zone.Zones;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Everything about a region that is a choice. Part of what a replay needs: the same commands under
/// another configuration are another history. Durations in milliseconds.
///
/// @param resolution H3 resolution of the driver index, 0 to 15; cells should hold a handful of
///   free drivers, so finer where drivers are dense. 9 (cells of 0.1 km²) suits cities
/// @param roundMillis time between rounds; longer sees more alternatives, shorter answers sooner
/// @param offerMillis how long a driver has to answer
/// @param passOverMillis how long a driver who let an offer expire comes last for that job
/// @param staleMillis silence after which a driver gets no new offer
/// @param goneMillis silence after which his live offer is withdrawn
/// @param releaseMillis silence after which a job that he has not picked up goes to another
/// @param unreachableMillis silence after which a free driver is off duty
/// @param maxFixAgeMillis how old a position may be to be matched
/// @param maxWaitMillis how long a job may wait for a driver before it is given up
/// @param leadMillis how long before its promised moment the search for a scheduled job begins
/// @param revision when offers go out and when matches may change
/// @param workload when drivers who hold a job are asked for another
/// @param cost what a round minimises
/// @param travelTimes how long drives take
/// @param rateCard what drivers earn
/// @param hints when idle drivers get advice, or null for never
/// @param zones where jobs may begin and end, and where drivers stand in line
/// @param skills the region's vocabulary of skills, at most 63; order matters for replays
/// @param fixLimits which positions are believed
public record DispatchConfig(
        int resolution,
        int roundMillis,
        int offerMillis,
        int passOverMillis,
        int staleMillis,
        int goneMillis,
        int releaseMillis,
        int unreachableMillis,
        int maxFixAgeMillis,
        int maxWaitMillis,
        int leadMillis,
        Revision revision,
        Workload workload,
        Cost cost,
        TravelTimes travelTimes,
        RateCard rateCard,
        List<String> skills,
        FixLimits fixLimits,
        Zones zones,
        IdleHints.@Nullable Settings hints) {

    /// Skills that most platforms know.
    public static final List<String> COMMON_SKILLS =
            List.of(
                    "child_seat",
                    "wheelchair",
                    "pets",
                    "cash",
                    "insulated_bag",
                    "large_parcel",
                    "age_restricted",
                    "helmet");

    public DispatchConfig {
        require("roundMillis", roundMillis, 50, 60_000);
        require("offerMillis", offerMillis, 1_000, 600_000);
        require("passOverMillis", passOverMillis, 0, 3_600_000);
        require("staleMillis", staleMillis, 1_000, 3_600_000);
        require("goneMillis", goneMillis, staleMillis, 3_600_000);
        require("releaseMillis", releaseMillis, goneMillis, 24 * 3_600_000);
        require("unreachableMillis", unreachableMillis, goneMillis, 24 * 3_600_000);
        require("maxFixAgeMillis", maxFixAgeMillis, 1_000, 3_600_000);
        require("maxWaitMillis", maxWaitMillis, 1_000, 24 * 3_600_000);
        require("leadMillis", leadMillis, 0, 24 * 3_600_000);
        skills = List.copyOf(skills);
    }

    /// A city by car: rounds of a second, 15 s to answer, pickups within 15 minutes.
    public static DispatchConfig defaults() {
        return new DispatchConfig(
                9,
                1_000,
                15_000,
                60_000,
                10_000,
                30_000,
                180_000,
                600_000,
                30_000,
                1_800_000,
                900_000,
                Revision.defaults(),
                Workload.defaults(),
                new Cost(900_000, 50, 120_000),
                new Learning(new StraightLine(6.5, 1.3)),
                RateCard.EXAMPLE,
                COMMON_SKILLS,
                FixLimits.defaults(),
                Zones.NONE,
                null);
    }

    public DispatchConfig withTravelTimes(TravelTimes other) {
        Draft draft = new Draft(this);
        draft.travelTimes = other;
        return draft.config();
    }

    public DispatchConfig withRevision(Revision other) {
        Draft draft = new Draft(this);
        draft.revision = other;
        return draft.config();
    }

    public DispatchConfig withWorkload(Workload other) {
        Draft draft = new Draft(this);
        draft.workload = other;
        return draft.config();
    }

    public DispatchConfig withCost(Cost other) {
        Draft draft = new Draft(this);
        draft.cost = other;
        return draft.config();
    }

    /// The times after which silence has its consequences, in rising order.
    public DispatchConfig withSilence(int stale, int gone, int release, int unreachable) {
        Draft draft = new Draft(this);
        draft.staleMillis = stale;
        draft.goneMillis = gone;
        draft.releaseMillis = release;
        draft.unreachableMillis = unreachable;
        draft.maxFixAgeMillis = Math.max(maxFixAgeMillis, stale);
        return draft.config();
    }

    /// How long drivers have to answer, how long jobs wait, and how often rounds are held.
    public DispatchConfig withTimes(int round, int offer, int maxWait) {
        Draft draft = new Draft(this);
        draft.roundMillis = round;
        draft.offerMillis = offer;
        draft.maxWaitMillis = maxWait;
        return draft.config();
    }

    /// How long a driver who let an offer expire comes last for that job.
    DispatchConfig withPassOver(int millis) {
        Draft draft = new Draft(this);
        draft.passOverMillis = millis;
        return draft.config();
    }

    /// How long before its promised moment the search for a scheduled job begins.
    DispatchConfig withLead(int millis) {
        Draft draft = new Draft(this);
        draft.leadMillis = millis;
        return draft.config();
    }

    /// The same with what the policy sets; what it leaves open stays.
    public DispatchConfig with(Policy policy) {
        return Tuning.with(this, policy);
    }

    /// What this parameter of policies is here.
    public int value(PolicyParameter parameter) {
        return Tuning.value(this, parameter);
    }

    public DispatchConfig withZones(Zones other) {
        Draft draft = new Draft(this);
        draft.zones = other;
        return draft.config();
    }

    /// When idle drivers get advice, or null for never.
    public DispatchConfig withHints(IdleHints.@Nullable Settings other) {
        Draft draft = new Draft(this);
        draft.hints = other;
        return draft.config();
    }

    /// A configuration in which something is being changed.
    private static final class Draft {

        int resolution;
        int roundMillis;
        int offerMillis;
        int passOverMillis;
        int staleMillis;
        int goneMillis;
        int releaseMillis;
        int unreachableMillis;
        int maxFixAgeMillis;
        int maxWaitMillis;
        int leadMillis;
        Revision revision;
        Workload workload;
        Cost cost;
        TravelTimes travelTimes;
        RateCard rateCard;
        List<String> skills;
        FixLimits fixLimits;
        Zones zones;
        IdleHints.@Nullable Settings hints;

        Draft(DispatchConfig from) {
            resolution = from.resolution;
            roundMillis = from.roundMillis;
            offerMillis = from.offerMillis;
            passOverMillis = from.passOverMillis;
            staleMillis = from.staleMillis;
            goneMillis = from.goneMillis;
            releaseMillis = from.releaseMillis;
            unreachableMillis = from.unreachableMillis;
            maxFixAgeMillis = from.maxFixAgeMillis;
            maxWaitMillis = from.maxWaitMillis;
            leadMillis = from.leadMillis;
            revision = from.revision;
            workload = from.workload;
            cost = from.cost;
            travelTimes = from.travelTimes;
            rateCard = from.rateCard;
            skills = from.skills;
            fixLimits = from.fixLimits;
            zones = from.zones;
            hints = from.hints;
        }

        DispatchConfig config() {
            return new DispatchConfig(
                    resolution,
                    roundMillis,
                    offerMillis,
                    passOverMillis,
                    staleMillis,
                    goneMillis,
                    releaseMillis,
                    unreachableMillis,
                    maxFixAgeMillis,
                    maxWaitMillis,
                    leadMillis,
                    revision,
                    workload,
                    cost,
                    travelTimes,
                    rateCard,
                    skills,
                    fixLimits,
                    zones,
                    hints);
        }
    }

    private static void require(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    field + "=" + value + ": must be from " + min + " to " + max);
        }
    }
}
