package dev.antar.core.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Gives each job, oldest first, the cheapest driver whom no older job took: what most platforms
/// do, and the yardstick for anything better.
public final class NearestFirst implements MatchingPolicy {

    private static final int FIRST_LOOK = 4;

    @Override
    public String name() {
        return "nearest-first";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<Match> match(Round round) {
        List<Match> matches = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < round.size(); i++) {
            for (int k = FIRST_LOOK; ; k *= 2) {
                Candidates candidates = round.candidates(i, k);
                int choice = firstFree(candidates, taken);
                // Somebody farther away may cost less where the near ones are suspect.
                if (choice < candidates.count()
                        && candidates.costMillis(choice) <= candidates.leftOutMillis()) {
                    taken.add(candidates.slot(choice));
                    matches.add(
                            new Match(
                                    round.job(i),
                                    candidates.slot(choice),
                                    candidates.costMillis(choice)));
                    break;
                }
                if (candidates.complete()) {
                    break;
                }
            }
        }
        return matches;
    }

    private static int firstFree(Candidates candidates, Set<Integer> taken) {
        int i = 0;
        while (i < candidates.count() && taken.contains(candidates.slot(i))) {
            i++;
        }
        return i;
    }
}
