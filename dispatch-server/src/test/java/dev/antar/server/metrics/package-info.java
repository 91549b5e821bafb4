@NullMarked
package dev.antar.server.metrics;

import org.jspecify.annotations.NullMarked;
