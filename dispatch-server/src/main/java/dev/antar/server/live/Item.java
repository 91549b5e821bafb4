package dev.antar.server.live;

import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Something on the map: it is in one tile, or in none. The region's thread.
abstract class Item {

    /// The home of what is not shown.
    static final long NOWHERE = 0;

    /// Kept by [Tile] and [Layer].
    @Nullable Tile tile;

    int place;
    boolean dirty;

    /// Takes over what has changed since the last beat. Called once per beat and changed item.
    abstract void refresh();

    /// The H3 cell of the tile it belongs into since [#refresh], or [#NOWHERE].
    abstract long home();

    /// The item as it is now.
    abstract void write(JsonGenerator json, long nowMillis) throws IOException;

    /// That it has left its tile for another or for good.
    abstract void writeLeft(JsonGenerator json) throws IOException;

    /// Its name.
    abstract void writeKey(JsonGenerator json) throws IOException;
}
