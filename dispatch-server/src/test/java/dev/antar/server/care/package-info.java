@NullMarked
package dev.antar.server.care;

import org.jspecify.annotations.NullMarked;
