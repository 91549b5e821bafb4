package dev.antar.core.fleet;

/// The rule for names that come from outside: 1 to 64 letters, digits, `-` or `_`.
public final class Identifier {

    private static final int MAX_LENGTH = 64;

    private Identifier() {}

    /// Checks a name.
    ///
    /// @throws IllegalArgumentException naming the field, the value and the rule
    public static void require(String field, String value) {
        boolean ok = !value.isEmpty() && value.length() <= MAX_LENGTH;
        for (int i = 0; ok && i < value.length(); i++) {
            char c = value.charAt(i);
            ok =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '-'
                            || c == '_';
        }
        if (!ok) {
            throw new IllegalArgumentException(
                    field + "=" + shown(value) + ": must be 1 to 64 letters, digits, - or _");
        }
    }

    private static String shown(String value) {
        return value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH) + "…";
    }
}
