/// The resources under `/v1`, their JSON, and the answers to bad input.
@NullMarked
package dev.antar.server.http;

import org.jspecify.annotations.NullMarked;
