@NullMarked
package dev.antar.server.http;

import org.jspecify.annotations.NullMarked;
