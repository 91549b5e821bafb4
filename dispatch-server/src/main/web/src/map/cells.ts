import { cellToBoundary, latLngToCell } from "h3-js";
import type { Place } from "../protocol";
import { metresPerPixel } from "./mercator";

const EDGE_METRES_AT_0 = 1_281_256;
const FINEST = 11;
const COARSEST = 2;

/** The finest H3 resolution whose cells have edges of at least `pixels` on the screen. */
export function resolutionFor(lat: number, zoom: number, pixels: number): number {
    const edge = pixels * metresPerPixel(lat, zoom);
    const resolution = Math.floor(Math.log(EDGE_METRES_AT_0 / edge) / Math.log(Math.sqrt(7)));
    return Math.min(FINEST, Math.max(COARSEST, resolution));
}

export function countByCell(places: Iterable<Place>, resolution: number): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { lat, lng } of places) {
        const cell = latLngToCell(lat, lng, resolution);
        counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    return counts;
}

/** 0 for the fewest, `steps - 1` for the most; by square root, as crowds are much larger than the rest. */
export function stepOf(value: number, most: number, steps: number): number {
    const share = Math.sqrt(value / Math.max(most, steps));
    return Math.min(steps - 1, Math.floor(share * steps));
}

const BOUNDARIES = new Map<string, [number, number][]>();
const KEPT = 20_000;

/** The outline of a cell as closed [lng, lat] ring, drawn in by `inset` (0..1) so that neighbours do not touch. */
export function outline(cell: string, inset: number): [number, number][] {
    const key = `${cell}${inset}`;
    let ring = BOUNDARIES.get(key);
    if (!ring) {
        if (BOUNDARIES.size > KEPT) BOUNDARIES.clear();
        ring = drawnIn(cellToBoundary(cell, true) as [number, number][], inset);
        BOUNDARIES.set(key, ring);
    }
    return ring;
}

function drawnIn(ring: [number, number][], inset: number): [number, number][] {
    const n = ring.length - 1;
    const cx = ring.slice(0, n).reduce((sum, p) => sum + p[0], 0) / n;
    const cy = ring.slice(0, n).reduce((sum, p) => sum + p[1], 0) / n;
    return ring.map(([x, y]) => [x + (cx - x) * inset, y + (cy - y) * inset]);
}
