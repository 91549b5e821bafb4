package dev.antar.core.policy;

import org.jspecify.annotations.Nullable;

/// What a policy may set: a whole number with its unit, its range and its meaning. Files, pages and
/// reports about policies are made from this table. A key is never taken away or given another
/// meaning: committed histories name it.
public enum PolicyParameter {
    ROUND_MS(
            "round_ms",
            "time between rounds, milliseconds",
            "longer sees more alternatives, shorter answers sooner",
            50,
            60_000,
            1_000),
    OFFER_MS(
            "offer_ms",
            "how long a driver has to answer an offer, milliseconds",
            "longer loses fewer answers, shorter moves on sooner",
            1_000,
            600_000,
            15_000),
    PASS_OVER_MS(
            "pass_over_ms",
            "how long a driver who let an offer expire comes last for that job, milliseconds",
            "longer tries more others first",
            0,
            3_600_000,
            60_000),
    MAX_WAIT_MS(
            "max_wait_ms",
            "how long a job may wait for a driver before it is given up, milliseconds",
            "longer serves more jobs late",
            1_000,
            86_400_000,
            1_800_000),
    LEAD_MS(
            "lead_ms",
            "how long before its promised moment the search for a scheduled job begins,"
                    + " milliseconds",
            "longer keeps more promises and holds drivers earlier",
            0,
            86_400_000,
            900_000),
    MAX_PICKUP_MS(
            "max_pickup_ms",
            "the longest way to a pickup that is ever proposed, milliseconds",
            "longer serves more jobs with longer empty ways",
            1_000,
            14_400_000,
            900_000),
    AGE_PERCENT(
            "age_percent",
            "how much each second that a job has waited adds to the cost of leaving it, percent",
            "higher serves old jobs first, lower serves near ones first",
            0,
            1_000,
            50),
    SUSPECT_MS(
            "suspect_ms",
            "what a driver costs on top whose positions are suspect, milliseconds",
            "higher prefers others over longer distances",
            0,
            3_600_000,
            120_000),
    FAIR_INCOME_MS(
            "fair_income_ms",
            "what a driver costs on top who has been paid most per hour on duty, and nobody more;"
                    + " the most that fair incomes may cost all whom one exchange of drivers"
                    + " concerns, milliseconds",
            "higher spreads pay more evenly and lets customers wait longer",
            0,
            600_000,
            0),
    FAIR_INCOME_BUDGET_PERCENT(
            "fair_income_budget_percent",
            "to how much of customers' waiting the measured price of fair incomes is held by"
                    + " weighing them less, 0 to weigh them in full, percent",
            "higher spreads pay more evenly and lets customers wait longer",
            0,
            100,
            0),
    REFUSAL_PERCENT(
            "refusal_percent",
            "how much of the time counts that a job is expected to be held up by drivers who do"
                    + " not accept, 0 for nothing, percent",
            "higher prefers drivers for whom the offer is one that is often accepted",
            0,
            1_000,
            0),
    PROMPT_MS(
            "prompt_ms",
            "a job whose nearest driver is at most so far and wanted by nobody else is offered at"
                    + " once, milliseconds",
            "higher answers more jobs at once, lower lets far pickups wait for somebody nearer",
            0,
            3_600_000,
            60_000),
    SWAPS(
            "swaps",
            "whether a job may go to a better driver after one has accepted it, 1 or 0",
            "0 keeps every acceptance",
            0,
            1,
            1),
    SWAP_MS(
            "swap_ms",
            "how much earlier the better driver must be at the pickup, milliseconds",
            "higher swaps less",
            0,
            3_600_000,
            60_000),
    SWAP_PERCENT(
            "swap_percent",
            "the same as a share of what the present driver still needs, percent; the larger"
                    + " counts",
            "higher swaps less",
            0,
            100,
            25),
    NEAR_MS(
            "near_ms",
            "a driver this near to the pickup keeps the job, milliseconds",
            "higher swaps less",
            0,
            3_600_000,
            90_000),
    BACK_TO_BACK_MS(
            "back_to_back_ms",
            "a driver who will be free within this time is asked for a job near his dropoff, 0 for"
                    + " never, milliseconds",
            "higher asks more drivers and predicts worse when they are free",
            0,
            3_600_000,
            300_000),
    BACK_TO_BACK_MARGIN_MS(
            "back_to_back_margin_ms",
            "what such a driver costs more than one who is free and as near, milliseconds",
            "higher asks fewer of them",
            0,
            3_600_000,
            60_000),
    SHARED_DELAY_MS(
            "shared_delay_ms",
            "how much later than promised a job that may be shared is picked up for the sake of"
                    + " others, milliseconds",
            "higher shares more and lets customers wait longer",
            0,
            3_600_000,
            300_000),
    SHARED_DETOUR_PERCENT(
            "shared_detour_percent",
            "how much longer than alone the trip of a job that may be shared may be, 0 for never"
                    + " shared, percent",
            "higher shares more and lets trips take longer",
            0,
            400,
            50);

    private final String key;
    private final String meaning;
    private final String direction;
    private final int min;
    private final int max;
    private final int usual;

    PolicyParameter(String key, String meaning, String direction, int min, int max, int usual) {
        this.key = key;
        this.meaning = meaning;
        this.direction = direction;
        this.min = min;
        this.max = max;
        this.usual = usual;
    }

    /// Its name in files and reports.
    public String key() {
        return key;
    }

    /// What it is, with its unit.
    public String meaning() {
        return meaning;
    }

    /// Which way to turn it.
    public String direction() {
        return direction;
    }

    public int min() {
        return min;
    }

    public int max() {
        return max;
    }

    /// Its value where a policy leaves it open and nobody says otherwise.
    public int usual() {
        return usual;
    }

    /// The parameter with this key, or null.
    static @Nullable PolicyParameter of(String key) {
        for (PolicyParameter parameter : values()) {
            if (parameter.key.equals(key)) {
                return parameter;
            }
        }
        return null;
    }

    /// @throws IllegalArgumentException naming the key, the value and the range
    void check(int value) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    key + "=" + value + ": must be from " + min + " to " + max);
        }
    }
}
