package dev.antar.core.policy;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A slot of a switchback as it is recorded: the reason of the change of policy that begins it.
///
/// @param slot its number
/// @param slotMillis its length, whole seconds
public record Turn(long slot, int slotMillis, Switchback.Arm arm) {

    /// Who changes the policy then.
    public static final String BY = "switchback";

    private static final Pattern REASON =
            Pattern.compile("switchback slot (-?\\d{1,18}) of (\\d{1,6}) s: ([AB])");

    private static final int MILLIS = 1_000;

    /// The turn that a change of policy says it begins, or null for any other change.
    public static @Nullable Turn of(String by, String reason) {
        Matcher matcher = REASON.matcher(reason);
        if (!by.equals(BY) || !matcher.matches()) {
            return null;
        }
        return new Turn(
                Long.parseLong(matcher.group(1)),
                Integer.parseInt(matcher.group(2)) * MILLIS,
                Switchback.Arm.valueOf(matcher.group(3)));
    }

    /// When the slot begins, epoch milliseconds.
    public long beginMillis() {
        return slot * slotMillis;
    }

    public long endMillis() {
        return beginMillis() + slotMillis;
    }

    /// The reason that says so.
    public String reason() {
        return "switchback slot " + slot + " of " + slotMillis / MILLIS + " s: " + arm;
    }
}
