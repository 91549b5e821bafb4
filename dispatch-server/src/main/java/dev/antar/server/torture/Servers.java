package dev.antar.server.torture;

import org.jspecify.annotations.Nullable;

/// Where clients find the server: the address behind which its processes follow each other.
interface Servers {

    /// Who takes new connections and requests now; null for nobody.
    @Nullable ServerProcess taking();
}
