package dev.antar.server.torture;

/// Somebody who asks the server for something beside jobs, and repeats it until he has an answer.
interface Asker {

    void begin(long atMillis);

    /// Whether he has all the answers that he wants.
    boolean done();
}
