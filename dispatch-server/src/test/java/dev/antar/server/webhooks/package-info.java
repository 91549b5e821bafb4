@org.jspecify.annotations.NullMarked
package dev.antar.server.webhooks;
