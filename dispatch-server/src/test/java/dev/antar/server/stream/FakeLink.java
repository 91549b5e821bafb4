package dev.antar.server.stream;

import java.util.ArrayList;
import java.util.List;

/// A socket whose client reads, or does not, as the test says.
final class FakeLink implements Link {

    final List<String> written = new ArrayList<>();
    boolean full;
    boolean paused;
    boolean cut;
    int closeCode;

    @Override
    public boolean open() {
        return closeCode == 0;
    }

    @Override
    public boolean full() {
        return full;
    }

    @Override
    public void write(String text) {
        written.add(text);
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }

    @Override
    public void close(int code, String reason) {
        closeCode = closeCode == 0 ? code : closeCode;
    }

    @Override
    public void cut() {
        cut = true;
    }
}
