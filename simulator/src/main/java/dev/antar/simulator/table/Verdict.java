package dev.antar.simulator.table;

import java.util.List;

/// How a run ended.
///
/// @param line the figures in one line
/// @param broken the rules that the schedules broke, as the judge says; a good run has none
public record Verdict(String line, List<String> broken) {

    public Verdict {
        broken = List.copyOf(broken);
    }
}
