import type { Layer } from "@deck.gl/core";
import { MapboxOverlay } from "@deck.gl/mapbox";
import { cellToParent, latLngToCell } from "h3-js";
import type { Map as MapLibre } from "maplibre-gl";
import type { Change, City, Job } from "../live/city";
import type { RecentDemand } from "../live/recent-demand";
import type { ServerClock } from "../live/server-clock";
import type { CellFrame } from "../protocol";
import type { LayerChoice } from "../ui/layer-choice";
import type { Selected, Selection } from "../ui/selection";
import type { Theme } from "../ui/theme";
import { viewOf } from "./base-map";
import { hit } from "./hit";
import { drawIcons, type IconAtlas } from "./icons";
import { drawClocks } from "./layers/clocks";
import { Aggregates } from "./layers/aggregates";
import { driverScale, DriversLayer } from "./layers/drivers";
import { drawHeat } from "./layers/heat";
import { drawPickups, pickupScale } from "./layers/jobs";
import { drawApproaches, drawnAt, drawOffers, drawRoutes } from "./layers/lines";
import { drawDropoffs, drawRings, type Draft, type Ring } from "./layers/marks";
import { Motion } from "./motion";

const FRAME_MS = 33;
/** A machine whose screen refreshes slower than this draws without a graphics card: leave it air to breathe. */
const SLOW_REFRESH_MS = 45;
const SLOW_FRAME_MS = 125;
const STILL_MS = 1_000;
const FINEST_COUNTED = 9;

export interface Watched {
    city: City;
    demand: RecentDemand;
    clock: ServerClock;
    theme: Theme;
    choice: LayerChoice;
    selection: Selection;
}

/** Everything that moves: composes the layers over the base map and runs the frame loop. */
export class Scene {
    draft: Draft = { pickup: null, dropoff: null };
    /** After each picture that shows new data; also told the highest count of a heat cell. */
    onDrawn: () => void = () => {};
    heatMost = 0;
    crowded = false;
    private readonly motion = new Motion();
    private readonly drivers = new DriversLayer();
    private readonly aggregates = new Aggregates();
    private readonly overlay = new MapboxOverlay({ interleaved: false, layers: [] });
    private atlas: IconAtlas;
    private slowLayers: { below: Layer[]; above: Layer[] } = { below: [], above: [] };
    private dirty = true;
    private lastFrame = 0;
    private lastSlow = 0;
    private refresh = 16;
    private lastTick = 0;

    constructor(private readonly map: MapLibre, private readonly watched: Watched) {
        this.atlas = drawIcons(watched.theme.palette);
        map.addControl(this.overlay);
        watched.theme.onChange((palette) => {
            this.atlas = drawIcons(palette);
            this.redraw();
        });
        watched.choice.onChange(() => this.redraw());
        watched.selection.onChange(() => this.redraw());
        map.on("zoomend", () => this.redraw());
        requestAnimationFrame((t) => this.tick(t));
    }

    apply(change: Change, now: number): void {
        for (const d of change.drivers) this.motion.put(d.id, d.lat, d.lng, d.heading, now);
        for (const id of change.driversRemoved) this.motion.remove(id);
        this.redraw();
    }

    redraw(): void {
        this.dirty = true;
    }

    hitAt(x: number, y: number, reach: number): Selected | null {
        const { city, choice } = this.watched;
        return hit(x, y, reach, viewOf(this.map), city, this.motion, choice.visible, !this.crowded);
    }

    /** The counted cell at a place of the screen, far out. */
    cellAt(lngLat: { lng: number; lat: number }): CellFrame | null {
        const { city } = this.watched;
        const resolution = city.detail.resolution;
        if (!this.crowded || resolution === null || this.watched.choice.visible.heat !== "off") return null;
        // As the server counts: by the ancestor of the finest cell.
        const finest = latLngToCell(lngLat.lat, lngLat.lng, FINEST_COUNTED);
        return city.cells.get(resolution === FINEST_COUNTED ? finest : cellToParent(finest, resolution)) ?? null;
    }

    /** Everything that belongs to the thing: a driver alone, or a job's stops and its driver. */
    placesOf(thing: Selected): [lng: number, lat: number][] {
        const job = this.watched.city.jobs.get(thing.type === "job" ? thing.id : (this.watched.city.jobOfDriver.get(thing.id) ?? ""));
        const driver = thing.type === "driver" ? thing.id : (job?.driver ?? null);
        const at = driver === null ? null : drawnAt(this.motion, driver);
        const stops = job ? [job.pickup, job.dropoff].map((p): [number, number] => [p.lng, p.lat]) : [];
        return at ? [at, ...stops] : stops;
    }

