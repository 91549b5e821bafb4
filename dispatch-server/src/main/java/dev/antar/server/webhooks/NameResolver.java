package dev.antar.server.webhooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a host. May block.
interface NameResolver {

    /// The host's addresses, at least one.
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /// As this machine does it.
    static NameResolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
