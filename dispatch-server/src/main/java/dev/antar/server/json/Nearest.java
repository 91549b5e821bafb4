package dev.antar.server.json;

import java.util.Collection;

/// Finds the word that somebody probably meant.
public final class Nearest {

    private static final int FARTHEST = 3;

    private Nearest() {}

    /// "; did you mean x?", or nothing where none is near.
    public static String hint(String word, Collection<String> known) {
        String best = "";
        int bestSteps = FARTHEST + 1;
        for (String candidate : known) {
            int steps = steps(word, candidate);
            if (steps < bestSteps) {
                bestSteps = steps;
                best = candidate;
            }
        }
        return best.isEmpty() ? "" : "; did you mean " + best + "?";
    }

    /// Letters to insert, remove or replace (Levenshtein 1966).
    private static int steps(String from, String to) {
        if (Math.abs(from.length() - to.length()) > FARTHEST) {
            return FARTHEST + 1;
        }
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
