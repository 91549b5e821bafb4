package dev.antar.core.policy;

import java.util.Collection;

/// Guesses which of the known words somebody meant.
public final class NearestWord {

    /// More letters to change than this, and the two words have nothing to do with each other.
    private static final int FARTHEST = 3;

    private NearestWord() {}

    /// `; did you mean x?`, or nothing if no known word is near. Ties go to the first.
    public static String hint(String word, Collection<String> known) {
        String best = "";
        int bestSteps = FARTHEST + 1;
        for (String candidate : known) {
            if (Math.abs(word.length() - candidate.length()) < bestSteps) {
                int steps = steps(word, candidate);
                if (steps < bestSteps) {
                    bestSteps = steps;
                    best = candidate;
                }
            }
        }
        return best.isEmpty() ? "" : "; did you mean " + best + "?";
    }

    /// Letters to insert, remove, replace or swap with their neighbour (Damerau 1964).
    private static int steps(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                int least = steps[i - 1][j - 1] + (same ? 0 : 1);
                least = Math.min(least, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    least = Math.min(least, steps[i - 2][j - 2] + 1);
                }
                steps[i][j] = least;
            }
        }
        return steps[from.length()][to.length()];
    }
}
