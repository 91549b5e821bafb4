package dev.antar.server.engine;

/// Somebody or something of this name was known, and has been erased.
public final class Erased extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String what;

    /// @param what a word for it, such as `job`
    public Erased(String what) {
        super(what + " was erased", null, false, false);
        this.what = what;
    }

    public String what() {
        return what;
    }
}
