package dev.antar.simulator.profile;

import dev.antar.core.policy.NearestWord;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a figure of the summary must be for a run to pass, such as `offer_latency_ms.p99<2000`.
///
/// @param metric the dotted path of a number in `summary.json`
/// @param comparison one of `<`, `<=`, `>`, `>=`, `==`, `!=`
public record Threshold(String metric, String comparison, double bound) {

    private static final Pattern FORM =
            Pattern.compile("\\s*([^<>=!\\s]+)\\s*(<=|>=|==|!=|<|>)\\s*(\\S+)\\s*");

    private static final String EXAMPLE = "must look like offer_latency_ms.p99<2000";

    /// Reads one.
    ///
    /// @param where the option or the place in a file, for errors
    /// @param known every metric there is
    public static Threshold of(String text, String where, Collection<String> known) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(where + "=\"" + text + "\": " + EXAMPLE);
        }
        String metric = matcher.group(1);
        if (!known.contains(metric)) {
            throw new IllegalArgumentException(
                    where
                            + "=\""
                            + text
                            + "\": there is no metric "
                            + metric
                            + NearestWord.hint(metric, known));
        }
        try {
            double bound = Double.parseDouble(matcher.group(3));
            if (Double.isFinite(bound)) {
                return new Threshold(metric, matcher.group(2), bound);
            }
        } catch (NumberFormatException _) {
            // Falls through to the same refusal.
        }
        throw new IllegalArgumentException(
                where
                        + "=\""
                        + text
                        + "\": "
                        + matcher.group(3)
                        + " must be a plain number (times are in the unit of the metric's name)");
    }

    public boolean metBy(double value) {
        return switch (comparison) {
            case "<" -> value < bound;
            case "<=" -> value <= bound;
            case ">" -> value > bound;
            case ">=" -> value >= bound;
            case "==" -> value == bound;
            default -> value != bound;
        };
    }

    @Override
    public String toString() {
        String number =
                bound == Math.rint(bound) && Math.abs(bound) < 1e15
                        ? String.format(Locale.ROOT, "%.0f", bound)
                        : Double.toString(bound);
        return metric + comparison + number;
    }
}
