package dev.antar.simulator.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The examples of RFC 6455, 5.7, with a mask of zero.
final class FramesTest {

    @Test
    void shortTextHasItsLengthInOneByte() {
        assertArrayEquals(
                new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'H', 'i'}, Frames.text("Hi"));
    }

    @Test
    void longerFramesHaveTwoOrEightBytesOfLength() {
        assertArrayEquals(
                new byte[] {(byte) 0x82, (byte) 0xfe, 1, 0, 0, 0, 0, 0},
                Frames.head(Frames.FINAL | Frames.BINARY, 256));
        assertArrayEquals(
                new byte[] {(byte) 0x82, (byte) 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0},
                Frames.head(Frames.FINAL | Frames.BINARY, 65_536));
    }

    @Test
    void pieceOfAMessageIsNotFinal() {
        assertEquals(Frames.TEXT, Frames.frame(Frames.TEXT, new byte[1])[0]);
        assertEquals(Frames.CONTINUATION, Frames.frame(Frames.CONTINUATION, new byte[0])[0]);
    }

    @Test
    void statusIsReadOnlyFromAnAnswer() {
        assertEquals(431, RawConnection.statusOf("HTTP/1.1 431 Too large\r\n\r\n"));
        assertEquals(0, RawConnection.statusOf("HTTP/1.1 43"));
        assertEquals(0, RawConnection.statusOf(""));
    }
}
