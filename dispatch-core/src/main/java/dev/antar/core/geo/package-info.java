/// Places on the earth: positions, cells, areas and the distances between them.
@NullMarked
package dev.antar.core.geo;

import org.jspecify.annotations.NullMarked;
