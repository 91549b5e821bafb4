import type { Layer } from "@deck.gl/core";
import { TextLayer } from "@deck.gl/layers";
import { isWaiting, type City, type Job } from "../../live/city";
import { clock } from "../../ui/format";
import { waitStep, type Palette } from "../../ui/palette";
import { worldX, worldY } from "../mercator";
import { pickupScale } from "./jobs";

export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Inter', 'DejaVu Sans', sans-serif";
/** Far out only long waits are told. */
const ALL_FROM_ZOOM = 12.8;
const LONG_WAIT_STEP = 2;
const NONE_BELOW_ZOOM = 10;

/** The waiting clock below each pickup; where they would overlap, the longest wait is told. */
export function drawClocks(city: City, palette: Palette, zoom: number, now: number): Layer {
    const jobs = zoom < NONE_BELOW_ZOOM ? [] : withoutOverlap(candidates(city, zoom, now), zoom);
    const wait = (j: Job) => (now - j.requestedAtMillis) / 1000;
    return new TextLayer<Job>({
        id: "clocks",
        data: jobs,
        getPosition: (j) => [j.pickup.lng, j.pickup.lat],
        getText: (j) => clock(wait(j)),
        getColor: (j) => [...palette.wait[waitStep(wait(j))]!],
        getPixelOffset: [0, 9 + 10 * pickupScale(zoom)],
        getSize: 11.5,
        fontFamily: FONT,
        fontWeight: 700,
        characterSet: "0123456789:",
        fontSettings: { sdf: false, fontSize: 48, buffer: 4 },
        background: true,
        getBackgroundColor: [...palette.label, 225],
        backgroundPadding: [5, 2, 5, 2],
        backgroundBorderRadius: 7,
    });
}

function candidates(city: City, zoom: number, now: number): Job[] {
    const jobs = [...city.jobs.values()].filter(isWaiting).sort((a, b) => a.requestedAtMillis - b.requestedAtMillis);
    if (zoom >= ALL_FROM_ZOOM) return jobs;
    return jobs.filter((j) => waitStep((now - j.requestedAtMillis) / 1000) >= LONG_WAIT_STEP);
}

/** Greedy on a grid in world pixels, so that labels do not flicker while the map is dragged. */
function withoutOverlap(jobs: Job[], zoom: number): Job[] {
    const taken = new Set<string>();
    return jobs.filter((job) => {
        const column = worldX(job.pickup.lng, zoom) / 48;
        const row = worldY(job.pickup.lat, zoom) / 26;
        for (const c of [Math.floor(column - 0.5), Math.floor(column + 0.5)]) {
            for (const r of [Math.floor(row - 0.5), Math.floor(row + 0.5)]) {
                if (taken.has(`${c},${r}`)) return false;
            }
        }
        for (const c of [Math.floor(column - 0.5), Math.floor(column + 0.5)]) {
            for (const r of [Math.floor(row - 0.5), Math.floor(row + 0.5)]) taken.add(`${c},${r}`);
        }
        return true;
    });
}
