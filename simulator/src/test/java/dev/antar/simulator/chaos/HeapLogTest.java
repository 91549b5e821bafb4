package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

final class HeapLogTest {

    @Test
    void largestHeapAfterACollectionIsFound() {
        HeapLog read =
                HeapLog.of(
                        List.of(
                                "[1.2s][info][gc] Using The Z Garbage Collector",
                                "[2.0s][info][gc] GC(0) Minor Collection (Warmup)"
                                        + " 120M(23%)->44M(9%) 0.012s",
                                "[3.0s][info][gc] GC(1) Pause Young (Allocation Failure)"
                                        + " 200M->61M(512M) 3.1ms",
                                "[3.5s][info][gc] Allocation Stall (vert.x-1) 12.3ms",
                                "[3.6s][info][gc] GC(2) Major Collection (Allocation Stall)"
                                        + " 200M(40%)->50M(10%) 0.3s",
                                "[4.0s][info][gc] GC(3) Pause Full (Diagnostic Command)"
                                        + " 200M->50M(512M) 300ms",
                                "[5.0s][info][gc] GC(4) Pause Full (G1 Compaction Pause)"
                                        + " 510M->60M(512M) 400ms"));

        assertEquals(new HeapLog(5, 61, 2), read);
    }
}
