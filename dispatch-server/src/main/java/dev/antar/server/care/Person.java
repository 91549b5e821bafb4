package dev.antar.server.care;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;

/// Whom something is known of. A customer is known by his jobs only.
///
/// @param id a driver's or a job's
public record Person(Kind kind, String id) {

    private static final String ERASED = "erased-";

    /// What the name is of.
    public enum Kind {
        DRIVER("driver"),
        JOB("job");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As it stands in the database.
        String word() {
            return word;
        }
    }

    public Person {
        String name =
                switch (kind) {
                    case DRIVER -> new DriverId(id).value();
                    case JOB -> new JobId(id).value();
                };
        if (name.startsWith(ERASED)) {
            throw new IllegalArgumentException(
                    "id=" + name + ": must not be one that stands for somebody who was erased");
        }
    }

    @Override
    public String toString() {
        return kind.word() + " " + id;
    }
}
