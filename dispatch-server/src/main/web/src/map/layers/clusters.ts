import type { Layer } from "@deck.gl/core";
import { ScatterplotLayer, TextLayer } from "@deck.gl/layers";
import { latLngToCell } from "h3-js";
import type { City } from "../../live/city";
import { DRIVER_STATES, type DriverState } from "../../protocol";
import { shortCount } from "../../ui/format";
import type { Visible } from "../../ui/layer-choice";
import type { Palette } from "../../ui/palette";
import { resolutionFor } from "../cells";
import { projector, type View } from "../mercator";
import { FONT } from "./clocks";

/** More drivers than this in the view, far out, and single arrows would only be noise. */
const CROWD = 900;
const CROWD_ZOOM = 11.2;
const HUGE_CROWD = 6_000;
const HUGE_CROWD_ZOOM = 13;
const EDGE_PIXELS = 24;

interface Cluster {
    position: [number, number];
    n: number;
    state: DriverState;
}

/** Whether the view is so far out and so full that drivers are drawn as counted groups. */
export function isCrowded(city: City, view: View): boolean {
    if (view.zoom >= HUGE_CROWD_ZOOM || (view.zoom >= CROWD_ZOOM && city.drivers.size < HUGE_CROWD)) return false;
    const project = projector(view);
    let inView = 0;
    for (const d of city.drivers.values()) {
        const [x, y] = project(d.lng, d.lat);
        if (x >= 0 && y >= 0 && x <= view.width && y <= view.height) inView++;
    }
    return inView > (view.zoom < CROWD_ZOOM ? CROWD : HUGE_CROWD);
}

export function drawClusters(city: City, view: View, visible: Visible, palette: Palette): Layer[] {
    const clusters = group(city, view, visible);
    return [
        new ScatterplotLayer<Cluster>({
            id: "clusters",
            data: clusters,
            getPosition: (c) => c.position,
            getRadius: (c) => 5 + 2.1 * Math.sqrt(c.n),
            radiusUnits: "pixels",
            radiusMaxPixels: 30,
            getFillColor: (c) => [...palette.driver[c.state], 70],
            getLineColor: (c) => [...palette.driver[c.state], 230],
            stroked: true,
            lineWidthUnits: "pixels",
            getLineWidth: 1.5,
        }),
        new TextLayer<Cluster>({
            id: "cluster-counts",
            data: clusters.filter((c) => c.n > 4),
            getPosition: (c) => c.position,
            getText: (c) => shortCount(c.n),
            getSize: 11,
            fontFamily: FONT,
            fontWeight: 600,
            characterSet: "0123456789.k",
            getColor: [...palette.labelInk],
            getTextAnchor: "middle",
            getAlignmentBaseline: "center",
        }),
    ];
}

/** Groups by H3 cell; a group stands where its drivers are on average, in the colour of its commonest state. */
function group(city: City, view: View, visible: Visible): Cluster[] {
    const resolution = resolutionFor(view.lat, view.zoom, EDGE_PIXELS);
    const groups = new Map<string, { lng: number; lat: number; n: number; states: Partial<Record<DriverState, number>> }>();
    for (const d of city.drivers.values()) {
        if (!visible[d.state]) continue;
        const cell = latLngToCell(d.lat, d.lng, resolution);
        let g = groups.get(cell);
        if (!g) groups.set(cell, (g = { lng: 0, lat: 0, n: 0, states: {} }));
        g.lng += d.lng;
        g.lat += d.lat;
        g.n++;
        g.states[d.state] = (g.states[d.state] ?? 0) + 1;
    }
    return [...groups.values()].map((g) => ({
        position: [g.lng / g.n, g.lat / g.n],
        n: g.n,
        state: DRIVER_STATES.reduce((a, b) => ((g.states[b] ?? 0) > (g.states[a] ?? 0) ? b : a)),
    }));
}
