@NullMarked
package dev.antar.server.store;

import org.jspecify.annotations.NullMarked;
