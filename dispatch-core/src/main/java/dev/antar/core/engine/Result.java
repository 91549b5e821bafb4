package dev.antar.core.engine;

/// What became of a command.
public sealed interface Result {

    /// It was carried out, or had been before: a repeated command has the answer of the first.
    record Done() implements Result {
        private static final Done ANY = new Done();
    }

    /// It was refused, and nothing changed.
    record Rejected(Rejection reason) implements Result {}

    static Result done() {
        return Done.ANY;
    }

    static Result rejected(Rejection reason) {
        return new Rejected(reason);
    }

    default boolean isDone() {
        return this instanceof Done;
    }
}
