@org.jspecify.annotations.NullMarked
package dev.antar.server.engine.webhook;
