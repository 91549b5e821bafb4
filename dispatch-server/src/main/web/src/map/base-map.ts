import { Map as MapLibre, setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Palette } from "../ui/palette";
import type { Seen } from "../live/view-sender";
import type { View } from "./mercator";

setWorkerUrl(workerUrl);

const EMPTY = { type: "FeatureCollection" as const, features: [] };

/** The map below everything: a plain ground and a faint H3 grid. It asks no other server for anything. */
export function createBaseMap(container: HTMLElement, palette: Palette): MapLibre {
    const map = new MapLibre({
        container,
        style: style(palette),
        center: [11.97, 57.7],
        zoom: 11.5,
        minZoom: 2,
        maxZoom: 18,
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        renderWorldCopies: false,
        fadeDuration: 0,
        // The page has its own names for these controls and no map labels to fetch.
        locale: { "Map.Title": "Live map" },
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    return map;
}

export function paintBase(map: MapLibre, palette: Palette): void {
    map.setPaintProperty("ground", "background-color", palette.background);
    map.setPaintProperty("grid", "line-color", palette.gridLine);
}

export function viewOf(map: MapLibre): View {
    const { lng, lat } = map.getCenter();
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    return { lng, lat, zoom: map.getZoom(), width, height };
}

/** What of the world is on the screen. */
export function seenOn(map: MapLibre): Seen {
    const bounds = map.getBounds();
    return { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth(), zoom: map.getZoom() };
}

function style(palette: Palette): StyleSpecification {
    return {
        version: 8,
        sources: { grid: { type: "geojson", data: EMPTY } },
        layers: [
            { id: "ground", type: "background", paint: { "background-color": palette.background } },
            { id: "grid", type: "line", source: "grid", paint: { "line-color": palette.gridLine, "line-width": 1 } },
        ],
    };
}
