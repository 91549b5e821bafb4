package dev.antar.simulator.wire;

import java.net.URI;

/// Where the server listens.
///
/// @param tls whether with TLS
public record ServerAddress(String host, int port, boolean tls) {

    public ServerAddress {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("host is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port=" + port + ": must be from 1 to 65535");
        }
    }

    /// Reads `http://host:port`, as in the address bar.
    public static ServerAddress of(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException _) {
            throw notAnAddress(url);
        }
        boolean tls = "https".equals(uri.getScheme());
        if ((!tls && !"http".equals(uri.getScheme())) || uri.getHost() == null) {
            throw notAnAddress(url);
        }
        int port = uri.getPort() != -1 ? uri.getPort() : tls ? 443 : 80;
        return new ServerAddress(uri.getHost(), port, tls);
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + host + ":" + port;
    }

    private static IllegalArgumentException notAnAddress(String url) {
        return new IllegalArgumentException(
                "'" + url + "' is not an address of a server; it looks like http://127.0.0.1:8080");
    }
}
