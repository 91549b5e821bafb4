package dev.antar.core.offer;

/// How an offer ended. The name is the word in JSON and metric tags.
public enum OfferOutcome {
    ACCEPTED,
    DECLINED,
    /// The driver did not answer before the deadline.
    EXPIRED,
    /// Taken back: the job was cancelled, or the driver went off duty or could not be reached.
    WITHDRAWN
}
