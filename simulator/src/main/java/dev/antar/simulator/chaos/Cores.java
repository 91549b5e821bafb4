package dev.antar.simulator.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The machine's processors in two halves, so that who asks takes nothing away from who answers.
/// Where it cannot be parted, everybody has all of it.
final class Cores {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    private final String all;
    private final String first;
    private final String second;
    private final String whole;

    private Cores(String all, String first, String second, String whole) {
        this.all = all;
        this.first = first;
        this.second = second;
        this.whole = whole;
    }

    /// The processors that this process may use.
    static Cores ofThisMachine() throws IOException {
        return of(
                Files.isReadable(STATUS) ? allowed(Files.readAllLines(STATUS)) : List.of(),
                where -> () -> Commands.run("taskset", "-c", where, "true"));
    }

    /// @param pinned whether something can run on some processors only, of which it is told the
    ///   list
    static Cores of(List<Integer> allowed, Function<String, Trial> pinned) {
        int half = allowed.size() / 2;
        if (half == 0) {
            return new Cores("", "", "", "there are not two of them");
        }
        String first = list(allowed.subList(0, half));
        return pinned.apply(first)
                .refused()
                .map(why -> new Cores("", "", "", why))
                .orElseGet(
                        () ->
                                new Cores(
                                        list(allowed),
                                        first,
                                        list(allowed.subList(half, allowed.size())),
                                        ""));
    }

    /// Whether the halves are apart.
    boolean apart() {
        return !first.isEmpty();
    }

    /// In words, for the report.
    String words() {
        return apart()
                ? "server and PostgreSQL on processor " + first + ", all clients on " + second
                : "server, PostgreSQL and clients share the processors: " + whole;
    }

    /// What a command is put behind so that it runs on the half of those who answer.
    List<String> answering() {
        return apart() ? List.of("taskset", "-c", first) : List.of();
    }

    /// What a command is put behind so that it runs on the half of those who ask.
    List<String> asking() {
        return apart() ? List.of("taskset", "-c", second) : List.of();
    }

    /// Moves a process and all that it has started to those who answer.
    void letAnswer(ProcessHandle process) throws IOException, InterruptedException {
        move(process, first);
        for (ProcessHandle child : process.descendants().toList()) {
            move(child, first);
        }
    }

    /// Moves this process to those who ask.
    void letAsk() throws IOException, InterruptedException {
        move(ProcessHandle.current(), second);
    }

    /// Gives a process, and all that it has started, the whole machine again.
    void free(ProcessHandle process) throws IOException, InterruptedException {
        move(process, all);
        for (ProcessHandle child : process.descendants().toList()) {
            move(child, all);
        }
    }

    static List<Integer> allowed(List<String> status) {
        List<Integer> numbers = new ArrayList<>();
        for (String line : status) {
            if (line.startsWith(ALLOWED)) {
                for (String part : line.substring(ALLOWED.length()).strip().split(",", -1)) {
                    String[] ends = part.split("-", -1);
                    IntStream.rangeClosed(
                                    Integer.parseInt(ends[0]),
                                    Integer.parseInt(ends[ends.length - 1]))
                            .forEach(numbers::add);
                }
            }
        }
        return numbers;
    }

    private void move(ProcessHandle process, String where)
            throws IOException, InterruptedException {
        if (apart() && process.isAlive()) {
            // Threads and processes come and go; one that has just ended is no reason to stop.
            Commands.run(
                    "sh",
                    "-c",
                    "taskset -a -c -p " + where + " " + process.pid() + " > /dev/null || true");
        }
    }

    private static String list(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
