package dev.antar.server.connections;

import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/// Refuses a request that tells its length in two ways. Netty would go by one and forget the other;
/// a proxy in front that goes by the other sees one request where there are two, and the second is
/// then answered to somebody else (RFC 9112, 6.1 and 11.2).
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    StrictRequestDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException(
                "Content-Length and Transfer-Encoding must not be given together");
    }
}
