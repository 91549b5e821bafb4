package dev.antar.simulator.profile;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Reads profiles; `docs/load-testing.md`. What was typed wins over the file, the file over what is
/// usual. Throws [IllegalArgumentException] with what is wrong, where, and what was probably meant.
public final class ProfileReader {

    /// Keys at the top of a file; all but the last five are options as well.
    public static final List<String> KEYS =
            List.of(
                    "drivers",
                    "jobs-per-minute",
                    "for",
                    "warm-up",
                    "drain",
                    "seed",
                    "center",
                    "radius",
                    "speed",
                    "acceptance",
                    "patience",
                    "dwell",
                    "fix-interval",
                    "connects-per-second",
                    "driver-prefix",
                    "thresholds",
                    "phase",
                    "hot-spot",
                    "reconnect-storm",
                    "phones",
                    "operators");

    private static final List<String> PHASE_KEYS =
            List.of("name", "for", "jobs", "drivers", "ramp");

    private static final int MOST_BYTES = 1 << 20;
    private static final Duration NONE = Duration.ZERO;
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final TomlTable EMPTY = Toml.parse("");

    private final Collection<String> metrics;

    /// @param metrics that thresholds may name
    public ProfileReader(Collection<String> metrics) {
        this.metrics = metrics;
    }

    /// Reads a file, or makes a steady run without one.
    ///
    /// @param options by key, what was typed
    /// @param thresholds that were typed
    public Profile read(@Nullable Path file, Map<String, String> options, List<String> thresholds) {
        Section top = top(file, options);
        List<Threshold> all = new ArrayList<>();
        for (Section.Line line : top.texts("thresholds")) {
            all.add(Threshold.of(line.text(), line.place(), metrics));
        }
        for (String typed : thresholds) {
            all.add(Threshold.of(typed, "--threshold", metrics));
        }
        return new Profile(
                file == null ? "steady" : baseName(file),
                scenario(top),
                new Profile.City(
                        top.position("center", new LatLng(57.7045, 11.968)),
                        top.number("radius", 3_000, 100, 100_000),
                        top.number("speed", 6.5, 0.1, 100)),
                new Profile.Habits(
                        top.share("acceptance", 0.9),
                        top.time("patience", Duration.ofMinutes(10), SECOND, DAY),
                        top.time("dwell", Duration.ofSeconds(20), NONE, DAY),
                        top.time(
                                "fix-interval",
                                Duration.ofSeconds(4),
                                Duration.ofMillis(50),
                                Duration.ofHours(1))),
                top.count("seed", 1, 0, Integer.MAX_VALUE),
                all);
    }

    private static Scenario scenario(Section top) {
        Section hotSpot = top.table("hot-spot", List.of("drivers", "jobs"), EMPTY);
        Section phones =
                top.table(
                        "phones",
                        List.of(
                                "slow",
                                "slow-read",
                                "silent",
                                "silent-for",
                                "duplicated",
                                "reordered",
                                "binary"),
                        EMPTY);
        Section operators =
                top.table("operators", List.of("reading", "stopped", "stop-after"), EMPTY);
        Scenario.Phones sound = Scenario.Phones.SOUND;
        Timetable timetable = timetable(top);
        return new Scenario(
                prefix(top),
                top.count("drivers", 100, 1, 1_000_000),
                top.count("jobs-per-minute", 30, 0, 600_000),
                0,
                top.count("connects-per-second", 500, 1, 100_000),
                timetable,
                new Scenario.HotSpot(hotSpot.share("drivers", 0), hotSpot.share("jobs", 0)),
                storms(top, timetable),
                new Scenario.Phones(
                        phones.share("slow", 0),
                        millis(phones, "slow-read", sound.slowReadMillis()),
                        phones.share("silent", 0),
                        millis(phones, "silent-for", sound.silentForMillis()),
                        phones.share("duplicated", 0),
                        phones.share("reordered", 0),
                        phones.share("binary", 0)),
                new Scenario.Operators(
                        operators.count("reading", 1, 1, 10_000),
                        operators.count("stopped", 0, 0, 10_000),
                        operators.time("stop-after", NONE, NONE, DAY).toMillis()));
    }

