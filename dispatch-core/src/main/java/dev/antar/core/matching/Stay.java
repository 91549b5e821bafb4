package dev.antar.core.matching;

import dev.antar.core.job.OpenJob;

/// What keeping the present driver of a job costs a round.
public interface Stay {

    /// No job has a driver.
    Stay NONE =
            new Stay() {
                @Override
                public long millis(OpenJob job) {
                    return 0;
                }

                @Override
                public CostTerms terms(OpenJob job) {
                    return CostTerms.of(CostTerm.APPROACH, 0);
                }
            };

    long millis(OpenJob job);

    /// The same, taken apart.
    CostTerms terms(OpenJob job);
}
