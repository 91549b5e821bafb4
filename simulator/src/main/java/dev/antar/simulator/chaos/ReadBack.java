package dev.antar.simulator.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Holds what a server tells of the open jobs against what their events come to.
final class ReadBack {

    private ReadBack() {}

    /// The ids of those that are open.
    ///
    /// @param folds of all jobs, by their ids
    static List<String> open(Map<String, JobFold> folds) {
        return folds.entrySet().stream()
                .filter(each -> !each.getValue().state().ended())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// That each open job is told, as its events have it, and no other.
    ///
    /// @param told by the server, by ids
    static List<Check> checks(Map<String, JobFold> folds, Map<String, ToldJob> told) {
        List<String> untold = new ArrayList<>();
        List<String> different = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        folds.forEach(
                (job, fold) -> {
                    ToldJob said = told.get(job);
                    if (fold.state().ended()) {
                        return;
                    }
                    if (said == null) {
                        untold.add(job);
                        return;
                    }
                    if (!said.agrees(fold)) {
                        different.add(
                                String.format(
                                        Locale.ROOT,
                                        "%s: %s, by its events %s with '%s', version %d",
                                        job,
                                        said,
                                        fold.state(),
                                        fold.driver(),
                                        fold.version()));
                    }
                    if (said.isOnlyInTheTables()) {
                        unknown.add(job);
                    }
                });
        return List.of(
                Check.none("open job that the server tells nothing of", untold),
                Check.none("open job that the server tells otherwise than its events", different),
                Check.none("open job that waits, and the region does not know why", unknown));
    }
}
