import { polygonToCells } from "h3-js";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { outline, resolutionFor } from "./cells";

const EDGE_PIXELS = 46;
const MOST_CELLS = 3_000;

/** Keeps the faint H3 grid of the ground in step with the view. */
export function keepGrid(map: MapLibre): void {
    let drawn = "";
    const draw = () => {
        const bounds = map.getBounds();
        const resolution = resolutionFor(map.getCenter().lat, map.getZoom(), EDGE_PIXELS);
        const dLat = (bounds.getNorth() - bounds.getSouth()) * 0.3;
        const dLng = (bounds.getEast() - bounds.getWest()) * 0.3;
        const north = Math.min(85, bounds.getNorth() + dLat);
        const south = Math.max(-85, bounds.getSouth() - dLat);
        const west = Math.max(-179, bounds.getWest() - dLng);
        const east = Math.min(179, bounds.getEast() + dLng);
        // A polygon that spans more than half the globe is ambiguous for H3; so far out no grid is needed.
        const corners = [[south, west], [south, east], [north, east], [north, west]];
        const cells = east - west > 150 ? [] : polygonToCells(corners, resolution);
        const key = `${cells.length}:${cells[0]}:${cells.at(-1)}`;
        if (key === drawn || cells.length > MOST_CELLS) return;
        drawn = key;
        map.getSource<GeoJSONSource>("grid")?.setData({
            type: "FeatureCollection",
            features: cells.map((cell) => ({
                type: "Feature",
                properties: {},
                geometry: { type: "LineString", coordinates: outline(cell, 0) },
            })),
        });
    };
    map.on("moveend", draw);
    draw();
}
