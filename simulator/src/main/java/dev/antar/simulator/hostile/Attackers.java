package dev.antar.simulator.hostile;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// All attackers, in a process of their own: what they do takes neither heap, files nor turns of a
/// thread from honest clients beside them. They strike when they are told to. One thread.
public final class Attackers implements AutoCloseable {

    private static final String HEAP = "-Xmx1g";
    private static final int END_SECONDS = 10;

    private final Process process;
    private final Writer orders;
    private final BufferedReader reports;
    private final List<String> names;

    private Attackers(Process process) throws IOException {
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.reports =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.names = new JsonArray(line()).stream().map(Object::toString).toList();
    }

    /// Starts the process and waits until it is ready.
    ///
    /// @param crowd how many there are of each kind, at least 10
    /// @param job that exists and goes on, to which one can subscribe
    /// @param under what its command is put behind, such as `nice`
    /// @param log what it has to complain of
    public static Attackers start(
            Target target, int crowd, String job, List<String> under, Path log) throws IOException {
        List<String> command = new ArrayList<>(under);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(HEAP, "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(AttackersMain.class.getName());
        command.addAll(List.of(target.host(), Integer.toString(target.port())));
        command.add(Integer.toString(target.addresses()));
        command.add(Long.toString(target.patience().toMillis()));
        command.addAll(List.of(target.tag(), Integer.toString(crowd), job));
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        try {
            return new Attackers(process);
        } catch (IOException e) {
            process.destroyForcibly();
            throw new IOException("attackers did not start, " + log + " says why", e);
        }
    }

    /// Every kind of attack.
    public List<String> names() {
        return names;
    }

    /// Lets all of a kind strike, and waits until the last has.
    public Attack.Harm strike(String name) throws IOException {
        order(name);
        return harm(new JsonObject(line()));
    }

    /// Lets half of every kind strike, all at the same time.
    ///
    /// @return what became of it, by kind
    public Map<String, Attack.Harm> strikeTogether() throws IOException {
        order(AttackersMain.TOGETHER);
        Map<String, Attack.Harm> all = new LinkedHashMap<>();
        for (String name : names) {
            all.put(name, harm(new JsonObject(line())));
        }
        return all;
    }

    /// Ends them. Any thread: also whoever waits for a strike.
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the attackers' process " + process.pid() + " does not end");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    static JsonObject told(Attack.Harm harm) {
        JsonObject times = new JsonObject();
        harm.times().forEach(times::put);
        return new JsonObject()
                .put("times", times)
                .put("harmful", harm.harmful())
                .put("slowest", harm.slowestSeconds());
    }

    static Attack.Harm harm(JsonObject told) {
        Map<String, Integer> times = new TreeMap<>();
        JsonObject seen = told.getJsonObject("times");
        seen.fieldNames().forEach(name -> times.put(name, seen.getInteger(name)));
        return new Attack.Harm(times, told.getInteger("harmful"), told.getDouble("slowest"));
    }

    private void order(String what) throws IOException {
        orders.write(what + "\n");
        orders.flush();
    }

    private String line() throws IOException {
        String line = reports.readLine();
        if (line == null) {
            throw new IOException("the attackers' process has ended");
        }
        return line;
    }
}
