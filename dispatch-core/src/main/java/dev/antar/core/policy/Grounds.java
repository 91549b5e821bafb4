package dev.antar.core.policy;

import java.util.List;

/// On what a change of policy rests.
public sealed interface Grounds {

    /// A comparison of the policy in force with the one proposed, made beforehand.
    ///
    /// @param digest SHA-256 of its `summary.json`, 64 hexadecimal digits
    /// @param madeAtMillis when it was made, epoch milliseconds
    /// @param figures its main ones, in the report's order
    record Report(String digest, long madeAtMillis, List<Figure> figures) implements Grounds {

        public Report {
            figures = List.copyOf(figures);
        }
    }

    /// No comparison.
    ///
    /// @param why in words of whoever changed the policy
    record WithoutReport(String why) implements Grounds {}

    /// What a comparison says of one figure; NaN where it says nothing.
    ///
    /// @param path as in the report, as `wait_s.mean`
    /// @param low end of the interval in which the difference lies
    /// @param high its other end
    record Figure(
            String path, double before, double after, double difference, double low, double high) {}
}
