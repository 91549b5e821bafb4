package dev.antar.server.care;

/// One thing that was looked at.
///
/// @param what in a sentence
/// @param advice what to do, or empty
public record Finding(Level level, String what, String advice) {

    /// How bad it is.
    public enum Level {
        FINE,
        /// Goes on, but somebody should know.
        WARNING,
        /// Does not go on, or loses something.
        PROBLEM
    }

    static Finding fine(String what) {
        return new Finding(Level.FINE, what, "");
    }

    static Finding warning(String what, String advice) {
        return new Finding(Level.WARNING, what, advice);
    }

    static Finding problem(String what, String advice) {
        return new Finding(Level.PROBLEM, what, advice);
    }

    @Override
    public String toString() {
        String word =
                switch (level) {
                    case FINE -> "fine     ";
                    case WARNING -> "warning  ";
                    case PROBLEM -> "PROBLEM  ";
                };
        return word + what + (advice.isEmpty() ? "" : "\n         -> " + advice);
    }
}
