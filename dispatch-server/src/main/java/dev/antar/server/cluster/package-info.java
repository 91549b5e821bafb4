/// Which server owns which region.
@NullMarked
package dev.antar.server.cluster;

import org.jspecify.annotations.NullMarked;
