package dev.antar.benchmarks;

/// Runs the benchmarks named by the arguments, which are those of JMH (`-h` lists them).
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        org.openjdk.jmh.Main.main(args);
    }
}
