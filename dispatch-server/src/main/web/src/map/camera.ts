import type { Map as MapLibre, PaddingOptions } from "maplibre-gl";
import type { City } from "../live/city";
import type { Selected } from "../ui/selection";
import type { Scene } from "./scene";

const CLOSE_ZOOM = 14;
const EDGE = 30;
const PHONE = "(max-width: 760px)";

/** Moves the map: to the whole city or to one thing, into the middle of what the panels leave free. */
export class Camera {
    private started = false;

    constructor(private readonly map: MapLibre, private readonly scene: Scene, private readonly city: City) {}

    /** On the first snapshot of a region only: later ones must not pull the map away from the operator. */
    start(): void {
        if (this.started) return;
        this.started = true;
        this.wholeCity(false);
    }

    /** Another region is shown from now on. */
    startAgain(): void {
        this.started = false;
    }

    wholeCity(animate = true): void {
        const extent = this.city.extent;
        const duration = animate ? 600 : 0;
        if (extent) {
            const { west, south, north } = extent;
            // Beyond 180 where the city lies across the date line.
            const east = extent.east < west ? extent.east + 360 : extent.east;
            this.map.fitBounds([west, south, east, north], { padding: covered(EDGE), maxZoom: 14, duration });
        }
        else if (this.city.center) this.map.easeTo({ center: this.city.center, zoom: 12, offset: this.offset(), duration });
    }

    flyTo(thing: Selected): void {
        const places = this.scene.placesOf(thing);
        const first = places[0];
        if (!first) return;
        if (places.length === 1) {
            this.map.easeTo({ center: first, zoom: Math.max(this.map.getZoom(), CLOSE_ZOOM), offset: this.offset(), duration: 700 });
            return;
        }
        const lngs = places.map((p) => p[0]);
        const lats = places.map((p) => p[1]);
        const box: [number, number, number, number] = [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
        this.map.fitBounds(box, { padding: covered(2 * EDGE), maxZoom: CLOSE_ZOOM + 1, duration: 700 });
    }

    /** As near as shows what is in one cell. */
    zoomInto(center: [number, number]): void {
        this.map.easeTo({ center, zoom: this.map.getZoom() + 2, offset: this.offset(), duration: 600 });
    }

    zoom(by: number): void {
        const { clientWidth, clientHeight } = this.map.getContainer();
        const [dx, dy] = this.offset();
        const around = this.map.unproject([clientWidth / 2 + dx, clientHeight / 2 + dy]);
        this.map.easeTo({ zoom: this.map.getZoom() + by, around, duration: 250 });
    }

    /** From the middle of the map to the middle of its free part. */
    private offset(): [number, number] {
        const { left, right, top, bottom } = covered(0);
        return [(left - right) / 2, (top - bottom) / 2];
    }
}

/** How much of each side of the map lies under panels, plus an edge. */
function covered(edge: number): Required<PaddingOptions> {
    const size = (id: string, of: "offsetWidth" | "offsetHeight") => document.getElementById(id)?.[of] ?? 0;
    if (matchMedia(PHONE).matches) {
        const sheets = Math.max(size("panel", "offsetHeight"), size("drawer", "offsetHeight"));
        return { left: edge, right: edge, top: 56 + edge, bottom: Math.min(sheets, innerHeight * 0.62) + edge };
    }
    return { left: size("panel", "offsetWidth") + 12 + edge, right: size("drawer", "offsetWidth") + edge, top: 48 + edge, bottom: 60 + edge };
}
