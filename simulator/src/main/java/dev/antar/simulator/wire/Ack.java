package dev.antar.simulator.wire;

/// The server's definitive answer to a driver's command.
public sealed interface Ack {

    /// Carried out, and committed.
    record Done() implements Ack {}

    /// Refused; nothing changed.
    record Rejected(String reason) implements Ack {}
}
