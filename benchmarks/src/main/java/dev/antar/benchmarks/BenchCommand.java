package dev.antar.benchmarks;

import dev.antar.benchmarks.engine.EngineTopic;
import dev.antar.benchmarks.engine.RecordsTopic;
import dev.antar.benchmarks.index.IndexTopic;
import dev.antar.benchmarks.matching.MatchingTopic;
import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Environment;
import dev.antar.benchmarks.measure.RowJson;
import dev.antar.benchmarks.measure.RowTable;
import dev.antar.benchmarks.measure.Topic;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.benchmarks.roads.RoadsTopic;
import dev.antar.benchmarks.store.StoreTopic;
import dev.antar.benchmarks.wire.WireTopic;
import dev.antar.core.policy.NearestWord;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// `antar bench`: runs topics one after the other and prints what they measured.
@Command(
        name = "bench",
        description = "Measures Antar beside its peers, in the same run.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    private static final int WRONG_ANSWER = 1;

    @Parameters(
            arity = "1..*",
            paramLabel = "TOPIC",
            description = "What to measure: ${COMPLETION-CANDIDATES}.",
            completionCandidates = TopicNames.class)
    private List<String> names;

    @Option(names = "--quick", description = "Less than two minutes a topic, with more noise.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the rows as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Seed of the made-up city (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

    @Spec private CommandSpec spec;

    /// What can be measured. A topic is one line here and a package.
    private static Map<String, Supplier<Topic>> topics() {
        Map<String, Supplier<Topic>> topics = new LinkedHashMap<>();
        topics.put("index", IndexTopic::new);
        topics.put("matching", MatchingTopic::new);
        topics.put("engine", EngineTopic::new);
        topics.put("records", RecordsTopic::new);
        topics.put("roads", RoadsTopic::new);
        topics.put("wire", WireTopic::new);
        topics.put("store", StoreTopic::new);
        return topics;
    }

    @Override
    public Integer call() throws Exception {
        List<Topic> chosen = new ArrayList<>();
        for (String name : names) {
            Supplier<Topic> topic = topics().get(name);
            if (topic == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "topic="
                                + name
                                + ": must be one of "
                                + String.join(", ", topics().keySet())
                                + NearestWord.hint(name, topics().keySet()));
            }
            chosen.add(topic.get());
        }
        refuseUnwritable();
        PrintWriter out = spec.commandLine().getOut();
        Environment.lines().forEach(out::println);
        out.println("seed     " + seed + (quick ? ", quick" : ""));
        out.println();
        Bench bench = new Bench(quick, seed, out);
        int exit = CommandLine.ExitCode.OK;
        for (Topic topic : chosen) {
            try {
                bench.run(topic);
            } catch (WrongAnswer wrong) {
                spec.commandLine()
                        .getErr()
                        .println("antar bench " + topic.name() + ": " + wrong.getMessage());
                exit = WRONG_ANSWER;
            }
        }
        out.println();
        RowTable.lines(bench.rows()).forEach(out::println);
        out.flush();
        if (json != null) {
            RowJson.write(bench.rows(), json);
        }
        return exit;
    }

    /// Minutes of measuring must not be lost to a mistyped file name.
    private void refuseUnwritable() {
        if (json == null) {
            return;
        }
        try {
            Files.writeString(json, "[]\n");
        } catch (IOException cannot) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--json=" + json + ": cannot be written (" + cannot + ")",
                    cannot);
        }
    }

    /// For `--help`.
    static final class TopicNames extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        TopicNames() {
            super(topics().keySet());
        }
    }
}
