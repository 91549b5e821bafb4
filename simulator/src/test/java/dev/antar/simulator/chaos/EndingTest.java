package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

final class EndingTest {

    private final Ending ending = new Ending();
    private final List<String> ended = new ArrayList<>();

    @Test
    void whatBeganLastEndsFirst() throws Exception {
        ending.add(() -> ended.add("disk"));
        ending.add(() -> ended.add("database"));

        assertEquals(List.of(), ending.end());
        assertEquals(List.of("database", "disk"), ended);
    }

    @Test
    void whatDoesNotEndIsToldAndTheRestEndsAllTheSame() throws Exception {
        ending.add(() -> ended.add("disk"));
        ending.add(
                () -> {
                    throw new IOException("umount: target is busy");
                });

        assertEquals(List.of("umount: target is busy"), ending.end());
        assertEquals(List.of("disk"), ended);
    }

    @Test
    void whatBeginsAfterTheEndIsEndedAtOnce() throws Exception {
        assertEquals(List.of(), ending.end());

        ending.add(() -> ended.add("late server"));

        assertEquals(List.of("late server"), ended);
        assertThrows(
                IOException.class,
                () ->
                        ending.add(
                                () -> {
                                    throw new IOException("still there");
                                }));
    }
}
