/// Sockets of drivers, customers and operators.
@NullMarked
package dev.antar.server.stream;

import org.jspecify.annotations.NullMarked;
