import type { Layer } from "@deck.gl/core";
import { SolidPolygonLayer } from "@deck.gl/layers";
import { isAvailable, type City } from "../../live/city";
import type { RecentDemand } from "../../live/recent-demand";
import type { Place } from "../../protocol";
import type { HeatMode } from "../../ui/layer-choice";
import type { Palette } from "../../ui/palette";
import { countByCell, outline, resolutionFor, stepOf } from "../cells";
import type { View } from "../mercator";

const EDGE_PIXELS = 20;

export interface Heat {
    layer: Layer | null;
    /** The highest count of a cell, for the legend. */
    most: number;
}

/** Counts per H3 cell as coloured hexagons. */
export function drawHeat(mode: HeatMode, city: City, demand: RecentDemand, view: View, palette: Palette): Heat {
    if (mode === "off") return { layer: null, most: 0 };
    const resolution = resolutionFor(view.lat, view.zoom, EDGE_PIXELS);
    const counted = mode === "supply" && city.detail.drivers === "CELLS";
    const cells = counted ? freeByCell(city) : [...countByCell(places(mode, city, demand), resolution)];
    const most = Math.max(0, ...cells.map(([, n]) => n));
    const colours = palette.heat[mode];
    const layer = new SolidPolygonLayer<[string, number]>({
        id: "heat",
        data: cells,
        getPolygon: ([cell]) => outline(cell, 0.05),
        getFillColor: ([, n]) => [...colours[stepOf(n, most, colours.length)]!, 165],
        extruded: false,
    });
    return { layer, most };
}

/** Far out the server counts. */
function freeByCell(city: City): [string, number][] {
    const free: [string, number][] = [];
    for (const { cell, drivers } of city.cells.values()) if (drivers.IDLE) free.push([cell, drivers.IDLE]);
    return free;
}

function* places(mode: Exclude<HeatMode, "off">, city: City, demand: RecentDemand): Iterable<Place> {
    if (mode === "supply") {
        for (const driver of city.drivers.values()) if (isAvailable(driver)) yield driver;
        return;
    }
    yield* demand.places(mode === "unserved");
    if (mode === "unserved") {
        for (const job of city.jobs.values()) if (job.state === "PENDING") yield job.pickup;
    }
}
