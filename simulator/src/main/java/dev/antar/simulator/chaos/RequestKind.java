package dev.antar.simulator.chaos;

/// What is asked of a server in a rush, from what it should refuse last to what it should refuse
/// first.
enum RequestKind {
    CREATE("creates"),
    CANCEL("cancels"),
    READ("reads of jobs"),
    SEARCH("driver searches"),
    EXPLANATION("explanations");

    private final String words;

    RequestKind(String words) {
        this.words = words;
    }

    /// As the report calls them.
    String words() {
        return words;
    }

    /// Whether it is work that must be committed.
    boolean changes() {
        return this == CREATE || this == CANCEL;
    }
}
