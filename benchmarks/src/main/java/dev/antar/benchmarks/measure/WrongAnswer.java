package dev.antar.benchmarks.measure;

/// A subject answered wrongly, so that its speed means nothing.
public final class WrongAnswer extends RuntimeException {

    private static final long serialVersionUID = 1;

    public WrongAnswer(String message) {
        super(message);
    }
}
