package dev.antar.server.torture;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/// How often something went from one state to another.
///
/// @param <S> the states
final class TransitionTable<S extends Enum<S>> {

    private static final String CANNOT_BE = "-";

    private final String what;
    private final S[] states;
    private final BiPredicate<S, S> allowed;
    private final Map<S, Integer> reached;
    private final Map<S, Map<S, Integer>> ways;

    /// @param states all that there are, at least one
    /// @param allowed whether one may follow another
    TransitionTable(String what, S[] states, BiPredicate<S, S> allowed) {
        this.what = what;
        this.states = states.clone();
        this.allowed = allowed;
        this.reached = new EnumMap<>(states[0].getDeclaringClass());
        this.ways = new EnumMap<>(states[0].getDeclaringClass());
    }

    /// Something new is in this state.
    void began(S state) {
        reached.merge(state, 1, Integer::sum);
    }

    void went(S from, S to) {
        began(to);
        ways.computeIfAbsent(from, state -> new EnumMap<>(state.getDeclaringClass()))
                .merge(to, 1, Integer::sum);
    }

    /// A row for each state with how often it was reached and what followed; `never` where
    /// something may follow and has not, `-` where it cannot.
    String lines() {
        StringBuilder text = new StringBuilder(1_000);
        text.append(cell(what, -13)).append(cell("reached", 10)).append(" |");
        for (S to : states) {
            text.append(cell(word(to), 12));
        }
        text.append('\n');
        for (S from : states) {
            int times = reached.getOrDefault(from, 0);
            text.append(cell(word(from), -13)).append(cell(count(times), 10)).append(" |");
            for (S to : states) {
                int went = ways.getOrDefault(from, Map.of()).getOrDefault(to, 0);
                boolean never = went == 0 && !allowed.test(from, to);
                text.append(cell(never ? CANNOT_BE : count(went), 12));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String count(int times) {
        return times == 0 ? "never" : Integer.toString(times);
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String cell(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
