package dev.antar.server.engine.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/// Where messages may go: to hosts that are everybody's, by TLS. A server stands where its
/// operator's other machines can be reached, and whoever names a receiver must not reach them
/// through it.
///
/// @param allowPrivate also to this machine and its neighbours, and without TLS
public record TargetRule(boolean allowPrivate) {

    /* IPv4: all that IANA's registry of special purposes does not call globally reachable, and one
    address more by which a cloud's machines reach what manages them. IPv6: only 2000::/3 is given out
    for everybody; within it, what carries or hides an IPv4 address and what is for examples. */

    private static final class Block {

        private final byte[] prefix;
        private final int bits;

        private Block(byte[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        static Block of(String literal, int bits) {
            return new Block(InetAddress.ofLiteral(literal).getAddress(), bits);
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i & 7);
                if ((address[i >> 3] & mask) != (prefix[i >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> INTERNAL =
            List.of(
                    Block.of("0.0.0.0", 8),
                    Block.of("10.0.0.0", 8),
                    Block.of("100.64.0.0", 10),
                    Block.of("127.0.0.0", 8),
                    Block.of("168.63.129.16", 32),
                    Block.of("169.254.0.0", 16),
                    Block.of("172.16.0.0", 12),
                    Block.of("192.0.0.0", 24),
                    Block.of("192.0.2.0", 24),
                    Block.of("192.88.99.0", 24),
                    Block.of("192.168.0.0", 16),
                    Block.of("198.18.0.0", 15),
                    Block.of("198.51.100.0", 24),
                    Block.of("203.0.113.0", 24),
                    Block.of("224.0.0.0", 4),
                    Block.of("240.0.0.0", 4),
                    Block.of("2001::", 23),
                    Block.of("2001:db8::", 32),
                    Block.of("2002::", 16),
                    Block.of("3fff::", 20));

    private static final Block GLOBAL_IPV6 = Block.of("2000::", 3);

    private static final int LONGEST = 2_048;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /// Whether a connection to this address may be made.
    public boolean allows(InetAddress address) {
        if (allowPrivate) {
            return !address.isMulticastAddress() && !address.isAnyLocalAddress();
        }
        byte[] bytes = address.getAddress();
        return INTERNAL.stream().noneMatch(block -> block.holds(bytes))
                && (address instanceof Inet4Address || GLOBAL_IPV6.holds(bytes));
    }

    /// Reads an address such as `https://example.com/hooks?city=7`. Names are not looked up: what
    /// they lead to is checked whenever something is sent.
    ///
    /// @throws IllegalArgumentException naming the rule
    public Target read(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException _) {
            throw refused(url, "must be an address such as https://example.com/hooks");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if (!tls && !(allowPrivate && scheme.equals("http"))) {
            throw refused(url, "must begin with https://");
        }
        String host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw refused(url, "must name a host in ASCII letters, digits, - and .");
        }
        if (url.length() > LONGEST) {
            throw refused(url, "must have at most " + LONGEST + " characters");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw refused(url, "must have neither user nor fragment");
        }
        int port = uri.getPort() < 0 ? (tls ? HTTPS : HTTP) : uri.getPort();
        if (port == 0 || port > 65_535) {
            throw refused(url, "must have a port from 1 to 65535");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (isInternal(bare)) {
            throw refused(url, "must not lead to an address that is not for everybody");
        }
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery();
        return new Target(tls, bare, port, query == null ? path : path + "?" + query);
    }

    /// Only what is written as an address; whatever else it is, is looked up when it is needed.
    private boolean isInternal(String host) {
        try {
            return !allows(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return !allowPrivate
                    && (host.equalsIgnoreCase("localhost")
                            || host.toLowerCase(Locale.ROOT).endsWith(".localhost"));
        }
    }

    private static IllegalArgumentException refused(String url, String rule) {
        String shown = url.length() <= 80 ? url : url.substring(0, 80) + "…";
        return new IllegalArgumentException("url=" + shown + ": " + rule);
    }
}
