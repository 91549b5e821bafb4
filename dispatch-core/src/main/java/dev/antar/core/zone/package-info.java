/// Polygons with rules: where jobs may begin and end, and places where drivers stand in line. Start
/// at [dev.antar.core.zone.Zone]; [dev.antar.core.zone.Zones] answers for a place,
/// [dev.antar.core.zone.ZoneQueue] is the line of one zone.
@NullMarked
package dev.antar.core.zone;

import org.jspecify.annotations.NullMarked;
