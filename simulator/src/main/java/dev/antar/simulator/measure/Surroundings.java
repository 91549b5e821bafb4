package dev.antar.simulator.measure;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a run was made on, as far as it changes figures.
public final class Surroundings {

    private Surroundings() {}

    public static void put(ObjectNode node) {
        Runtime runtime = Runtime.getRuntime();
        node.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        node.put("arch", System.getProperty("os.arch"));
        node.put("processors", runtime.availableProcessors());
        node.put("java", Runtime.version().toString());
        node.put("max_heap_mb", runtime.maxMemory() >> 20);
        node.put("open_files", OpenFiles.ofThisProcess().map(OpenFiles::soft).orElse(-1L));
    }
}
