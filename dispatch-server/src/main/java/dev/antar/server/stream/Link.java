package dev.antar.server.stream;

/// A client's socket as a session sees it: frames out, and the ways to slow it down and to end it.
/// Its own event loop.
public interface Link {

    /// What happens on a socket. Called on its event loop, one call after the other.
    interface Owner {

        /// A text frame, whole; the bytes are the owner's from now on.
        void text(byte[] bytes, int offset, int length);

        /// A binary frame, whole; the bytes are the owner's from now on.
        void binary(byte[] bytes, int offset, int length);

        /// A ping or pong of the websocket protocol itself.
        void stirred();

        /// The client reads again: [#full] is false.
        void drained();

        /// A frame too big, or no frame at all.
        void broken(Throwable failure);

        /// It is over, whoever ended it. Called once.
        void closed();
    }

    /// Whether frames can still be sent.
    boolean open();

    /// Whether so much waits to go out that nothing should be added.
    boolean full();

    void write(String text);

    /// Takes nothing more from the client: soon its own sending stops, by TCP.
    void pause();

    void resume();

    /// Says goodbye, behind what was written before.
    void close(int code, String reason);

    /// Ends the connection without a word, also when the client does not read.
    void cut();
}
