import type { ExpressionSpecification, Map as MapLibre } from "maplibre-gl";
import type { Palette } from "../ui/palette";

const MAJOR = ["motorway", "trunk", "primary"];
const MINOR = ["service", "footway", "cycleway", "path", "pedestrian", "steps", "track", "bridleway"];
const CLASS: ExpressionSpecification = ["coalesce", ["get", "highway"], ["get", "class"], "residential"];
const LAYERS = ["street-areas", "street-minor", "street", "street-major"] as const;

/**
 * Streets, if the server has a file of them: GeoJSON LineStrings (and Polygons for water and parks), with the
 * class of a street in `highway`. A top-level `attribution` says whom to thank. Returns that, or null when
 * there is no file.
 */
export async function drawStreets(map: MapLibre, palette: Palette): Promise<string | null> {
    const file = await load();
    if (!file) return null;
    map.addSource("streets", { type: "geojson", data: file, tolerance: 0.5, buffer: 32, maxzoom: 14 });
    const below = map.getLayer("grid") ? "grid" : undefined;
    map.addLayer({
        id: "street-areas", type: "fill", source: "streets", filter: ["==", ["geometry-type"], "Polygon"],
        paint: { "fill-color": palette.area },
    }, below);
    line("street-minor", ["in", CLASS, ["literal", MINOR]], palette.streetMinor, [13, 0.4, 17, 2], 13);
    line("street", ["!", ["in", CLASS, ["literal", [...MINOR, ...MAJOR]]]], palette.street, [10, 0.5, 13, 1.6, 17, 9]);
    line("street-major", ["in", CLASS, ["literal", MAJOR]], palette.streetMajor, [8, 0.8, 13, 3, 17, 14]);
    return typeof file.attribution === "string" ? file.attribution : "© OpenStreetMap contributors";

    function line(id: string, which: ExpressionSpecification, colour: string, widths: number[], minzoom = 0): void {
        map.addLayer({
            id, type: "line", source: "streets", minzoom,
            filter: ["all", ["==", ["geometry-type"], "LineString"], which],
            layout: { "line-cap": "round", "line-join": "round" },
            paint: {
                "line-color": colour,
                "line-width": ["interpolate", ["exponential", 1.4], ["zoom"], ...widths] as ExpressionSpecification,
            },
        }, below);
    }
}

export function paintStreets(map: MapLibre, palette: Palette, visible: boolean): void {
    if (!map.getSource("streets")) return;
    map.setPaintProperty("street-areas", "fill-color", palette.area);
    map.setPaintProperty("street-minor", "line-color", palette.streetMinor);
    map.setPaintProperty("street", "line-color", palette.street);
    map.setPaintProperty("street-major", "line-color", palette.streetMajor);
    for (const layer of LAYERS) map.setLayoutProperty(layer, "visibility", visible ? "visible" : "none");
}

interface StreetFile extends GeoJSON.FeatureCollection {
    attribution?: unknown;
}

async function load(): Promise<StreetFile | null> {
    try {
        const response = await fetch("map/streets.geojson", { headers: { Accept: "application/geo+json, application/json" } });
        if (response.status !== 200) return null;
        const file = (await response.json()) as StreetFile;
        return file.type === "FeatureCollection" ? file : null;
    } catch {
        return null;
    }
}
