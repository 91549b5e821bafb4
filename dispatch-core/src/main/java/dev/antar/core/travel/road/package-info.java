/// Streets as a graph: reading road files, finding the road at a position, routes, and the
/// [dev.antar.core.travel.Reach] of a job. Everything here happens before or beside the engine,
/// which sees only what comes out; so here, and only here, files are read. Start at
/// [dev.antar.core.travel.road.RoadGraph].
@NullMarked
package dev.antar.core.travel.road;

import org.jspecify.annotations.NullMarked;
