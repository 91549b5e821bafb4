package dev.antar.simulator.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

final class LiveHeapTest {

    private static final String BEFORE =
            """
            4711:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:            30           3000  [B (java.base@25.0.3)
               2:            20           1000  java.util.HashMap$Node (java.base@25.0.3)
               3:             2            100  a.Socket
            Total            52           4100
            """;

    @Test
    void histogramIsRead() throws IOException {
        LiveHeap heap = LiveHeap.read(BEFORE);

        assertEquals(4100, heap.bytes());
        assertEquals(new LiveHeap.Kind(20, 1000), heap.classes().get("java.util.HashMap$Node"));
        assertEquals(22, heap.objects(Pattern.compile(".*(Node|Socket)")));
    }

    @Test
    void whatHasGrownIsNamedTheMostFirst() throws IOException {
        LiveHeap before = LiveHeap.read(BEFORE);
        LiveHeap after =
                LiveHeap.read(
                        BEFORE.replace("20           1000", "40           2000")
                                .replace("2            100", "5            40100"));

        assertEquals(
                List.of("a.Socket: 3 more (0.04 MB)", "java.util.HashMap$Node: 20 more (0.00 MB)"),
                after.grownSince(before, 5));
    }

    @Test
    void whatIsNoHistogramIsNotTakenForAnEmptyHeap() {
        assertThrows(IOException.class, () -> LiveHeap.read("4711: no such process"));
    }

    @Test
    void whatCollectorsFillGapsWithIsNotAlive() throws IOException {
        LiveHeap heap = LiveHeap.read(BEFORE.replace("[B (", "[Ljdk.internal.vm.FillerElement; ("));

        assertEquals(1100, heap.bytes());
    }
}
