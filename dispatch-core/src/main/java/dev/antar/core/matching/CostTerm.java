package dev.antar.core.matching;

/// A reason why a candidate, or leaving a job, costs what it does. All count in milliseconds of a
/// customer's waiting. The key is its word in records and pages.
public enum CostTerm {
    APPROACH("approach", "how long the driver needs to the pickup"),
    FREE_IN("free_in", "how long the driver is busy with another job until he can set out"),
    MARGIN("margin", "that he may be free later than expected"),
    SHARED(
            "shared",
            "how much worse off are all whom the driver carries or fetches, this job included"),
    LINE("line", "his place in the line of waiting drivers, in place of the way to the pickup"),
    REFUSAL("refusal", "how long the job is expected to be held up by drivers who do not accept"),
    INCOME("income", "that he has been paid more per hour on duty than others"),
    QUALITY("quality", "how far his positions can be relied on"),
    LONGEST("longest", "leaving the job for a later round: the longest way to a pickup allowed"),
    AGE("age", "the same, for the time that the job has waited already"),
    HYSTERESIS("hysteresis", "keeping the present driver: what another would have to gain");

    private final String key;
    private final String meaning;

    CostTerm(String key, String meaning) {
        this.key = key;
        this.meaning = meaning;
    }

    public String key() {
        return key;
    }

    public String meaning() {
        return meaning;
    }
}
