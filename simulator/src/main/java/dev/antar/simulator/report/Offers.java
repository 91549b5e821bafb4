package dev.antar.simulator.report;

/// How many offers were made and how they ended.
public record Offers(long sent, long accepted, long declined, long expired, long withdrawn) {

    public static final Offers NONE = new Offers(0, 0, 0, 0, 0);

    public Offers plus(Offers more) {
        return new Offers(
                sent + more.sent,
                accepted + more.accepted,
                declined + more.declined,
                expired + more.expired,
                withdrawn + more.withdrawn);
    }
}