    /** Where a driver is drawn, or a job waits. */
    private placeOf(thing: Selected): [lng: number, lat: number] | null {
        if (thing.type === "driver") return drawnAt(this.motion, thing.id);
        const job = this.watched.city.jobs.get(thing.id);
        if (!job) return null;
        if (job.state === "PICKED_UP" && job.driver !== null) return drawnAt(this.motion, job.driver);
        return [job.pickup.lng, job.pickup.lat];
    }

    private tick(t: number): void {
        requestAnimationFrame((next) => this.tick(next));
        this.refresh += (Math.min(t - this.lastTick, 500) - this.refresh) * 0.1;
        this.lastTick = t;
        const frameMs = this.refresh > SLOW_REFRESH_MS ? SLOW_FRAME_MS : FRAME_MS;
        if (t - this.lastFrame < frameMs - 4) return;
        const now = performance.now();
        const moving = this.motion.sample(now);
        const animated = moving || this.watched.city.offers.size > 0 || this.aggregates.fading(now);
        if (!this.dirty && !animated && now - this.lastSlow < STILL_MS) return;
        this.lastFrame = t;
        this.draw(now, moving);
    }

    private draw(now: number, moving: boolean): void {
        const { city, theme, choice } = this.watched;
        const zoom = this.map.getZoom();
        const slow = this.dirty || now - this.lastSlow >= STILL_MS;
        if (slow) this.drawSlow(now, zoom);
        const visible = choice.visible;
        const palette = theme.palette;
        const { rings, jobs } = this.lookedAt(zoom);
        const offers = visible.offers ? drawOffers(city, this.motion, palette, zoom, now) : null;
        const layers: (Layer | null)[] = [
            ...this.slowLayers.below,
            ...(visible.heat === "off" ? this.aggregates.draw(palette, now) : []),
            visible.approach && !this.crowded && visible.heat === "off" ? drawApproaches(city, this.motion, palette, zoom) : null,
            offers?.lines ?? null,
            drawRoutes(jobs, this.motion, palette),
            drawRings(rings, palette),
            this.crowded ? null : this.drivers.draw(this.motion, this.atlas, zoom, now, moving || slow || this.aggregates.fading(now), this.aggregates.presence(now)),
            ...this.slowLayers.above,
            drawDropoffs(jobs, this.atlas),
            offers?.clocks ?? null,
        ].flat();
        this.overlay.setProps({ layers: layers.filter((l) => l !== null) });
        if (slow) this.onDrawn();
        this.dirty = false;
    }

    /** What changes only with data, zoom or the second. */
    private drawSlow(now: number, zoom: number): void {
        const { city, demand, clock, theme, choice } = this.watched;
        const view = viewOf(this.map);
        const visible = choice.visible;
        this.crowded = city.detail.drivers === "CELLS";
        this.aggregates.refresh(city, visible, now);
        const time = clock.now();
        const palette = theme.palette;
        this.lastSlow = now;
        const heat = drawHeat(visible.heat, city, demand, view, palette);
        this.heatMost = heat.most;
        this.drivers.refresh(city, this.motion, visible);
        this.slowLayers = { below: heat.layer ? [heat.layer] : [], above: [] };
        if (!visible.jobs) return;
        this.slowLayers.above.push(drawPickups(city, this.atlas, zoom, time, this.crowded));
        if (visible.clocks) this.slowLayers.above.push(drawClocks(city, palette, zoom, time));
    }

    /** Rings and routes of the selected and the hovered thing and of the draft. */
    private lookedAt(zoom: number): { rings: Ring[]; jobs: Job[] } {
        const { city, selection } = this.watched;
        const rings: Ring[] = [];
        const jobs = new Set<Job>();
        for (const thing of [selection.selected, selection.hovered]) {
            if (!thing) continue;
            const strong = thing === selection.selected;
            const at = this.placeOf(thing);
            const radius = thing.type === "driver" ? 15 * driverScale(zoom) + 3 : 11 * pickupScale(zoom) + 4;
            if (at) rings.push({ at, radius, strong });
            const job = city.jobs.get(thing.type === "job" ? thing.id : (city.jobOfDriver.get(thing.id) ?? ""));
            if (job) jobs.add(job);
        }
        return { rings, jobs: [...jobs, ...this.drafted(rings)] };
    }

    private drafted(rings: Ring[]): Job[] {
        const { pickup, dropoff } = this.draft;
        if (pickup) rings.push({ at: [pickup.lng, pickup.lat], radius: 9, strong: true });
        if (!pickup || !dropoff) return [];
        return [{ pickup, dropoff, driver: null, state: "PENDING" } as Job];
    }
}
