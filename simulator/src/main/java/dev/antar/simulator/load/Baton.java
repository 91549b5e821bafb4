package dev.antar.simulator.load;

/// Says when a run begins and ends that goes on in several processes at once. The run's event loop.
public interface Baton {

    /// A run in one process: begins when its people are there, ends when its jobs have.
    Baton ALONE =
            new Baton() {
                @Override
                public long beginMillis(long nowMillis) {
                    return nowMillis;
                }

                @Override
                public boolean over() {
                    return true;
                }
            };

    /// All people of this process are there; asked again and again.
    ///
    /// @return when demand begins, epoch, or [Long#MAX_VALUE] as long as that is not known
    long beginMillis(long nowMillis);

    /// No job of this process is open any more; asked again and again.
    ///
    /// @return whether that holds for all processes
    boolean over();
}
