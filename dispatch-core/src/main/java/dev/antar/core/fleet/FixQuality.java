package dev.antar.core.fleet;

/// How far a driver's reports can be relied on. Anything but GOOD costs him seconds in a round and
/// never an offer when nobody better is near. The name is the word in JSON and metric tags.
public enum FixQuality {
    GOOD("The reports are fine."),
    POOR_ACCURACY("The phone says that its position may be far off."),
    SUSPECT_MOCK("The phone says that the position is not from its receiver."),
    SUSPECT_FROZEN("The position does not change although the phone reports that it moves."),
    SUSPECT_HOPPING("The position hops between places that are too far apart."),
    SUSPECT_CROWD("Many drivers report exactly the same position.");

    private final String sentence;

    FixQuality(String sentence) {
        this.sentence = sentence;
    }

    /// In plain words.
    public String sentence() {
        return sentence;
    }
}