    private static String prefix(Section top) {
        String prefix = top.text("driver-prefix", "d");
        if (!prefix.matches("[A-Za-z0-9_-]{1,32}")) {
            throw top.wrong("driver-prefix", "must be 1 to 32 letters, digits, - or _");
        }
        return prefix;
    }

    private static Timetable timetable(Section top) {
        List<Phase> phases = new ArrayList<>();
        long total = 0;
        for (Section section : top.tables("phase", PHASE_KEYS)) {
            if (!section.has("for")) {
                throw section.wrong("for", "is missing: say how long the phase is");
            }
            long millis = section.time("for", SECOND, SECOND, DAY).toMillis();
            phases.add(
                    new Phase(
                            section.text("name", "phase " + (phases.size() + 1)),
                            millis,
                            section.number("jobs", 1, 0, 1_000),
                            section.share("drivers", 1),
                            section.flag("ramp", false)));
            total += millis;
        }
        double stretch = stretch(top, total);
        if (phases.isEmpty()) {
            phases.add(new Phase("steady", span(top), 1, 1, false));
        }
        phases.replaceAll(
                phase ->
                        new Phase(
                                phase.name(),
                                Math.max(1, Math.round(phase.millis() * stretch)),
                                phase.jobs(),
                                phase.drivers(),
                                phase.ramp()));
        return new Timetable(
                top.time("warm-up", Duration.ofSeconds(10), NONE, DAY).toMillis(),
                top.time("drain", Duration.ofMinutes(10), NONE, DAY).toMillis(),
                phases);
    }

    private static long span(Section top) {
        return top.time("for", Duration.ofMinutes(5), SECOND, DAY).toMillis();
    }

    /// By how much `for` makes the phases, and all that happens in them, longer or shorter.
    private static double stretch(Section top, long phasesMillis) {
        long span = span(top);
        return phasesMillis > 0 && top.has("for") ? (double) span / phasesMillis : 1;
    }

    private static List<Scenario.Storm> storms(Section top, Timetable timetable) {
        List<Scenario.Storm> storms = new ArrayList<>();
        long millis = timetable.endMillis() - timetable.warmUpMillis();
        long written =
                top.tables("phase", PHASE_KEYS).stream()
                        .mapToLong(phase -> phase.time("for", SECOND, SECOND, DAY).toMillis())
                        .sum();
        double stretch = stretch(top, written);
        Duration end = Duration.ofMillis(written > 0 ? written : millis);
        for (Section section : top.tables("reconnect-storm", List.of("at", "drivers", "jitter"))) {
            if (!section.has("at")) {
                throw section.wrong("at", "is missing: say how long after the warm-up");
            }
            storms.add(
                    new Scenario.Storm(
                            Math.round(section.time("at", NONE, NONE, end).toMillis() * stretch),
                            section.share("drivers", 1),
                            section.flag("jitter", true)));
        }
        return storms;
    }

    private static long millis(Section section, String key, long otherwise) {
        return section.time(key, Duration.ofMillis(otherwise), Duration.ofMillis(100), DAY)
                .toMillis();
    }

    private static Section top(@Nullable Path file, Map<String, String> options) {
        if (file == null) {
            return new Section(new Section.Source("", List.of()), EMPTY, null, "", KEYS, options);
        }
        String text = text(file);
        TomlParseResult parsed = Toml.parse(text);
        if (parsed.hasErrors()) {
            TomlParseError first = parsed.errors().getFirst();
            throw new IllegalArgumentException(
                    file + ":" + first.position().line() + ": " + first.getMessage());
        }
        return new Section(
                new Section.Source(file.toString(), text.lines().toList()),
                parsed,
                null,
                "",
                KEYS,
                options);
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException(file + ": is larger than 1 MiB");
            }
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            throw new IllegalArgumentException("--profile=" + file + ": there is no such file");
        } catch (CharacterCodingException _) {
            throw new IllegalArgumentException(file + ": is not UTF-8");
        } catch (IOException e) {
            throw new IllegalArgumentException("--profile=" + file + ": cannot be read: " + e);
        }
    }

    private static String baseName(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".toml") ? name.substring(0, name.length() - 5) : name;
    }
}
