package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.io.IOException;

final class ProcessLookTest {

    @Test
    void heapIsReadWhateverTheCollector() throws IOException {
        assertEquals(
                86,
                ProcessLook.heapMib("ZHeap           used 86M, capacity 256M, max capacity 512M"));
        assertEquals(
                1.5, ProcessLook.heapMib("garbage-first heap   total 262144K, used 1536K [0x00)"));
        assertEquals(2_048, ProcessLook.heapMib("ZHeap used 2G, capacity 2G"));
        assertThrows(IOException.class, () -> ProcessLook.heapMib("no such process"));
    }
}
